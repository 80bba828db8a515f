//! The gallery in `graphs/samples` is what the program makes of `data/samples`, byte for byte, in whatever order the
//! documents are named and with any number of threads.
//!
//! `UNDERSIGNED_REFRESH=1 cargo test --test samples` writes the gallery anew.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `undersigned build` in the project's folder with these paths and options.
fn build(paths: &[PathBuf], options: &[&str], out: &Path) {
    let mut command = Command::cargo_bin("undersigned").unwrap();
    command.current_dir(root()).arg("build").args(paths).args(options).arg("-q").arg("-o").arg(out);
    command.assert().success();
}

/// What the program writes for these paths and options: each file by its name.
fn made(paths: &[PathBuf], options: &[&str]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    build(paths, options, &out);
    files(&out)
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

/// Names the first line that differs: two whole folders are no message.
fn assert_equal(found: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>, what: &str) {
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(wanted), "{what}: other files");
    for (name, text) in found {
        let pairs = text.lines().zip(wanted[name].lines()).enumerate();
        if let Some((at, (found, wanted))) = pairs.into_iter().find(|(_, (found, wanted))| found != wanted) {
            panic!("{what}: {name}:{}\n  found  {found}\n  wanted {wanted}", at + 1);
        }
        assert!(*text == wanted[name], "{what}: {name} is longer or shorter, or its lines end otherwise");
    }
}

fn samples() -> PathBuf {
    PathBuf::from("data/samples")
}

fn documents() -> Vec<PathBuf> {
    let mut documents: Vec<PathBuf> =
        fs::read_dir(root().join(samples())).unwrap().map(|entry| samples().join(entry.unwrap().file_name())).collect();
    documents.sort();
    documents
}

#[test]
fn the_gallery_is_what_the_program_makes() {
    let gallery = root().join("graphs/samples");
    if std::env::var_os("UNDERSIGNED_REFRESH").is_some() {
        build(&[samples()], &[], &gallery);
    }
    assert_equal(&made(&[samples()], &[]), &files(&gallery), "graphs/samples is of another day");
}

#[test]
fn neither_threads_nor_the_order_of_paths_leave_a_trace() {
    let folder = made(&[samples()], &["-j", "1"]);
    assert_equal(&made(&[samples()], &["-j", "2"]), &folder, "two threads");
    let mut named = documents();
    named.reverse();
    assert_equal(&made(&named, &["-j", "2"]), &folder, "documents named last to first");
    named.rotate_left(2);
    assert_equal(&made(&named, &["-j", "1"]), &folder, "documents named from the middle");
}

//! Machines and moments that are not kind: no home, nowhere to write, little memory, somebody who presses Ctrl-C.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;
use tempfile::TempDir;

#[path = "reading_formats/letter.rs"]
#[allow(dead_code, reason = "a part of what others make")]
mod letter;

fn undersigned(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command.args(args).current_dir(folder).env("UNDERSIGNED_CACHE", folder.join("cache"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder `letters` with one letter in three formats.
fn letters() -> TempDir {
    let folder = TempDir::new().unwrap();
    let letters = folder.path().join("letters");
    fs::create_dir(&letters).unwrap();
    fs::write(letters.join("a.txt"), letter::text()).unwrap();
    fs::write(letters.join("b.docx"), letter::docx(letter::Rows::Typed)).unwrap();
    fs::write(letters.join("c.html"), letter::html()).unwrap();
    folder
}

/// The files of an output folder with their bytes.
fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(out).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// What a run without a cache writes.
fn without_cache(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = undersigned(&["build", "letters", "--no-cache", "-o", "plain"], folder).output().unwrap();
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    files(&folder.join("plain"))
}

#[test]
fn where_no_cache_can_be_kept_the_run_says_so_and_goes_on() {
    let folder = letters();
    let plain = without_cache(folder.path());
    let below_a_file = folder.path().join("letters/a.txt");
    for (cache, home, said) in [
        (Some(below_a_file.as_path()), None, "cannot use the cache"),
        (None, Some(below_a_file.as_path()), "cannot use the cache"),
        (None, None, "neither HOME nor UNDERSIGNED_CACHE is set"),
    ] {
        let mut command = undersigned(&["build", "letters", "-o", "out"], folder.path());
        for name in ["UNDERSIGNED_CACHE", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
            command.env_remove(name);
        }
        command.envs(cache.map(|cache| ("UNDERSIGNED_CACHE", cache))).envs(home.map(|home| ("HOME", home)));
        let output = command.output().unwrap();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(told.starts_with("warning: ") && told.contains(said) && told.contains("help: "), "{told}");
        assert_eq!(files(&folder.path().join("out")), plain);
    }
}

#[test]
fn what_cannot_be_written_is_told_before_any_document_is_opened() {
    let folder = letters();
    fs::write(folder.path().join("letters/broken.docx"), b"PK\x03\x04 and no more").unwrap();
    let read = undersigned(&["build", "letters", "-o", "out"], folder.path()).output().unwrap();
    assert!(told(&read).contains("broken.docx"), "who opens it, tells it: {}", told(&read));
    let below = "letters/a.txt/file.csv";
    for args in [
        vec!["build", "letters", "-o", "letters/a.txt/out"],
        vec!["build", "letters", "-o", "out", "--pseudonyms", below],
        vec!["draw", "letters", "-o", "letters/a.txt/figure.svg"],
        vec!["review", "letters", "--batch", below],
        vec!["review", "letters", "--decisions", "letters/none/decisions.csv"],
    ] {
        let output = undersigned(&args, folder.path()).output().unwrap();
        let told = told(&output);
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), b"".as_slice()), "{args:?}: {told}");
        assert!(told.contains("error: cannot ") && told.contains("help: "), "{args:?}: {told}");
        assert!(!told.contains("broken.docx"), "{args:?}: {told}");
    }
    assert!(!folder.path().join("letters/decisions.csv").exists());
}

#[test]
fn who_interrupts_a_run_finds_the_old_files_or_the_new_and_nothing_else() {
    let folder = letters();
    let folder = folder.path();
    let run = |title: &str| {
        let args = ["build", "letters", "-q", "-o", "out", "--pseudonyms", "key.csv", "--title", title];
        undersigned(&args, folder).spawn().unwrap()
    };
    let figure = |out: &Path| String::from_utf8(fs::read(out.join("network.svg")).unwrap()).unwrap();
    assert!(run("The first").wait().unwrap().success());
    let begun = Instant::now();
    assert!(run("The first").wait().unwrap().success());
    let mut whole = begun.elapsed();
    let mut interrupted = 0;
    for step in 0..20u32 {
        let title = if step % 2 == 0 { "The second" } else { "The third" };
        let mut child = run(title);
        // Most of them while files are written, which comes last.
        std::thread::sleep(whole.mul_f64(if step < 5 { f64::from(step) / 6.0 } else { 0.7 + f64::from(step) / 50.0 }));
        let signal = if step % 3 == 0 { Signal::SIGTERM } else { Signal::SIGINT };
        // One that is over hears nothing.
        let _ = kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), signal);
        let status = child.wait().unwrap();
        assert!(status.success() || status.signal() == Some(signal as i32), "{status}");
        if status.success() {
            // The machine has become quicker than it was when the whole run was timed.
            whole = whole.mul_f64(0.8);
        } else {
            interrupted += 1;
        }
        let left: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        assert!(left.iter().all(|name| !name.starts_with('.')), "step {step}: {left:?}");
        let found = files(&folder.join("out"));
        assert!(found.contains_key("run.json") && found.contains_key("nodes.csv"), "step {step}: {:?}", found.keys());
        let run = String::from_utf8(found["run.json"].clone()).unwrap();
        let of = |text: &str| ["The first", "The second", "The third"].map(|title| text.contains(title));
        assert_eq!(of(&run), of(&figure(&folder.join("out"))), "step {step}: files of two runs");
    }
    assert!(interrupted > 3, "only {interrupted} runs were interrupted");
}

#[test]
fn an_interrupted_review_ends_as_any_program_does() {
    let folder = letters();
    for (name, signatory) in [("d.txt", "Kenneth Marlow"), ("e.txt", "Kenneth Marlow Stone")] {
        let letter =
            format!("Open letter\n\nWe ask the board to keep the ferry.\n\nSigned by:\n\n{signatory}, Quay Watch\n");
        fs::write(folder.path().join("letters").join(name), letter).unwrap();
    }
    let mut child = undersigned(&["review", "letters"], folder.path()).stdin(Stdio::piped()).spawn().unwrap();
    // Nobody answers and nobody goes away: the keyboard stays open until the end.
    let keyboard = child.stdin.take().unwrap();
    let first = child.stdout.as_mut().unwrap().read(&mut [0]).unwrap();
    assert_eq!(first, 1, "it asks");
    kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), Signal::SIGINT).unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(Signal::SIGINT as i32));
    drop(keyboard);
    assert!(!folder.path().join("letters/decisions.csv").exists(), "nobody answered");
}

#[cfg(target_os = "linux")]
#[test]
fn half_a_gigabyte_one_thread_and_no_temporary_folder_are_enough() {
    let folder = letters();
    let plain = without_cache(folder.path());
    let script = "ulimit -v 524288; exec \"$0\" build letters -j 1 -o out";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_undersigned")])
        .current_dir(folder.path())
        .env("UNDERSIGNED_CACHE", folder.path().join("cache"))
        .env("TMPDIR", "/nowhere/at/all")
        .output()
        .unwrap();
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    assert_eq!(files(&folder.path().join("out")), plain);
}

//! `undersigned draw`: every part in every form, as the analyst asks for it, measured with a real font.

#[allow(dead_code, reason = "shared with the figures of made networks")]
#[path = "figure/measured.rs"]
mod measured;

use assert_cmd::Command;
use measured::{Figure, Font};
use std::fs;
use std::path::Path;

const LETTERS: [(&str, &str); 4] = [
    (
        "a.txt",
        "Open letter on the tides\n\n3 March 2019\n\nDear Minister,\n\nWe ask you to act.\n\nSigned:\n\nMara Ostrander, Chair, Quay Watch\nTomas Velling, Engineer\nIlse Brandvold, Physician\n",
    ),
    (
        "b.txt",
        "Open letter on the harbour\n\n9 May 2020\n\nDear Minister,\n\nWe ask you again.\n\nSigned:\n\nIlse Brandvold, Physician\nChidi Okafor-Lund, Teacher\nPetra Sandoval, Lawyer\n",
    ),
    (
        "c.txt",
        "Open letter on the lighthouses\n\n1 July 2021\n\nDear Minister,\n\nWe ask you once more.\n\nSigned:\n\nPetra Sandoval, Lawyer\nAda Marlowe, Pilot\nOwen Featherstone, Pilot\n",
    ),
    (
        "d.txt",
        "Open letter on the dunes\n\nDear Minister,\n\nWe ask for the dunes.\n\nSigned:\n\nZoë Lindqvist, Baker\nAnselm Corrigan, Baker\nBeatrix Holloway, Baker\n",
    ),
];

fn letters() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in LETTERS {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn draw(folder: &Path, options: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("undersigned").expect("the program");
    command.current_dir(folder).arg("draw").arg(".").args(["--color", "never"]).args(options).assert()
}

fn svg(folder: &Path, options: &[&str]) -> String {
    let done = draw(folder, &[options, &["-o", "-"]].concat()).success();
    String::from_utf8(done.get_output().stdout.clone()).expect("SVG is text")
}

fn labels(svg: &str) -> Vec<String> {
    Figure::measured(svg, &Font::all()[0]).labels
}

#[test]
fn every_form_of_every_part_is_legible() {
    let folder = letters();
    let parts: [&[&str]; 4] =
        [&[], &["--around", "Ilse Brandvold"], &["--document", "b.txt"], &["--community", "1", "--backbone"]];
    let forms: [&[&str]; 5] = [&[], &["--two-mode"], &["--matrix"], &["--timeline"], &["--slices", "year"]];
    let pages = ["a4", "letter", "column", "slide"];
    for (part, form) in parts.iter().flat_map(|part| forms.iter().map(move |form| (part, form))) {
        // The pages make a difference to the form, not to the part.
        for page in if part.is_empty() { &pages[..] } else { &pages[..1] } {
            let options = [*part, *form, &["--page", page]].concat();
            let svg = svg(folder.path(), &options);
            let faults = Figure::measured(&svg, &Font::all()[0]).faults();
            assert!(faults.is_empty(), "{options:?}: {faults:#?}");
            assert!(svg.contains("<desc>"), "{options:?} has no description");
        }
    }
}

#[test]
fn around_holds_the_near_and_leaves_the_far() {
    let folder = letters();
    let near = labels(&svg(folder.path(), &["--around", "Mara Ostrander", "--kinds", "people"]));
    let far = labels(&svg(folder.path(), &["--around", "Mara Ostrander", "--hops", "2", "--kinds", "people"]));
    assert!(near.contains(&"Tomas Velling".to_owned()) && !near.contains(&"Petra Sandoval".to_owned()), "{near:?}");
    assert!(far.contains(&"Petra Sandoval".to_owned()) && !far.contains(&"Ada Marlowe".to_owned()), "{far:?}");
}

#[test]
fn between_two_names_lie_the_documents_and_names_that_join_them() {
    let folder = letters();
    let svg = svg(folder.path(), &["--between", "Mara Ostrander", "Ada Marlowe"]);
    let mut names: Vec<String> = labels(&svg).into_iter().filter(|label| !label.starts_with("Open letter")).collect();
    names.sort();
    assert_eq!(names, ["Ada Marlowe", "Ilse Brandvold", "Mara Ostrander", "Petra Sandoval"]);
    for day in ["2019-03-03", "2020-05-09", "2021-07-01"] {
        assert!(svg.contains(day), "the letter of {day} is missing");
    }
}

#[test]
fn what_cannot_be_drawn_is_told_with_the_next_step() {
    let folder = letters();
    for (options, said) in [
        (vec!["--around", "Mara Ostrand"], "did you mean \"Mara Ostrander\""),
        (
            vec!["--between", "Mara Ostrander", "Zoë Lindqvist"],
            "no chain of documents leads from Mara Ostrander to Zoë Lindqvist",
        ),
        (vec!["--between", "Mara Ostrander", "Mara Ostrander"], "two names of two"),
        (vec!["--document", "x.txt"], "documents.csv has the ids"),
        (vec!["--component", "9"], "numbered from 1 to"),
        (vec!["--document", "d.txt", "--timeline"], "give documents a date"),
        (vec!["-o", "figure.gif"], "ends in .svg, .png or .pdf"),
    ] {
        let told = draw(folder.path(), &options).code(2);
        let errors = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
        assert!(errors.contains(said), "{options:?}: {errors}");
    }
    assert!(!folder.path().join("figure.svg").exists());
}

#[test]
#[cfg(feature = "print")]
fn the_extension_chooses_the_kind_of_file() {
    let folder = letters();
    for (file, magic) in [("f.svg", &b"<?xml"[..]), ("f.png", b"\x89PNG"), ("f.pdf", b"%PDF-")] {
        draw(folder.path(), &["-o", file]).success();
        let bytes = fs::read(folder.path().join(file)).expect("written");
        assert!(bytes.starts_with(magic), "{file}");
    }
}

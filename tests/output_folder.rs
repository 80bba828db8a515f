//! The output folder: what is overwritten, what is refused, and that nothing is left half done.
#![allow(clippy::unwrap_used)]

mod made;

use made::{With, document, dossier};
use std::fs;
use std::path::Path;
use tempfile::tempdir;
use undersigned::export::{self, ExportError, probe};
use undersigned::model::{Dossier, Role};
use undersigned::settings::{ExportSettings, Settings};

fn write(dossier: &Dossier, figure: Option<&str>, out: &Path) -> Result<Vec<String>, ExportError> {
    export::write(dossier, figure, &ExportSettings::default(), out)
}

fn small() -> Dossier {
    let letter = document("a.txt", "2024-03-01").person("Ada Ash", &[Role::Signatory]);
    dossier(vec![letter], &[], &Settings::default())
}

#[test]
fn a_folder_of_ours_is_overwritten_whole() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("out");
    write(&small(), Some("<svg/>"), &out).unwrap();
    let names = write(&Dossier::default(), None, &out).unwrap();
    assert!(!out.join("network.svg").exists(), "the old figure is gone");
    assert_eq!(fs::read_dir(&out).unwrap().count(), names.len());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_is_not_ours_is_refused_and_kept() {
    let folder = tempdir().unwrap();
    let note = folder.path().join("note.txt");
    fs::write(&note, "mine").unwrap();
    fs::write(folder.path().join("run.json"), "{\"program\":\"other\"}").unwrap();
    for refused in [probe(folder.path(), &[]), write(&small(), None, folder.path()).map(drop)] {
        let error = refused.unwrap_err();
        assert!(matches!(error, ExportError::Foreign(_)) && error.help().contains("-o"), "{error}");
    }
    assert!(matches!(probe(&note, &[]), Err(ExportError::NotAFolder(_))));
    assert!(matches!(probe(Path::new("/"), &[]), Err(ExportError::Foreign(_) | ExportError::Nameless(_))));
    assert_eq!(fs::read_to_string(&note).unwrap(), "mine");
}

#[test]
fn an_output_folder_never_holds_an_input() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("out");
    write(&small(), None, &out).unwrap();
    let decisions = out.join("decisions.csv");
    fs::write(&decisions, "").unwrap();
    assert!(matches!(probe(&out, &[decisions]), Err(ExportError::HoldsInput { .. })));
    assert!(matches!(probe(&out, std::slice::from_ref(&out)), Err(ExportError::HoldsInput { .. })));
    assert!(probe(&out, &[folder.path().to_owned()]).is_ok(), "an output folder inside the input is fine");
}

#[test]
fn probing_leaves_nothing_behind() {
    let folder = tempdir().unwrap();
    assert!(probe(&folder.path().join("new/deep"), &[]).is_ok());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(write(&small(), None, &file.join("out")), Err(ExportError::Io { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_only_a_folder_of_ours_behind_it_is_replaced() {
    let folder = tempdir().unwrap();
    let [real, foreign, link, other] = ["real", "foreign", "link", "other"].map(|name| folder.path().join(name));
    write(&small(), Some("<svg/>"), &real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    write(&Dossier::default(), None, &link).unwrap();
    assert!(link.is_symlink() && !real.join("network.svg").exists());
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("note.txt"), "mine").unwrap();
    std::os::unix::fs::symlink(&foreign, &other).unwrap();
    assert!(matches!(write(&small(), None, &other), Err(ExportError::Foreign(_))));
    assert_eq!(fs::read_dir(&foreign).unwrap().count(), 1);
}

//! One file of its own: the whole of it, or the old one untouched.

use super::folder::{ExportError, existing, writable};
use super::under_way;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `bytes` to `out`, in the place of a file that is there. Its folder is made where it is missing.
///
/// # Errors
/// When `out` is a folder, or the system refuses.
pub fn whole(bytes: &[u8], out: &Path) -> Result<(), ExportError> {
    let failed = |source| ExportError::Io { path: out.into(), source };
    let (folder, part) = places(out)?;
    fs::create_dir_all(&folder).map_err(failed)?;
    under_way::paths().insert(part.clone());
    let written = under_way::create(&part).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    let mut under_way = under_way::paths();
    under_way.remove(&part);
    written.and_then(|()| fs::rename(&part, out)).map_err(|error| {
        // What is left behind is of no use to anybody; the first error is the one to tell.
        let _ = fs::remove_file(&part);
        failed(error)
    })
}

/// Finds out before any work whether [`whole`] may write to `out`.
///
/// # Errors
/// When `out` is a folder, or its own cannot be written.
pub fn probe_file(out: &Path) -> Result<(), ExportError> {
    writable(&existing(&places(out)?.0))
}

/// The folder of a file, and where the file lies until it is whole.
fn places(out: &Path) -> Result<(PathBuf, PathBuf), ExportError> {
    let name = out.file_name().filter(|_| !out.is_dir()).ok_or_else(|| ExportError::Nameless(out.into()))?;
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    Ok((folder.to_owned(), folder.join(hidden)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_replaces_the_one_before_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("new/figure.svg");
        probe_file(&out).expect("it can be made");
        whole(b"one", &out).expect("the folder is made");
        whole(b"two", &out).expect("the file is replaced");
        assert_eq!(fs::read(&out).expect("it is there"), b"two");
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 1);
        assert!(whole(b"x", folder.path()).is_err() && probe_file(folder.path()).is_err());
        assert!(probe_file(&out.join("below/a/file.svg")).is_err(), "a file holds no files");
    }
}

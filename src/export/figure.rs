//! One figure as a file of its own: the whole of it, or the old one untouched.

use super::folder::ExportError;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes `bytes` to `out`, in the place of a file that is there. Its folder is made where it is missing.
///
/// # Errors
/// When `out` is a folder, or the system refuses.
pub fn figure(bytes: &[u8], out: &Path) -> Result<(), ExportError> {
    let failed = |source| ExportError::Io { path: out.into(), source };
    let name = out.file_name().filter(|_| !out.is_dir()).ok_or_else(|| ExportError::Nameless(out.into()))?;
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    let part = folder.join(hidden);
    let written = File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, out));
    written.map_err(|error| {
        // What is left behind is of no use to anybody; the first error is the one to tell.
        let _ = fs::remove_file(&part);
        failed(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_replaces_the_one_before_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("new/figure.svg");
        figure(b"one", &out).expect("the folder is made");
        figure(b"two", &out).expect("the file is replaced");
        assert_eq!(fs::read(&out).expect("it is there"), b"two");
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 1);
        assert!(figure(b"x", folder.path()).is_err());
    }
}

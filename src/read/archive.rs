//! Archives: their members by name, unpacked in memory and never onto the disk.

use super::parsed::notice;
use super::{Budget, Cause, Parsed, Part, counted, format};
use crate::model::Format;
use encoding_rs::{Encoding, UTF_8};
use std::collections::BTreeSet;
use std::io::{self, Cursor, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// An open archive and how many bytes may still come out of it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    budget: Budget,
}

/// Members that tell what an archive is.
const SIGNS: &[(&str, Format)] =
    &[("word/document.xml", Format::Docx), ("xl/workbook.xml", Format::Workbook), ("content.xml", Format::Odt)];

/// Members that no one saved: traces of the program that packed the archive.
const TRACES: &[&str] = &["__MACOSX/", "Thumbs.db", "desktop.ini"];

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// [`Cause::Damaged`] when its directory cannot be read; [`Cause::TooManyParts`].
    pub fn open(bytes: &'a [u8], budget: &Budget) -> Result<Archive<'a>, Cause> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        Ok(Archive { zip, left: budget.unpacked, budget: *budget })
    }

    /// What the archive is: an office document by its members, else an archive of files.
    pub fn format(&mut self, budget: &Budget) -> Result<Format, Cause> {
        let held = |name: &str| self.zip.index_for_name_raw(name.as_bytes()).is_some();
        let format = SIGNS.iter().find(|(name, _)| held(name)).map_or(Format::Zip, |(_, format)| *format);
        if held("ppt/presentation.xml") {
            return Err(unsupported(
                "slides (.pptx)",
                "save them as PDF: `soffice --headless --convert-to pdf a.pptx`",
            ));
        }
        if held("EncryptedPackage") {
            return Err(Cause::NeedsPassword);
        }
        if format == Format::Zip && held("META-INF/container.xml") {
            return Err(unsupported("an e-book (.epub)", "convert it: `pandoc a.epub -o a.docx`"));
        }
        if format == Format::Zip && self.zip.len() > budget.parts {
            return Err(Cause::TooManyParts { limit: budget.parts });
        }
        if format != Format::Odt {
            return Ok(format);
        }
        let kind = self.text("mimetype")?.unwrap_or_default();
        match kind.trim().rsplit('.').next() {
            Some("spreadsheet") => Ok(Format::Workbook),
            Some("presentation" | "graphics") => {
                Err(unsupported("slides or a drawing (.odp, .odg)", "save it as PDF, then give the PDF"))
            }
            _ => Ok(Format::Odt),
        }
    }

    /// The text of a member, if it is there. Where two members have one name, the directory's last counts.
    ///
    /// # Errors
    /// When it is locked, damaged, or the budget is spent.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Cause> {
        let Some(at) = self.zip.index_for_name_raw(name.as_bytes()) else { return Ok(None) };
        let bytes = self.bytes(at)?;
        let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((UTF_8, 0));
        Ok(Some(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()))
    }

    /// The bytes of a member.
    fn bytes(&mut self, at: usize) -> Result<Vec<u8>, Cause> {
        let Budget { unpacked, memory, .. } = self.budget;
        let stopped = |error: io::Error| match error.kind() {
            io::ErrorKind::OutOfMemory => Cause::Memory { limit: memory },
            _ => broken(&error.to_string()),
        };
        let member = self.zip.by_index(at).map_err(damaged)?;
        let mut bytes = Vec::new();
        member.take(self.left + 1).read_to_end(&mut bytes).map_err(stopped)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Cause::TooLargeUnpacked { limit: unpacked })?;
        Ok(bytes)
    }
}

/// Reads an archive of files: each document in it is a part, in the order of their names.
///
/// # Errors
/// When its directory is damaged, a member is locked, or a limit is hit.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Parsed, Cause> {
    let mut parsed = Parsed::default();
    let mut others = BTreeSet::new();
    let names: Vec<(String, usize)> = (0..archive.zip.len()).filter_map(|at| Some((name(archive, at)?, at))).collect();
    for (name, at) in names {
        let named = format::of_name(Path::new(&name));
        let bytes = archive.bytes(at)?;
        if named.is_some() || format::of_bytes(&bytes).is_some() {
            parsed.parts.push(Part { name, format: None.or(named), bytes });
        } else {
            others.insert(name);
        }
    }
    parsed.parts.sort_by(|a, b| a.name.cmp(&b.name));
    if !others.is_empty() {
        let first = others.first().map(String::as_str).unwrap_or_default();
        let message = format!("{} in it passed over, such as {first}", counted(others.len(), "file"));
        parsed.notices.push(notice("not-read", None, message, "save or export them in a format that is read"));
    }
    Ok(parsed)
}

/// A member's name with `/` between its parts; none for folders, hidden files and traces.
fn name(archive: &Archive<'_>, at: usize) -> Option<String> {
    let name = archive.zip.name_for_index(at)?.ok()?.replace('\\', "/");
    let hidden = name.split('/').any(|part| part.starts_with('.') && part.trim_matches('.') != "");
    let trace = TRACES.iter().any(|trace| name.starts_with(trace) || name.ends_with(trace));
    (!name.ends_with('/') && !hidden && !trace).then_some(name)
}

fn unsupported(what: &str, help: &str) -> Cause {
    Cause::Unsupported { what: what.to_owned(), help: help.to_owned() }
}

fn broken(what: &str) -> Cause {
    Cause::Damaged { what: what.to_owned() }
}

fn damaged(error: ZipError) -> Cause {
    match error {
        ZipError::InvalidPassword => Cause::NeedsPassword,
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => Cause::NeedsPassword,
        error => broken(&error.to_string()),
    }
}

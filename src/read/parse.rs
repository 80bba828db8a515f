//! Bytes to lines: which reader for which format.

use super::archive::{self, Archive};
use super::parsed::notice;
use super::{Budget, Cause, Parsed, counted, decode, format, html, mail, markdown, office, pdf, rtf, sheet};
use crate::model::{Format, Notice};
use decode::Decoded;
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

/// What is asked of a reader beside the bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Ask {
    /// The format that the file's name announces.
    pub named: Option<Format>,
    /// The encoding that the analyst names; the bytes tell where it is empty.
    pub encoding: String,
    /// The limits.
    pub budget: Budget,
}

/// Reads bytes as what they are.
///
/// # Errors
/// When nothing can be read from them.
pub(super) fn parse(bytes: Vec<u8>, ask: &Ask) -> Result<(Format, Parsed), Cause> {
    let length = bytes.len();
    let budget = &ask.budget;
    let mut format = format::detect(&bytes, ask.named)?;
    let parsed = match format {
        Format::Text | Format::Markdown => text(bytes, None, ask, markdown::read)?,
        Format::Html => {
            let declared = html::charset(&bytes);
            text(bytes, declared, ask, |text| html::read(&text))?
        }
        Format::Table => text(bytes, None, ask, |text| sheet::read(&text))?,
        Format::Pdf => pdf::read(&bytes, budget)?,
        Format::Rtf => rtf::read(&bytes, budget)?,
        Format::Mail => match mail::mailbox(&bytes) {
            Some(mails) => {
                format = Format::Zip;
                mails
            }
            None => mail::read(&bytes, budget)?,
        },
        Format::Zip | Format::Docx | Format::Odt | Format::Workbook => {
            let mut archive = Archive::open(&bytes, budget)?;
            format = archive.format(budget)?;
            match format {
                Format::Docx => office::docx::read(&mut archive)?,
                Format::Odt => office::odt::read(&mut archive)?,
                Format::Workbook => office::workbook::read(&mut archive)?,
                _ => archive::read(&mut archive)?,
            }
        }
    };
    budget.check_text(parsed.text.len(), length)?;
    Ok((format, parsed))
}

/// Decodes bytes and reads the text; what has to be said about the encoding comes first.
fn text(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
    ask: &Ask,
    read: impl FnOnce(String) -> Parsed,
) -> Result<Parsed, Cause> {
    let told = Encoding::for_label(ask.encoding.as_bytes());
    let mut decoded = match told {
        Some(encoding) => decode::by(&bytes, encoding)?,
        None => decode::decode(bytes, declared)?,
    };
    let mut parsed = read(std::mem::take(&mut decoded.text));
    parsed.notices.splice(0..0, decoding_notices(&decoded));
    Ok(parsed)
}

/// What has to be said about a guessed encoding.
fn decoding_notices(decoded: &Decoded) -> Vec<Notice> {
    let mut messages = Vec::new();
    if decoded.guessed > 0 {
        let bytes = counted(decoded.guessed, "byte");
        messages.push(format!("read as {}, a guess: {bytes} outside ASCII", decoded.encoding));
    }
    if decoded.replaced > 0 {
        let places = counted(decoded.replaced, "place");
        messages.push(format!("not clean {}: {places} replaced by \u{FFFD}", decoded.encoding));
    }
    let help =
        "look at the names with accents; if they are wrong, name the encoding with --encoding, such as windows-1250";
    messages.into_iter().map(|message| notice("encoding", None, message, help)).collect()
}

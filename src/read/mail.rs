//! Mails and pages saved as mails: the body as text, attachments as documents of their own.

use super::parsed::notice;
use super::{Budget, Cause, Parsed, Part, html};
use crate::model::Format;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// A plain part shorter than this share of the page beside it is a stub ("your program cannot show this mail").
const STUB: usize = 5;

/// Reads a mail. Sender and recipients are not part of its text: who sent it on signs nothing.
///
/// # Errors
/// When it has no head, or more attachments than the budget allows.
pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Parsed, Cause> {
    let damaged = || Cause::Damaged { what: "its head cannot be read".to_owned() };
    let bytes = without_soft_ends(bytes);
    let message = MessageParser::default().parse(&*bytes).ok_or_else(damaged)?;
    if message.attachment_count() > budget.parts {
        return Err(Cause::TooManyParts { limit: budget.parts });
    }
    let mut parsed = body(&message);
    parsed.title = message.subject().map(str::to_owned).or(parsed.title);
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        parsed.dates.insert(0, format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    }
    let attached = (1..).zip(message.attachments()).filter_map(|(at, part)| attachment(at, part));
    parsed.parts = attached.collect();
    Ok(parsed)
}

/// A mail without the soft line breaks of quoted-printable that stand right before a boundary: its parser takes two
/// letters before them for the end of the line, and fails where there are none. A line of base64 ends with the same sign,
/// but has four letters, or eight, or twelve, and none of these signs among them.
fn without_soft_ends(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut dropped = Vec::new();
    let (mut at, mut above) = (0, 0..0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let soft = bytes[above.clone()].trim_ascii_end();
        let bare = soft.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
        let escapes = || soft[..bare].contains(&b'=');
        if line.starts_with(b"--") && soft.ends_with(b"=") && (!soft.len().is_multiple_of(4) || escapes()) {
            dropped.push(above.start + soft.len() - 1);
        }
        above = at..at + line.len();
        at += line.len();
    }
    if dropped.is_empty() {
        return Cow::Borrowed(bytes);
    }
    let kept = bytes.iter().enumerate().filter(|(at, _)| dropped.binary_search(at).is_err());
    Cow::Owned(kept.map(|(_, byte)| *byte).collect())
}

/// The mails of a mailbox (mbox), each a document of its own; none where the file is one mail. Each mail begins behind a
/// line `From …`, which follows an empty line.
pub(super) fn mailbox(bytes: &[u8]) -> Option<Parsed> {
    const FROM: &[u8] = b"From ";
    let mut starts = Vec::new();
    let (mut at, mut after_gap) = (0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_gap && line.starts_with(FROM) && begins_field(&bytes[at + line.len()..]) {
            starts.push((at, at + line.len()));
        }
        after_gap = line.trim_ascii_end().is_empty();
        at += line.len();
    }
    if starts.len() < 2 || !bytes.starts_with(FROM) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(before, _)| *before).chain([bytes.len()]);
    let mail = |(number, ((_, start), end)): (usize, (&(usize, usize), usize))| Part {
        name: format!("{number}.eml"),
        format: Some(Format::Mail),
        bytes: bytes[*start..end].to_vec(),
    };
    Some(Parsed { parts: (1..).zip(starts.iter().zip(ends)).map(mail).collect(), ..Parsed::default() })
}

/// Whether a field of a mail's head begins here: `Name: `.
fn begins_field(bytes: &[u8]) -> bool {
    let name = bytes.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    name > 0 && bytes.get(name) == Some(&b':')
}

/// The plain body, or the page where the plain one is a stub or missing.
fn body(message: &Message<'_>) -> Parsed {
    let plain: Vec<&str> = message.text_bodies().filter_map(plain).collect();
    let pages: Vec<Parsed> = message.html_bodies().filter_map(page).collect();
    let plain = plain.join("\n");
    let whole: usize = pages.iter().map(|page| page.text.trim().len()).sum();
    if pages.is_empty() || plain.trim().len() * STUB >= whole && !plain.trim().is_empty() {
        return Parsed::of_text(plain);
    }
    let mut pages = pages.into_iter();
    let mut parsed = pages.next().unwrap_or_default();
    // Their lines are lines of the page inside the mail, which nobody can look up: those of the text serve better.
    parsed.lines.clear();
    for page in pages {
        parsed.text.push('\n');
        parsed.text.push_str(&page.text);
    }
    if !plain.trim().is_empty() {
        let message = "its plain text is a stub: the page beside it was read".to_owned();
        parsed.notices.push(notice("mail-parts", None, message, "none is needed unless something is missing"));
    }
    parsed
}

fn plain<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

fn page(part: &MessagePart<'_>) -> Option<Parsed> {
    match &part.body {
        PartType::Html(source) => Some(html::read(source)),
        _ => None,
    }
}

/// An attached file; pictures in the text and parts without bytes are none.
fn attachment(at: usize, part: &MessagePart<'_>) -> Option<Part> {
    let bytes = part.contents().to_vec();
    if bytes.is_empty() || matches!(part.body, PartType::InlineBinary(_)) || is_picture(part) {
        return None;
    }
    let kind = if part.is_message() { "eml" } else { "dat" };
    let name = part.attachment_name().map_or_else(|| format!("part-{at}.{kind}"), |name| name.replace('\\', "/"));
    Some(Part { name, format: super::format::of_name(name_path(&part.attachment_name())), bytes })
}

fn name_path<'a>(name: &Option<&'a str>) -> &'a std::path::Path {
    std::path::Path::new(name.unwrap_or_default())
}

fn is_picture(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| matches!(kind.ctype(), "image" | "audio" | "video"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_break_before_a_boundary_takes_nothing_with_it() {
        let mail = |body: &str| {
            let head = "From: a@post.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n";
            format!("{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n--b--\r\n")
        };
        let read = |body: &str| read(mail(body).as_bytes(), &Budget::default()).map(|parsed| parsed.text).unwrap();
        assert_eq!(read("="), "");
        assert_eq!(read("a="), "a");
        assert_eq!(read("The bridge is shut=").trim_end(), "The bridge is shut");
        assert_eq!(read("=3E=\r\n=").trim_end(), ">");
        assert_eq!(read("=41="), "A");
    }

    fn parsed(mail: &str) -> Parsed {
        read(mail.replace('\n', "\r\n").as_bytes(), &Budget::default()).expect("it has a head")
    }

    const HEAD: &str = "From: Ann Lee <a@b.example>\nSubject: =?utf-8?q?Keep_the_f=C3=A9rry?=\n\
                        Date: Mon, 3 May 2021 10:00:00 +0200\nMIME-Version: 1.0\n";

    #[test]
    fn the_body_is_the_text_and_the_head_gives_title_and_day() {
        let mail = format!(
            "{HEAD}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nZo=EB =\nDoe\n"
        );
        let parsed = parsed(&mail);
        assert_eq!((parsed.text.trim(), parsed.title.as_deref()), ("Zoë Doe", Some("Keep the férry")));
        assert_eq!(parsed.dates, ["2021-05-03"]);
    }

    #[test]
    fn a_mailbox_is_its_mails() {
        let mail =
            |name: &str| format!("From a@b.example Mon May  3 10:00:00 2021\n{HEAD}\n{name} wrote.\nFrom here on.\n\n");
        let mails = mailbox([mail("Ann"), mail("Bo"), mail("Cleo")].concat().as_bytes()).expect("there are three");
        let names: Vec<_> = mails.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["1.eml", "2.eml", "3.eml"]);
        let second = String::from_utf8_lossy(&mails.parts[1].bytes).into_owned();
        assert!(second.starts_with("From: Ann Lee") && second.contains("Bo wrote") && !second.contains("Cleo"));
        assert_eq!(mailbox(mail("Ann").as_bytes()), None);
        assert_eq!(mailbox(format!("{HEAD}\nFrom: Bo\n").as_bytes()), None);
    }

    #[test]
    fn attachments_are_parts_and_a_stub_is_passed_over() {
        let page = "<p>We ask the board to keep the ferry, and to answer within a month.</p>";
        let mail = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n\
             --i\nContent-Type: text/plain\n\nSee page.\n--i\nContent-Type: text/html\n\n{page}\n--i--\n\
             --o\nContent-Type: text/csv\nContent-Disposition: attachment; filename=list.csv\n\nName\nAda Marsh\n--o--\n"
        );
        let parsed = parsed(&mail);
        assert_eq!(parsed.text, "We ask the board to keep the ferry, and to answer within a month.");
        assert_eq!(parsed.notices.len(), 1);
        assert_eq!(parsed.parts.len(), 1);
        assert_eq!((parsed.parts[0].name.as_str(), parsed.parts[0].bytes.is_empty()), ("list.csv", false));
    }
}

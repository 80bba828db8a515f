//! XML as a row of events: no tree, so that depth costs nothing, and no entity but the five of the standard.

use crate::read::Cause;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What stands next in the file. Names are without their prefix: programs choose it.
pub enum Seen<'a> {
    /// An element begins.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends; an empty one ends as soon as it began.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

/// Shows every event of a file to `see`.
///
/// # Errors
/// [`Cause::Damaged`] where the file breaks the rules of XML.
pub fn events(xml: &str, mut see: impl FnMut(Seen<'_>)) -> Result<(), Cause> {
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event();
        let event = event.map_err(|error| Cause::Damaged { what: error.to_string() })?;
        match event {
            Event::Start(tag) => see(Seen::Open(local(tag.name().0), &tag)),
            Event::End(tag) => see(Seen::Close(local(tag.name().0))),
            Event::Empty(tag) => {
                see(Seen::Open(local(tag.name().0), &tag));
                see(Seen::Close(local(tag.name().0)));
            }
            Event::Text(text) => see(Seen::Text(&text.xml_content(XmlVersion::Implicit1_0))),
            Event::CData(text) => see(Seen::Text(&text.xml_content(XmlVersion::Implicit1_0))),
            Event::GeneralRef(entity) => {
                if let Ok(Some(c)) = entity.resolve_char_ref() {
                    see(Seen::Text(c.encode_utf8(&mut [0; 4])));
                } else if let Some(text) = resolve_predefined_entity(&entity) {
                    see(Seen::Text(text));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| local(attribute.key.0) == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The value of an attribute as a number.
pub fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.trim().parse().ok()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Result<String, Cause> {
        let mut found = String::new();
        events(xml, |seen| {
            if let Seen::Text(text) = seen {
                found.push_str(text);
            }
        })?;
        Ok(found)
    }

    #[test]
    fn entities_of_the_file_are_never_unfolded() {
        let laughs = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
                      <a>A&amp;B&#233;&c;&x;</a>";
        assert_eq!(text(laughs), Ok("A&Bé".to_owned()));
    }

    #[test]
    fn what_is_no_xml_is_damaged() {
        assert!(matches!(text("<a><b></a>"), Err(Cause::Damaged { .. })));
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = format!("{}x{}", "<a>".repeat(300_000), "</a>".repeat(300_000));
        assert_eq!(text(&deep), Ok("x".to_owned()));
    }
}

//! Where a statement of the report is proved: documents, pages, lines and the words there.

use super::markdown::{Markdown, one_line, plain, said};
use crate::model::{Claim, Dossier, Entity, Reading, Role};

/// So many characters of a passage are quoted.
const QUOTED: usize = 130;
/// So many sources stand behind a statement.
const SOURCES: usize = 3;

/// A place in a document, and the words there where they are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source<'a> {
    /// Document id.
    pub document: &'a str,
    /// Page, where the source has pages.
    pub page: Option<u32>,
    /// Line, from 1.
    pub line: u32,
    /// The passage.
    pub passage: &'a str,
    /// The name, as it is written there; empty where the passage stands elsewhere than the name.
    pub name: &'a str,
}

impl<'a> Source<'a> {
    /// Where a claim is proved.
    pub fn of(reading: &'a Reading, claim: &'a Claim) -> Source<'a> {
        let mention = &reading.mentions[claim.mention];
        Source {
            document: &reading.head.id,
            page: claim.place.page,
            line: claim.place.line,
            passage: &claim.passage,
            name: if claim.evidence.covers(mention.span()) { &mention.name } else { "" },
        }
    }

    /// `letter.txt:12`, or `minutes.pdf, page 2, line 12`.
    pub fn cited(&self) -> Markdown {
        let document = plain(self.document);
        match self.page {
            Some(page) => {
                said![document, ", page ", plain(&page.to_string()), ", line ", plain(&self.line.to_string())]
            }
            None => said![document, ":", plain(&self.line.to_string())],
        }
    }

    /// The passage in quotation marks, with the source behind it; the source alone where there is no passage.
    pub fn quoted(&self) -> Markdown {
        match excerpt(self.passage, self.name) {
            words if words.is_empty() => self.cited(),
            words => said!["“", plain(&words), "” (", self.cited(), ")"],
        }
    }
}

/// Up to three sources, then how many more there are.
pub fn cited(sources: &[Source]) -> Markdown {
    let rest = sources.len().saturating_sub(SOURCES);
    let mut words: Vec<Markdown> = sources.iter().take(SOURCES).map(Source::cited).collect();
    if rest > 0 {
        words.push(said![rest, " more"]);
    }
    Markdown::joined(words, "; ")
}

/// What one document claims of one entity, with the roles, best first in each.
pub fn claims<'a>(
    dossier: &'a Dossier,
    entity: &'a Entity,
    reading: usize,
) -> impl Iterator<Item = (Role, Source<'a>)> + use<'a> {
    let held = &dossier.readings[reading];
    let first = entity.members.partition_point(|member| member.reading < reading);
    let members = entity.members[first..].iter().take_while(move |member| member.reading == reading);
    members.flat_map(move |member| {
        let first = held.appearances.partition_point(|appearance| appearance.chain < member.chain);
        let own = held.appearances[first..].iter().take_while(|appearance| appearance.chain == member.chain);
        own.flat_map(move |appearance| {
            appearance.claims.iter().map(move |claim| (appearance.role, Source::of(held, &held.claims[*claim])))
        })
    })
}

/// The best claim of one document on one entity: in the given role, where it holds that; else in its first one.
pub fn best<'a>(dossier: &'a Dossier, entity: &'a Entity, reading: usize, role: Option<Role>) -> Option<Source<'a>> {
    let in_role = claims(dossier, entity, reading).find(|(held, _)| role.is_none_or(|role| *held == role));
    in_role.or_else(|| claims(dossier, entity, reading).next()).map(|(_, source)| source)
}

/// Where a name of an entity stands: a claim on that very form, else on the entity at all.
pub fn of_name<'a>(dossier: &'a Dossier, entity: &'a Entity, name: &str) -> Option<Source<'a>> {
    let all = || {
        entity.members.iter().flat_map(|member| {
            let reading = &dossier.readings[member.reading];
            let held = &reading.chains[member.chain].mentions;
            let own = reading.claims.iter().filter(|claim| held.contains(&claim.mention));
            own.map(move |claim| (reading, claim))
        })
    };
    let of_form = all().find(|(reading, claim)| reading.mentions[claim.mention].name == name);
    of_form.or_else(|| all().next()).map(|(reading, claim)| Source::of(reading, claim))
}

/// The words around a name, whole words only, with an ellipsis where words are left out. Where a passage that was cut
/// does not reach the name, its first words and the name.
fn excerpt(passage: &str, name: &str) -> String {
    let passage = one_line(passage);
    let name = one_line(name);
    if passage.is_empty() {
        return passage;
    }
    match passage.find(&name) {
        Some(at) => window(&passage, at, at + name.len()),
        None if passage.ends_with('…') => format!("{} … {name} …", start(&passage, QUOTED / 2)),
        None => window(&passage, 0, 0),
    }
}

/// A stretch of whole words that holds the bytes from `from` to `until`, with as much before as behind.
fn window(text: &str, from: usize, until: usize) -> String {
    if text.chars().count() <= QUOTED {
        return text.to_owned();
    }
    let room = QUOTED.saturating_sub(text[from..until].chars().count());
    let before = text[..from].chars().count().min(room / 2);
    let behind = text[until..].chars().count().min(room - before);
    let before = before.max((room - behind).min(text[..from].chars().count()));
    let head: String = text[..from].chars().rev().take(before).collect::<Vec<_>>().into_iter().rev().collect();
    let tail: String = text[until..].chars().take(behind).collect();
    let (cut_head, cut_tail) = (head.len() < from, tail.len() < text.len() - until);
    let head = if cut_head { head.split_once(' ').map_or("", |(_, whole)| whole) } else { &head };
    let tail = if cut_tail { tail.rsplit_once(' ').map_or("", |(whole, _)| whole) } else { &tail };
    let (left, right) = (if cut_head { "… " } else { "" }, if cut_tail { " …" } else { "" });
    format!("{left}{head}{}{tail}{right}", &text[from..until])
}

/// The first words of a text.
fn start(text: &str, characters: usize) -> String {
    let cut: String = text.chars().take(characters).collect();
    cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_passages_are_quoted_whole() {
        assert_eq!(excerpt("Mara Ostrander,\n Chair", "Mara Ostrander"), "Mara Ostrander, Chair");
        assert_eq!(excerpt("she said so", "Mara Ostrander"), "she said so");
        assert_eq!(excerpt("", "Mara Ostrander"), "");
    }

    #[test]
    fn long_passages_keep_the_name_and_whole_words() {
        let words = "first ".repeat(60);
        for text in [
            format!("{words}Mara Ostrander {words}"),
            format!("Mara Ostrander {words}"),
            format!("{words}é Mara Ostrander"),
        ] {
            let short = excerpt(&text, "Mara Ostrander");
            assert!(short.contains("Mara Ostrander") && short.chars().count() <= QUOTED + 4, "{short}");
            assert!(short.split(' ').all(|word| ["first", "é", "…", "Mara", "Ostrander"].contains(&word)), "{short}");
        }
    }

    #[test]
    fn a_name_that_the_passage_does_not_reach_stands_behind_it() {
        let text = format!("Others were {} and…", "someone ".repeat(40));
        let short = excerpt(&text, "Mara Ostrander");
        assert!(short.starts_with("Others were someone") && short.ends_with(" … Mara Ostrander …"), "{short}");
    }

    #[test]
    fn a_source_names_its_page_where_there_are_pages() {
        let source = Source { document: "a_b.pdf", page: Some(2), line: 1204, passage: "", name: "" };
        assert_eq!(source.quoted().to_string(), "a_b.pdf, page 2, line 1204");
        assert_eq!(Source { page: None, passage: "*x*", ..source }.quoted().to_string(), "“\\*x\\*” (a_b.pdf:1204)");
    }
}

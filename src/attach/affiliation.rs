//! Who belongs to what: posts and bodies beside a person's name.

use super::before::before;
use super::beside::{Setting, behind};
use super::card::below;
use super::members::{listed, shared_ahead, shared_behind};
use super::named::{Named, named};
use super::noted::Notes;
use super::passages::Passages;
use super::posts::{Post, names_post, post, segments};
use super::row::in_row;
use crate::lexicon::quick::QuickMap;
use crate::lexicon::{Book, Lexicon, key};
use crate::model::{Affiliation, BlockKind, Claim, Document, Kind, Layout, Mention, Row, Span, Text};
use crate::text::tells_individual;
use std::cell::RefCell;

/// Nouns of what is written: the body behind one is its addressee or its subject.
const WRITINGS: &[&str] = &["letter", "petition", "report", "book", "study", "complaint"];

/// The capacity of who signs for no body.
pub(super) const INDIVIDUAL: &str = "individual";

/// Nouns of what is a part of a body: behind the body's short form they name no body apart.
const UNITS: &[&str] = &[
    "board",
    "branch",
    "bureau",
    "chapter",
    "committee",
    "department",
    "division",
    "headquarters",
    "office",
    "program",
    "programme",
    "secretariat",
    "section",
    "unit",
];

/// What every reader of affiliations looks at.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    document: &'a Document,
    pub mentions: &'a [Mention],
    /// The bodies that are named or meant, in order.
    pub named: Vec<Named>,
    chain_of: &'a [Option<usize>],
    pub lexicon: &'a Lexicon,
    /// The words that were met.
    pub book: &'a Book<'a>,
    passages: &'a Passages<'a>,
    claims: &'a [Claim],
    /// The posts that words were read as: the rows of a list have the same again and again.
    posts: RefCell<QuickMap<Text, Post>>,
}

/// So many posts are kept, a few megabytes.
const POSTS: usize = 1 << 14;

/// Every affiliation of every person mention, with the person's chain.
pub fn find(
    document: &Document,
    layout: &Layout,
    mentions: &[Mention],
    chain_of: &[Option<usize>],
    (passages, claims): (&Passages, &[Claim]),
    book: &Book,
) -> Vec<(usize, Affiliation)> {
    let lexicon = book.tables();
    let named = named(document, layout, mentions, chain_of, lexicon);
    let (text, posts) = (&document.text, RefCell::default());
    let scene = Scene { text, document, mentions, named, chain_of, lexicon, book, passages, claims, posts };
    let rows = rows_by_field(layout);
    let notes = Notes::of(scene.text, layout);
    let mut found = listed(&scene, layout);
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person) {
        let Some(chain) = chain_of[i] else { continue };
        let block = layout.block_at(mention.whole.start).map(|b| &layout.blocks[b]);
        let row = row_at(&rows, mention.whole.start);
        let end = scene.text.len();
        let described = match (block.map(|b| b.kind), row) {
            (Some(BlockKind::Signature | BlockKind::Roster | BlockKind::Address), Some(row)) => {
                let mut held = in_row(&scene, mention, row);
                if held.iter().all(|affiliation| affiliation.organisation.is_none()) {
                    held = notes.held(&scene, mention, row, held);
                }
                // "Signed in a personal capacity:"
                let head = block.and_then(|block| block.section).map(|at| layout.blocks[at].span.of(scene.text));
                if head.is_some_and(tells_individual) {
                    held.iter_mut().for_each(|affiliation| affiliation.capacity = Some(INDIVIDUAL.into()));
                }
                held
            }
            // The line of an address that has no post is where the letter goes, not whom they work for.
            (Some(BlockKind::Address), _) => in_address(&scene, mention, block.map_or(Span::new(0, end), |b| b.span))
                .into_iter()
                .filter(|affiliation| affiliation.position.is_some())
                .collect(),
            _ => {
                let limit = row.map(|r| r.span).or(block.map(|b| b.span)).unwrap_or(Span::new(0, end));
                let lined = row.is_some() || block.is_some_and(|b| b.kind != BlockKind::Paragraph);
                let setting = if lined { Setting::Row } else { Setting::Prose };
                let said_behind = behind(&scene, i, limit, setting);
                let said_before = before(&scene, i, limit, setting);
                if setting == Setting::Prose {
                    found.extend(shared_behind(&scene, i, limit, &said_behind));
                    found.extend(shared_ahead(&scene, i, limit, &said_before));
                }
                let mut found = said_behind;
                found.extend(said_before);
                if let Some(below) = below(&scene, i, layout) {
                    found.extend(below);
                }
                found
            }
        };
        found.extend(described.into_iter().map(|affiliation| (chain, affiliation)));
    }
    found
}

/// Every field of every row, in the order of the text.
fn rows_by_field(layout: &Layout) -> Vec<(Span, &Row)> {
    let rows = layout.blocks.iter().flat_map(|block| &block.rows);
    let mut fields: Vec<(Span, &Row)> =
        rows.flat_map(|row| row.fields.iter().map(move |field| (field.span, row))).collect();
    fields.sort_by_key(|(span, _)| *span);
    fields
}

/// The row in one of whose fields a byte stands.
fn row_at<'a>(fields: &[(Span, &'a Row)], offset: usize) -> Option<&'a Row> {
    let at = fields.partition_point(|(span, _)| span.start <= offset).checked_sub(1)?;
    Some(fields[at]).filter(|(span, _)| offset < span.end).map(|(_, row)| row)
}

/// Affiliations without what is said twice: the same body with a shorter post, a post that stands with a body elsewhere.
pub fn settled(mut all: impl Iterator<Item = Affiliation>) -> Vec<Affiliation> {
    let Some(first) = all.next() else { return Vec::new() };
    // Most have one.
    let mut found = Vec::with_capacity(1);
    found.push(first);
    found.extend(all);
    if found.len() == 1 {
        return found;
    }
    let key = |a: &Affiliation| a.position.as_deref().map(key).unwrap_or_default();
    let posts: Vec<Text> = found.iter().map(key).collect();
    let is_said_elsewhere = |(i, affiliation): (usize, &Affiliation)| {
        found.iter().enumerate().any(|(j, other)| {
            let same_body = affiliation.organisation == other.organisation;
            let same_post = posts[j] == posts[i];
            let fuller = !same_post && posts[j].contains(posts[i].as_str());
            let with_body = affiliation.organisation.is_none() && other.organisation.is_some();
            (same_body && (fuller || (same_post && j < i))) || (with_body && same_post)
        })
    };
    let said_elsewhere: Vec<bool> = found.iter().enumerate().map(is_said_elsewhere).collect();
    let mut said_elsewhere = said_elsewhere.into_iter();
    found.retain(|_| said_elsewhere.next() == Some(false));
    found.shrink_to_fit();
    found
}

/// Whether a name begins or goes on at an offset.
pub(super) fn starts_inside(mentions: &[Mention], offset: usize) -> bool {
    let last = mentions.partition_point(|m| m.whole.start <= offset).checked_sub(1);
    last.is_some_and(|i| offset < mentions[i].whole.end)
}

impl<'a> Scene<'a> {
    /// The first person named at or behind an offset.
    pub fn person_from(&self, offset: usize) -> Option<&'a Mention> {
        let from = self.mentions.partition_point(|m| m.whole.start < offset);
        self.mentions[from..].iter().find(|m| m.kind == Kind::Person)
    }

    /// The last person named before an offset.
    pub fn person_before(&self, offset: usize) -> Option<&'a Mention> {
        let to = self.mentions.partition_point(|m| m.whole.end <= offset);
        self.mentions[..to].iter().rev().find(|m| m.kind == Kind::Person)
    }

    /// Whether an offset lies inside a name.
    pub fn is_inside(&self, offset: usize) -> bool {
        let last = self.mentions.partition_point(|m| m.whole.start < offset).checked_sub(1);
        last.is_some_and(|i| offset < self.mentions[i].whole.end)
    }

    /// Whether a mention names a person.
    pub fn is_person(&self, mention: usize) -> bool {
        self.mentions[mention].kind == Kind::Person
    }

    /// The chain of a mention.
    pub fn chain(&self, mention: usize) -> Option<usize> {
        self.chain_of[mention]
    }

    /// The bodies named or meant within a span, in order.
    pub fn bodies(&self, span: Span) -> Vec<usize> {
        let from = self.named.partition_point(|named| named.whole.start < span.start);
        let within = (from..self.named.len()).take_while(|i| self.named[*i].whole.start < span.end);
        within.filter(|i| self.named[*i].whole.end <= span.end).collect()
    }

    /// The affiliation that words and a body make: a body, or a post, or both.
    pub fn make(&self, words: &str, body: Option<usize>, evidence: Span, grade: f32) -> Option<Affiliation> {
        let held = self.held(words);
        let organisation = body.map(|i| self.named[i].chain);
        if organisation.is_none() && held.position.is_none() {
            return None;
        }
        Some(Affiliation {
            position: held.position,
            organisation,
            former: held.former,
            capacity: None,
            place: None,
            passage: self.passages.at(evidence, self.claims),
            line: self.document.places.at(evidence.start).1,
            rule: "affiliation".into(),
            confidence: grade,
        })
    }

    /// The post in the words beside a body; none where they name none.
    fn held(&self, words: &str) -> Post {
        let known = self.posts.borrow().get(words).cloned();
        known.unwrap_or_else(|| {
            let mut held = post(words, self.book);
            held.position = held.position.filter(|position| names_post(position, self.book));
            let mut posts = self.posts.borrow_mut();
            if posts.len() == POSTS {
                posts.clear();
            }
            posts.insert(words.into(), held.clone());
            held
        })
    }

    /// The body whose short form opens the name of a unit: the SVU of "SVU International Office".
    fn parent(&self, unit: usize) -> Option<usize> {
        let name = &self.mentions[self.named[unit].mention?].name;
        let (first, _) = name.split_once(' ')?;
        let (_, last) = name.rsplit_once(' ')?;
        let short = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
        let short = short && UNITS.contains(&key(last).as_str());
        let named = |i: &usize| self.named[*i].mention.is_some_and(|m| self.mentions[m].name == first);
        (0..self.named.len()).filter(|_| short).find(named)
    }

    /// Each segment of a description as affiliations: to every body it names, or to none.
    pub fn described(&self, span: Span, setting: Setting, evidence: Span, grade: f32) -> Vec<Affiliation> {
        let mut found = Vec::new();
        // In rows a post may stand a line above its body.
        let mut above = "";
        for segment in segments(self, span, setting) {
            let bodies = self.bodies(segment);
            if bodies.is_empty() {
                let lone = self.make(segment.of(self.text), None, evidence, grade);
                above = if lone.is_some() && setting == Setting::Row { segment.of(self.text) } else { "" };
                found.extend(lone);
                continue;
            }
            let first = bodies.first().map_or(segment.end, |body| self.named[*body].whole.start);
            let above = std::mem::take(&mut above);
            for body in bodies {
                let whole = self.named[body].whole;
                let words = Span::new(segment.start, first).of(self.text);
                // "signatory of the letter to X": X is written to, not worked for.
                if words.split(' ').any(|word| WRITINGS.contains(&key(word).as_str())) {
                    continue;
                }
                let behind = Span::new(whole.end, segment.end).of(self.text);
                // "NCRI UK representative": the post follows the body.
                let follows = !names_post(words, self.book) && names_post(behind, self.book);
                let words = match words {
                    _ if follows => behind,
                    "" => above,
                    words => words,
                };
                found.extend(self.make(words, Some(body), evidence, grade));
                found.extend(self.parent(body).and_then(|parent| self.make(words, Some(parent), evidence, grade)));
            }
        }
        found
    }
}

/// The rest of an address block.
fn in_address(scene: &Scene, mention: &Mention, block: Span) -> Vec<Affiliation> {
    let next = scene.person_from(mention.whole.end);
    let end = next.map_or(block.end, |m| m.whole.start.min(block.end));
    if mention.whole.end >= end {
        return Vec::new();
    }
    scene.described(Span::new(mention.whole.end, end).trim(scene.text), Setting::Row, block, 0.9)
}

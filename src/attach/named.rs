//! The bodies that a text names, and those that it means by a noun alone: "the University", "Council President N".

use super::affiliation::starts_inside;
use crate::lexicon::quick::QuickMap;
use crate::lexicon::{Lexicon, key};
use crate::model::{BlockKind, Document, Form, Kind, Layout, Mention, Span, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A place where a text names a body, or means one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Its words.
    pub whole: Span,
    /// Which body.
    pub chain: usize,
    /// The mention; none where a noun alone means the body.
    pub mention: Option<usize>,
}

/// Nouns, each with the bodies called by it and the one that it means by itself.
type Nouns = BTreeMap<String, (BTreeSet<usize>, Option<usize>)>;

/// So many names before a noun may tell what it means.
const NEAR: usize = 60;

/// Words before a noun that mean a body named elsewhere.
const POINTING: &[&str] = &["the", "The", "our", "its", "their"];

/// Bodies in the order of the text.
pub(super) fn named(
    document: &Document,
    layout: &Layout,
    mentions: &[Mention],
    chain_of: &[Option<usize>],
    lexicon: &Lexicon,
) -> Vec<Named> {
    let of_mention = |(i, mention): (usize, &Mention)| {
        let chain = chain_of[i].filter(|_| mention.kind == Kind::Organisation)?;
        Some(Named { whole: mention.whole, chain, mention: Some(i) })
    };
    let mut found: Vec<Named> = mentions.iter().enumerate().filter_map(of_mention).collect();
    let nouns = nouns(&found, mentions, lexicon);
    if !nouns.is_empty() {
        let meant = |(whole, noun): (Span, &str)| {
            let chain = meant(&nouns[noun], &found, layout, whole.start)?;
            Some(Named { whole, chain, mention: None })
        };
        let more: Vec<Named> =
            pointers(document, layout, mentions, &nouns, lexicon).into_iter().filter_map(meant).collect();
        found.extend(more);
        found.sort_by_key(|named| named.whole.start);
    }
    found
}

/// A noun, and the bodies of a document that are called by it: their chains, with a name of each.
struct Called<'a> {
    noun: String,
    bodies: Vec<(usize, &'a str)>,
}

impl Called<'_> {
    /// The only one, or the one that all others are parts of by their names.
    fn first(&self) -> Option<usize> {
        let (chain, shortest) = self.bodies.iter().min_by_key(|(_, name)| name.len())?;
        self.bodies.iter().all(|(_, name)| name.starts_with(shortest)).then_some(*chain)
    }
}

/// The nouns that bodies are called by, as written with a capital, with the bodies named in full by each, and the one of
/// them that a noun means where its paragraph says nothing.
///
/// The noun of a name is its last word before "of", "for" and their like, or the last of all, if bodies are called by it.
fn nouns(found: &[Named], mentions: &[Mention], lexicon: &Lexicon) -> Nouns {
    let mut called: Vec<Called> = Vec::new();
    // Words of names with the places of their nouns: of a long list most have the same few.
    let mut places: QuickMap<&str, Option<usize>> = QuickMap::default();
    for named in found {
        let mention = named.mention.map(|i| &mentions[i]);
        let Some(mention) = mention.filter(|m| m.form == Form::Full && m.name.contains(' ')) else { continue };
        let name = mention.name.as_str();
        let mut place = |word| *places.entry(word).or_insert_with(|| place(noun(word, lexicon)?, &mut called));
        let small = |word: &&str| matches!(*word, "of" | "for" | "on" | "in" | "against" | "at" | "to");
        let core = name.split(' ').take_while(|word| !small(word)).last();
        let place = core.and_then(&mut place).or_else(|| name.rsplit(' ').next().and_then(place));
        if let Some(place) = place {
            called[place].bodies.push((named.chain, name));
        }
    }
    let settled = |mut called: Called| {
        called.bodies.sort_by_key(|(chain, _)| *chain);
        called.bodies.dedup_by_key(|(chain, _)| *chain);
        let first = called.first();
        (called.noun, (called.bodies.into_iter().map(|(chain, _)| chain).collect(), first))
    };
    called.into_iter().map(settled).collect()
}

/// The place of a noun among those that were met.
fn place(noun: String, called: &mut Vec<Called>) -> Option<usize> {
    called.iter().position(|met| met.noun == noun).or_else(|| {
        called.push(Called { noun, bodies: Vec::new() });
        Some(called.len() - 1)
    })
}

/// A word that bodies are called by, with a capital.
fn noun(word: &str, lexicon: &Lexicon) -> Option<String> {
    let class = || lexicon.organisation_heads.class(&key(word));
    if word.len() <= 3 || !matches!(class(), Some("body" | "school" | "unit")) {
        return None;
    }
    let mut letters = word.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
}

/// Where a noun stands for a body: "the University", and "University Chancellor", but not "the University of Selby". In
/// the rows of a list a noun means nothing: each row is a text of its own.
fn pointers<'a>(
    document: &Document,
    layout: &Layout,
    mentions: &[Mention],
    nouns: &'a Nouns,
    lexicon: &Lexicon,
) -> Vec<(Span, &'a str)> {
    let text = &document.text;
    let mut found = Vec::new();
    let letters: Vec<u8> = nouns.keys().filter_map(|noun| noun.bytes().next()).collect();
    for start in unlisted(layout, text.len()).into_iter().flat_map(|span| words_with(&letters, text, span)) {
        let bare = text[start..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let Some((noun, _)) = nouns.get_key_value(bare) else { continue };
        // Most are parts of names.
        if starts_inside(mentions, start) {
            continue;
        }
        let whole = Span::new(start, start + bare.len());
        let previous = text[..start].split_whitespace().next_back().unwrap_or("");
        let rest = &text[whole.end..];
        let next = rest.split_whitespace().next().filter(|_| rest.starts_with(char::is_whitespace)).unwrap_or("");
        let posted = || is_post_behind(bare, rest, lexicon);
        let alone = !next.starts_with(char::is_uppercase) && !matches!(next, "of" | "for" | "on");
        let pointed = POINTING.contains(&previous) && (alone || posted());
        let opened = !previous.starts_with(char::is_uppercase) || previous.ends_with([',', '.', ':', ';']);
        if pointed || (opened && posted()) {
            found.push((whole, noun.as_str()));
        }
    }
    found
}

/// The stretches of a text between its lists of names.
fn unlisted(layout: &Layout, end: usize) -> Vec<Span> {
    let lists = layout.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Roster | BlockKind::Signature));
    let mut start = 0;
    let mut found: Vec<Span> = Vec::new();
    for list in lists.map(|block| block.span).chain([Span::new(end, end)]) {
        found.extend((start < list.start).then(|| Span::new(start, list.start)));
        start = list.end;
    }
    found
}

/// Where words begin in a stretch that open with one of these letters, a capital of ASCII.
fn words_with(letters: &[u8], text: &str, within: Span) -> impl Iterator<Item = usize> {
    let capital = |at: &usize| text.as_bytes()[*at].is_ascii_uppercase() && letters.contains(&text.as_bytes()[*at]);
    let found = (within.start..within.end).filter(capital);
    found.filter(|at| text[..*at].chars().next_back().is_none_or(char::is_whitespace))
}

/// Whether the words behind a noun are a post: "University Chancellor", but not "Project Officer", a post as a whole.
fn is_post_behind(noun: &str, rest: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<Text> = std::iter::once(noun).chain(rest.split_whitespace().take(3)).map(key).collect();
    let whole = lexicon.positions.longest_at(&keys).is_some_and(|(n, _)| n > 1);
    rest.starts_with(' ') && !whole && lexicon.positions.longest_at(&keys[1..]).is_some()
}

/// The one body that a noun can mean at a place: the only one that its paragraph has named so far, else the one that it
/// means by itself.
fn meant(
    (bodies, first): &(BTreeSet<usize>, Option<usize>),
    found: &[Named],
    layout: &Layout,
    at: usize,
) -> Option<usize> {
    let block = layout.block_at(at).map(|block| &layout.blocks[block]);
    if bodies.len() == 1 {
        return *first;
    }
    // "5.4 Elections Committee - Ada Marsh", and below it "The Committee consists of": a heading names it as well.
    let heading = layout.block_at(at).and_then(|block| layout.blocks[..block].last());
    let heading = heading.filter(|block| block.kind == BlockKind::Heading);
    let from = heading.or(block).map_or(at, |block| block.span.start);
    let end = found.partition_point(|named| named.whole.start < at);
    let start = found.partition_point(|named| named.whole.start < from).max(end.saturating_sub(NEAR));
    let chains = found[start..end].iter().map(|named| named.chain);
    let near: BTreeSet<usize> = chains.filter(|chain| bodies.contains(chain)).collect();
    if near.len() == 1 { near.first().copied() } else { *first }
}

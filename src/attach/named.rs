//! The bodies that a text names, and those that it means by a noun alone: "the University", "Council President N".

use super::affiliation::starts_inside;
use crate::lexicon::{Lexicon, key};
use crate::model::{Document, Form, Kind, Layout, Mention, Span};
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
            let chain = meant(&nouns[noun], &found, mentions, layout, whole.start)?;
            Some(Named { whole, chain, mention: None })
        };
        let more: Vec<Named> =
            pointers(&document.text, mentions, &nouns, lexicon).into_iter().filter_map(meant).collect();
        found.extend(more);
        found.sort_by_key(|named| named.whole.start);
    }
    found
}

/// The nouns that bodies are called by, as written with a capital, with the chains of the bodies named in full by each.
fn nouns(found: &[Named], mentions: &[Mention], lexicon: &Lexicon) -> BTreeMap<String, BTreeSet<usize>> {
    let mut nouns: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for named in found {
        let mention = named.mention.map(|i| &mentions[i]);
        let Some(mention) = mention.filter(|m| m.form == Form::Full && m.name.contains(' ')) else { continue };
        if let Some(noun) = noun(&mention.name, lexicon) {
            nouns.entry(noun).or_default().insert(named.chain);
        }
    }
    nouns
}

/// The noun of a name: the last word before "of", "for" and their like, or the last of all, if bodies are called by it.
fn noun(name: &str, lexicon: &Lexicon) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let small = |word: &&str| matches!(*word, "of" | "for" | "on" | "in" | "against" | "at" | "to");
    let core = words.iter().position(|word| small(&word)).unwrap_or(words.len());
    let is_noun = |word: &&&str| {
        matches!(lexicon.organisation_heads.class(&key(word)), Some("body" | "school" | "unit")) && word.len() > 3
    };
    let noun = core.checked_sub(1).map(|last| &words[last]).filter(is_noun).or_else(|| words.last().filter(is_noun))?;
    let mut letters = noun.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
}

/// Where a noun stands for a body: "the University", and "University Chancellor", but not "the University of Selby".
fn pointers<'a>(
    text: &str,
    mentions: &[Mention],
    nouns: &'a BTreeMap<String, BTreeSet<usize>>,
    lexicon: &Lexicon,
) -> Vec<(Span, &'a str)> {
    let mut found = Vec::new();
    let mut before = "";
    for word in text.split_whitespace() {
        let previous = std::mem::replace(&mut before, word);
        if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
            continue;
        }
        let bare = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let Some((noun, _)) = nouns.get_key_value(bare) else { continue };
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let whole = Span::new(start, start + bare.len());
        let rest = &text[whole.end..];
        let next = rest.split_whitespace().next().filter(|_| rest.starts_with(char::is_whitespace)).unwrap_or("");
        let posted = is_post_behind(bare, rest, lexicon);
        let alone = !next.starts_with(char::is_uppercase) && !matches!(next, "of" | "for" | "on");
        let pointed = POINTING.contains(&previous) && (alone || posted);
        let opened = !previous.starts_with(char::is_uppercase) || previous.ends_with([',', '.', ':', ';']);
        if (pointed || (posted && opened)) && !starts_inside(mentions, start) {
            found.push((whole, noun.as_str()));
        }
    }
    found
}

/// Whether the words behind a noun are a post: "University Chancellor", but not "Project Officer", a post as a whole.
fn is_post_behind(noun: &str, rest: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<String> = std::iter::once(noun).chain(rest.split_whitespace().take(3)).map(key).collect();
    let whole = lexicon.positions.longest_at(&keys).is_some_and(|(n, _)| n > 1);
    rest.starts_with(' ') && !whole && lexicon.positions.longest_at(&keys[1..]).is_some()
}

/// The one body that a noun can mean at a place: the only one that its paragraph has named so far, the only one of the
/// document, or the one that all others are parts of by their names.
fn meant(bodies: &BTreeSet<usize>, found: &[Named], mentions: &[Mention], layout: &Layout, at: usize) -> Option<usize> {
    if bodies.len() == 1 {
        return bodies.first().copied();
    }
    let from = layout.block_at(at).map_or(at, |block| layout.blocks[block].span.start);
    let (first, end) = (found.partition_point(|n| n.whole.start < from), found.partition_point(|n| n.whole.start < at));
    let near: BTreeSet<usize> =
        found[first..end].iter().map(|n| n.chain).filter(|chain| bodies.contains(chain)).collect();
    if near.len() == 1 {
        return near.first().copied();
    }
    let name = |chain: &usize| {
        let of_chain = found.iter().filter(|n| n.chain == *chain).filter_map(|n| n.mention);
        of_chain.map(|m| mentions[m].name.as_str()).find(|name| name.contains(' ')).unwrap_or("")
    };
    let (shortest, parent) = bodies.iter().map(|chain| (name(chain), *chain)).min_by_key(|(name, _)| name.len())?;
    bodies.iter().all(|chain| name(chain).starts_with(shortest)).then_some(parent)
}

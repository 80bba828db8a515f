//! People in a row: whom a body is said to consist of, who comes with its delegation, and what is said once of several.

use super::affiliation::Scene;
use super::before::before;
use super::beside::Setting;
use super::posts::names_post;
use crate::lexicon::key;
use crate::model::{Affiliation, BlockKind, Layout, Span};

/// What follows a body whose people are listed next.
const CONSISTS: &[&str] = &["consists of", "consisted of", "consisting of", "comprises", "comprised", "is made up of"];
/// What follows a body whose members the words before it speak of.
const INCLUDES: &[&str] = &["which includes", "which include", "including", "includes", "include", "who include"];
/// What follows a delegation and names who leads it.
const LED: &[&str] = &["headed by", "led by", "comprising", "consisting of", "including", "which included"];
/// Nouns of people who are sent out.
const SENT: &[&str] = &["delegation", "delegations", "team", "mission", "contingent"];

/// More words than that between two names part a row.
const GAP: usize = 7;
/// So many people may share what is said once.
const MOST: usize = 40;

/// People whom a text lists as those of a body, with their chains.
pub(super) fn listed(scene: &Scene, layout: &Layout) -> Vec<(usize, Affiliation)> {
    let mut found = Vec::new();
    for (i, named) in scene.named.iter().enumerate() {
        let Some(block) = layout.block_at(named.whole.start).map(|at| &layout.blocks[at]) else { continue };
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::List) || !opens_row(scene, named.whole, block.span) {
            continue;
        }
        let people = row_from(scene, named.whole.end, block.span);
        let evidence = people.last().map_or(named.whole, |last| named.whole.join(scene.mentions[*last].whole));
        let of_person = |person: usize| Some((scene.chain(person)?, scene.make("", Some(i), evidence, 0.65)?));
        found.extend(people.into_iter().filter_map(of_person));
    }
    found
}

/// Whether the words around a body say that its people follow: "The Committee consists of:", "members of the X, including",
/// "a delegation from the X, headed by".
fn opens_row(scene: &Scene, body: Span, limit: Span) -> bool {
    let rest = scene.text[body.end..limit.end.max(body.end)].trim_start_matches(|c: char| " ,\n".contains(c));
    let opens = |openers: &[&str], rest: &str| {
        openers.iter().any(|words| rest.strip_prefix(words).is_some_and(|rest| rest.starts_with([' ', ':', '\n'])))
    };
    if opens(CONSISTS, rest) {
        return true;
    }
    let before = || scene.text[limit.start.min(body.start)..body.start].split_whitespace().rev().take(5).map(key);
    let close = || before().take_while(|word| !matches!(word.as_str(), "and" | "by" | "with" | "to"));
    let spoken = |nouns: &[&str]| close().any(|word| nouns.contains(&word.as_str()));
    let sent = rest.split_whitespace().next().is_some_and(|word| SENT.contains(&word));
    let behind_sent = rest.split_once(' ').map_or("", |(_, rest)| rest);
    (opens(INCLUDES, rest) && spoken(&["members"]))
        || (opens(LED, rest) && spoken(SENT))
        || (sent && opens(LED, behind_sent.trim_start_matches([',', ' '])))
}

/// The people of a row that begins behind `from`: few words between them, no full stop, no other body.
fn row_from(scene: &Scene, from: usize, limit: Span) -> Vec<usize> {
    let first = scene.mentions.partition_point(|m| m.whole.start < from);
    let mut people = Vec::new();
    let mut end = from;
    for (i, mention) in scene.mentions.iter().enumerate().skip(first).take(MOST * 4) {
        if !scene.is_person(i) {
            continue;
        }
        let gap = Span::new(end, mention.whole.start);
        if mention.whole.start >= limit.end || people.len() == MOST || !is_gap(scene, gap, people.is_empty()) {
            break;
        }
        people.push(i);
        end = mention.whole.end;
    }
    people
}

/// Whether the words between two names of a row part it not.
fn is_gap(scene: &Scene, gap: Span, first: bool) -> bool {
    let words = without_brackets(gap.of(scene.text));
    let starts = words.trim_start();
    let parted = first || starts.starts_with([',', ';']) || starts.starts_with("and ");
    let verb = words.split_whitespace().map(key).any(|word| {
        let lexicon = scene.lexicon;
        let tells = lexicon.saying.has(&word) || lexicon.presence.class(&word) == Some("verb");
        tells && !lexicon.positions.has(&word)
    });
    let several = scene
        .bodies(gap)
        .iter()
        .any(|body| !first && !gap.of(scene.text)[..scene.named[*body].whole.start - gap.start].contains('('));
    parted
        && !several
        && (first || !verb)
        && !words.contains(['.', '“', '”', '"'])
        && words.split_whitespace().count() <= GAP
}

fn without_brackets(words: &str) -> String {
    let mut open = 0usize;
    let outside = |c: &char| {
        match c {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => return open == 0,
        }
        false
    };
    words.chars().filter(outside).collect()
}

/// The people right before a name in a row with it: "A, B and" before C, nearest first.
fn row_before(scene: &Scene, at: usize, limit: Span) -> Vec<usize> {
    let mut people = Vec::new();
    let mut start = scene.mentions[at].whole.start;
    for (i, mention) in scene.mentions[..at].iter().enumerate().rev() {
        let joins = matches!(scene.text[mention.whole.end..start].trim(), "," | "and" | ", and" | "&");
        if !scene.is_person(i) || !joins || mention.whole.start < limit.start {
            break;
        }
        people.push(i);
        start = mention.whole.start;
    }
    people
}

/// What the words behind the last of several people say of the others: "A and B of X", "A, B and C were the guests from X",
/// "A and B, founders of X".
pub(super) fn shared_behind(scene: &Scene, at: usize, limit: Span, said: &[Affiliation]) -> Vec<(usize, Affiliation)> {
    let people = row_before(scene, at, limit);
    let Some(first) = people.last().map(|first| scene.mentions[*first].whole.start) else { return Vec::new() };
    let end = scene.mentions[at].whole.end;
    let rest = &scene.text[end..limit.end.max(end)];
    let words: Vec<&str> = rest.split_whitespace().take(8).collect();
    let opening = words.iter().map(|word| word.trim_matches(',')).find(|word| !word.is_empty()).unwrap_or("");
    // "Mayor A and B of X", "Y's director A and B of X": what stands before the first is A's alone.
    let lead = scene.text[limit.start.min(first)..first].split_whitespace().next_back().unwrap_or("");
    let posted = names_post(lead, scene.book) && !lead.ends_with([',', ':', ';']);
    let posted = posted || people.last().is_some_and(|first| !before(scene, *first, limit, Setting::Prose).is_empty());
    let between = people.first().map_or("", |last| &scene.text[scene.mentions[*last].whole.end..end]);
    let two = people.len() == 1 && between.contains("and ");
    let joined = matches!(opening, "of" | "from" | "at") && (two || rest.trim_start().starts_with(','));
    let key = key(opening);
    let plural = key.ends_with('s') && scene.lexicon.positions.has(&key);
    let mut shared: Vec<Affiliation> = Vec::new();
    if !posted && (joined || plural) {
        shared.extend(said.iter().filter(|affiliation| affiliation.organisation.is_some()).cloned());
    }
    if matches!(opening, "were" | "are") && said.is_empty() {
        shared.extend(guests_from(scene, end, limit));
    }
    let own = matches!(opening, "were" | "are").then_some(at);
    let of_person = |person: usize| shared.iter().filter_map(move |said| Some((scene.chain(person)?, said.clone())));
    people.into_iter().chain(own).flat_map(of_person).collect()
}

/// "were the guest speakers from X".
fn guests_from(scene: &Scene, end: usize, limit: Span) -> Option<Affiliation> {
    let body = scene.bodies(Span::new(end, limit.end.max(end))).first().copied()?;
    let whole = scene.named[body].whole;
    let lead = &scene.text[end..whole.start];
    let words: Vec<&str> = lead.split_whitespace().collect();
    let last = words.iter().rev().find(|word| **word != "the")?;
    let short = words.len() <= 7 && !lead.contains(['.', ',', ';', '(']);
    (short && matches!(*last, "from" | "of")).then(|| scene.make("", Some(body), Span::new(end, whole.end), 0.65))?
}

/// What a plural post before the first of several people says of the others: "X directors A and B".
pub(super) fn shared_ahead(scene: &Scene, at: usize, limit: Span, said: &[Affiliation]) -> Vec<(usize, Affiliation)> {
    let plural = |affiliation: &&Affiliation| {
        let last = affiliation.position.as_deref().and_then(|post| post.rsplit(' ').next()).unwrap_or("");
        let key = key(last);
        affiliation.organisation.is_some() && key.ends_with('s') && scene.lexicon.positions.has(&key)
    };
    let shared: Vec<Affiliation> = said.iter().filter(plural).cloned().collect();
    if shared.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut end = scene.mentions[at].whole.end;
    for (i, mention) in scene.mentions.iter().enumerate().skip(at + 1) {
        let joins = mention.whole.start < limit.end
            && matches!(scene.text[end..mention.whole.start].trim(), "," | "and" | ", and" | "&");
        if !scene.is_person(i) || !joins {
            break;
        }
        end = mention.whole.end;
        found.extend(shared.iter().filter_map(|said| Some((scene.chain(i)?, said.clone()))));
    }
    found
}

//! Who publishes: the closing line of a body, the letterhead, "Open letter from the X", "Press release: X".

use super::Scene;
use super::listing::listed;
use super::view::Sentence;
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Claim, Kind, Line, Role, Span};

/// A masthead has no more lines than this.
const MASTHEAD: usize = 6;
/// Bytes of the longest line that says "press release" and no more.
const RELEASE: usize = 60;

/// Everybody who publishes the document.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in sentences {
        found.extend(from(scene, sentence));
    }
    found.extend(closing(scene));
    found.extend(letterhead(scene));
    found.extend(masthead(scene));
    found
}

/// "Open letter from the X", "Statement by X", "Press release: X", "Posted by X" in a heading or a short line near the top.
fn from(scene: &Scene, sentence: &Sentence) -> Vec<Claim> {
    let heads = sentence.block <= 6 && sentence.words.len() <= 30;
    if !heads {
        return Vec::new();
    }
    let text = &scene.document.text;
    let at = (0..sentence.words.len()).find_map(|i| {
        let key = sentence.key(Some(i));
        if !heads_text(key) {
            return None;
        }
        let behind = || matches!(sentence.key(Some(i + 1)), "from" | "by") || sentence.is_mark(text, i + 1, ':');
        // "Posted on: 3 May 2021 by X"
        let dated = || {
            let by = (i + 1..(i + 14).min(sentence.words.len())).find(|j| sentence.key(Some(*j)) == "by");
            by.filter(|_| matches!(key, "posted" | "published" | "issued") && i == 0)
        };
        // "Statement of the X on the closure"
        let heads = matches!(scene.layout.blocks[sentence.block].kind, BlockKind::Title | BlockKind::Heading);
        if heads
            && i <= 2
            && matches!(key, "statement" | "declaration" | "communique")
            && sentence.key(Some(i + 1)) == "of"
        {
            return Some(i + 1);
        }
        // "Open letter to A from B"
        let onwards = || {
            let from = |at: &usize| sentence.key(Some(*at)) == "from" && sentence.words[*at].mention().is_none();
            (i + 2..sentence.words.len()).find(from)
        };
        if heads && key == "letter" && sentence.key(Some(i + 1)) == "to" {
            return onwards();
        }
        if i == 0 && dated().is_some() { dated() } else { behind().then_some(i + 1) }
    });
    // "Minutes of the X", "X Meeting Minutes"
    let kind = scene.layout.blocks[sentence.block].kind;
    if matches!(kind, BlockKind::Title | BlockKind::Heading) && is_of_minutes(sentence) {
        let body = sentence.actors(scene, 0).into_iter().find(|m| !sentence.is_person(scene, *m));
        return body.map(|m| scene.claim(m, Role::Issuer, sentence.span(), "issuer")).into_iter().collect();
    }
    // "From: X and Y"
    if sentence.key(Some(0)) == "from" && sentence.is_mark(text, 1, ':') {
        let line_end = scene.line_end(sentence.span().start);
        let named = sentence.actors(scene, 2).into_iter().filter(|m| scene.mentions[*m].whole.start < line_end);
        return named.map(|m| scene.claim(m, Role::Issuer, sentence.span(), "issuer")).collect();
    }
    let Some(at) = at else { return Vec::new() };
    let first = sentence.actors(scene, at + 1).into_iter().next();
    let near = first.filter(|m| !sentence.is_owned(*m) && sentence.first_word(*m).is_some_and(|first| first <= at + 4));
    // "Joint statement by A, B and C": bodies go on, where a person's own body follows them.
    let others = listed(scene, sentence, at + 1).into_iter().filter(|m| near.is_some_and(|first| *m > first));
    near.into_iter().chain(others).map(|m| scene.claim(m, Role::Issuer, sentence.span(), "issuer")).collect()
}

/// Whether a word is a noun of what is published, or a verb of publishing.
pub fn heads_text(key: &str) -> bool {
    matches!(
        key,
        "letter"
            | "statement"
            | "release"
            | "declaration"
            | "communique"
            | "appeal"
            | "message"
            | "posted"
            | "issued"
            | "published"
            | "source"
    )
}

/// Whether a heading says that the minutes of a meeting follow: at its head, or at its end.
fn is_of_minutes(sentence: &Sentence) -> bool {
    let minutes = |at: usize| sentence.key(Some(at)) == "minutes" && sentence.words[at].mention().is_none();
    let joint = |at: usize| matches!(sentence.key(Some(at)), "between" | "with");
    let Some(at) = (0..sentence.words.len()).find(|at| minutes(*at)) else { return false };
    let of = matches!(sentence.key(Some(at + 1)), "of" | "from" | "for") && at <= 1;
    let ends = sentence.words.get(at + 1).is_none_or(|next| next.key.is_empty()) && at > 1;
    (of || ends) && !(0..sentence.words.len()).any(joint)
}

/// A line at the foot, alone or over a date, that is the name of a body and nothing else.
fn closing(scene: &Scene) -> Option<Claim> {
    let readable: Vec<&Block> =
        scene.layout.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate).collect();
    let last = readable.iter().rev().take(3).find(|block| block.kind != BlockKind::Date)?;
    // A signatory list ends with a signatory, and any other list with one of its own.
    if last.kind == BlockKind::Signature || last.lines[0].marked || last.lines.len() > 6 {
        return None;
    }
    // "Ada Marsh / Press officer / Acme Union / Lakeside": the body of the one to ask.
    let contact = last.lines.len() > 3 && last.span.of(&scene.document.text).contains('@');
    let lines = if contact { &last.lines[1..] } else { &last.lines[..1] };
    lines.iter().find_map(|line| named_alone(scene, line.content))
}

/// The first block of a letter that has an address below it: a body's own name and address.
fn letterhead(scene: &Scene) -> Option<Claim> {
    let first = scene.layout.blocks.iter().position(|block| block.kind == BlockKind::Address)?;
    let several = scene.layout.blocks[first + 1..].iter().any(|block| block.kind == BlockKind::Address);
    if !several {
        return None;
    }
    named_alone(scene, scene.layout.blocks[first].lines[0].content)
}

/// "PRESS RELEASE" among the first lines, and a body's name alone on another.
fn masthead(scene: &Scene) -> Option<Claim> {
    const RELEASES: &[&str] = &[
        "press release",
        "media release",
        "news release",
        "press statement",
        "media statement",
        "press communique",
        "for immediate release",
        "press information",
        "press note",
        "media advisory",
        "minutes",
        "meeting minutes",
        "minutes of meeting",
        "minutes of the meeting",
    ];
    let head = || scene.layout.blocks.iter().take(MASTHEAD).flat_map(|block| &block.lines).take(MASTHEAD);
    let short = |line: &&Line| line.content.len() <= RELEASE;
    let released =
        head().filter(short).any(|line| RELEASES.contains(&key(line.content.of(&scene.document.text)).as_str()));
    let unsigned = !scene.layout.blocks.iter().any(|block| block.kind == BlockKind::Signature);
    head().filter(|_| released && unsigned).find_map(|line| named_alone(scene, line.content))
}

/// The body whose name is a whole line.
fn named_alone(scene: &Scene, line: Span) -> Option<Claim> {
    let mention = scene.within(line).find(|m| scene.mentions[*m].kind == Kind::Organisation)?;
    let whole = scene.mentions[mention].whole;
    let alone = whole.len() * 10 >= line.len() * 8;
    alone.then(|| scene.claim(mention, Role::Issuer, line, "issuer"))
}

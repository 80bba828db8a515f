//! Who has the word: dialogue turns "NAME: …" and headings that end in a name, where several lines do the same.

use super::Scene;
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Kind, Role, Span};

/// So many lines have to be alike before they are read as turns or as items of an agenda.
const TURNS: usize = 3;

/// The speaker of every turn and of every agenda item, in documents that have several.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let agenda: Vec<(usize, Span)> = sentences.iter().filter_map(|sentence| item(scene, sentence)).collect();
    let turns: Vec<(usize, Span)> = (0..scene.mentions.len()).filter_map(|m| turn(scene, m)).collect();
    let alike = [agenda, turns].into_iter().filter(|lines| lines.len() >= TURNS).flatten();
    alike.map(|(mention, span)| scene.claim(mention, Role::Speaker, span, "speech", 0.8)).collect()
}

/// "3.2 Report of the committee - Ada Marsh": a heading whose last part is a person and nothing else.
fn item(scene: &Scene, sentence: &Sentence) -> Option<(usize, Span)> {
    if scene.layout.blocks[sentence.block].kind != BlockKind::Heading || scene.is_letter_at(sentence.block) {
        return None;
    }
    let text = &scene.document.text;
    let last = sentence.words.len().checked_sub(1)?;
    let mention = sentence.actor(scene, last).filter(|m| sentence.is_person(scene, *m))?;
    let first = sentence.first_word(mention)?.checked_sub(1)?;
    let dash = matches!(sentence.words[first].token.span.of(text), "-" | "–" | "—");
    (dash && first > 0).then(|| (mention, sentence.span()))
}

/// "Ada: …" at the start of a line of running text.
fn turn(scene: &Scene, mention: usize) -> Option<(usize, Span)> {
    let text = &scene.document.text;
    let named = &scene.mentions[mention];
    let (before, after) = (&text[..named.whole.start], &text[named.whole.end..]);
    let starts = before.is_empty() || before.ends_with('\n') || before.ends_with("\n**");
    if !starts {
        return None;
    }
    let line = &after[..after.find('\n').unwrap_or(after.len())];
    let said = line.trim_start_matches('*').strip_prefix(':')?.split_whitespace().count();
    let running = scene.layout.block_at(named.whole.start).is_some_and(|b| {
        matches!(scene.layout.blocks[b].kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Roster)
            && !scene.is_letter_at(b)
    });
    let speaks = named.kind == Kind::Person && starts && running && said >= 3;
    speaks.then(|| (mention, Span::new(named.whole.start, named.whole.end + line.len())))
}

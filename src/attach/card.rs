//! Cards: a person alone on a line, and below it the lines that say who they are.

use super::affiliation::Scene;
use super::beside::Setting;
use super::posts::names_post;
use crate::model::{Affiliation, BlockKind, Layout, Line, Span};

/// So many lines may belong to one card.
const LINES: usize = 8;
/// A longer line is running text, in words.
const LONG: usize = 40;

/// The posts and bodies in the lines below a name that stands alone on its line; nothing where it does not.
pub(super) fn below(scene: &Scene, at: usize, layout: &Layout) -> Option<Vec<Affiliation>> {
    let mention = &scene.mentions[at];
    let (block, line) = line_of(layout, mention.whole)?;
    if !is_alone(scene, at, line) {
        return None;
    }
    let rest = layout.blocks[block].lines.iter().filter(|other| other.span.start > line.span.start);
    let mut lines: Vec<&Line> = rest.collect();
    // A heading, or the last line of its block: the block below describes.
    if lines.is_empty() {
        let next = layout.blocks.get(block + 1)?;
        let describes = matches!(next.kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading);
        lines = next.lines.iter().filter(|_| describes).collect();
    }
    let mut found = Vec::new();
    for line in lines.into_iter().take(LINES) {
        let text = line.content.of(scene.text);
        if names_person(scene, line.content) || text.split_whitespace().count() > LONG || text.ends_with(':') {
            break;
        }
        let bodies = !scene.bodies(line.content).is_empty();
        if bodies || names_post(text, scene.lexicon) {
            found.extend(scene.described(line.content, Setting::Row, mention.whole.join(line.content), 0.75));
        }
    }
    Some(found)
}

fn line_of(layout: &Layout, whole: Span) -> Option<(usize, &Line)> {
    let block = layout.block_at(whole.start)?;
    let line = layout.blocks[block].lines.iter().find(|line| line.span.covers(whole))?;
    Some((block, line))
}

/// Whether the name is all its line holds, numbers and marks aside.
fn is_alone(scene: &Scene, at: usize, line: &Line) -> bool {
    let whole = scene.mentions[at].whole;
    let rest = [
        Span::new(line.content.start.min(whole.start), whole.start),
        Span::new(whole.end, line.content.end.max(whole.end)),
    ];
    rest.iter().all(|part| !part.of(scene.text).chars().any(char::is_alphabetic))
}

fn names_person(scene: &Scene, span: Span) -> bool {
    scene.person_from(span.start).is_some_and(|m| m.whole.start < span.end)
}

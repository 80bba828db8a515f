//! Cards: a person alone on a line, and below it the lines that say who they are.

use super::affiliation::Scene;
use super::beside::Setting;
use super::posts::names_post;
use crate::model::{Affiliation, Block, BlockKind, Layout, Line, Span};

/// So many lines may belong to one card.
const LINES: usize = 8;
/// A longer line is running text, in words.
const LONG: usize = 40;
/// A post or a body alone on its line has so many words at most.
const SHORT: usize = 7;

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
        let describes = |block: &&Block| {
            matches!(block.kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading | BlockKind::Address)
        };
        let mut next = layout.blocks[block + 1..].iter().take_while(describes);
        lines = next.next()?.lines.iter().collect();
        // "Secretary", an empty line, "Reed Institute": a line of each.
        let short =
            |block: &&Block| block.lines.len() == 1 && block.span.of(scene.text).split_whitespace().count() <= SHORT;
        if lines.len() == 1 && lines[0].content.of(scene.text).split_whitespace().count() <= SHORT {
            lines.extend(next.take_while(short).take(2).flat_map(|block| &block.lines));
        }
    }
    let mut found = Vec::new();
    // A post that waits for its body on the next line.
    let mut above: Option<&str> = None;
    for line in lines.into_iter().take(LINES) {
        let text = line.content.of(scene.text);
        if names_person(scene, line.content) || text.split_whitespace().count() > LONG || text.ends_with(':') {
            break;
        }
        let bodies = !scene.bodies(line.content).is_empty();
        let posted = names_post(text, scene.book);
        let post = above.take().filter(|_| bodies && !posted);
        above = Some(text).filter(|_| posted && !bodies);
        if let Some(post) = post {
            let evidence = mention.whole.join(line.content);
            let held = scene.bodies(line.content).into_iter();
            found.extend(held.filter_map(|body| scene.make(post, Some(body), evidence, 0.75)));
        } else if bodies || posted {
            found.extend(scene.described(line.content, Setting::Row, mention.whole.join(line.content), 0.75));
        }
    }
    Some(found)
}

fn line_of(layout: &Layout, whole: Span) -> Option<(usize, &Line)> {
    let block = layout.block_at(whole.start)?;
    let lines = &layout.blocks[block].lines;
    let line = lines.get(lines.partition_point(|line| line.span.end <= whole.start))?;
    line.span.covers(whole).then_some((block, line))
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

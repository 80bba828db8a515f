//! In whose voice a text speaks above a list of names: whether they are the names of those who say "we".

use super::blocks::ends_sentence;
use super::known::{Known, letters};
use crate::lexicon::key;
use crate::model::{Block, BlockKind};

/// Whether a paragraph says "we" in its writer's own voice, outside quotation marks.
fn speaks_of_us(known: &Known, block: &Block) -> bool {
    let mut quoted = false;
    let own = |piece: &str| {
        let own = !quoted;
        quoted = match piece.chars().next_back() {
            Some('“' | '«' | '„') => true,
            Some('”' | '»') => false,
            _ => !quoted,
        };
        own && letters(piece).any(|word| known.lexicon.list_words.class(&key(word)) == Some("us"))
    };
    known.of(block.span).split_inclusive(['"', '“', '”', '«', '»', '„']).any(own)
}

/// Whether the sentence above a list tells of others than those who sign: of winners, of a team.
pub fn names_others(known: &Known, blocks: &[Block], at: usize) -> bool {
    let Some(above) = at.checked_sub(1).map(|above| known.of(blocks[above].span)) else { return false };
    let last = above.trim_end_matches(['.', '!']).rsplit(['.', '!', '?']).next().unwrap_or("");
    letters(last).any(|word| known.lexicon.list_words.class(&key(word)) == Some("others"))
}

/// So many paragraphs above a list tell whose voice a text has.
const VOICE: usize = 3;

/// Whether a list stands right behind sentences that say "we", a remark or a date between them aside. A heading or a
/// line with a colon would say whose names they are, and so may the sentence.
pub fn is_behind_ours(known: &Known, blocks: &[Block], at: usize) -> bool {
    let aside = |block: &Block| matches!(block.kind, BlockKind::Boilerplate | BlockKind::Date);
    let said = |block: &Block| block.kind == BlockKind::Paragraph && ends_sentence(known.of(block.span));
    let above = if at > 0 && aside(&blocks[at - 1]) { at - 1 } else { at };
    let ours =
        || blocks[..above].iter().rev().filter(|block| said(block)).take(VOICE).any(|block| speaks_of_us(known, block));
    above > 0 && said(&blocks[above - 1]) && !names_others(known, blocks, above) && ours()
}

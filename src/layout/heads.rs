//! Headings of lists: over the whole, over one of its parts, and of the letter that stands behind it.

use super::blocks::{opens_section, without_remark};
use super::known::Known;
use crate::lexicon::key;
use crate::model::{Block, BlockKind};
use crate::names::shape::is_acronym;

/// "Signatories to the Lantern Declaration": a heading that opens with what it heads.
pub fn opens_list(known: &Known, block: &Block, line: &str) -> bool {
    if !matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
        return false;
    }
    let keys: Vec<String> = line.split_whitespace().map(key).collect();
    let opener = known.lexicon.list_openers.longest_at(&keys);
    let noun = opener.filter(|(n, class)| *class == "list" && keys[n - 1].ends_with('s'));
    let of = |n: usize| keys.get(n).is_some_and(|next| matches!(next.as_str(), "to" | "of" | "on" | "for"));
    noun.is_some_and(|(n, _)| of(n))
}

/// A heading inside a signatory list: "Organisations", "Individuals (12):", "Unions and Trade Associations:", a country.
pub fn heads_section(known: &Known, block: &Block) -> bool {
    let (text, lexicon) = (known.text, known.lexicon);
    let line = without_remark(block.lines[0].content.of(text)).trim_matches([':', '*', '_', ' ']);
    let key = key(line);
    let plural = key.rsplit(' ').next().is_some_and(|last| last.ends_with('s') && lexicon.organisation_heads.has(last));
    let titled = block.lines[0].span.of(text).trim_end().ends_with([':', '*']);
    let opened = opens_section(block.lines[0].content.of(text), lexicon);
    let listed = opened || lexicon.list_openers.has(&key) || (lexicon.states.has(&key) && block.lines.len() == 1);
    listed || (plural && titled)
}

/// Whether the first of these blocks is one word in capitals, over rows that are not: "INTERNATIONAL".
pub fn heads_group(known: &Known, blocks: &[Block]) -> bool {
    let line = known.of(blocks[0].lines[0].content);
    let loud = |line: &str| !line.contains(char::is_lowercase);
    let low = |block: &Block| block.lines.len() > 1 && block.lines.iter().all(|line| !loud(known.of(line.content)));
    let word = blocks[0].lines.len() == 1 && line.chars().all(char::is_alphabetic) && loud(line) && !is_acronym(line);
    word && blocks.get(1).is_some_and(low)
}

/// "OPEN LETTER ON THE FEN DRAINS", "To the Drainage Board": a heading behind which the letter itself begins.
pub fn heads_letter(known: &Known, line: &str) -> bool {
    let keys: Vec<String> = line.split_whitespace().map(key).collect();
    let titled = known.lexicon.salutations.longest_at(&keys).is_some_and(|(_, class)| class == "title");
    let to = keys.len() > 2 && keys[0] == "to" && matches!(keys[1].as_str(), "the" | "all" | "whom");
    titled || to
}

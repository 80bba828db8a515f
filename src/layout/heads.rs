//! Headings of lists: over the whole, over one of its parts, and of the letter that stands behind it.

use super::blocks::{is_part, opens_section, without_remark};
use super::known::Known;
use super::lines::has_more_words;
use crate::lexicon::{Fact, Word, key};
use crate::model::{Block, BlockKind, Text};
use crate::names::shape::is_acronym;
use memchr::memchr2_iter;

/// "Signatories to the Lantern Declaration": a heading that opens with what it heads.
pub fn opens_list(known: &Known, block: &Block, line: &str) -> bool {
    let heads = matches!(block.kind, BlockKind::Heading | BlockKind::Title);
    if !heads || !known.book.opens(line, Fact::OpensList) {
        return false;
    }
    let keys: Vec<Text> = line.split_whitespace().map(key).collect();
    let opener = known.lexicon.list_openers.longest_at(&keys);
    let noun = opener.filter(|(n, class)| *class == "list" && keys[n - 1].ends_with('s'));
    let of = |n: usize| keys.get(n).is_some_and(|next| matches!(next.as_str(), "to" | "of" | "on" | "for"));
    noun.is_some_and(|(n, _)| of(n))
}

/// Words of the longest line that counts or names those who sign.
const COUNTED: usize = 14;

/// "**204 signers as of 4 May**", "[FURTHER SIGNERS – as of June]": a line that ends its first phrase with those who sign,
/// or counts them.
pub fn heads_signers(known: &Known, block: &Block) -> bool {
    let line = known.of(block.lines[0].content).trim_start_matches(['\\', '[', '(', '*', '_', '#', ' ']);
    let single =
        matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Title) && block.lines.len() == 1;
    if !single || !holds_plural(line) || has_more_words(line, COUNTED) {
        return false;
    }
    let phrase = line.split([':', '–', '—', '(', ']']).next().unwrap_or("");
    let signers = |word: &str| is_plural(word) && known.lexicon.list_words.class(&key(word)) == Some("signed");
    let Some(at) = phrase.split_whitespace().position(signers) else { return false };
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let counted = words[..at].iter().rev().take(2).any(|word| key(word).starts_with(|c: char| c.is_ascii_digit()));
    // "Signatories #1369 and counting"
    let goes_on = |word: &&str| {
        matches!(key(word).as_str(), "as" | "in" | "so" | "until")
            || word.trim_start_matches('#').starts_with(|c: char| c.is_ascii_digit())
    };
    words.get(at + 1).is_none_or(goes_on) && (counted || at < 3)
}

/// Whether a word of a line may end with an "s", by its bytes: most lines have none.
fn holds_plural(line: &str) -> bool {
    let bytes = line.as_bytes();
    let closes = |at: usize| bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric());
    memchr2_iter(b's', b'S', bytes).any(closes)
}

/// Whether the last letter of a word is an "s".
fn is_plural(word: &str) -> bool {
    word.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(['s', 'S'])
}

/// A heading inside a signatory list: "Organisations", "Individuals (12):", "Unions and Trade Associations:", a country.
pub fn heads_section(known: &Known, block: &Block) -> bool {
    let (text, lexicon) = (known.text, known.lexicon);
    let line = without_remark(block.lines[0].content.of(text)).trim_matches([':', '*', '_', ' ']);
    let plural = || {
        let titled = block.lines[0].span.of(text).trim_end().ends_with([':', '*']);
        let body = |last: &str| last.ends_with('s') && lexicon.organisation_heads.has(last);
        titled && key(line).rsplit(' ').next().is_some_and(body)
    };
    let opens = known.book.first(line).is_some_and(|first| first.is_any([Fact::OpensList, Fact::OpensPlace]));
    let told = |line: &str| lexicon.list_openers.has(line) || (lexicon.states.has(line) && block.lines.len() == 1);
    let listed = opens_section(block.lines[0].content.of(text), lexicon) || (opens && told(&key(line)));
    // "## Kestria, Norland"
    let place = || {
        let marked = block.lines[0].span.of(text).starts_with('#') && block.lines.len() == 1;
        marked && known.is_place(block.lines[0].content)
    };
    let part = || block.lines.len() == 1 && is_part(known, block.lines[0].content);
    listed || plural() || heads_signers(known, block) || place() || part()
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
    let opens = |first: Word| first.is(Fact::OpensSalutation) || first.key == "to";
    if !known.book.first(line).is_some_and(opens) {
        return false;
    }
    let keys: Vec<Text> = line.split_whitespace().map(key).collect();
    let titled = known.lexicon.salutations.longest_at(&keys).is_some_and(|(_, class)| class == "title");
    let to = keys.len() > 2 && keys[0] == "to" && matches!(keys[1].as_str(), "the" | "all" | "whom");
    titled || to
}

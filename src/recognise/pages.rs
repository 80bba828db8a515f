//! Names of bodies that the end of a page breaks: "the Society for Reefs and", the number of the page, "Rivers".

use super::beside::folded;
use crate::model::{Block, BlockKind, Kind, Layout, Mention, Span};
use crate::text::{Token, TokenKind, tokens};

/// The most words of the rest of a name.
const LONGEST: usize = 8;
/// Words behind which a name goes on.
const OPEN: &[&str] = &["and", "and the", "for", "for the", "of", "of the", "&"];
/// Words within a name.
const INNER: &[&str] = &["and", "for", "of", "the"];

/// Joins a body that an unfinished paragraph ends with, the small words behind it, and the rest of its name, with which the
/// next page begins. The mentions stand in the order of the text.
pub fn join(text: &str, layout: &Layout, found: &mut Vec<Mention>) {
    for (above, below) in broken(text, &layout.blocks) {
        let last = found.partition_point(|mention| mention.whole.start < above.span.end);
        let Some(at) = last.checked_sub(1).filter(|at| found[*at].kind == Kind::Organisation) else { continue };
        let gap = &text[found[at].whole.end.min(above.span.end)..above.span.end];
        let Some(rest) = rest(text, below).filter(|_| OPEN.contains(&folded(gap).as_str())) else { continue };
        let name = &mut found[at];
        let start = Span::new(name.whole.start, above.span.end);
        name.stand_in(vec![start, rest]);
        name.name = folded(&format!("{} {}", start.of(text), rest.of(text)));
        name.whole = name.whole.join(rest);
        found.retain(|mention| mention.whole.start < rest.start || mention.whole.start >= rest.end);
    }
}

/// Paragraphs with nothing but the number or the head of a page between them.
fn broken<'a>(text: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = (&'a Block, &'a Block)> {
    let paragraphs = (0..blocks.len()).filter(|at| blocks[*at].kind == BlockKind::Paragraph);
    paragraphs.filter_map(move |at| {
        let aside = blocks[at + 1..].iter().take_while(|block| block.kind == BlockKind::Boilerplate).count();
        let next = blocks.get(at + 1 + aside).filter(|block| block.kind == BlockKind::Paragraph)?;
        let short = text[blocks[at].span.end..next.span.start].split_whitespace().count() <= LONGEST;
        (aside > 0 && short).then_some((&blocks[at], next))
    })
}

/// The capitalised words, and small ones between them, that a block begins with.
fn rest(text: &str, block: &Block) -> Option<Span> {
    let words = tokens(text, block.span);
    let joins = |token: &&Token| {
        token.kind == TokenKind::Word && (token.is_capital(text) || INNER.contains(&token.span.of(text)))
    };
    let run: Vec<&Token> = words.iter().take_while(joins).collect();
    let last = run.iter().rposition(|token| token.is_capital(text))?;
    (run[0].is_capital(text) && last < LONGEST).then(|| run[0].span.join(run[last].span))
}

//! Who signs: the rows below a sign-off or under the heading of a signatory list, and "signed by" in prose.

use super::Scene;
use super::listing::listed;
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Kind, Role, Span};

/// Every row's first name signs.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = rows(scene);
    for sentence in sentences {
        found.extend(prose(scene, sentence));
    }
    found
}

fn rows(scene: &Scene) -> Vec<Claim> {
    let blocks = scene.layout.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
    let rows = blocks.flat_map(|block| &block.rows);
    rows.filter_map(|row| {
        let held = |m: &usize| row.holds(scene.mentions[*m].whole.start) && scene.mentions[*m].kind.is_actor();
        let mut named = scene.within(row.span).filter(held);
        let first = named.next()?;
        // A row that begins with a post or an address line names nobody who signs.
        let begins = scene.mentions[first].whole.start <= row.fields[0].end;
        let signs = if begins { Some(first) } else { named.find(|m| scene.mentions[*m].kind == Kind::Person) };
        Some(scene.claim(signs?, Role::Signatory, row.span, "signature", 0.95))
    })
    .collect()
}

/// "… signed by A, B and C": the names that follow.
fn prose(scene: &Scene, sentence: &Sentence) -> Vec<Claim> {
    const SIGNED: &[&str] = &["signed", "signatories", "signatory", "cosigned"];
    const OPENS: &[&str] = &["by", "include", "included", "includes", "are", "were"];
    let Some(at) = (1..sentence.words.len()).find(|i| {
        let before = sentence.key(Some(i - 1));
        !sentence.words[*i].quoted && OPENS.contains(&sentence.key(Some(*i))) && SIGNED.contains(&before)
    }) else {
        return Vec::new();
    };
    // An agreement that is signed at an event is not this document.
    const DOCUMENTS: &[&str] =
        &["letter", "statement", "appeal", "petition", "declaration", "signatories", "call", "text"];
    if !sentence.words[..at].iter().any(|word| DOCUMENTS.contains(&word.key.as_str())) {
        return Vec::new();
    }
    let span: Span = sentence.span();
    listed(scene, sentence, at + 1)
        .into_iter()
        .map(|m| scene.claim(m, Role::Signatory, span, "signature", 0.8))
        .collect()
}

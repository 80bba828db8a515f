//! Who signs: the rows below a sign-off or under the heading of a signatory list, and "signed by" in prose.

use super::Scene;
use super::listing::listed;
use super::view::Sentence;
use crate::lexicon::key;
use crate::model::{BlockKind, Claim, Few, Kind, Role, Span, Text};
use crate::text::tells_individual;
use regex::Regex;
use smallvec::SmallVec;
use std::cell::LazyCell;
use std::sync::LazyLock;

/// Words by which those who wrote a letter call themselves.
static SIGNING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?i-u)undersign|signatory").expect("the pattern is a constant"));

/// Every row's first name signs.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = rows(scene);
    found.extend(sentences.iter().flat_map(|sentence| prose(scene, sentence)));
    found
}

fn rows(scene: &Scene) -> Vec<Claim> {
    let bodies_sign = LazyCell::new(|| organisations_sign(scene));
    let blocks = scene.layout.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
    let text = &scene.document.text;
    let rows = blocks.flat_map(|block| {
        let head = block.section.map(|at| scene.layout.blocks[at].span.of(text));
        let individuals = head.is_some_and(tells_individual);
        block.rows.iter().map(move |row| (row, individuals))
    });
    rows.flat_map(|(row, individuals)| {
        let held = |m: &usize| row.holds(scene.mentions[*m].whole.start) && scene.mentions[*m].kind.is_actor();
        let named: SmallVec<[usize; 4]> = scene.within(row.span).filter(held).collect();
        // A row whose name is a post or an address line is signed by the person in it, if there is one.
        let opens = |m: &usize| {
            let start = scene.mentions[*m].span().start;
            row.fields.iter().any(|field| field.column.names() && field.span.start <= start && start < field.span.end)
        };
        let named_there = named.iter().copied().find(opens);
        let person = named.iter().copied().find(|m| scene.mentions[*m].kind == Kind::Person);
        let signs = named_there.or(person);
        let others =
            named.iter().copied().filter(|m| Some(*m) != signs && scene.mentions[*m].kind == Kind::Organisation);
        let alone = individuals || tells_individual(row.span.of(text));
        // "Ada Marsh and Tom Lind, Quay Watch"
        let person = |m: &usize| scene.mentions[*m].kind == Kind::Person;
        // "Fiji and Tonga"
        let joined = |m: &usize| {
            let first = signs
                .map(|first| scene.mentions[first].whole)
                .filter(|first| first.end < scene.mentions[*m].whole.start);
            let gap = first.map(|first| Span::new(first.end, scene.mentions[*m].whole.start));
            gap.is_some_and(|gap| gap.of(text).trim() == "and")
        };
        let beside = |m: &usize| Some(*m) != signs && opens(m) && (person(m) || joined(m));
        let signing = signs.into_iter().chain(named.iter().copied().filter(beside));
        let signing = signing.chain(others.filter(|_| signs.is_some() && !alone && *bodies_sign));
        signing.map(|m| scene.claim(m, Role::Signatory, row.span, "signature")).collect::<Few<Claim>>()
    })
    .collect()
}

/// "The undersigned organisations write …": people sign for their bodies, which sign too.
fn organisations_sign(scene: &Scene) -> bool {
    const BODIES: &[&str] =
        &["organisations", "organizations", "groups", "associations", "ngos", "companies", "unions"];
    let paragraphs = scene.layout.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let written = paragraphs.map(|block| block.span.of(&scene.document.text));
    written.filter(|written| SIGNING.is_match(written)).any(|written| {
        let keys: Vec<Text> = written.split_whitespace().map(key).collect();
        let signing = |at: usize| matches!(keys[at].as_str(), "undersigned" | "undersigning" | "signatory");
        (0..keys.len())
            .any(|at| signing(at) && keys[at + 1..].iter().take(3).any(|word| BODIES.contains(&word.as_str())))
    })
}

/// "Signatories to the letter, which …, include A and B", "Among those who signed the letter are A and B": the last word
/// before the names.
fn including(sentence: &Sentence) -> Option<usize> {
    const FAR: usize = 25;
    let keys = |from: usize| (from..sentence.words.len().min(from + FAR)).filter(|at| !sentence.words[*at].quoted());
    let key = |at: usize| sentence.words[at].key.as_str();
    let signers = keys(0).find(|at| matches!(key(*at), "signatories" | "cosignatories" | "signers"));
    let include = |at: &usize| matches!(key(*at), "include" | "included");
    let are = |at: &usize| matches!(key(*at), "are" | "were" | "is" | "was");
    let among = keys(0).take(3).find(|at| key(*at) == "among");
    let signed = among.and_then(|at| keys(at).find(|at| matches!(key(*at), "signed" | "signatories" | "signers")));
    signers.and_then(|at| keys(at).find(include)).or_else(|| signed.and_then(|at| keys(at).find(are)))
}

/// "… signed by A, B and C": the names that follow.
fn prose(scene: &Scene, sentence: &Sentence) -> Vec<Claim> {
    let signs = sentence.words.windows(2).position(|pair| {
        matches!(pair[0].key.as_str(), "signed" | "signatories" | "signatory" | "cosigned")
            && matches!(pair[1].key.as_str(), "by" | "include" | "included" | "includes" | "are" | "were")
            && !pair[1].quoted()
    });
    let at = signs.map(|signed| signed + 1).or_else(|| including(sentence));
    let Some(at) = at else { return Vec::new() };
    // An agreement that is signed at an event is not this document.
    const DOCUMENTS: &[&str] =
        &["letter", "statement", "appeal", "petition", "declaration", "signatories", "call", "text"];
    if !sentence.words[..at].iter().any(|word| DOCUMENTS.contains(&word.key.as_str())) {
        return Vec::new();
    }
    let span: Span = sentence.span();
    listed(scene, sentence, at + 1).into_iter().map(|m| scene.claim(m, Role::Signatory, span, "signature")).collect()
}

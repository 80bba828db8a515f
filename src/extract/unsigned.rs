//! Lists of names in a document that speaks of those who sign it, none of which was counted as signing: silence about them
//! would be the worst of answers.

use super::Scene;
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Claim, Notice};
use crate::text::passage;

/// A list has at least so many rows.
const ROWS: usize = 3;
/// So much of a first row is shown, in characters.
const SHOWN: usize = 60;
/// Words by which those who sign are called.
const SIGNERS: &[&str] =
    &["undersigned", "undersigning", "signatory", "signatories", "cosignatories", "signers", "signees", "cosigners"];

/// A notice for each list of names whose rows have no role.
pub fn notices(scene: &Scene, claims: &[Claim]) -> Vec<Notice> {
    let text = &scene.document.text;
    let told = || text.split(|c: char| !c.is_alphabetic()).any(|word| SIGNERS.contains(&key(word).as_str()));
    let lists = scene.layout.blocks.iter().filter(|block| block.kind == BlockKind::Roster && block.rows.len() >= ROWS);
    // One claim may be a slip; rows that speak or take part have one each.
    let held = |block: &Block| {
        let places = claims.iter().map(|claim| scene.mentions[claim.mention].whole.start);
        places.filter(|at| (block.span.start..block.span.end).contains(at)).count() * 3 >= block.rows.len()
    };
    let idle: Vec<&Block> = lists.filter(|block| !held(block)).collect();
    if idle.is_empty() || !told() {
        return Vec::new();
    }
    let notice = |block: &&Block| {
        let (page, line) = scene.document.places.at(block.rows[0].span.start);
        let first = passage(text, block.rows[0].span, SHOWN);
        Notice {
            code: "list-unsigned".to_owned(),
            document: scene.document.head.id.clone(),
            page,
            line: Some(line),
            message: format!("{} rows of names are not counted as signatures: {first} …", block.rows.len()),
            help: format!("if they sign, say where the list starts: `list-start = {line}` in undersigned.toml"),
        }
    };
    idle.iter().map(notice).collect()
}

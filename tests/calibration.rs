//! A claim's confidence is the share of such claims that are right.
//!
//! `cargo test --test calibration -- --nocapture` prints the table of docs/confidence.md: what is stated for documents
//! of which neither the model nor the confidences know anything, against what is right there.
//! `UNDERSIGNED_REFRESH=1` writes data/confidence.txt anew, from all annotated documents, and the table into the guide.
#![allow(clippy::unwrap_used)]

mod measured;

use measured::{Annotated, SETS, root, shared};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use undersigned::evaluate;
use undersigned::extract::confidence::{ANY, STANDS};
use undersigned::model::{Dossier, Role};

/// Claims of a rule that stand for it where a ground has few of its own.
const PRIOR: f64 = 10.0;
/// Nothing that is read is surer.
const SUREST: f64 = 0.99;
/// By how much a band's precision may differ from what is stated.
const TOLERANCE: f64 = 0.05;
/// A band of fewer claims proves nothing.
const ENOUGH: usize = 50;
/// The lower ends of the bands: wide enough to hold some dozens of claims each.
const BANDS: [f64; 5] = [0.98, 0.95, 0.85, 0.7, 0.0];

/// Rule, role, kind of name, and where it stands.
type Ground = [String; 4];

/// A claim that settles a role in a document, and whether it is right.
struct Judged {
    document: String,
    ground: Ground,
    right: bool,
}

/// The best claim of each found role that the annotation settles.
fn judged(documents: &[Annotated], dossier: &Dossier) -> Vec<Judged> {
    let verdicts = evaluate::verdicts(&evaluate::predicted(dossier), &measured::annotations(documents));
    let mut judged = Vec::new();
    for (index, reading) in dossier.readings.iter().enumerate() {
        for presence in dossier.presences(index) {
            let entity = &dossier.entities[presence.entity];
            for (role, claims) in presence.roles.iter().filter(|(role, _)| *role != Role::Mentioned) {
                let Some(right) = verdicts.get(&(reading.head.id.clone(), entity.id.to_string(), *role)) else {
                    continue;
                };
                let best = &reading.claims[claims[0]];
                let stands = STANDS[usize::from(best.place.stretch.listed)];
                let ground = [best.rule.as_str(), role.word(), entity.kind.word(), stands].map(str::to_owned);
                judged.push(Judged { document: reading.head.id.clone(), ground, right: *right });
            }
        }
    }
    judged
}

/// The share of right claims for each rule, and for each of its grounds with the rule's share as the prior.
fn fitted<'a>(judged: impl Iterator<Item = &'a Judged>) -> BTreeMap<Ground, f64> {
    let mut counts: BTreeMap<Ground, (f64, f64)> = BTreeMap::new();
    for claim in judged {
        for ground in [claim.ground.clone(), any(&claim.ground)] {
            let (right, all) = counts.entry(ground).or_default();
            *right += f64::from(u8::from(claim.right));
            *all += 1.0;
        }
    }
    let whole = |ground: &Ground| {
        let (right, all) = counts[&any(ground)];
        // A rule that has hardly been seen is trusted less than it has earned.
        (right + 0.8 * PRIOR) / (all + PRIOR)
    };
    let share = |(ground, (right, all)): (&Ground, &(f64, f64))| {
        let prior = whole(ground);
        let grade = if ground[1] == ANY { prior } else { (right + prior * PRIOR) / (all + PRIOR) };
        (ground.clone(), ((grade * 100.0).round() / 100.0).min(SUREST))
    };
    counts.iter().map(share).collect()
}

fn any(ground: &Ground) -> Ground {
    [ground[0].as_str(), ANY, ANY, ANY].map(str::to_owned)
}

/// What is stated of each claim by the other documents.
fn stated(judged: &[Judged]) -> Vec<(f64, bool)> {
    let mut stated = Vec::new();
    let documents: BTreeSet<&str> = judged.iter().map(|claim| claim.document.as_str()).collect();
    for document in documents {
        let grades = fitted(judged.iter().filter(|claim| claim.document != document));
        for claim in judged.iter().filter(|claim| claim.document == document) {
            let grade = grades.get(&claim.ground).or_else(|| grades.get(&any(&claim.ground)));
            stated.extend(grade.map(|grade| (*grade, claim.right)));
        }
    }
    stated
}

/// The table, and the bands that are off.
fn table(stated: &[(f64, bool)]) -> (String, Vec<String>) {
    let mut table = String::from("| stated | claims | stated on average | right |\n|---|---:|---:|---:|\n");
    let mut off = Vec::new();
    let mut upper = 1.0;
    for lower in BANDS {
        let band: Vec<_> =
            stated.iter().filter(|(grade, _)| *grade >= lower && (*grade < upper || upper == 1.0)).collect();
        if !band.is_empty() {
            let mean = band.iter().map(|(grade, _)| grade).sum::<f64>() / band.len() as f64;
            let right = band.iter().filter(|(_, right)| *right).count() as f64 / band.len() as f64;
            let row = format!("| {lower:.2} to {upper:.2} | {} | {mean:.3} | {right:.3} |", band.len());
            let _ = writeln!(table, "{row}");
            if band.len() >= ENOUGH && (mean - right).abs() > TOLERANCE {
                off.push(row);
            }
        }
        upper = lower;
    }
    (table, off)
}

#[test]
fn confidence_is_what_turns_out_to_be_right() {
    let sets: Option<Vec<Vec<Annotated>>> = SETS.iter().map(|set| shared(set)).collect();
    let Some(sets) = sets else { return };
    let judged: Vec<Judged> = sets.iter().flat_map(|set| judged(set, &measured::dossier(set))).collect();
    let stated = stated(&judged);
    let (table, off) = table(&stated);
    println!("{table}");
    if std::env::var_os("UNDERSIGNED_REFRESH").is_some() {
        refresh(&judged, &table);
    }
    assert!(off.is_empty(), "off by more than {TOLERANCE}:\n{}", off.join("\n"));
}

/// Writes the confidences, and the table into the guide between its marks.
fn refresh(judged: &[Judged], table: &str) {
    let file = root().join("data/confidence.txt");
    let first = fs::read_to_string(&file).unwrap().lines().next().unwrap().to_owned();
    let rows = fitted(judged.iter());
    let rows = rows.iter().map(|(ground, grade)| format!("{}\t{grade:.2}", ground.join("\t")));
    let lines: Vec<String> = std::iter::once(first).chain(rows).collect();
    fs::write(file, lines.join("\n") + "\n").unwrap();
    let guide = root().join("docs/confidence.md");
    let text = fs::read_to_string(&guide).unwrap();
    let (before, rest) = text.split_once("| stated |").unwrap();
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    fs::write(guide, format!("{before}{table}\n{after}")).unwrap();
}

//! What is open: names that may be one, joins and roles that are least sure, notices.

use super::View;
use super::markdown::{Markdown, Page, bold, plain, said};
use super::source::{Source, of_name};
use super::words::{counted, per_cent};
use crate::export::tables::label;
use crate::model::{Claim, Entity, NameUse, Notice, Reading, Role};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many pairs, joins, roles and kinds of notices are told.
const PAIRS: usize = 4;
const JOINS: usize = 2;
const ROLES: usize = 2;
const NOTICES: usize = 10;

/// Tells it; returns the headline.
pub fn tell(view: &View, page: &mut Page) -> Vec<Markdown> {
    tell_pairs(view, page);
    tell_joins(view, page);
    tell_roles(view, page);
    tell_notices(&view.dossier.notices, page);
    let (pairs, notices) = (view.dossier.alike.len(), view.dossier.notices.len());
    if pairs == 0 && notices == 0 {
        return Vec::new();
    }
    let mut words = Vec::new();
    if pairs > 0 {
        words.push(said![
            counted(pairs, "pair of names looks", "pairs of names look"),
            " alike, and each name counts for itself"
        ]);
    }
    if notices > 0 {
        words.push(counted(notices, "notice", "notices"));
    }
    vec![said!["To look at: ", Markdown::joined(words, "; "), "."]]
}

fn tell_pairs(view: &View, page: &mut Page) {
    let pairs = &view.dossier.alike;
    if pairs.is_empty() {
        return;
    }
    page.heading(2, "Are these one?");
    page.paragraph(
        "They look alike and count as two until you decide: `undersigned review` asks, or write `same` or `different` into \
         `decisions.csv`.",
    );
    page.list(pairs.iter().take(PAIRS).map(|pair| {
        let sides = [(pair.left, &pair.left_name), (pair.right, &pair.right_name)];
        let below =
            sides.iter().filter_map(|(entity, name)| of_name(view.dossier, &view.dossier.entities[*entity], name));
        let line = said![
            bold(&pair.left_name),
            " or ",
            bold(&pair.right_name),
            ": ",
            per_cent(pair.score),
            " likely to be one"
        ];
        (line, below.map(|source| source.quoted()).collect())
    }));
    if pairs.len() > PAIRS {
        page.paragraph(said![pairs.len() - PAIRS, " more: alike.csv has them."]);
    }
}

/// Names that a score joined, the least sure first.
fn tell_joins(view: &View, page: &mut Page) {
    let all = view.dossier.entities.iter().flat_map(|entity| entity.names.iter().map(move |form| (entity, form)));
    let mut joins: Vec<(f64, &Entity, &NameUse)> =
        all.filter_map(|(entity, form)| Some((form.score?, entity, form))).collect();
    if joins.is_empty() {
        return;
    }
    joins.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (&a.1.id, &a.2.name).cmp(&(&b.1.id, &b.2.name))));
    page.heading(3, "Joined, but least sure");
    page.paragraph(said![
        counted(joins.len(), "name was", "names were"),
        " joined to another because they are alike (names.csv has the reasons); the least sure:",
    ]);
    page.list(joins.into_iter().take(JOINS).map(|(score, entity, form)| {
        let source = of_name(view.dossier, entity, &form.name).map(|source| source.quoted()).unwrap_or_default();
        let line =
            said![bold(&form.name), " counts as ", bold(&label(entity)), ", ", per_cent(score), " likely to be one: "];
        (said![line, source], Vec::new())
    }));
}

/// How many roles are likely to be wrong, and which.
fn tell_roles(view: &View, page: &mut Page) {
    let dossier = view.dossier;
    let (mut number, mut wrong) = (0, 0.0);
    let mut least: Vec<(&Claim, Role, usize, &Reading)> = Vec::new();
    for (reading, entity_of) in dossier.readings.iter().zip(&dossier.entity_of) {
        for held in reading.appearances.iter().filter(|held| held.role != Role::Mentioned) {
            if let (Some(entity), Some(claim)) = (entity_of[held.chain], held.claims.first()) {
                let claim = &reading.claims[*claim];
                (number, wrong) = (number + 1, wrong + (1.0 - f64::from(claim.confidence)));
                let role = (claim, held.role, entity, reading);
                least.insert(least.partition_point(|other| order(other) <= order(&role)), role);
                least.truncate(ROLES);
            }
        }
    }
    if least.is_empty() {
        return;
    }
    page.heading(3, "How sure the roles are");
    page.paragraph(said![
        "Of ",
        counted(number, "role", "roles"),
        ", some ",
        wrong.round().max(1.0) as usize,
        " will be wrong if these documents are like those that the rules were measured on (column `confidence` of \
         appearances.csv). The least sure:",
    ]);
    page.list(least.into_iter().map(|(claim, role, entity, reading)| {
        let (who, sure) = (bold(&label(&dossier.entities[entity])), per_cent(f64::from(claim.confidence)));
        let line = said![who, " as ", role.word(), ", ", sure, " likely to be right: "];
        (said![line, Source::of(reading, claim).quoted()], Vec::new())
    }));
}

/// What sorts roles, the least sure first.
fn order<'a>((claim, role, entity, reading): &(&Claim, Role, usize, &'a Reading)) -> (u32, Role, usize, &'a str, u32) {
    ((claim.confidence * 1e6) as u32, *role, *entity, &reading.head.id, claim.place.line)
}

fn tell_notices(notices: &[Notice], page: &mut Page) {
    let mut kinds: BTreeMap<&str, Vec<&Notice>> = BTreeMap::new();
    for notice in notices {
        kinds.entry(&notice.code).or_default().push(notice);
    }
    if kinds.is_empty() {
        return;
    }
    let mut kinds: Vec<(&str, Vec<&Notice>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(code, notices)| (Reverse(notices.len()), *code));
    page.heading(2, "Notices");
    let rest = kinds.len().saturating_sub(NOTICES);
    let columns = [("Notice", 18), ("Times", 6), ("The first", 46), ("What to do", 30)];
    page.table(
        &columns,
        kinds.into_iter().take(NOTICES).map(|(code, notices)| {
            let first = notices[0];
            vec![plain(code), notices.len().into(), met(first), plain(&first.help)]
        }),
    );
    if rest > 0 {
        page.paragraph(said![rest, " more kinds: notices.csv has them."]);
    }
}

/// What a notice met, and where.
fn met(notice: &Notice) -> Markdown {
    let message = plain(&notice.message);
    match (&*notice.document, notice.line) {
        ("", _) => message,
        (document, None) => said![message, " (", plain(document), ")"],
        (document, Some(line)) => {
            let source = Source { document, page: notice.page, line, ..Source::default() };
            said![message, " (", source.cited(), ")"]
        }
    }
}

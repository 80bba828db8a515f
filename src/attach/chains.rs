//! Which mentions of one document name the same one: equal names, surnames, initials, acronyms, shorter forms.

use super::is_actor;
use crate::lexicon::Lexicon;
use crate::model::{Chain, Document, Form, Kind, Mention};
use crate::names::fold::fold;
use crate::names::parts::short_forms;
use crate::names::shape::is_acronym;
use std::collections::BTreeMap;

/// Chains in the order of their first mention.
pub fn join(document: &Document, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Chain> {
    let mut group: Vec<Option<usize>> = vec![None; mentions.len()];
    let mut count = 0;
    let mut by_name: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let actors = || (0..mentions.len()).filter(|i| is_actor(&mentions[*i]));
    for i in actors().filter(|i| mentions[*i].form == Form::Full) {
        let id = *by_name.entry((mentions[i].kind, plain(&mentions[i]))).or_insert_with(|| {
            count += 1;
            count - 1
        });
        group[i] = Some(id);
    }
    let full: Vec<usize> = actors().filter(|i| group[*i].is_some()).collect();
    let forms: Vec<Vec<String>> = full.iter().map(|i| shorter(&mentions[*i], lexicon)).collect();
    // Acronyms last: a definition may stand behind a shorter form.
    let (acronyms, others): (Vec<usize>, Vec<usize>) = actors().partition(|i| mentions[*i].form == Form::Acronym);
    for i in others.into_iter().chain(acronyms) {
        let mention = &mentions[i];
        let known = group[i];
        let target = match (mention.kind, mention.form) {
            (Kind::Person, Form::Full) => initialled(mentions, &full, &group, i),
            (Kind::Organisation, Form::Acronym) => {
                acronym(mentions, &full, &group, &definitions(document, mentions, &group), mention)
            }
            _ => nearest(mentions, &full, &group, &forms, i),
        };
        let own = (mention.kind, plain(mention));
        let id = match (target, known) {
            (Some(id), Some(old)) if id != old => {
                // A name written more fully elsewhere takes all mentions of the shorter one with it.
                group.iter_mut().filter(|g| **g == Some(old)).for_each(|g| *g = Some(id));
                by_name.insert(own, id);
                id
            }
            (Some(id), _) => id,
            (None, Some(id)) => id,
            (None, None) => *by_name.entry(own).or_insert_with(|| {
                count += 1;
                count - 1
            }),
        };
        group[i] = Some(id);
    }
    build(mentions, &group)
}

fn plain(mention: &Mention) -> String {
    let folded = fold(&mention.name.replace('.', ""));
    if mention.kind == Kind::Organisation { folded.strip_prefix("the ").unwrap_or(&folded).to_string() } else { folded }
}

/// The keys under which a full name may go on.
fn shorter(mention: &Mention, lexicon: &Lexicon) -> Vec<String> {
    if mention.kind == Kind::Organisation {
        return short_forms(&mention.name, lexicon);
    }
    let folded = plain(mention);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut forms: Vec<String> = (1..words.len()).map(|cut| words[cut..].join(" ")).collect();
    forms.push(words[0].to_string());
    if words.len() > 2 {
        forms.push(words[..2].join(" "));
        if let Some(territory) = words.iter().position(|w| *w == "of") {
            forms.push(words[..territory].join(" "));
        }
    }
    forms
}

/// Acronyms that stand in brackets behind a full name, or before it in brackets: folded acronym to group.
fn definitions(document: &Document, mentions: &[Mention], group: &[Option<usize>]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Organisation) {
        let Some(id) = group[i] else { continue };
        let rest = document.text[mention.whole.end..].trim_start_matches([' ', '\n']);
        let Some(close) = rest.strip_prefix('(').and_then(|inner| inner.find(')')).filter(|close| *close <= 40) else {
            continue;
        };
        for short in rest[1..=close].split([',', '/', ';']).flat_map(|part| part.split(" or ")) {
            let short = short.trim_matches(|c: char| !c.is_alphanumeric());
            if is_acronym(short) {
                found.entry(fold(&short.replace('.', ""))).or_insert(id);
            }
        }
    }
    found
}

/// "T Marsh", "T. Marsh": the one full name it fits.
fn initialled(mentions: &[Mention], full: &[usize], group: &[Option<usize>], at: usize) -> Option<usize> {
    let name = plain(&mentions[at]);
    let words: Vec<&str> = name.split(' ').collect();
    let fits = |other: &str| {
        let theirs: Vec<&str> = other.split(' ').collect();
        let first = (words[0], theirs[0]);
        let initial = first.0.chars().count() == 1 && first.1.chars().count() > 1 && first.1.starts_with(first.0);
        let middle = theirs.len() > words.len() && first.0 == first.1 && words.len() == 2;
        words.len() >= 2
            && theirs.len() >= 2
            && words[words.len() - 1] == theirs[theirs.len() - 1]
            && (initial || middle)
    };
    let mut ids: Vec<usize> = full
        .iter()
        .filter(|i| **i != at && mentions[**i].kind == Kind::Person && fits(&plain(&mentions[**i])))
        .filter_map(|i| group[*i])
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if let [only] = ids[..] { Some(only) } else { None }
}

/// The body an acronym stands for: defined in brackets, or the one full name whose initials it is.
fn acronym(
    mentions: &[Mention],
    full: &[usize],
    group: &[Option<usize>],
    defined: &BTreeMap<String, usize>,
    mention: &Mention,
) -> Option<usize> {
    let short = plain(mention);
    if let Some(id) = defined.get(&short) {
        return Some(*id);
    }
    let initials = |name: &str| -> String {
        let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        fold(&name.split([' ', '-']).filter(capital).filter_map(|word| word.chars().next()).collect::<String>())
    };
    let bodies =
        full.iter().filter(|i| mentions[**i].kind == Kind::Organisation && initials(&mentions[**i].name) == short);
    let mut ids: Vec<usize> = bodies.filter_map(|i| group[*i]).collect();
    ids.sort_unstable();
    ids.dedup();
    if let [only] = ids[..] { Some(only) } else { None }
}

/// The full name a shorter form goes on from: the nearest one before, else the first one after.
fn nearest(
    mentions: &[Mention],
    full: &[usize],
    group: &[Option<usize>],
    forms: &[Vec<String>],
    at: usize,
) -> Option<usize> {
    let (kind, name) = (mentions[at].kind, plain(&mentions[at]));
    let fits = |i: usize| {
        full[i] != at && mentions[full[i]].kind == kind && forms[i].contains(&name) && plain(&mentions[full[i]]) != name
    };
    let before = (0..full.len()).rev().find(|i| full[*i] < at && fits(*i));
    let found = before.or_else(|| (0..full.len()).find(|i| full[*i] > at && fits(*i)))?;
    group[full[found]]
}

/// Groups to chains.
fn build(mentions: &[Mention], group: &[Option<usize>]) -> Vec<Chain> {
    let mut order: Vec<usize> = Vec::new();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, id) in group.iter().enumerate().filter_map(|(i, id)| Some((i, (*id)?))) {
        if !members.contains_key(&id) {
            order.push(id);
        }
        members.entry(id).or_default().push(i);
    }
    order.iter().map(|id| chain(mentions, members.remove(id).unwrap_or_default())).collect()
}

fn chain(mentions: &[Mention], members: Vec<usize>) -> Chain {
    let mut names: Vec<(String, u32)> = Vec::new();
    let (mut titles, mut postnominals): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for mention in members.iter().map(|i| &mentions[*i]) {
        match names.iter_mut().find(|(name, _)| *name == mention.name) {
            Some((_, times)) => *times += 1,
            None => names.push((mention.name.clone(), 1)),
        }
        push_new(&mut titles, &mention.titles);
        push_new(&mut postnominals, &mention.postnominals);
    }
    let name = fullest(mentions, &members);
    Chain {
        kind: mentions[members[0]].kind,
        name,
        mentions: members,
        names,
        titles,
        postnominals,
        affiliations: Vec::new(),
    }
}

/// The fullest form: written out rather than short, mixed case rather than capitals, then the longest, then the first.
fn fullest(mentions: &[Mention], members: &[usize]) -> String {
    let rank = |mention: &Mention| {
        let loud = !mention.name.chars().any(char::is_lowercase) && mention.form == Form::Full;
        (mention.form == Form::Full, !loud, mention.name.split(' ').count(), mention.name.len())
    };
    let mut best = &mentions[members[0]];
    for mention in members.iter().map(|i| &mentions[*i]) {
        if rank(mention) > rank(best) {
            best = mention;
        }
    }
    best.name.clone()
}

fn push_new(kept: &mut Vec<String>, more: &[String]) {
    for item in more {
        if !kept.contains(item) {
            kept.push(item.clone());
        }
    }
}

//! Initials that a document explains: "National Harbour Council (NHC)", "National Harbour Council – NHC".

use crate::model::{Document, Kind, Mention};
use crate::names::fold::fold;
use crate::names::shape::is_acronym;
use std::collections::HashMap;

/// Acronyms that stand in brackets or behind a dash behind a name: folded acronym to a mention of that name.
///
/// Behind two names ("Marsh College (HJU)", "Fen College (HJU)") it is what both belong to, unless one alone spells it.
/// `group` tells which body a mention names.
pub fn definitions(
    document: &Document,
    mentions: &[Mention],
    group: impl Fn(usize) -> Option<usize>,
) -> HashMap<String, usize> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Organisation) {
        let Some(body) = group(i) else { continue };
        let rest = document.text[mention.whole.end..].trim_start_matches([' ', '\n']);
        // Behind most names stands neither.
        if !rest.starts_with(['(', '–', '—', '-']) {
            continue;
        }
        for short in dashed(rest).into_iter().chain(bracketed(rest)) {
            let explained = found.entry(fold(&short.replace('.', ""))).or_default();
            if !explained.iter().any(|known| group(*known) == Some(body)) {
                explained.push(i);
            }
        }
    }
    let one = |short: &str, mut named: Vec<usize>| {
        if named.len() > 1 {
            named.retain(|i| spells(short, &mentions[*i].name));
        }
        (named.len() == 1).then(|| named[0])
    };
    found
        .into_iter()
        .filter_map(|(short, named)| Some((one(&short, named)?, short)))
        .map(|(i, short)| (short, i))
        .collect()
}

/// The acronyms in a bracket right behind a name: "(NHC)", "(NHC or Council)".
fn bracketed(rest: &str) -> impl Iterator<Item = &str> {
    let inner = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')).map(|(inner, _)| inner);
    let parts = inner.filter(|inner| inner.len() <= 40).unwrap_or("").split([',', '/', ';']);
    let parts = parts.flat_map(|part| part.split(" or ")).map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    parts.filter(|part| is_acronym(part))
}

/// Whether the letters of a folded acronym stand in a name, in this order.
fn spells(short: &str, name: &str) -> bool {
    let name = fold(name);
    let mut rest = name.chars();
    short.chars().all(|letter| rest.any(|c| c == letter))
}

/// The acronym right behind a dash, where nothing else follows on it: "– NHC)".
fn dashed(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix(['–', '—', '-'])?.strip_prefix(' ')?;
    let short = rest.split([' ', ',', ')', ';', '\n']).next()?;
    (is_acronym(short) && !rest[short.len()..].starts_with(' ')).then_some(short)
}

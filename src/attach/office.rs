//! Offices of state right before a name: "Minister of Ports and Lagoons N", "Minister for Ports, N".

use crate::lexicon::{Lexicon, key};
use crate::model::Text;
use std::cell::LazyCell;

/// The office that a stretch of words before a name ends with, without the comma behind it.
pub(super) fn office<'a>(words: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let lead = words.trim_end();
    let lead = lead.strip_suffix(',').unwrap_or(lead);
    let all: Vec<&str> = lead.split_whitespace().collect();
    let keys = LazyCell::new(|| all.iter().map(|word| key(word)).collect::<Vec<Text>>());
    let subject = |from: usize| {
        let capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with([':', ';', '.']);
        let joins = |word: &&str| matches!(*word, "and" | "of" | "the" | "for" | "&");
        let mut rest = all[from..].iter();
        rest.clone().next().is_some_and(|word| capital(word) || *word == "the") && rest.all(|w| capital(w) || joins(w))
    };
    let held = |at: &usize| matches!(all[*at], "of" | "for") && subject(at + 1);
    let (mut first, of) = (1..all.len().saturating_sub(1)).filter(held).find_map(|at| {
        let (n, class) = lexicon.portfolios.longest_before(&keys[..at])?;
        (class == "any" && all[at - n].starts_with(char::is_uppercase)).then_some((at - n, at))
    })?;
    // "…, Minister for Ports, Lagoons, N" is one office; "A, Minister for Ports, the Dean, N" is not.
    let parts = all[of..].iter().filter(|word| word.ends_with(',')).count();
    let leads = |at: usize| {
        let known = lexicon.position_modifiers.has(&keys[at]) || lexicon.positions.has(&keys[at]);
        known && all[at].starts_with(char::is_uppercase) && !all[at].ends_with(',')
    };
    while first > 0 && leads(first - 1) {
        first -= 1;
    }
    (parts == 0).then(|| &lead[all[first].as_ptr() as usize - lead.as_ptr() as usize..])
}

/// Whether the office's holder has been named before it: "A, Minister for Ports, B".
pub(super) fn is_taken(text: &str, office: &str, named: Option<usize>) -> bool {
    let start = office.as_ptr() as usize - text.as_ptr() as usize;
    let gap = named.and_then(|end| text.get(end..start)).map(str::trim);
    gap.is_some_and(|gap| matches!(gap, "," | ", the" | ", then" | ", a"))
}

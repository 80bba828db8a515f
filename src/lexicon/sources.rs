//! Tables whose lines have columns of their own.

use super::{CAPITALS, Table, key, key_of};
use std::borrow::Cow;

/// Months (class: their number) and weekdays (class `weekday`).
pub(super) fn calendar() -> Table {
    let mut table = Table::default();
    for (forms, number) in entries(include_str!("../../data/lexicon/en/months.txt")) {
        forms.split_whitespace().for_each(|form| table.insert(key_of(form), number));
    }
    for (forms, _) in entries(include_str!("../../data/lexicon/en/weekdays.txt")) {
        forms.split_whitespace().for_each(|form| table.insert(key_of(form), "weekday"));
    }
    table
}

/// `phrase TAB class TAB more`: the phrases that have more, with it as their class.
pub(super) fn second_column(source: &'static str) -> Table {
    let mut table = Table::default();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(phrase), Some(more)) = (columns.next(), columns.nth(1)) {
            table.insert(Cow::Owned(key(phrase).into()), more);
        }
    }
    table
}

/// `name TAB class TAB ambiguous`.
pub(super) fn bodies(source: &'static str) -> Table {
    let mut table = Table::default();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (name, class) = (columns.next().unwrap_or(""), columns.next().unwrap_or("other"));
        let class = columns.next().unwrap_or(class);
        let capitals = !name.chars().any(char::is_lowercase);
        table.insert(if capitals { format!("{CAPITALS}{}", key(name)).into() } else { key_of(name) }, class);
    }
    table
}

/// The names in a table of bodies whose class is `party`.
pub(super) fn parties(source: &'static str) -> Table {
    let mut table = Table::default();
    for (name, rest) in source.lines().filter_map(|line| line.split_once('\t')) {
        if rest.split('\t').next() == Some("party") {
            table.insert(key_of(name), "party");
        }
    }
    table
}

/// `name TAB other names TAB demonyms`, the last two joined by `|`.
pub(super) fn states(source: &'static str) -> Table {
    let mut table = Table::default();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        table.insert(key_of(columns.next().unwrap_or("")), "state");
        columns.next().unwrap_or("").split('|').for_each(|name| table.insert(key_of(name), "state"));
        columns.next().unwrap_or("").split('|').for_each(|name| table.insert(key_of(name), "demonym"));
    }
    table
}

/// The lines of a table, each parted into its phrase and its class.
pub(super) fn entries(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let (phrase, class) = line.split_once('\t').unwrap_or((line, ""));
        (phrase.trim(), class.split('\t').next().unwrap_or("").trim())
    })
}

//! What cells say: numbers, days, places and lists as every importer takes them.

pub use crate::model::cell::{Cell, guard, unguard};

use jiff::civil::Date;
use std::fmt::Write;

/// Names joined by `|`; a `|` inside one is written `¦`.
pub fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for (at, name) in names.into_iter().enumerate() {
        if at > 0 {
            joined.push('|');
        }
        joined.extend(name.chars().map(|c| if c == '|' { '¦' } else { c }));
    }
    joined
}

/// A number that every importer takes for a decimal: `1.0`, `0.333333333`; never an exponent.
pub fn decimal(number: f64) -> String {
    // Most numbers are whole, and these are written ten times as fast.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{}.0", number as i64);
    }
    // Adding zero takes the sign off a negative zero.
    let mut digits = without_zeros(digits(number + 0.0, 9));
    if digits.ends_with('.') {
        digits.push('0');
    }
    digits
}

/// A number with so many digits behind the point.
fn digits(number: f64, behind: usize) -> String {
    // Most have no more than these, and growing costs more than writing.
    let mut digits = String::with_capacity(behind + 8);
    write!(digits, "{number:.behind$}").expect("a string takes all");
    digits
}

fn without_zeros(mut digits: String) -> String {
    digits.truncate(digits.trim_end_matches('0').len());
    digits
}

/// A number above 0 that may be very small, to nine significant places; never an exponent, and never 0 unless it is.
pub fn fine(number: f64) -> String {
    if number >= 1e-3 || number <= 0.0 {
        return decimal(number);
    }
    let zeros = (-number.log10()).ceil().clamp(0.0, 320.0) as usize;
    without_zeros(digits(number, zeros + 8))
}

/// Up to three `document:line`, then `+n` for the rest.
pub fn places<'a>(places: impl ExactSizeIterator<Item = (&'a str, u32)>) -> String {
    const SHOWN: usize = 3;
    let rest = places.len().saturating_sub(SHOWN);
    let mut words = String::with_capacity(64);
    for (at, (document, line)) in places.take(SHOWN).enumerate() {
        if at > 0 {
            words.push(' ');
        }
        words.push_str(document);
        write!(words, ":{line}").expect("a string takes all");
    }
    if rest > 0 {
        write!(words, " +{rest}").expect("a string takes all");
    }
    words
}

/// Gephi's intervals: `<[2020-09-10, 2020-09-10]; [2022-01-27, 2022-01-27]>`, or nothing without a day.
/// `days` are sorted, each once, so that no two intervals touch the same day.
pub fn timeset(days: &[Date]) -> String {
    if days.is_empty() {
        return String::new();
    }
    let mut intervals = String::new();
    for day in days {
        let before = if intervals.is_empty() { "<" } else { "; " };
        write!(intervals, "{before}[{day}, {day}]").expect("a string takes all");
    }
    intervals + ">"
}

/// A day, or nothing.
pub fn day(day: Option<&Date>) -> String {
    day.map(Date::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_decimals_throughout() {
        assert_eq!(decimal(-0.0), "0.0");
        assert_eq!(decimal(1.0), "1.0");
        assert_eq!(decimal(1.0 / 3.0), "0.333333333");
        assert_eq!(decimal(12.5), "12.5");
        assert_eq!(decimal(1e-7), "0.0000001");
        assert_eq!(decimal(100.0), "100.0");
        assert_eq!((fine(0.25).as_str(), fine(0.0).as_str()), ("0.25", "0.0"));
        assert_eq!(fine(1.5e-12), "0.0000000000015");
        assert!(fine(f64::MIN_POSITIVE).parse::<f64>().unwrap() > 0.0);
    }

    #[test]
    fn places_are_three_and_a_count() {
        let all = [("a.txt", 1), ("b.txt", 2), ("c.txt", 3), ("d.txt", 4), ("e.txt", 5)];
        assert_eq!(places(all.into_iter()), "a.txt:1 b.txt:2 c.txt:3 +2");
        assert_eq!(places(all[..1].iter().copied()), "a.txt:1");
    }

    #[test]
    fn a_bar_inside_a_name_is_not_a_joint() {
        assert_eq!(joined(["A|B", "C"]), "A¦B|C");
    }
}

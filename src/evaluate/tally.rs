//! Hits, misses and what should not be there; precision, recall and F1.

use serde::Serialize;

/// Counts of one figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Asked for and there.
    pub hits: usize,
    /// There, but not asked for.
    pub spurious: usize,
    /// Asked for, but not there.
    pub misses: usize,
}

/// One figure, rounded to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// Precision; 1 where nothing was found.
    pub p: f64,
    /// Recall; 1 where nothing was asked for.
    pub r: f64,
    /// Their harmonic mean; 0 where both are.
    pub f1: f64,
    /// True positives.
    pub tp: usize,
    /// False positives.
    pub fp: usize,
    /// False negatives.
    #[serde(rename = "fn")]
    pub misses: usize,
}

impl Tally {
    /// Counts one thing that is asked for, there, or both.
    pub fn count(&mut self, asked: bool, given: bool) {
        match (asked, given) {
            (true, true) => self.hits += 1,
            (true, false) => self.misses += 1,
            (false, true) => self.spurious += 1,
            (false, false) => {}
        }
    }

    /// Adds another one's counts.
    pub fn add(&mut self, other: Tally) {
        self.hits += other.hits;
        self.spurious += other.spurious;
        self.misses += other.misses;
    }

    /// Precision, recall and F1.
    pub fn figures(self) -> Figures {
        let part = |whole: usize| if whole == 0 { 1.0 } else { self.hits as f64 / whole as f64 };
        let (precision, recall) = (part(self.hits + self.spurious), part(self.hits + self.misses));
        Figures { tp: self.hits, fp: self.spurious, misses: self.misses, ..Figures::of(precision, recall) }
    }
}

impl Figures {
    /// The figure of a precision and a recall, without counts.
    pub fn of(p: f64, r: f64) -> Figures {
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Figures { p: rounded(p), r: rounded(r), f1: rounded(f1), tp: 0, fp: 0, misses: 0 }
    }
}

/// To four decimals, the exact value deciding, halves to even.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().expect("a printed number reads back")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_recall_and_f1() {
        let figures = Tally { hits: 2, spurious: 1, misses: 2 }.figures();
        assert_eq!((figures.p, figures.r, figures.f1), (0.6667, 0.5, 0.5714));
    }

    #[test]
    fn nothing_found_is_precise_and_nothing_asked_for_is_complete() {
        let figures = Tally::default().figures();
        assert_eq!((figures.p, figures.r, figures.f1), (1.0, 1.0, 1.0));
        assert_eq!(Tally { hits: 0, spurious: 1, misses: 1 }.figures().f1, 0.0);
    }
}

//! A few numbers that stand for the words of a text, so that two texts can be compared without them.

use serde::{Deserialize, Serialize};

/// The smallest hashes of a text's runs of words, rising (A. Z. Broder, *On the resemblance and containment of
/// documents*, SEQUENCES 1997). Empty for a text too short to be known again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// How many hashes are kept: the likeness of two long texts is known to some .04.
    pub const SIZE: usize = 128;

    /// The sketch of these hashes, in whatever order, equal ones or not.
    pub fn of(hashes: impl IntoIterator<Item = u64>) -> Sketch {
        let mut smallest = Smallest::default();
        hashes.into_iter().for_each(|hash| smallest.add(hash));
        smallest.sketch()
    }

    /// The smallest hashes: texts that are much alike have some of them in common.
    pub fn first(&self, number: usize) -> &[u64] {
        &self.0[..number.min(self.0.len())]
    }

    /// The share of runs of words that two texts have in common, of all that either has: exact for short texts, else
    /// estimated from the smallest hashes of both together. 0 where one is too short.
    pub fn likeness(&self, other: &Sketch) -> f64 {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut both, mut all) = (0u32, 0u32);
        while all < Sketch::SIZE as u32 {
            let order = match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
            };
            all += 1;
            both += u32::from(order.is_eq());
            if order.is_le() {
                left.next();
            }
            if order.is_ge() {
                right.next();
            }
        }
        f64::from(both) / f64::from(all.max(1))
    }
}

/// A sketch in the making: of the millions of hashes of a long text only the smallest are held.
#[derive(Debug, Clone, Default)]
pub struct Smallest {
    hashes: Vec<u64>,
    /// No hash above it is among the smallest.
    bound: Option<u64>,
}

impl Smallest {
    /// One more hash.
    pub fn add(&mut self, hash: u64) {
        if self.bound.is_some_and(|bound| hash > bound) {
            return;
        }
        self.hashes.push(hash);
        if self.hashes.len() == 8 * Sketch::SIZE {
            self.settle();
            self.bound = self.hashes.get(Sketch::SIZE - 1).copied();
        }
    }

    /// The sketch of those that came.
    pub fn sketch(mut self) -> Sketch {
        self.settle();
        self.hashes.shrink_to_fit();
        Sketch(self.hashes)
    }

    fn settle(&mut self) {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes.truncate(Sketch::SIZE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_what_two_have_in_common() {
        let of = |numbers: std::ops::Range<u64>| Sketch::of(numbers.rev());
        assert_eq!(of(0..10).likeness(&of(0..10)), 1.0);
        assert_eq!(of(0..10).likeness(&of(5..15)), 5.0 / 15.0);
        assert_eq!(of(0..10).likeness(&Sketch::default()), 0.0);
        assert_eq!(of(0..1000).likeness(&of(0..1000)), 1.0);
        assert_eq!(of(0..300).first(500).len(), Sketch::SIZE);
        assert_eq!(of(0..9000), of(0..Sketch::SIZE as u64), "the smallest, however many there are");
    }
}

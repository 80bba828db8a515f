//! What was found of two words when they met last: a million names are made of few words, and the same two of them meet
//! again and again.

/// So many pairs of words are remembered.
const REMEMBERED: usize = 1 << 13;

/// What was found of pairs of words, by their numbers; each thread has its own.
#[derive(Debug)]
pub struct Met<T> {
    found: Vec<((u64, u64), T)>,
}

impl<T: Copy + Default> Default for Met<T> {
    fn default() -> Met<T> {
        Met { found: vec![((0, 0), T::default()); REMEMBERED] }
    }
}

impl<T: Copy> Met<T> {
    /// What is found of two words, anew where other words took their place.
    pub fn of(&mut self, both: (u64, u64), find: impl FnOnce() -> T) -> T {
        let held = &mut self.found[(both.0 ^ both.1.rotate_left(32)) as usize % REMEMBERED];
        if held.0 != both {
            *held = (both, find());
        }
        held.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_remembered_until_another_takes_its_place() {
        let mut met = Met::default();
        assert_eq!(met.of((1, 2), || 5), 5);
        assert_eq!(met.of((1, 2), || 6), 5);
        assert_eq!(met.of((2, 1), || 7), 7);
        assert_eq!(met.of((1 + REMEMBERED as u64, 2), || 8), 8);
        assert_eq!(met.of((1, 2), || 9), 9);
    }
}

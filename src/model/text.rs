//! Words that a run holds many times over.

use std::collections::HashSet;

/// Text that does not change once it is read: a name, a post, a passage, the name of a rule.
///
/// A letter of 50,000 signatories holds a dozen of them for each, most of them short, and the same name goes from the
/// mention to the chain, the entity and the node. Up to fifteen bytes lie in the value itself, without a place of
/// their own in memory; longer ones are shared, so that a clone costs nothing. It reads as a `&str` and is written as a
/// plain string.
pub type Text = ecow::EcoString;

/// Bytes of the longest text that needs no place of its own.
const IN_PLACE: usize = 15;

/// So many texts are known at once: enough for a long letter, and no more memory than a few megabytes.
const MOST: usize = 1 << 18;

/// Long texts that were met already, so that equal ones are held once: 50,000 signatories have some hundred employers,
/// a hundred thousand letters some thousand signatories. No text is another for it.
#[derive(Debug, Default)]
pub struct Texts {
    known: HashSet<Text>,
}

impl Texts {
    /// Puts the one that was met first in the place of a text that is equal to it.
    pub fn share(&mut self, text: &mut Text) {
        if text.len() <= IN_PLACE {
            return;
        }
        if let Some(known) = self.known.get(text) {
            text.clone_from(known);
            return;
        }
        if self.known.len() == MOST {
            self.known.clear();
        }
        self.known.insert(text.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_held_once_and_read_the_same() {
        let mut texts = Texts::default();
        let mut held: Vec<Text> =
            ["Fund for Lanterns and Reeds", "Ida Reed"].repeat(2).into_iter().map(Text::from).collect();
        held.iter_mut().for_each(|text| texts.share(text));
        assert_eq!(held, ["Fund for Lanterns and Reeds", "Ida Reed"].repeat(2));
        assert_eq!(held[0].as_ptr(), held[2].as_ptr());
    }

    #[test]
    fn what_need_not_be_shared_lies_in_place() {
        let (short, long) = ("x".repeat(IN_PLACE), "x".repeat(IN_PLACE + 1));
        let is_in_place = |written: &str| {
            let (one, other) = (Text::from(written), Text::from(written));
            let copy = one.clone();
            assert_ne!(one.as_ptr(), other.as_ptr());
            copy.as_ptr() != one.as_ptr()
        };
        assert!(is_in_place(&short) && !is_in_place(&long));
    }
}

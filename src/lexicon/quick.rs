//! Maps of short words: a hash without defence against chosen keys, twice as quick as the standard one.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by a [`Quick`] hash; nothing may depend on its order.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Values by text. The texts lie one behind the other in one string, so that many of them need no place of their own in
/// memory each, and those that were noted together are found together.
#[derive(Debug)]
pub struct TextMap<V> {
    texts: String,
    noted: HashTable<Noted<V>>,
}

/// A text's place among the texts, and its value.
#[derive(Debug)]
struct Noted<V> {
    start: u32,
    length: u32,
    value: V,
}

impl<V> Default for TextMap<V> {
    fn default() -> TextMap<V> {
        TextMap { texts: String::new(), noted: HashTable::new() }
    }
}

impl<V> TextMap<V> {
    /// The value of a text.
    #[inline]
    pub fn get(&self, text: &str) -> Option<&V> {
        let texts = self.texts.as_bytes();
        self.noted.find(hash(text.as_bytes()), |noted| noted.is(text, texts)).map(|noted| &noted.value)
    }

    /// The value of a text, to be changed; a new one where it has none yet.
    ///
    /// # Panics
    /// When there are four thousand million bytes of texts.
    #[inline]
    pub fn noted(&mut self, text: &str, new: impl FnOnce() -> V) -> &mut V {
        let small = |number: usize| u32::try_from(number).expect("whoever notes so many texts lets them go in time");
        let texts = self.texts.as_bytes();
        let is_it = |noted: &Noted<V>| noted.is(text, texts);
        let entry = self.noted.entry(hash(text.as_bytes()), is_it, |noted| hash(noted.of(texts)));
        let (start, length) = (small(texts.len()), small(text.len()));
        match entry {
            Entry::Occupied(known) => &mut known.into_mut().value,
            Entry::Vacant(place) => {
                let noted = place.insert(Noted { start, length, value: new() }).into_mut();
                self.texts.push_str(text);
                &mut noted.value
            }
        }
    }

    /// How many texts have a value.
    pub fn len(&self) -> usize {
        self.noted.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.noted.is_empty()
    }

    /// Forgets all texts.
    pub fn clear(&mut self) {
        self.texts.clear();
        self.noted.clear();
    }
}

impl<V> Noted<V> {
    #[inline]
    fn of<'t>(&self, texts: &'t [u8]) -> &'t [u8] {
        &texts[self.start as usize..][..self.length as usize]
    }

    #[inline]
    fn is(&self, text: &str, texts: &[u8]) -> bool {
        self.length as usize == text.len() && is_same(self.of(texts), text.as_bytes())
    }
}

/// Whether two texts of one length are the same: most are short, and told apart by one look or two.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let of_eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let ends = |text: &[u8]| Some((of_eight(text.first_chunk()?), of_eight(text.last_chunk()?)));
    match (ends(one), ends(other)) {
        (Some(one_ends), Some(other_ends)) => one_ends == other_ends && (one.len() <= 16 || one == other),
        _ => rest_of(one) == rest_of(other),
    }
}

#[inline]
fn hash(text: &[u8]) -> u64 {
    let mut quick = Quick::default();
    quick.write(text);
    quick.finish()
}

/// Eight bytes at a time, rotated, mixed in and multiplied: the hash of the Firefox browser and of the Rust compiler.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quick(u64);

impl Quick {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    // Most words have eight bytes or more: their last eight, which may overlap, hold what is left.
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) else {
            return self.add(rest_of(bytes));
        };
        self.add(u64::from_le_bytes(*first));
        if bytes.len() > 16 {
            let (words, _) = bytes[8..].as_chunks::<8>();
            words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        }
        self.add(u64::from_le_bytes(*last).wrapping_add(bytes.len() as u64));
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        // That a text ends is told by how many bytes it has.
        if byte != END {
            self.add(u64::from(byte));
        }
    }

    #[inline]
    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }

    // The low bits of a product know only the low bits of its factors.
    #[inline]
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// What a text writes behind its bytes.
const END: u8 = 0xff;

/// Fewer than eight bytes as one number: both halves of four or more, which may overlap, or the first, the middle and the
/// last; and how many they are.
#[inline]
fn rest_of(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes) {
        (Some(first), Some(last), _) => {
            let halves = u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
            halves.wrapping_add(length)
        }
        (_, _, [first, .., last]) => {
            let middle = bytes[bytes.len() / 2];
            u64::from(*first) | u64::from(middle) << 8 | u64::from(*last) << 16 | length << 24
        }
        (_, _, [only]) => u64::from(*only),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(word: &str) -> u64 {
        super::hash(word.as_bytes())
    }

    #[test]
    fn a_text_has_its_own_value() {
        let mut map = TextMap::default();
        for number in 0..1_000 {
            assert_eq!(map.get(&format!("quay {number}")), None);
            assert_eq!(*map.noted(&format!("quay {number}"), || number), number);
        }
        *map.noted("quay 7", || unreachable!("it was noted")) = 70;
        assert!((0..1_000).all(|n| map.get(&format!("quay {n}")) == Some(&if n == 7 { 70 } else { n })));
        assert_eq!((map.len(), map.get("quay"), map.get("")), (1_000, None, None));
        map.clear();
        assert_eq!((map.len(), map.get("quay 1")), (0, None));
    }

    #[test]
    fn texts_of_one_length_are_told_apart_at_each_byte() {
        for length in 0..40 {
            let text: Vec<u8> = (0..length).map(|at| b'a' + at as u8 % 26).collect();
            assert!(is_same(&text, &text.clone()), "{length}");
            for at in 0..length {
                let mut other = text.clone();
                other[at] = b'!';
                assert!(!is_same(&text, &other), "byte {at} of {length}");
            }
        }
    }

    #[test]
    fn words_that_differ_at_either_end_are_far_apart() {
        let words =
            ["harbour", "harbours", "arbour", "harbour union", "harbour unions", "h", "", "hh", "hhh", "hhhh", "hhhhh"];
        let mut low: Vec<u64> = words.iter().map(|word| hash(word) & 0xffff).collect();
        let mut high: Vec<u64> = words.iter().map(|word| hash(word) >> 48).collect();
        [&mut low, &mut high].into_iter().for_each(|bits| {
            bits.sort_unstable();
            bits.dedup();
            assert_eq!(bits.len(), words.len());
        });
    }
}

//! The model: a file with a version, a checksum and everything the tagger needs, used in place without a copy.
//!
//! Layout: the line [`MAGIC`], a line of JSON ([`Head`]), the rows of weights, the table of transitions, the clusters,
//! and the SHA-256 of all that stands before it. Numbers are little-endian.

use super::hash;
use super::lattice::Steps;
use super::tags::TAGS;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The first line of a model file.
pub const MAGIC: &str = "undersigned tagger 1\n";
/// Rises whenever a feature, a label or a table is read in another way: a model knows only the features it was made with.
pub const FEATURES: u32 = 1;
/// Bytes of a row: two of check, one exponent, a weight for each label.
const ROW: usize = LEAD + TAGS;
/// Bytes of a row before its weights.
const LEAD: usize = 3;
/// How far from its place a row may lie.
pub const REACH: usize = 16;
/// Bytes of the checksum.
const CHECKSUM: usize = 32;
/// Classes of words that transitions are told apart by.
pub const CLASSES: usize = 16;
/// Fine clusters, each with its two coarser ones.
const FINE: usize = 1024;

/// Points of each label.
pub type Points = [f32; TAGS];
/// So many features are looked for at once.
const AT_ONCE: usize = 64;

/// What a model says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which model this is.
    pub name: String,
    /// The [`FEATURES`] it was made with.
    pub features: u32,
    /// Binary logarithm of the number of rows.
    pub row_bits: u32,
    /// Binary logarithm of the number of places for words in the clusters.
    pub cluster_bits: u32,
    /// The texts it was trained on, each with its number of words.
    pub trained_on: Vec<(String, u64)>,
}

/// Why a file is no model.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ModelError {
    /// It begins with something else.
    #[error("this is no model of a tagger: it does not begin with `undersigned tagger 1`")]
    NoModel,
    /// Its line of JSON cannot be read.
    #[error("the model's head cannot be read: {0}")]
    Head(String),
    /// It was made with other features.
    #[error("the model was made for features {found}, this program reads features {FEATURES}")]
    Features {
        /// What it was made with.
        found: u32,
    },
    /// Bytes are missing, or there are too many.
    #[error("the model is damaged: {found} bytes where {wanted} belong")]
    Length {
        /// Bytes there are.
        found: usize,
        /// Bytes there should be.
        wanted: usize,
    },
    /// Its bytes are not those that were written.
    #[error("the model is damaged: its checksum does not fit")]
    Checksum,
}

/// A model, ready to be asked.
#[derive(Debug, Clone)]
pub struct Model {
    /// What it says of itself.
    pub head: Head,
    rows: Cow<'static, [u8]>,
    /// The checks of the rows, and behind the last those of the first again: a feature is looked for in them, since
    /// they lie close together and most features that a text has were never seen.
    checks: Vec<u16>,
    /// Weight of a label behind another, before a word of a class.
    transitions: Vec<Steps>,
    /// The clusters of words.
    pub clusters: Clusters,
}

/// Which words stand in alike company: k-means clusters of word vectors, at three sizes.
#[derive(Debug, Clone, Default)]
pub struct Clusters {
    /// For each place two bytes of check and two of a fine cluster.
    words: Cow<'static, [u8]>,
    /// For each fine cluster the middle and the coarse one.
    coarser: Cow<'static, [u8]>,
}

impl Clusters {
    /// The clusters of a word in small letters, coarse to fine, counted from 1; zeros where it is in none.
    pub fn of(&self, word: &str) -> [u64; 3] {
        let hash = hash::feature(0, hash::of(word.as_bytes()));
        let (slots, _) = self.words.as_chunks::<4>();
        let check = check(hash).to_le_bytes();
        let found = places(hash, slots.len()).map(|at| slots[at]).take_while(|slot| slot[..2] != [0, 0]);
        let Some([.., low, high]) = found.into_iter().find(|slot| slot[..2] == check) else { return [0; 3] };
        let fine = u16::from_le_bytes([low, high]);
        let [middle, coarse] = self.coarser.as_chunks::<2>().0[usize::from(fine)];
        [u64::from(coarse) + 1, u64::from(middle) + 1, u64::from(fine) + 1]
    }

    /// Packs words with their coarse, middle and fine clusters; the first that come are the last to be left out.
    pub fn pack<'a>(words: impl Iterator<Item = (&'a str, [u16; 3])>, bits: u32) -> Clusters {
        let mut slots = vec![0; 4 << bits];
        let mut coarser = vec![0; 2 * FINE];
        for (word, [coarse, middle, fine]) in words {
            let hash = hash::feature(0, hash::of(word.as_bytes()));
            let at = |at: usize| 4 * at..4 * at + 4;
            let free = places(hash, 1 << bits).find(|place| slots[at(*place)][..2] == [0, 0]);
            if let Some(place) = free {
                let [fine_low, fine_high] = fine.to_le_bytes();
                let [check_low, check_high] = check(hash).to_le_bytes();
                slots[at(place)].copy_from_slice(&[check_low, check_high, fine_low, fine_high]);
                // Sizes nest only nearly: a fine cluster's coarser ones are those of the last word packed.
                coarser[2 * usize::from(fine)] = middle as u8;
                coarser[2 * usize::from(fine) + 1] = coarse as u8;
            }
        }
        Clusters { words: slots.into(), coarser: coarser.into() }
    }
}

/// The sixteen bits that tell a hash from others in its place; never 0, which marks a free place.
fn check(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// The places in which a hash may lie, the first first.
fn places(hash: u64, slots: usize) -> impl Iterator<Item = usize> {
    (0..REACH).map(move |step| (start(hash) + step) & (slots - 1))
}

fn start(hash: u64) -> usize {
    (hash >> 24) as usize
}

/// The model that comes with the program.
static BUILT_IN: &[u8] = include_bytes!("../../../data/models/en.model");

impl Model {
    /// The model that comes with the program, opened once.
    pub fn built_in() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            let opened = Model::open_unchecked(Cow::Borrowed(BUILT_IN));
            opened.expect("a test opens the model that is compiled in")
        });
        &MODEL
    }

    /// Opens a model's bytes.
    ///
    /// # Errors
    /// When they are not a model of this program's, or not those that were written.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Model, ModelError> {
        let model = Model::open_unchecked(bytes.clone())?;
        let (body, sum) = bytes.split_at(bytes.len() - CHECKSUM);
        if Sha256::digest(body).as_slice() != sum {
            return Err(ModelError::Checksum);
        }
        Ok(model)
    }

    /// Opens bytes whose checksum is known to fit: those compiled in, which a test checks.
    fn open_unchecked(bytes: Cow<'static, [u8]>) -> Result<Model, ModelError> {
        let rest = bytes.strip_prefix(MAGIC.as_bytes()).ok_or(ModelError::NoModel)?;
        let line = rest.iter().position(|byte| *byte == b'\n').ok_or(ModelError::NoModel)?;
        let head: Head = serde_json::from_slice(&rest[..line]).map_err(|error| ModelError::Head(error.to_string()))?;
        if head.features != FEATURES {
            return Err(ModelError::Features { found: head.features });
        }
        if head.row_bits > 24 || head.cluster_bits > 24 {
            return Err(ModelError::Head("its tables are larger than any model's".to_owned()));
        }
        let transitions = CLASSES * TAGS * TAGS * 4;
        let sizes = [ROW << head.row_bits, transitions, 4 << head.cluster_bits, 2 * FINE];
        let start = MAGIC.len() + line + 1;
        let wanted = start + sizes.iter().sum::<usize>() + CHECKSUM;
        if bytes.len() != wanted {
            return Err(ModelError::Length { found: bytes.len(), wanted });
        }
        let mut at = start;
        let [rows, table, words, coarser] = sizes.map(|size| {
            at += size;
            match &bytes {
                Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[at - size..at]),
                Cow::Owned(bytes) => Cow::Owned(bytes[at - size..at].to_vec()),
            }
        });
        let mut numbers = table.as_chunks::<4>().0.iter().map(|number| f32::from_le_bytes(*number));
        let mut next = || numbers.next().expect("the section's length was counted");
        let mut steps = || Steps::new(std::array::from_fn(|_| std::array::from_fn(|_| next())));
        let transitions = (0..CLASSES).map(|_| steps()).collect();
        Ok(Model { head, checks: checks(&rows), rows, transitions, clusters: Clusters { words, coarser } })
    }

    /// Packs a model; the features of the greatest weight are the last to be left out.
    pub fn pack(
        head: Head,
        mut weights: Vec<(u64, [f32; TAGS])>,
        transitions: Vec<[[f32; TAGS]; TAGS]>,
        clusters: Clusters,
    ) -> Model {
        let weight = |row: &[f32; TAGS]| row.iter().fold(0.0_f32, |most, w| most.max(w.abs()));
        weights.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)).then(a.0.cmp(&b.0)));
        let mut rows = vec![0_u8; ROW << head.row_bits];
        for (feature, row) in weights {
            let free = places(feature, 1 << head.row_bits).find(|at| rows[ROW * at..ROW * at + 2] == [0, 0]);
            if let Some(at) = free {
                let (exponent, quantised) = quantise(&row);
                rows[ROW * at..ROW * at + 2].copy_from_slice(&check(feature).to_le_bytes());
                rows[ROW * at + 2] = exponent as u8;
                rows[ROW * at + LEAD..ROW * at + ROW].copy_from_slice(&quantised.map(|w| w as u8));
            }
        }
        let checks = checks(&rows);
        Model {
            head,
            rows: rows.into(),
            checks,
            transitions: transitions.into_iter().map(Steps::new).collect(),
            clusters,
        }
    }

    /// The model's file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.as_bytes().to_vec();
        bytes.extend(serde_json::to_vec(&self.head).expect("the head is plain data"));
        bytes.push(b'\n');
        bytes.extend(&*self.rows);
        bytes.extend(self.transitions.iter().flat_map(Steps::points).flatten().flat_map(|weight| weight.to_le_bytes()));
        bytes.extend(&*self.clusters.words);
        bytes.extend(&*self.clusters.coarser);
        let sum = Sha256::digest(&bytes);
        bytes.extend(sum);
        bytes
    }

    /// Adds what features say, in their order, to the points of each label.
    ///
    /// Some at a time: while one comes from memory, none of the others waits to hear whether it is there.
    pub fn add(&self, features: &[u64], points: &mut Points) {
        let (rows, _) = self.rows.as_chunks::<ROW>();
        // A sum for each byte of a row, those of its lead too: sixteen are added as quickly as thirteen.
        let mut sums = [0.0_f32; ROW];
        for features in features.chunks(AT_ONCE) {
            let (mut found, mut n) = ([0; AT_ONCE], 0);
            for feature in features {
                if let Some(step) = self.step(*feature) {
                    found[n] = (start(*feature) + step) & (rows.len() - 1);
                    n += 1;
                }
            }
            for row in found[..n].iter().map(|at| &rows[*at]) {
                let scale = power(row[2] as i8);
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += f32::from(*weight as i8) * scale);
            }
        }
        points.iter_mut().zip(&sums[LEAD..]).for_each(|(sum, more)| *sum += more);
    }

    /// How far from its place the row of a feature lies, if there is one.
    fn step(&self, feature: u64) -> Option<usize> {
        let start = start(feature) & (self.checks.len() - REACH - 1);
        let near: &[u16; REACH] = self.checks[start..].first_chunk().expect("the first checks stand behind the last");
        let check = check(feature);
        // Nearly all are nowhere: all places are compared at once before one is asked for.
        if !near.iter().fold(false, |any, sum| any | (*sum == check)) {
            return None;
        }
        near.iter().position(|sum| *sum == check || *sum == 0).filter(|step| near[*step] != 0)
    }

    /// The steps of labels before a word of this class.
    pub fn transitions(&self, class: usize) -> &Steps {
        &self.transitions[class]
    }
}

/// The checks of rows, and at the end those of the first [`REACH`] again.
fn checks(rows: &[u8]) -> Vec<u16> {
    let (rows, _) = rows.as_chunks::<ROW>();
    rows.iter().cycle().take(rows.len() + REACH).map(|row| u16::from_le_bytes([row[0], row[1]])).collect()
}

/// 2 to the power of `exponent`.
fn power(exponent: i8) -> f32 {
    f32::from_bits(((i32::from(exponent) + 127) as u32) << 23)
}

/// The weights of a row as whole multiples of a power of two.
fn quantise(row: &[f32; TAGS]) -> (i8, [i8; TAGS]) {
    let most = row.iter().fold(f32::MIN_POSITIVE, |most, w| most.max(w.abs()));
    let exponent = (-60..=60).find(|exponent| power(*exponent) * 127.0 >= most).unwrap_or(60);
    let scale = power(exponent);
    (exponent, row.map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Model {
        let head = Head {
            name: "small".to_owned(),
            features: FEATURES,
            row_bits: 4,
            cluster_bits: 4,
            trained_on: vec![("nothing".to_owned(), 0)],
        };
        let weights = (1..6_u64).map(|i| (hash::feature(1, i), [i as f32 / 7.0; TAGS])).collect();
        let clusters = Clusters::pack([("mill", [3, 7, 9]), ("weir", [3, 8, 1023])].into_iter(), 4);
        Model::pack(head, weights, vec![[[0.5; TAGS]; TAGS]; CLASSES], clusters)
    }

    #[test]
    fn a_model_read_back_says_the_same() {
        let bytes = small().bytes();
        let model = Model::open(bytes.clone().into()).expect("what was packed opens");
        assert_eq!(model.bytes(), bytes);
        for i in 1..6_u64 {
            let mut points = [0.0; TAGS];
            model.add(&[hash::feature(1, i)], &mut points);
            assert!((points[3] - i as f32 / 7.0).abs() < 0.01, "{i}: {points:?}");
        }
        let mut points = [0.0; TAGS];
        model.add(&[hash::feature(1, 77)], &mut points);
        assert_eq!(points, [0.0; TAGS], "a feature that was never seen says nothing");
        assert_eq!(model.clusters.of("mill"), [4, 8, 10]);
        assert_eq!(model.clusters.of("weir"), [4, 9, 1024]);
        assert_eq!(model.clusters.of("lock"), [0; 3]);
    }

    #[test]
    fn the_built_in_model_is_whole_and_small() {
        let model = Model::open(Cow::Borrowed(BUILT_IN)).expect("the file in data/models is a model of this program's");
        assert_eq!(model.head.name, "en");
        assert!(BUILT_IN.len() <= 8_000_000, "{} bytes", BUILT_IN.len());
    }

    #[test]
    fn what_is_damaged_or_foreign_is_told() {
        let bytes = small().bytes();
        let mut damaged = bytes.clone();
        damaged[200] ^= 1;
        assert_eq!(Model::open(damaged.into()).unwrap_err(), ModelError::Checksum);
        assert!(matches!(Model::open(bytes[..300].to_vec().into()), Err(ModelError::Length { found: 300, .. })));
        assert_eq!(Model::open(b"PK\x03\x04".to_vec().into()).unwrap_err(), ModelError::NoModel);
        let other = String::from_utf8_lossy(&bytes[..200]).replace("\"features\":1", "\"features\":9");
        assert!(matches!(Model::open(other.into_bytes().into()), Err(ModelError::Features { found: 9 })));
    }
}

//! What is known of single words of names: spellings of one name, short forms, how common they are.

use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!("../../data/lexicon/names/", $file))
    };
}

/// Bits of a word that no table knows: one of some thirty thousand.
const UNKNOWN_BITS: f32 = 15.0;

/// Each doubling of the number of spellings of a name makes it so many bits more common: much used names are spelt in
/// many ways.
const BITS_A_SPELLING: f32 = 1.4;

/// The tables, parsed once.
#[derive(Debug)]
pub struct NameTables {
    /// A folded word to the lines of `variants.txt` that hold it, and each line's number of forms.
    variants: HashMap<&'static str, Vec<u32>>,
    sizes: Vec<u16>,
    /// By line of `variants.txt`: the numbers of its forms in other scripts.
    natives: Vec<Vec<u32>>,
    /// A folded given name to the lines of `nicknames.txt` that hold it.
    nicknames: HashMap<&'static str, Vec<u32>>,
    /// By name: for each million, as a given and as a family name.
    frequency: HashMap<&'static str, (f32, f32)>,
    /// A letter to Latin letters.
    letters: HashMap<char, &'static str>,
}

impl NameTables {
    /// The tables that come with the program.
    pub fn built_in() -> &'static NameTables {
        static TABLES: LazyLock<NameTables> = LazyLock::new(|| {
            let (variants, sizes) = classes(table!("variants.txt"));
            NameTables {
                natives: natives(table!("variants.txt")),
                variants,
                sizes,
                nicknames: classes(table!("nicknames.txt")).0,
                frequency: frequency(table!("frequency.txt")),
                letters: letters(table!("romanisation.txt")),
            }
        });
        &TABLES
    }

    /// The numbers of the names that a folded word is a spelling of, rising.
    pub fn variants(&self, word: &str) -> &[u32] {
        self.variants.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a name of the first and one of the second share a form in another script: words that are spellings of
    /// such names are often spellings of one name, if they sound alike.
    pub fn share_native(&self, variants: &[u32], others: &[u32]) -> bool {
        let natives = |variant: &u32| &self.natives[*variant as usize];
        variants.iter().any(|a| others.iter().any(|b| natives(a).iter().any(|form| natives(b).contains(form))))
    }

    /// How many spellings the table has of a name.
    pub fn spellings(&self, variant: u32) -> u16 {
        self.sizes[variant as usize]
    }

    /// The numbers of the groups of short forms that a folded given name stands in, rising.
    pub fn nicknames(&self, word: &str) -> &[u32] {
        self.nicknames.get(word).map_or(&[], Vec::as_slice)
    }

    /// How telling it is that two names share a folded word: minus the logarithm to base 2 of how common it is.
    pub fn bits(&self, word: &str) -> f32 {
        let spellings = self.variants(word).iter().map(|variant| self.spellings(*variant)).max().unwrap_or(0);
        let by_spellings = UNKNOWN_BITS - BITS_A_SPELLING * f32::from(spellings + 1).log2();
        let (given, family) = self.frequency.get(word).copied().unwrap_or_default();
        let most = given.max(family);
        if most > 0.0 { by_spellings.min((1e6 / most).log2()) } else { by_spellings }
    }

    /// A letter of another script in Latin letters.
    pub fn letter(&self, c: char) -> Option<&'static str> {
        self.letters.get(&c).copied()
    }

    /// Every name of the census, with how many of a million have it as a given and as a family name; sorted.
    pub fn census(&self) -> Vec<(&'static str, f32, f32)> {
        let mut all: Vec<_> = self.frequency.iter().map(|(name, (given, family))| (*name, *given, *family)).collect();
        all.sort_by_key(|(name, ..)| *name);
        all
    }
}

fn entries(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Lines of forms parted by commas: each form to its lines, and the number of forms of each line.
fn classes(source: &'static str) -> (HashMap<&'static str, Vec<u32>>, Vec<u16>) {
    let mut lines: HashMap<&str, Vec<u32>> = HashMap::new();
    let mut sizes = Vec::new();
    for (number, line) in entries(source).enumerate() {
        let mut size = 0;
        for form in line.split(", ") {
            lines.entry(form).or_default().push(number as u32);
            size += 1;
        }
        sizes.push(size);
    }
    (lines, sizes)
}

/// For each line, the numbers of its forms that are not in Latin letters.
fn natives(source: &'static str) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut of_line = |line: &'static str| -> Vec<u32> {
        let native = line.split(", ").filter(|form| form.chars().next().is_some_and(|c| c > '\u{24f}'));
        native
            .map(|form| {
                let next = numbers.len() as u32;
                *numbers.entry(form).or_insert(next)
            })
            .collect()
    };
    entries(source).map(&mut of_line).collect()
}

fn frequency(source: &'static str) -> HashMap<&'static str, (f32, f32)> {
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or_default();
        let mut number = || columns.next().and_then(|number| number.parse().ok()).unwrap_or(0.0);
        (name, (number(), number()))
    };
    entries(source).map(row).collect()
}

fn letters(source: &'static str) -> HashMap<char, &'static str> {
    let row = |line: &'static str| {
        let (letter, latin) = line.split_once('\t')?;
        Some((letter.chars().next()?, latin))
    };
    entries(source).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_line() {
        let tables = NameTables::built_in();
        let shared = |a, b| tables.variants(a).iter().any(|line| tables.variants(b).contains(line));
        assert!(shared("hasan", "hassan") && shared("hasan", "حسن"));
        assert!(!shared("hassan", "karim"));
        assert!(tables.share_native(tables.variants("yusuf"), tables.variants("youssef")));
        let nick = |a, b| tables.nicknames(a).iter().any(|line| tables.nicknames(b).contains(line));
        assert!(nick("margaret", "peggy") && !nick("margaret", "john"));
    }

    #[test]
    fn common_names_tell_less() {
        let tables = NameTables::built_in();
        assert!(tables.bits("smith") < tables.bits("thornquist"));
        assert!(tables.bits("muhammad") < tables.bits("zughayr"));
        assert_eq!(tables.bits("qxqxq"), UNKNOWN_BITS - BITS_A_SPELLING * 0.0);
    }

    #[test]
    fn tables_are_in_order() {
        let lines: Vec<&str> = entries(table!("variants.txt")).collect();
        assert!(lines.is_sorted() && lines.iter().all(|line| line.contains(", ")));
    }
}

//! What is known of single words of names: spellings of one name, short forms, how common they are.

use crate::lexicon::quick::QuickMap;
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
    variants: Classes,
    /// The numbers of the forms in other scripts, one line of `variants.txt` behind the other; where each line begins,
    /// and the end.
    natives: (Vec<u32>, Vec<u32>),
    /// A folded given name to the lines of `nicknames.txt` that hold it.
    nicknames: Classes,
    /// By name: for each million, as a given and as a family name.
    frequency: HashMap<&'static str, (f32, f32)>,
    /// A letter to Latin letters.
    letters: HashMap<char, &'static str>,
}

impl NameTables {
    /// The tables that come with the program.
    pub fn built_in() -> &'static NameTables {
        static TABLES: LazyLock<NameTables> = LazyLock::new(|| NameTables {
            natives: natives(table!("variants.txt")),
            variants: Classes::parse(table!("variants.txt")),
            nicknames: Classes::parse(table!("nicknames.txt")),
            frequency: frequency(table!("frequency.txt")),
            letters: letters(table!("romanisation.txt")),
        });
        &TABLES
    }

    /// The numbers of the names that a folded word is a spelling of, rising.
    pub fn variants(&self, word: &str) -> &[u32] {
        self.variants.of(word)
    }

    /// Whether a name of the first and one of the second share a form in another script: words that are spellings of
    /// such names are often spellings of one name, if they sound alike.
    pub fn share_native(&self, variants: &[u32], others: &[u32]) -> bool {
        let (forms, begins) = &self.natives;
        let begin = |line: u32| begins[line as usize] as usize;
        let natives = |variant: &u32| &forms[begin(*variant)..begin(*variant + 1)];
        variants.iter().any(|a| others.iter().any(|b| natives(a).iter().any(|form| natives(b).contains(form))))
    }

    /// How many spellings the table has of a name.
    pub fn spellings(&self, variant: u32) -> u16 {
        self.variants.sizes[variant as usize]
    }

    /// The numbers of the groups of short forms that a folded given name stands in, rising.
    pub fn nicknames(&self, word: &str) -> &[u32] {
        self.nicknames.of(word)
    }

    /// How telling it is that two names share a folded word: minus the logarithm to base 2 of how common it is.
    pub fn bits(&self, word: &str) -> f32 {
        let spellings = self.variants(word).iter().map(|variant| self.spellings(*variant)).max().unwrap_or(0);
        let by_spellings = UNKNOWN_BITS - BITS_A_SPELLING * f32::from(spellings + 1).log2();
        let (given, family) = self.frequency.get(word).copied().unwrap_or_default();
        let most = given.max(family);
        if most > 0.0 { by_spellings.min((1e6 / most).log2()) } else { by_spellings }
    }

    /// The share of people who have a word as a given or a family name, whichever is more; of one that the census does not
    /// have, by its spellings.
    pub fn share(&self, word: &str) -> f64 {
        let (given, family) = self.frequency.get(word).copied().unwrap_or_default();
        let most = given.max(family);
        if most > 0.0 { f64::from(most) / 1e6 } else { f64::from(-self.bits(word)).exp2() }
    }

    /// Whether the census knows a word as a name.
    pub fn is_counted(&self, word: &str) -> bool {
        self.frequency.contains_key(word)
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

/// Lines of forms parted by commas.
#[derive(Debug)]
struct Classes {
    /// Each form: where its lines begin in `lines`, and how many they are.
    spots: QuickMap<&'static str, (u32, u32)>,
    /// The numbers of lines, one form's behind the other's, rising in each.
    lines: Vec<u32>,
    /// By line, the number of its forms.
    sizes: Vec<u16>,
}

impl Classes {
    fn parse(source: &'static str) -> Classes {
        let mut spots: QuickMap<&str, (u32, u32)> = QuickMap::default();
        let mut sizes = Vec::new();
        for line in entries(source) {
            let forms = line.split(", ").inspect(|form| spots.entry(form).or_insert((u32::MAX, 0)).1 += 1).count();
            sizes.push(forms as u16);
        }
        // Now that it is known how many lines a form has, it gets a place when it is met first.
        let mut lines = vec![u32::MAX; sizes.iter().map(|size| usize::from(*size)).sum()];
        let mut end = 0;
        for (number, line) in entries(source).enumerate() {
            for form in line.split(", ") {
                let (begin, count) = spots.get_mut(form).expect("every form was met");
                if *begin == u32::MAX {
                    *begin = end;
                    end += *count;
                }
                let held = &mut lines[*begin as usize..(*begin + *count) as usize];
                *held.iter_mut().find(|line| **line == u32::MAX).expect("every line was counted") = number as u32;
            }
        }
        Classes { spots, lines, sizes }
    }

    /// The numbers of the lines that hold a form, rising.
    fn of(&self, form: &str) -> &[u32] {
        let (begin, count) = self.spots.get(form).copied().unwrap_or_default();
        &self.lines[begin as usize..(begin + count) as usize]
    }
}

/// The numbers of the forms that are not in Latin letters, one line's behind the other's; where each line's begin, and
/// the end.
fn natives(source: &'static str) -> (Vec<u32>, Vec<u32>) {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let (mut forms, mut begins) = (Vec::new(), vec![0]);
    for line in entries(source) {
        for form in line.split(", ").filter(|form| form.chars().next().is_some_and(|c| c > '\u{24f}')) {
            let next = numbers.len() as u32;
            forms.push(*numbers.entry(form).or_insert(next));
        }
        begins.push(forms.len() as u32);
    }
    (forms, begins)
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

//! The great tables of single words (names, ordinary words): packed into one by the build script, searched where they lie.
//!
//! The build script includes this file, so it knows nothing of the rest.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Single words, found by a table of places in their text, with what they are.
#[derive(Debug, Clone)]
pub struct Words {
    /// For each slot four bytes, little-endian: bits of the word's hash, then its place in the text, counted from 1.
    /// 0 is empty.
    slots: Cow<'static, [u8]>,
    /// `word TAB mark`, one a line: the bits of the mark tell what the word is.
    text: Cow<'static, str>,
}

/// The bits of a slot that tell the place; those above tell the word from most others without a look at the text.
const PLACE: u32 = 22;

/// What a word may be, each with the bit above its own free for the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An ordinary word.
    Common = 1,
    /// A given name: `given`, or `both`.
    Given = 4,
    /// A family name: `family`, or `both`.
    Family = 16,
}

impl Role {
    fn is_told_by(self, column: &str) -> bool {
        column == "both" || column == if self == Role::Given { "given" } else { "family" }
    }
}

/// What one word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told(u8);

impl Told {
    /// Whether it is this.
    pub fn is(self, role: Role) -> bool {
        self.0 & role as u8 != 0
    }

    /// Its class as this: `common` where the table of names marks an ordinary word, else empty.
    pub fn class(self, role: Role) -> Option<&'static str> {
        self.is(role).then_some(if self.0 & (role as u8) << 1 != 0 { "common" } else { "" })
    }
}

/// The words that are one thing.
#[derive(Debug, Clone)]
pub struct Part {
    words: Words,
    role: Role,
}

impl Part {
    /// Those of a table.
    pub const fn of(words: Words, role: Role) -> Part {
        Part { words, role }
    }

    /// Whether a key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.words.told(key).is(self.role)
    }

    /// The class of a key: `common` where it is an ordinary word as well, else empty.
    pub fn class(&self, key: &str) -> Option<&'static str> {
        self.words.told(key).class(self.role)
    }
}

/// The bits of a mark above those that tell what a word is: no mark is white space.
const MARK: u8 = 0x40;

impl Words {
    /// Opens what was packed.
    pub const fn packed(slots: &'static [u8], text: &'static str) -> Words {
        Words { slots: Cow::Borrowed(slots), text: Cow::Borrowed(text) }
    }

    /// What a key is: nothing where it does not stand here.
    pub fn told(&self, key: &str) -> Told {
        let (slots, _) = self.slots.as_chunks::<4>();
        let hash = hash(key);
        for at in probe(hash, slots.len()) {
            let slot = u32::from_le_bytes(slots[at]);
            if slot == 0 {
                break;
            }
            if slot >> PLACE == check(hash) {
                let line = &self.text.as_bytes()[(slot & PLACES) as usize - 1..];
                if let Some([b'\t', mark, ..]) = line.strip_prefix(key.as_bytes()) {
                    return Told(mark & !MARK);
                }
            }
        }
        Told::default()
    }

    /// Packs ordinary words, and whole tables of given and of family names with those by region (`name TAB role TAB class`);
    /// a name that stands in several has the class of the first. The sources hold keys already, one a line.
    pub fn pack(common: &str, given: &str, family: &str, regions: &[&str]) -> Words {
        let mut told: BTreeMap<&str, u8> = BTreeMap::new();
        for (word, _) in lines(common) {
            *told.entry(word).or_default() |= Role::Common as u8;
        }
        for (role, whole) in [(Role::Given, given), (Role::Family, family)] {
            let by_region = regions.iter().flat_map(|text| lines(text));
            let of_role = by_region.filter(|(_, columns)| role.is_told_by(parted(columns).0));
            for (name, columns) in lines(whole).chain(of_role) {
                let bits = told.entry(name).or_default();
                if *bits & role as u8 == 0 {
                    let class = if columns.ends_with("common") { (role as u8) << 1 } else { 0 };
                    *bits |= role as u8 | class;
                }
            }
        }
        let mut words = Words {
            slots: vec![0; 4 * (told.len() * 5 / 4 + 1).next_power_of_two()].into(),
            text: String::new().into(),
        };
        told.into_iter().for_each(|(word, bits)| words.push(word, bits));
        words
    }

    fn push(&mut self, word: &str, bits: u8) {
        let text = self.text.to_mut();
        let place = u32::try_from(text.len() + 1).ok().filter(|place| *place <= PLACES);
        let place = place.expect("a table is smaller than 4 MB");
        text.push_str(word);
        text.extend(['\t', char::from(MARK | bits), '\n']);
        let hash = hash(word);
        let (slots, _) = self.slots.to_mut().as_chunks_mut::<4>();
        let free = probe(hash, slots.len()).find(|at| slots[*at] == [0; 4]).expect("a fifth of the slots is free");
        slots[free] = (check(hash) << PLACE | place).to_le_bytes();
    }

    /// What [`Words::packed`] opens.
    pub fn parts(&self) -> (&[u8], &str) {
        (&self.slots, &self.text)
    }
}

/// A mask of the bits of a place.
const PLACES: u32 = (1 << PLACE) - 1;

/// The words of a table, each with the columns behind it.
fn lines(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source.lines().map(parted).filter(|(name, _)| !name.starts_with('#') && !name.is_empty())
}

/// The name of a line, and what stands behind it.
fn parted(line: &str) -> (&str, &str) {
    line.split_once('\t').unwrap_or((line, ""))
}

/// The slots where a word may stand, in order; their number is a power of two.
fn probe(hash: u64, slots: usize) -> impl Iterator<Item = usize> {
    (0..slots).map(move |step| (hash as usize + step) & (slots - 1))
}

/// The bits that a slot holds of a word's hash.
fn check(hash: u64) -> u32 {
    (hash >> (32 + PLACE)) as u32 & (u32::MAX >> PLACE)
}

/// FNV-1a, its high bits folded in: names are short and need no defence.
fn hash(name: &str) -> u64 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, key};

    macro_rules! regions {
        ($($name:literal),* $(,)?) => {
            &[$(($name, include_str!(concat!("../../data/lexicon/en/names/", $name, ".txt")))),*]
        };
    }

    /// The tables of names by region: what a region is called, and its text.
    const REGIONS: &[(&str, &str)] = regions![
        "persian",
        "afghan-kurdish-tajik",
        "arabic",
        "turkish-azerbaijani",
        "central-asian",
        "caucasian",
        "east-slavic",
        "south-slavic",
        "west-slavic",
        "baltic",
        "hungarian-romanian-albanian",
        "greek",
        "israeli",
        "south-asian",
        "east-asian",
        "korean",
        "vietnamese",
        "southeast-asian",
        "african",
        "hispanic-portuguese",
        "nordic",
    ];

    const WHOLE: &str = "# names\nada\nmarsh\tcommon\n";
    const REGION: &str = "# names\ngwil\tboth\nnordh\tfamily\nwyn\tgiven\tcommon\n";

    #[test]
    fn a_name_is_found_with_its_class_and_only_in_its_role() {
        let words = Words::pack("the\nmarsh\n", WHOLE, "", &[REGION]);
        let part = |role| Part::of(words.clone(), role);
        let given = part(Role::Given);
        assert_eq!((given.class("ada"), given.class("marsh")), (Some(""), Some("common")));
        assert_eq!((given.class("gwil"), given.class("wyn")), (Some(""), Some("common")));
        assert!(!given.has("nordh") && !given.has("ad") && !given.has("# names") && !given.has(""));
        let family = part(Role::Family);
        assert!(family.has("gwil") && family.has("nordh") && !family.has("wyn"));
        let common = part(Role::Common);
        assert!(common.has("the") && common.has("marsh") && !common.has("ada") && !given.has("the"));
    }

    #[test]
    fn names_are_keys_in_order_and_marked_where_they_are_words() {
        let lexicon = Lexicon::built_in();
        for (table, text) in REGIONS {
            let lines: Vec<_> = text.lines().skip(1).map(parted).collect();
            assert!(lines.is_sorted_by(|a, b| a.0 < b.0), "{table}: not in order, or twice");
            for (name, columns) in lines {
                assert_eq!(key(name), name, "{table}: not a key");
                assert_eq!(columns.ends_with("common"), lexicon.common_words.has(name), "{table}: the mark of {name}");
                assert!(
                    Role::Given.is_told_by(columns.split('\t').next().unwrap_or("")) || !columns.starts_with("given")
                );
            }
        }
    }

    #[test]
    fn names_of_every_region_are_found_as_newspapers_write_them() {
        const NAMES: &[(&str, &str, &str)] = &[
            (
                "persian",
                "Hossein Soheila Khosrow Manouchehr Niloufar",
                "Khamenei Rouhani Ahmadinejad Mossadegh Alizadeh",
            ),
            ("afghan-kurdish-tajik", "Gulbuddin Nechirvan", "Karzai Barzani Rahmonov"),
            ("arabic", "Abdulrahman Moustafa Noureddine Soumaya", "Bouteflika Khashoggi Barghouti Benjelloun"),
            ("turkish-azerbaijani", "Ayşe Gökhan Mehriban Ilgar", "Erdogan Davutoğlu Aliyev Mammadova"),
            ("central-asian", "Nursultan Saparmurat Sooronbay", "Nazarbayev Berdimuhamedov Otunbayeva"),
            ("caucasian", "Bidzina Mikheil Serzh Hripsime", "Saakashvili Gamsakhurdia Sargsyan Petrosian"),
            ("east-slavic", "Volodymyr Sviatlana Yevgeny Oleksii", "Tsikhanouskaya Zelenskyy Kovalchuk Navalnaya"),
            ("south-slavic", "Slobodan Željka Plamena Zdravko", "Izetbegović Djindjic Georgieva"),
            ("west-slavic", "Wojciech Jiří Małgorzata", "Wałęsa Dvořák Čaputová"),
            ("baltic", "Vytautas Aivars Toomas", "Landsbergis Dombrovskis Ilves"),
            ("hungarian-romanian-albanian", "László Traian Hashim", "Orbán Băsescu Thaçi"),
            ("greek", "Evangelos Kyriakos Despina", "Mitsotakis Papandreou Varoufakis"),
            ("israeli", "Yitzhak Ayelet Avigdor", "Netanyahu Yehoshua Herzog"),
            ("south-asian", "Arundhati Shehbaz Maithripala Tenzin", "Mukherjee Wickremesinghe Qureshi Koirala"),
            ("east-asian", "Xiaobo Zhongxun Shinzo Yuriko", "Zhang Ouyang Takahashi Koizumi"),
            ("korean", "Geunhye Jaein Younghee", "Kwon Hwang Yoon"),
            ("vietnamese", "Phúc Thuỷ Quỳnh", "Nguyen Trương Huỳnh"),
            ("southeast-asian", "Megawati Thaksin Aung Anwar", "Yudhoyono Shinawatra Duterte"),
            ("african", "Chimamanda Thandiwe Ousmane Abiy", "Oyelaran Mkhize Ouedraogo Gebreyesus"),
            ("hispanic-portuguese", "Joaquín Dilma Íñigo", "Rousseff Rodríguez Guimarães"),
            ("nordic", "Þórdís Bjørn Åsa", "Thorsteinsson Jakobsdóttir Rasmussen"),
        ];
        let lexicon = Lexicon::built_in();
        let missing = |names: &'static str, has: &dyn Fn(&str) -> bool| names.split(' ').find(|name| !has(&key(name)));
        for (region, given, family) in NAMES {
            let text = REGIONS.iter().find(|(table, _)| table == region).expect("a table by region").1;
            let own = |role| move |name: &str| Part::of(Words::pack("", "", "", &[text]), role).has(name);
            assert_eq!(missing(given, &own(Role::Given)), None, "given names: {region}");
            assert_eq!(missing(family, &own(Role::Family)), None, "family names: {region}");
            assert_eq!(missing(given, &|name| lexicon.is_given_name(name)), None, "{region}");
            assert_eq!(missing(family, &|name| lexicon.is_surname(name)), None, "{region}");
        }
        assert_eq!(NAMES.len(), REGIONS.len(), "a region without names");
    }
}

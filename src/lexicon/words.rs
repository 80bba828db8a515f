//! The great tables of single words (names, ordinary words): too many to copy, so their text is searched where it lies.

/// Single words, found by a table of places in their sources.
///
/// The sources hold keys already ([`super::key`]), one a line; a line's class is read when it is asked for.
#[derive(Debug, Default)]
pub struct Words {
    /// Where a line begins, by the hash of its name: `source << OFFSET | offset + 1`; 0 is empty.
    slots: Vec<u32>,
    sources: Vec<&'static str>,
}

/// The bits of a slot that tell the place in its source.
const OFFSET: u32 = 24;

/// What a table of one region says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `given`, or `both`.
    Given,
    /// `family`, or `both`.
    Family,
}

impl Role {
    fn is_told_by(self, column: &str) -> bool {
        column == "both" || column == if self == Role::Given { "given" } else { "family" }
    }
}

impl Words {
    /// All words of one table.
    pub(super) fn whole(source: &'static str) -> Words {
        Words::open(Role::Given, source, &[])
    }

    /// The names of one role: a whole table of them, and those of the tables by region (`name TAB role TAB class`).
    pub(super) fn open(role: Role, whole: &'static str, regions: &[&'static str]) -> Words {
        let lines: usize = whole.bytes().filter(|byte| *byte == b'\n').count();
        let more: usize = regions.iter().map(|text| text.len() / LINE).sum();
        let size = ((lines + more) * 3 / 2).next_power_of_two();
        let mut names = Words { slots: vec![0; size], sources: Vec::new() };
        names.add(whole, |_| true);
        for text in regions {
            names.add(text, |columns| role.is_told_by(columns.split('\t').next().unwrap_or("")));
        }
        names
    }

    fn add(&mut self, source: &'static str, wanted: impl Fn(&str) -> bool) {
        let number = u32::try_from(self.sources.len()).expect("few sources") << OFFSET;
        self.sources.push(source);
        let mut offset = 0;
        for line in source.split_inclusive('\n') {
            let (name, columns) = parted(line);
            if !name.starts_with('#') && !name.is_empty() && wanted(columns) {
                let place = u32::try_from(offset + 1).expect("a table is smaller than 16 MB");
                let free = self.probe(name).find(|at| self.slots[*at] == 0).expect("a third of the slots is free");
                self.slots[free] = number | place;
            }
            offset += line.len();
        }
    }

    /// Whether a key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.class(key).is_some()
    }

    /// The class of a key: `common` where it is an ordinary word as well, else empty.
    pub fn class(&self, key: &str) -> Option<&'static str> {
        self.probe(key).map_while(|at| self.line(self.slots[at])).find_map(|line| {
            let (name, columns) = parted(line);
            (name == key).then(|| if columns.ends_with("common") { "common" } else { "" })
        })
    }

    /// The line that a slot points to; none where it is empty.
    fn line(&self, slot: u32) -> Option<&'static str> {
        let offset = (slot & ((1 << OFFSET) - 1)).checked_sub(1)?;
        self.sources[(slot >> OFFSET) as usize][offset as usize..].split('\n').next()
    }

    /// The slots where a name may stand, in order.
    fn probe(&self, name: &str) -> impl Iterator<Item = usize> + use<> {
        let (size, first) = (self.slots.len(), hash(name) as usize);
        (0..size).map(move |step| (first + step) & (size - 1))
    }
}

/// No line of a table by region is shorter on average: `ali TAB both`.
const LINE: usize = 8;

/// The name of a line, and what stands behind it.
fn parted(line: &str) -> (&str, &str) {
    let line = line.trim_end_matches('\n');
    line.split_once('\t').unwrap_or((line, ""))
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
    use crate::lexicon::{Lexicon, REGIONS, key};

    const WHOLE: &str = "# names\nada\nmarsh\tcommon\n";
    const REGION: &str = "# names\ngwil\tboth\nnordh\tfamily\nwyn\tgiven\tcommon\n";

    #[test]
    fn a_name_is_found_with_its_class_and_only_in_its_role() {
        let given = Words::open(Role::Given, WHOLE, &[REGION]);
        assert_eq!((given.class("ada"), given.class("marsh")), (Some(""), Some("common")));
        assert_eq!((given.class("gwil"), given.class("wyn")), (Some(""), Some("common")));
        assert!(!given.has("nordh") && !given.has("ad") && !given.has("# names") && !given.has(""));
        let family = Words::open(Role::Family, "", &[REGION]);
        assert!(family.has("gwil") && family.has("nordh") && !family.has("wyn"));
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
            let own = |role| move |name: &str| Words::open(role, "", &[text]).has(name);
            assert_eq!(missing(given, &own(Role::Given)), None, "given names: {region}");
            assert_eq!(missing(family, &own(Role::Family)), None, "family names: {region}");
            assert_eq!(missing(given, &|name| lexicon.is_given_name(name)), None, "{region}");
            assert_eq!(missing(family, &|name| lexicon.is_surname(name)), None, "{region}");
        }
        assert_eq!(NAMES.len(), REGIONS.len(), "a region without names");
    }
}

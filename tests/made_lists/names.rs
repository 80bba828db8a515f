//! Made names of people and bodies: half of them syllables that no table holds, half from the tables of names.

use super::Who;
use std::collections::BTreeSet;
use undersigned::model::Kind;

const GIVEN: &str = include_str!("../../data/lexicon/en/names/given.txt");
const FAMILY: &str = include_str!("../../data/lexicon/en/names/family.txt");

/// SplitMix64 (Steele, Lea and Flood 2014): small, seeded, the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    /// Whether a chance of one in `sides` comes true.
    pub fn chance(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Who stands in one row, and what the row may say of them.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: Kind,
    /// The name as it should be read.
    pub name: String,
    /// Titles before it, with a space behind, and letters after it, with a space before; mostly empty.
    pub title: String,
    pub letters: String,
    pub post: &'static str,
    /// The body of a person; nothing where the row names none.
    pub body: Option<String>,
    pub place: &'static str,
    /// Initials of a body.
    pub acronym: String,
}

impl Entry {
    /// The name with its titles and letters.
    pub fn written(&self) -> String {
        format!("{}{}{}", self.title, self.name, self.letters)
    }
}

/// Syllables of five manners of speaking.
const SYLLABLES: [&[&str]; 5] = [
    &["ba", "dor", "ka", "lin", "mar", "ne", "os", "pel", "ra", "sen", "tor", "vel", "wen", "zi"],
    &["kho", "sha", "reh", "zan", "dar", "mou", "far", "nid", "bah", "gha", "sim", "taj"],
    &["oku", "adi", "nwa", "eze", "chi", "fe", "tun", "olu", "bo", "yem", "ko", "fi"],
    &["vla", "dra", "gor", "mir", "zel", "kov", "ska", "jan", "prz", "tom", "wic", "hal"],
    &["hua", "xin", "mei", "jun", "tao", "lan", "qi", "bo", "shi", "yan", "zhu", "ping"],
];
const POSTS: [&str; 12] = [
    "Professor",
    "Director",
    "Chair",
    "Secretary General",
    "Human Rights Lawyer",
    "Senior Lecturer",
    "PhD Student",
    "Software Engineer",
    "Executive Director",
    "Journalist",
    "President",
    "Professor of Chemistry",
];
/// What stands in a column of bodies and is none.
const IDLE: [&str; 4] = ["Student", "Retired", "Poet", "Teacher"];
const PLACES: [&str; 10] =
    ["Norway", "United Kingdom", "Germany", "France", "Kenya", "Brazil", "India", "Canada", "Japan", "South Africa"];
const TITLES: [&str; 6] = ["Dr ", "Prof. ", "Professor ", "Ms ", "Dr. ", "Professor Sir "];
const LETTERS: [&str; 5] = [" MP", " PhD", " QC", " OBE", " AO QC"];
const WORDS: [&str; 12] = [
    "Harbour", "River", "Mill", "Lantern", "Open", "Rights", "Weaving", "Northern", "Digital", "Press", "Coast", "Free",
];
const HEADS: [&str; 12] = [
    "Watch",
    "Network",
    "Foundation",
    "Union",
    "Council",
    "Institute",
    "Alliance",
    "Society",
    "Association",
    "Centre",
    "Initiative",
    "Coalition",
];
const SUBJECTS: [&str; 8] =
    ["Human Rights", "Press Freedom", "Labour Studies", "Clean Rivers", "Open Data", "Peace", "Women", "Fair Trade"];

fn capital(word: &str) -> String {
    let mut found = String::new();
    let mut opens = true;
    for c in word.chars() {
        if opens {
            found.extend(c.to_uppercase())
        } else {
            found.push(c)
        }
        opens = matches!(c, ' ' | '-' | '\'');
    }
    found
}

fn syllables(dice: &mut Dice, manner: usize) -> String {
    let word: String = (0..2 + dice.below(2)).map(|_| dice.pick(SYLLABLES[manner])).collect();
    capital(&word)
}

struct Tables {
    given: Vec<&'static str>,
    family: Vec<&'static str>,
}

fn table(source: &'static str) -> Vec<&'static str> {
    let rows = source.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    // Names that are words of the language, too, come up one time in so many.
    let rare = |(at, line): &(usize, &str)| !line.contains('\t') || at % 4 == 0;
    let words = rows.enumerate().filter(rare).map(|(_, line)| line.split('\t').next().unwrap_or(line));
    words.filter(|word| word.chars().count() > 2).collect()
}

/// First names that greet in some language.
const GREETINGS: [&str; 3] = ["Cara", "Caro", "Liebe"];

fn person(dice: &mut Dice, tables: &Tables) -> String {
    if dice.chance(2) {
        let manner = dice.below(SYLLABLES.len());
        let (given, family) = (syllables(dice, manner), syllables(dice, manner));
        return match dice.below(12) {
            0 => format!("{given} {}-{family}", syllables(dice, manner)),
            1 => format!("{given} {} {family}", syllables(dice, manner)),
            2 => format!("{given} al-{family}"),
            _ => format!("{given} {family}"),
        };
    }
    let given = match dice.chance(50) {
        true => dice.pick(&GREETINGS).to_owned(),
        false => capital(tables.given[dice.below(tables.given.len())]),
    };
    let family = capital(tables.family[dice.below(tables.family.len())]);
    match dice.below(12) {
        0 => format!("{given} {}. {family}", dice.pick(&["A", "B", "J", "M", "T"])),
        1 => format!("{given} van der {family}"),
        2 => format!("{given} de {family}"),
        3 => format!("{given}-{} {family}", capital(tables.given[dice.below(tables.given.len())])),
        _ => format!("{given} {family}"),
    }
}

fn body(dice: &mut Dice) -> String {
    let manner = dice.below(SYLLABLES.len());
    let own = syllables(dice, manner);
    match dice.below(9) {
        0 => format!("University of {own}"),
        1 => format!("{own} University"),
        2 => format!("{own} {} {}", dice.pick(&WORDS), dice.pick(&HEADS)),
        3 => format!("Centre for {} {own}", dice.pick(&SUBJECTS)),
        4 => format!("{own} {} for {}", dice.pick(&HEADS), dice.pick(&SUBJECTS)),
        5 => format!("{} {} {}", dice.pick(&WORDS), dice.pick(&HEADS), own),
        6 => format!("Asociación por los Puertos de {own}"),
        7 => format!("{own} Ltd"),
        _ => format!("{own} {}", dice.pick(&HEADS)),
    }
}

/// Initials of a body's longer words; nothing where there are few.
fn initials(name: &str) -> String {
    let letters: String =
        name.split(' ').filter(|word| word.len() > 3).filter_map(|word| word.chars().next()).collect();
    if letters.len() >= 3 { letters } else { String::new() }
}

/// So many entries, no name twice.
pub fn entries(dice: &mut Dice, who: Who, rows: usize) -> Vec<Entry> {
    let tables = Tables { given: table(GIVEN), family: table(FAMILY) };
    // Several people work at one place, as they do.
    let places_of_work: Vec<String> = (0..rows / 3 + 3).map(|_| body(dice)).collect();
    let mut told: BTreeSet<String> = places_of_work.iter().cloned().collect();
    let mut found = Vec::with_capacity(rows);
    while found.len() < rows {
        let human = match who {
            Who::People => true,
            Who::Bodies => false,
            Who::Both => dice.chance(2),
        };
        let name = if human { person(dice, &tables) } else { body(dice) };
        if !told.insert(name.clone()) {
            continue;
        }
        let idle = human && dice.chance(6);
        found.push(Entry {
            kind: if human { Kind::Person } else { Kind::Organisation },
            title: if human && dice.chance(5) { dice.pick(&TITLES).to_string() } else { String::new() },
            letters: if human && dice.chance(10) { dice.pick(&LETTERS).to_string() } else { String::new() },
            post: if idle { dice.pick(&IDLE) } else { dice.pick(&POSTS) },
            body: (human && !idle).then(|| places_of_work[dice.below(places_of_work.len())].clone()),
            place: dice.pick(&PLACES),
            acronym: if human { String::new() } else { initials(&name) },
            name,
        });
    }
    found
}

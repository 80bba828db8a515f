//! Piles of readings for the gallery: a published data set, and made ones with planted circles of names.

use undersigned::model::{
    Appearance, Chain, Claim, Dossier, Format, Head, Kind, Mention, MentionRule, Place, Reading, Role, RunFacts,
    Sketch, Span,
};
use undersigned::pipeline::compile;
use undersigned::settings::Settings;

/// Who came to which of fourteen events in a town of the American South: A. Davis, B. B. Gardner and M. R. Gardner, *Deep
/// South* (1941), as corrected by R. Breiger, Social Forces 53 (1974). The events by their days; the book leaves out the
/// year.
const WOMEN: [(&str, &[usize]); 18] = [
    ("Evelyn Jefferson", &[1, 2, 3, 4, 5, 6, 8, 9]),
    ("Laura Mandeville", &[1, 2, 3, 5, 6, 7, 8]),
    ("Theresa Anderson", &[2, 3, 4, 5, 6, 7, 8, 9]),
    ("Brenda Rogers", &[1, 3, 4, 5, 6, 7, 8]),
    ("Charlotte McDowd", &[3, 4, 5, 7]),
    ("Frances Anderson", &[3, 5, 6, 8]),
    ("Eleanor Nye", &[5, 6, 7, 8]),
    ("Pearl Oglethorpe", &[6, 8, 9]),
    ("Ruth DeSand", &[5, 7, 8, 9]),
    ("Verne Sanderson", &[7, 8, 9, 12]),
    ("Myra Liddel", &[8, 9, 10, 12]),
    ("Katherina Rogers", &[8, 9, 10, 12, 13, 14]),
    ("Sylvia Avondale", &[7, 8, 9, 10, 12, 13, 14]),
    ("Nora Fayette", &[6, 7, 9, 10, 11, 12, 13, 14]),
    ("Helen Lloyd", &[7, 8, 10, 11, 12]),
    ("Dorothy Murchison", &[8, 9]),
    ("Olivia Carleton", &[9, 11]),
    ("Flora Price", &[9, 11]),
];
const EVENTS: [&str; 14] = [
    "27 June",
    "2 March",
    "12 April",
    "26 September",
    "25 February",
    "19 May",
    "15 March",
    "16 September",
    "8 April",
    "10 June",
    "23 February",
    "7 April",
    "21 November",
    "3 August",
];

/// The women of the South at their events.
pub fn southern_women() -> Dossier {
    let event = |number: usize| {
        let came = WOMEN.iter().filter(|(_, events)| events.contains(&number)).map(|(name, _)| *name);
        let title = format!("{number}: {}", EVENTS[number - 1]);
        reading(&format!("{number:02}.txt"), &title, came.map(str::to_owned), Role::Participant)
    };
    compiled((1..=EVENTS.len()).map(event).collect())
}

/// How many names know each other.
const CIRCLE: usize = 12;

/// Letters among `names` made names in circles of twelve: the first letters are signed by a whole circle each, the others by some of
/// somebody of the next circle or of the first one.
pub fn letters(names: usize) -> Dossier {
    let mut dice = Dice(names as u64);
    let circles = names.div_ceil(CIRCLE);
    let letter = |number: usize| {
        let circle = number % circles;
        let own = |at: usize, circle: usize| (circle * CIRCLE + at) % names;
        let mut signed: Vec<usize> =
            (0..CIRCLE).filter(|_| number < circles || dice.roll(3) > 0).map(|at| own(at, circle)).collect();
        if dice.roll(2) == 0 {
            let other = if dice.roll(3) == 0 { 0 } else { (circle + 1) % circles };
            signed.push(own(dice.roll(CIRCLE), other));
        }
        signed.sort_unstable();
        signed.dedup();
        let title = format!("Letter {}", number + 1);
        reading(&format!("{:04}.txt", number + 1), &title, signed.into_iter().map(name), Role::Signatory)
    };
    compiled((0..circles * 4).map(letter).collect())
}

/// A name for each number.
fn name(number: usize) -> String {
    const GIVEN: [&str; 20] = [
        "Ada", "Bashir", "Chidi", "Delia", "Emeka", "Frida", "Goran", "Hanne", "Ilse", "Jonas", "Katya", "Liv",
        "Mirela", "Nuno", "Oona", "Petra", "Quentin", "Rosa", "Søren", "Thandi",
    ];
    const FIRST: [&str; 16] = [
        "Bar", "Cor", "Dun", "Fal", "Gor", "Hol", "Jen", "Kes", "Lam", "Mor", "Nev", "Pol", "Rav", "Sut", "Tor", "Wes",
    ];
    const MIDDLE: [&str; 16] =
        ["", "abe", "edo", "ivi", "opo", "uru", "ami", "eno", "ika", "olu", "usi", "ate", "ewo", "iga", "ozu", "uhe"];
    const LAST: [&str; 16] = [
        "anski", "beck", "dottir", "eira", "field", "gaard", "hurst", "idze", "kova", "lund", "mann", "nen", "oglu",
        "quist", "rova", "wick",
    ];
    // 4,096 surnames: the first 2,000 names have one each.
    let (first, last, middle) = (number * 7 % 16, (number / 16 * 5 + number) % 16, number / 256 % 16);
    let given = (number / 256 * 3 + number) % 20;
    format!("{} {}{}{}", GIVEN[given], FIRST[first], MIDDLE[middle], LAST[last])
}

fn compiled(readings: Vec<Reading>) -> Dossier {
    compile(readings, Vec::new(), &Settings::default(), &[], RunFacts::default())
}

/// A document in which all hold one role.
fn reading(id: &str, title: &str, names: impl Iterator<Item = String>, role: Role) -> Reading {
    let head = Head {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        date: None,
        kind: "list".to_owned(),
        format: Format::Text,
        sha256: String::new(),
    };
    let (mentions, claims, chains, appearances) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut made =
        Reading { head, mentions, claims, chains, appearances, sketch: Sketch::default(), notices: Vec::new() };
    for (at, name) in names.enumerate() {
        let span = Span::new(at * 100, at * 100 + name.len());
        made.mentions.push(Mention::new(Kind::Person, name.as_str().into(), span, MentionRule::Given, 1.0));
        made.claims.push(Claim {
            mention: at,
            role,
            evidence: span,
            passage: name.as_str().into(),
            place: Place { line: at as u32 + 1, ..Place::default() },
            rule: "made".into(),
            confidence: 1.0,
        });
        made.appearances.push(Appearance { chain: at, role, claims: [at].into() });
        made.chains.push(Chain {
            kind: Kind::Person,
            name: name.as_str().into(),
            mentions: [at].into(),
            names: [(name.into(), 1)].into(),
            affiliations: Vec::new(),
        });
    }
    made
}

/// Numbers that are the same everywhere (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

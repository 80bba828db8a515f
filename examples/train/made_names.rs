//! Names by chance: people from the name tables of many regions, bodies from their head words, subjects and places.

use crate::random::Random;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Subjects that bodies are about.
const SUBJECTS: &[&str] = &[
    "Justice",
    "Peace",
    "Human Rights",
    "Civil Liberties",
    "Democracy",
    "Women",
    "Children",
    "Refugees",
    "Migrants",
    "Immigrants",
    "Workers",
    "Health",
    "Public Health",
    "Education",
    "Science",
    "Technology",
    "Climate",
    "Energy",
    "Water",
    "Land",
    "Housing",
    "Labour",
    "Transport",
    "Trade",
    "Finance",
    "Foreign Affairs",
    "Home Affairs",
    "Defence",
    "Agriculture",
    "Fisheries",
    "Forests",
    "Environment",
    "Culture",
    "Heritage",
    "Arts",
    "Music",
    "Sport",
    "Tourism",
    "Privacy",
    "Digital Rights",
    "Press Freedom",
    "Journalists",
    "Media",
    "Free Expression",
    "Open Data",
    "Internet",
    "Security",
    "Counter Terrorism",
    "Disarmament",
    "Torture",
    "Racial Equality",
    "Equality",
    "Inclusion",
    "Disability",
    "Families",
    "Youth",
    "Students",
    "Teachers",
    "Nurses",
    "Doctors",
    "Lawyers",
    "Judges",
    "Writers",
    "Engineers",
    "Farmers",
    "Miners",
    "Prisoners",
    "Victims",
    "Veterans",
    "Consumers",
    "Tenants",
    "Development",
    "Governance",
    "Transparency",
    "Anti-Corruption",
    "Innovation",
    "Research",
    "Strategic Studies",
    "International Studies",
    "Economic Affairs",
    "Social Policy",
    "Public Policy",
    "Policy Research",
    "Legal Aid",
    "Law",
    "Economics",
    "Political Science",
    "Chemistry",
    "Physics",
    "Biology",
    "Medicine",
    "Engineering",
    "Computer Science",
    "Languages",
    "Photonics",
    "Statistics",
    "Higher Education",
    "Telecommunications",
    "Broadcasting",
    "Aviation",
    "Railways",
    "Indigenous Peoples",
    "Minorities",
    "Religious Freedom",
    "Interfaith Dialogue",
    "Solidarity",
    "Freedom",
    "Hope",
    "Change",
    "Action",
    "Progress",
    "Unity",
    "Truth",
    "Memory",
    "Reconciliation",
    "Missing Persons",
    "Gender",
    "Ageing",
];
/// Words in front of a head.
const KINDS: &[&str] = &[
    "International",
    "National",
    "European",
    "African",
    "Asian",
    "Global",
    "World",
    "Regional",
    "Central",
    "Federal",
    "Royal",
    "United",
    "Joint",
    "Independent",
    "Free",
    "Open",
    "New",
    "First",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
    "Catholic",
    "Islamic",
    "Christian",
    "Jewish",
    "Democratic",
    "Socialist",
    "Liberal",
    "Conservative",
    "Progressive",
    "People's",
    "Women's",
    "Workers'",
    "Children's",
    "Student",
    "Public",
    "Civil",
    "Social",
    "Standing",
    "Special",
    "Permanent",
    "Interim",
    "Local",
    "Community",
    "Rural",
    "Urban",
    "Digital",
    "Pan-African",
    "Arab",
];
/// Words that bodies are called by, with a name in front or behind.
const HEADS: &[&str] = &[
    "Council",
    "Committee",
    "Commission",
    "Association",
    "Union",
    "Federation",
    "Confederation",
    "Alliance",
    "Coalition",
    "Network",
    "Forum",
    "Foundation",
    "Fund",
    "Trust",
    "Institute",
    "Centre",
    "Center",
    "Society",
    "League",
    "Party",
    "Movement",
    "Front",
    "Congress",
    "Assembly",
    "Campaign",
    "Initiative",
    "Group",
    "Agency",
    "Authority",
    "Organisation",
    "Organization",
    "Club",
    "Observatory",
    "Watch",
    "Collective",
    "Partnership",
    "Mission",
    "Academy",
    "Bureau",
    "Board",
    "Service",
    "Corporation",
    "Conference",
    "Caucus",
    "Task Force",
    "Working Group",
    "Think Tank",
    "Lab",
    "Project",
    "Secretariat",
    "Tribunal",
    "Court",
    "Bank",
    "Hospital",
    "Museum",
    "Library",
];
/// Words that open a body's name and want a subject behind them.
const OPENERS: &[&str] = &[
    "Centre for",
    "Center for",
    "Institute for",
    "Institute of",
    "Ministry of",
    "Department of",
    "Department for",
    "Council on",
    "Committee on",
    "Commission on",
    "Campaign for",
    "Coalition for",
    "Alliance for",
    "Network for",
    "Society for",
    "Association for",
    "Association of",
    "Federation of",
    "Foundation for",
    "Fund for",
    "Forum for",
    "Office for",
    "Office of",
    "Agency for",
    "Authority for",
    "Initiative for",
    "Union of",
    "League of",
    "Voices for",
    "Friends of",
    "Partnership for",
    "Lawyers for",
    "Doctors for",
    "Women for",
    "Citizens for",
    "Students for",
    "Artists for",
    "Mothers for",
    "Parents for",
    "Scientists for",
    "Movement for",
    "Action on",
    "Hack for",
    "Care for",
    "Research Institute for",
    "International Campaign for",
    "National Council for",
    "Joint Council for",
    "European Centre for",
    "High Commissioner for",
    "Global Forum to Counter",
    "Campaign Against",
    "Stand Against",
    "International Federation of",
    "Congress of",
    "Confederation of",
    "Academy of",
    "Bureau of",
    "School of",
];
const SCHOOLS: &[&str] = &[
    "University",
    "University College",
    "College",
    "Institute of Technology",
    "State University",
    "Business School",
    "Law School",
    "Medical School",
    "Polytechnic",
    "School of Economics",
    "Technical University",
];
const FIRMS: &[&str] = &[
    "Ltd",
    "Limited",
    "Inc.",
    "LLC",
    "GmbH",
    "Group",
    "Technologies",
    "Systems",
    "Partners",
    "Consulting",
    "Media",
    "Press",
    "News",
    "Times",
    "Post",
    "Books",
    "Energy",
    "Airlines",
    "Pharma",
    "Labs",
    "Software",
    "International",
    "Holdings",
    "Capital",
    "Backbone",
    "Networks",
    "Studios",
    "Communications",
    "& Co",
    "Solutions",
];
const UNITS: &[&str] = &[
    "Committee on {}",
    "{} Committee",
    "Department of {}",
    "Office of {}",
    "{} Office",
    "{} Unit",
    "{} Division",
    "Working Group on {}",
    "Subcommittee on {}",
    "Centre for {}",
    "School of {}",
    "Faculty of {}",
    "{} Section",
    "{} Commission",
    "Institute of {}",
    "{} Task Force",
    "{} Council",
    "Bureau of {}",
    "{} Branch",
    "{} Chapter",
];
const POSTS: &[&str] = &[
    "director",
    "Director",
    "executive director",
    "Executive Director",
    "president",
    "President",
    "chair",
    "Chair",
    "chairman",
    "Chairperson",
    "secretary general",
    "Secretary-General",
    "spokesperson",
    "spokeswoman",
    "coordinator",
    "Coordinator",
    "Professor",
    "professor",
    "lecturer",
    "Senior Lecturer",
    "Research Fellow",
    "researcher",
    "lawyer",
    "barrister",
    "campaigner",
    "Head of Policy",
    "head of research",
    "policy adviser",
    "Founder",
    "co-founder",
    "Co-Founder",
    "CEO",
    "Chief Executive",
    "Vice President",
    "Vice Chancellor",
    "Dean",
    "Rector",
    "Board Member",
    "member",
    "Ambassador",
    "ambassador",
    "Minister",
    "minister",
    "Deputy Minister",
    "Commissioner",
    "mayor",
    "editor",
    "Editor-in-Chief",
    "journalist",
    "Programme Manager",
    "Project Officer",
    "Software Engineer",
    "student",
    "PhD Student",
    "treasurer",
    "General Secretary",
    "Permanent Representative",
    "Special Rapporteur",
    "senior adviser",
    "analyst",
    "activist",
    "organiser",
    "physician",
    "Managing Director",
    "Regional Director",
    "Lead Scientist",
];
const TITLES: &[&str] = &[
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Dr",
    "Dr.",
    "Prof.",
    "Professor",
    "Sir",
    "Dame",
    "Lord",
    "Baroness",
    "Senator",
    "Sen.",
    "Rep.",
    "Ambassador",
    "Minister",
    "President",
    "General",
    "Gen.",
    "Colonel",
    "Judge",
    "Justice",
    "Rev.",
    "Bishop",
    "Sheikh",
    "Ayatollah",
    "Imam",
    "Maulana",
    "Shri",
    "Smt",
    "Datuk",
    "Alhaji",
    "Chief",
    "Rabbi",
    "Congressman",
    "Congresswoman",
    "Councillor",
    "Mayor",
    "Governor",
    "Commissioner",
    "Captain",
    "MEP",
    "H.E.",
    "Hon.",
    "The Honourable",
    "Engr.",
    "Barrister",
    "Sister",
    "Brother",
    "Father",
];
const COURTESY: &[&str] =
    &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Professor", "Senator", "Ambassador", "Sir", "Lord"];
const OTHERS: &[&str] = &[
    "{} Act",
    "Convention on {}",
    "{} Bill",
    "Declaration on {}",
    "Treaty on {}",
    "{} Week",
    "World {} Day",
    "{} Conference",
    "Summit on {}",
    "{} Award",
    "{} Prize",
    "{} Report",
    "{} Directive",
    "Charter of {}",
    "{} Strategy",
    "Conference on {}",
    "{} Resolution",
    "Year of {}",
    "{} Festival",
    "{} Programme",
];
/// Ordinary words that small bodies and companies are called by.
const WORDS: &[&str] = &[
    "Access", "Amber", "Anchor", "Arrow", "Beacon", "Bridge", "Bright", "Canvas", "Care", "Cedar", "Circle", "Clear",
    "Common", "Compass", "Copper", "Corner", "Crimson", "Crossing", "Dawn", "Digital", "Door", "Earth", "Echo",
    "Ember", "Field", "Fire", "First", "Flow", "Forge", "Fresh", "Future", "Garden", "Gate", "Globe", "Grain", "Green",
    "Harbour", "Harvest", "Haven", "Hill", "Horizon", "House", "Human", "Ink", "Island", "Key", "Lantern", "Leaf",
    "Light", "Link", "Logic", "Loom", "Meadow", "Mind", "Mirror", "Moon", "Natural", "Nest", "North", "Oak", "Ocean",
    "Open", "Orbit", "Orchard", "Path", "Pebble", "Pillar", "Pine", "Pixel", "Plain", "Planet", "Point", "Public",
    "Quiet", "Radiant", "Rain", "Reef", "Ridge", "Rise", "River", "Root", "Sail", "Salt", "Seed", "Shelter", "Signal",
    "Silver", "Spark", "Spring", "Square", "Star", "Stone", "Story", "Stream", "Summit", "Sun", "Table", "Tide",
    "Tower", "Trail", "Tree", "True", "Valley", "Vision", "Voice", "Wave", "Wild", "Wind", "Window", "Wise", "Wonder",
    "Word", "Youth",
];

/// The names of one region.
struct Region {
    given: Vec<String>,
    family: Vec<String>,
}

/// The tables that names are drawn from.
pub struct Names {
    regions: Vec<Region>,
    places: Vec<String>,
    states: Vec<(String, Vec<String>)>,
    bodies: Vec<String>,
    occupations: Vec<String>,
}

impl Names {
    /// Opens the lexicon's tables.
    pub fn open() -> Result<Names> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon/en");
        let lines = |path: PathBuf| -> Result<Vec<Vec<String>>> {
            let source = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let lines = source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
            Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
        };
        let entries = fs::read_dir(folder.join("names")).context("cannot read the folder of names")?;
        let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.sort();
        let general = |path: &PathBuf| matches!(path.file_stem().and_then(|s| s.to_str()), Some("given" | "family"));
        let mut regions = Vec::new();
        let mut anywhere = Region { given: Vec::new(), family: Vec::new() };
        for path in files {
            let mut region = Region { given: Vec::new(), family: Vec::new() };
            let family_file = path.file_stem().is_some_and(|stem| stem == "family");
            for cells in lines(path.clone())? {
                let kind = if general(&path) {
                    if family_file { "family" } else { "given" }
                } else {
                    cells.get(1).map_or("", String::as_str)
                };
                let name = capital(&cells[0]);
                if matches!(kind, "given" | "both") {
                    region.given.push(name.clone());
                }
                if matches!(kind, "family" | "both") {
                    region.family.push(name);
                }
            }
            if general(&path) {
                anywhere.given.extend(region.given);
                anywhere.family.extend(region.family);
            } else {
                regions.push(region);
            }
        }
        regions.retain(|region| region.given.len() > 20 && region.family.len() > 20);
        regions.push(anywhere);
        let places = lines(folder.join("places.txt"))?
            .into_iter()
            .filter(|cells| cells.len() == 1)
            .map(|mut cells| cells.remove(0))
            .collect();
        let states = lines(folder.join("states.txt"))?.into_iter().map(|cells| {
            let demonyms = cells.get(2).map_or_else(Vec::new, |all| all.split('|').map(str::to_owned).collect());
            (cells[0].clone(), demonyms)
        });
        let bodies = lines(folder.join("bodies.txt"))?
            .into_iter()
            .filter(|cells| cells.len() == 2)
            .map(|mut cells| cells.remove(0))
            .collect();
        let occupations = lines(folder.join("positions.txt"))?.into_iter().map(|mut cells| cells.remove(0)).collect();
        Ok(Names { occupations, regions, places, states: states.collect(), bodies })
    }

    /// A person's full name.
    pub fn person(&self, random: &mut Random) -> String {
        // Half of the names come from the large general tables, the rest from one region each.
        let at = if random.below(2) == 0 { self.regions.len() - 1 } else { random.below(self.regions.len()) };
        let region = &self.regions[at];
        // Every third person has a name that no table knows.
        let unknown = random.below(3) == 0;
        let from = |names: &[String], random: &mut Random| {
            if unknown { invented(random) } else { names[random.below(names.len())].clone() }
        };
        let given = |random: &mut Random| from(&region.given, random);
        let family = |random: &mut Random| from(&region.family, random);
        let initial = |random: &mut Random| char::from(b'A' + random.below(26) as u8);
        match random.below(20) {
            0 => format!("{} {}. {}", given(random), initial(random), family(random)),
            1 => format!("{}. {}", initial(random), family(random)),
            2 => format!("{}.{}. {}", initial(random), initial(random), family(random)),
            3 => format!("{} {} {}", given(random), given(random), family(random)),
            4 => format!("{} {}-{}", given(random), family(random), family(random)),
            5 => format!("{} {} {}", given(random), family(random), family(random)),
            6 => format!("{}-{} {}", given(random), given(random), family(random)),
            7 => format!("{} {} {}", given(random), random.one(&["al-", "Al-", "El "]).trim_end(), family(random))
                .replace("- ", "-"),
            8 => format!(
                "{} {} {}",
                given(random),
                random.one(&["de", "van", "von", "bin", "de la", "van der", "ibn", "dos", "Abu"]),
                family(random)
            ),
            9 => format!("{} {}", given(random), family(random).to_uppercase()),
            10 if random.below(3) == 0 => format!("{} {}", family(random).to_uppercase(), given(random)),
            _ => format!("{} {}", given(random), family(random)),
        }
    }

    /// A surname alone.
    pub fn surname(&self, random: &mut Random) -> String {
        if random.below(3) == 0 {
            return invented(random);
        }
        let region = &self.regions[random.below(self.regions.len())];
        region.family[random.below(region.family.len())].clone()
    }

    pub fn title(&self, random: &mut Random) -> String {
        random.one(TITLES).to_owned()
    }

    pub fn courtesy(&self, random: &mut Random) -> String {
        random.one(COURTESY).to_owned()
    }

    pub fn post(&self, random: &mut Random) -> String {
        random.one(POSTS).to_owned()
    }

    pub fn occupation(&self, random: &mut Random) -> String {
        self.occupations[random.below(self.occupations.len())].clone()
    }

    pub fn place(&self, random: &mut Random) -> String {
        if random.below(3) == 0 {
            return invented(random);
        }
        if random.below(3) == 0 {
            self.states[random.below(self.states.len())].0.clone()
        } else {
            self.places[random.below(self.places.len())].clone()
        }
    }

    pub fn demonym(&self, random: &mut Random) -> String {
        let (state, demonyms) = &self.states[random.below(self.states.len())];
        demonyms.first().unwrap_or(state).clone()
    }

    pub fn other(&self, random: &mut Random) -> String {
        random.one(OTHERS).replace("{}", random.one(SUBJECTS))
    }

    pub fn unit(&self, random: &mut Random) -> String {
        random.one(UNITS).replace("{}", &self.subjects(random))
    }

    /// One subject, two or three.
    fn subjects(&self, random: &mut Random) -> String {
        let [one, two, three] = [0; 3].map(|_| random.one(SUBJECTS));
        match random.below(8) {
            0 | 1 => format!("{one} and {two}"),
            2 => format!("{one}, {two} and {three}"),
            _ => one.to_owned(),
        }
    }

    /// A body that its initials stand for, with these.
    pub fn defined_body(&self, random: &mut Random) -> (String, String) {
        loop {
            let (name, initials) = self.body(random);
            if (2..6).contains(&initials.len()) && name.contains(' ') {
                return (name, initials);
            }
        }
    }

    /// A body and its initials.
    pub fn body(&self, random: &mut Random) -> (String, String) {
        let kind = random.one(KINDS);
        let head = random.one(HEADS);
        let name = match random.below(26) {
            0 => format!("{kind} {head} for {}", self.subjects(random)),
            1 => format!("{kind} {} {head}", random.one(SUBJECTS)),
            2 => format!("{} {} {head}", self.demonym(random), random.one(SUBJECTS)),
            3 | 4 => format!("{} {}", random.one(OPENERS), self.subjects(random)),
            5 => format!("{} {} in {}", random.one(OPENERS), random.one(SUBJECTS), self.place(random)),
            6 => format!(
                "{} the {} of {}",
                random.one(OPENERS),
                random.one(&[
                    "Rights",
                    "Protection",
                    "Welfare",
                    "Elimination",
                    "Promotion",
                    "Defence",
                    "Study",
                    "Advancement"
                ]),
                self.subjects(random)
            ),
            7 => format!("{} {head}", self.place(random)),
            8 => format!("{} {} {head}", self.place(random), random.one(SUBJECTS)),
            9 => format!("University of {}", self.place(random)),
            10 => format!("{} {}", self.place(random), random.one(SCHOOLS)),
            11 => format!("{} {}", self.surname(random), random.one(SCHOOLS)),
            12 => format!("{} {}", self.surname(random), random.one(FIRMS)),
            13 => format!("{} {}", random.one(WORDS), random.one(FIRMS)),
            14 => format!("{} {}", random.one(WORDS), random.one(WORDS)),
            15 => format!("{}{}", random.one(WORDS), random.one(WORDS)),
            16 => format!("{}{}", random.one(WORDS), random.one(WORDS).to_lowercase()),
            17 => (0..2 + random.below(4)).map(|_| char::from(b'A' + random.below(26) as u8)).collect(),
            18 => format!("{} {}", self.demonym(random), head),
            19 => format!("{kind} {head} of {}", self.demonym(random).to_owned() + " " + random.one(SUBJECTS)),
            20 => format!("{} of {}", random.one(WORDS), self.place(random)),
            21 => format!("{} & {}", self.surname(random), self.surname(random)),
            _ => self.bodies[random.below(self.bodies.len())].clone(),
        };
        let initials = name
            .split([' ', '-'])
            .filter(|word| !matches!(*word, "of" | "for" | "the" | "and" | "on" | "in" | "to"))
            .filter_map(|word| word.chars().next().filter(|c| c.is_alphabetic()))
            .flat_map(char::to_uppercase)
            .collect();
        (name, initials)
    }
}

/// A word that no table knows.
fn invented(random: &mut Random) -> String {
    const OPENINGS: &[&str] = &[
        "b", "br", "ch", "d", "dr", "f", "g", "gh", "h", "j", "k", "kh", "kr", "l", "m", "mb", "n", "nd", "p", "q",
        "r", "s", "sh", "st", "t", "th", "ts", "v", "w", "x", "y", "z", "zh", "",
    ];
    const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "aa", "ai", "ei", "ou", "y", "ia", "é"];
    const ENDINGS: &[&str] = &["", "", "", "n", "r", "l", "s", "m", "k", "t", "nd", "sh", "v", "z", "ng", "dt"];
    let syllable = |random: &mut Random| [OPENINGS, VOWELS, ENDINGS].map(|parts| random.one(parts)).concat();
    capital(&(0..2 + random.below(2)).map(|_| syllable(random)).collect::<String>())
}

/// A name of the tables, which are in small letters, as it is written.
fn capital(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

//! Made-up text of the genre: sentences, appositions, lists and fields with names put together by chance, so that the
//! model meets more names and more shapes of names than any collection has.

use crate::made_names::Names;
use crate::random::Random;
use crate::text::{Marked, Text};
use anyhow::Result;
use undersigned::model::{Kind, Span};

/// What a frame's slots hold: `P` a person, `N` a person's full name without title, `S` a surname behind a title, `O` a
/// body, `U` a unit, `A` a body with its initials in brackets, `L` a place, `M` another name, `J` a post, `j` one in
/// small letters, `D` a state's
/// adjective. Everything else stands as it is.
const FRAMES: &[&str] = &[
    "{P}, {J} of {the O}, said that the report was a warning to everyone in {L}.",
    "{P}, {J} of {the A}, said the situation in {L} had become worse since last spring.",
    "“We will not be silent,” said {P}, {J} at {O}.",
    "“This cannot go on,” {P} told {O} on Monday.",
    "{P} of {the O} and {P} of {the O} spoke about the {M}.",
    "The meeting was chaired by {P}, {J} of {the O}.",
    "The panel was moderated by {N} ({O}) and opened by {N}, {J}, {O}.",
    "The event was hosted by {the O} in partnership with {O} and {O}.",
    "Organised by {O} in cooperation with {O}, {O} and {the A}, the forum drew many people from {L}.",
    "Speakers included {N} ({O}), {N} ({O}), {N} of {O}, and {N} from {the O}.",
    "Other speakers were {P}, {J}, {O}; {P}, {J} of {the O}; and {P}, {J}, {O}.",
    "{the O} and {the O} called on {the O} to publish its findings.",
    "{the A} is a member of {the O}. {SAME} was founded in {L}.",
    "According to {O}, more than 40 people were held in {L} under the {M}.",
    "{O} {J} {N} thanked the guests.",
    "{O}’s {J} {N} welcomed the decision.",
    "{D} {J} {N} met {J} {N} in {L} last week.",
    "We write to you on behalf of {the O} about the {M}.",
    "The letter was signed by {O}, {O}, {O}, {O} and {O}.",
    "Among the signatories are {N}, {N}, {N} and {N}.",
    "The groups include {O}, {O}, {the O} and {O}.",
    "Members of {the O}, {the O} and {O} took part.",
    "{N} is a {J} with {O} and a former {J} of {the O}.",
    "{N}, who heads {the O}, added that {the O} had failed.",
    "The {U} of {the O} heard {P} on Tuesday.",
    "The {U} of {the O} and the {U} of {the O} met in {L}.",
    "The {U} in {the O} adopted the {M}.",
    "In {L}, the government blamed {the O} for the delay.",
    "The {M} was held at {the O} in {L}.",
    "{N} studied at {O} and later worked for {O}, {O} and {the O}.",
    "The book was reviewed in {O} and {O}.",
    "Representatives from {O}, {O}, {O}, and {O} attended.",
    "Present were {P}, {P}, {P} and {P}.",
    "{S} said the work would continue. {S} agreed.",
    "{P} asked about the budget; {P} replied that {the O} would pay.",
    "Dear {P},",
    "Dear {S},",
    "Dear {P} and {P},",
    "To: {P}, {J}, {O}",
    "Statement by {the O} on the {M}",
    "Open Letter to {the O}",
    "{O} Calls for Action in {L}",
    "{N} Speaks at {the O}",
    "{O} and {O} Sign Agreement",
    "The Ministers discussed the {M} with {P} of {O}.",
    "They were joined by {P} ({O}) and {P} ({O}).",
    "The workshop, supported by {O}, brought together teachers, lawyers and doctors from {L} and {L}.",
    "{the O}’s {M} describes how companies such as {O} and {O} use the data.",
    "Workers at {O} and {O} went on strike in {L}.",
    "{N} has been held in {L} since 2019, {O} reported.",
    "This is why {O}, {O} and {O} support the {M}.",
    "Together with {the O}, we urge {the O} to act.",
    "Contact: {N}, {O}",
    "The Chair thanked {S} and the Secretariat.",
    "{O}, the country’s largest union, and {O}, a small charity, shared the prize.",
    "A spokesman for {O} said that neither {N} nor {N} had been told.",
    "The award went to {O} founder {N} and to {O}.",
    "Prof. {N}, Dr. {N} and Ms. {N} presented papers on the second day.",
    "{N} moved to approve the minutes; {N} seconded.",
    "It quoted critics like {j} {N}, and {O} {j} {N}, who called it a mistake.",
    "{L} {j} {N} was there from the start.",
    "Then {j} {N} and {j} {N} spoke about life in {L}.",
    "The prize went to {j} {N} of {L}.",
    "After the leak, {j} of {the O} {N} told {O} that nothing had changed.",
    "{N}, a {j} from {L}, and {N}, a {j}, said they would appeal.",
    "Her lawyer, {N}, and her brother {N} waited outside.",
    "{D} {j} {N} has written three books on the {M}.",
    "{O} {j} {N} wrote to {O} {j} {N}.",
    "{O}’s {j}, {N}, denied it.",
    "In a statement, {j} {N} thanked {j}s from {L}.",
    "{N} inspires a movement in {L}.",
    "He met {j} {N} in {L}, where {N} works for {O}.",
    "Report of the {U} - {N}",
    "{U}: {N}, {N} and {N}",
    "3.2 {U} - {N}",
    "They are {N} ({L}), {N} ({L}) and {N} ({L}).",
    "The study by {O} and {O} found that {O} was late.",
    "{O} in {L} and {O} in {L} have both closed.",
    "She worked with {O}, {O} of {L}, and {the O}’s {U}.",
    "The {U} at {O} and {O}’s {U} shared the money.",
    "A {O} spokesperson and a member of {the O} were at the door.",
    "{P} of {O} welcomed attendees and thanked {P} of {O}.",
    "{J} {N} and {J} {N} opened the day.",
    "The {j} asked {S} whether {the O} had been told.",
    "{N} (of {O}) and {N} (formerly of {the O}) agreed.",
    "Participants came from {the O}, {O}, {O} and {the A}, among others.",
    "The session on {M} was led by {N}, {j} at {the O}.",
    "Funding came from {O}, from {the O} and from {O}.",
    "As {the O} and {the O} have shown, {L} is not {L}.",
    "Workshop on {M} at {the O} in {L}",
    "{N} Elected {J} of {the O}",
    "Join {O} and {O} in {L} on Friday",
    "{N} ({O}) {J} and {N} ({L}) {J} spoke first.",
    "{N} (D-{L}), {N} (R-{L}) and {N} (R-{L}) voted for the {M}.",
    "Since {N} (centre) joined {the O}, {the A} and {the O} have grown.",
    "The report of {the A} on the {M} was sent to {the O}.",
    "{N}, {J} of {the A}, accompanied by {N}, {J} of {the A}, said it was over.",
    "{SAME} {L} {j} {N} thanked the speakers.",
    "A delegation of {the O} visited {the O}, {the O} and {the O}.",
];

/// Lines that stand by themselves, as in lists of people.
const LINES: &[&str] = &[
    "{N}, {J}, {O}",
    "{N}, {J}, {O}, {L}",
    "{N} – {J}, {O}",
    "{N}, {j}",
    "{N}, {j}, {L}",
    "{N} - {j} - {O}",
    "{O}: {N}, {J}",
    "{N}, {O} and {O}",
    "{N} of {O}",
    "{N}; {J}; {O}",
    "{N} ({O})",
    "{O}",
    "{O}, {L}",
    "{P}, {J} of {the O}",
    "{J}, {O}",
    "{J} of {the O}",
    "{U}, {O}",
    "{J}, {U}, {O}",
    "{O} – {N}",
    "{N}",
];

/// Made-up texts: so many, of some twenty sentences each.
pub fn texts(count: usize, seed: u64) -> Result<Vec<Text>> {
    let names = Names::open()?;
    let mut random = Random::new(seed);
    Ok((0..count).map(|i| text(i, &names, &mut random)).collect())
}

fn text(number: usize, names: &Names, random: &mut Random) -> Text {
    let mut page = Page { text: String::new(), marked: Vec::new(), last: None };
    let mut stretches = Vec::new();
    for _ in 0..20 {
        let frame = if random.below(5) == 0 { random.one(LINES) } else { random.one(FRAMES) };
        let start = page.text.len();
        page.fill(frame, names, random);
        stretches.push(Span::new(start, page.text.len()));
        page.text.push('\n');
    }
    let file = format!("made-{number}");
    Text::of_stretches(("made", &file), page.text, &stretches, page.marked)
}

struct Page {
    text: String,
    marked: Vec<Marked>,
    /// The initials of the body named last.
    last: Option<String>,
}

impl Page {
    fn fill(&mut self, frame: &str, names: &Names, random: &mut Random) {
        let mut rest = frame;
        while let Some((before, slot)) = rest.split_once('{') {
            self.text.push_str(before);
            let (slot, after) = slot.split_once('}').expect("every slot is closed");
            self.slot(slot, names, random);
            rest = after;
        }
        self.text.push_str(rest);
    }

    fn slot(&mut self, slot: &str, names: &Names, random: &mut Random) {
        let slot = match slot.strip_prefix("the ") {
            Some(slot) => {
                let opening = self.text.is_empty() || self.text.ends_with('\n');
                self.text.push_str(if opening { "The " } else { "the " });
                slot
            }
            None => slot,
        };
        match slot {
            "P" => {
                if random.below(2) == 0 {
                    let title = names.title(random);
                    self.text.push_str(&title);
                    self.text.push(' ');
                }
                self.mark(Kind::Person, &names.person(random));
            }
            "N" => self.mark(Kind::Person, &names.person(random)),
            "S" => {
                let title = names.courtesy(random);
                self.text.push_str(&title);
                self.text.push(' ');
                self.mark(Kind::Person, &names.surname(random));
            }
            "O" => self.mark(Kind::Organisation, &names.body(random).0),
            "U" => self.mark(Kind::Organisation, &names.unit(random)),
            "A" => {
                let (name, initials) = names.defined_body(random);
                self.mark(Kind::Organisation, &name);
                self.text.push_str(" (");
                self.mark(Kind::Organisation, &initials);
                self.text.push(')');
                self.last = Some(initials);
            }
            "SAME" => {
                let initials = self.last.clone().unwrap_or_else(|| names.body(random).0);
                self.mark(Kind::Organisation, &initials);
            }
            "L" => self.mark(Kind::Place, &names.place(random)),
            "M" => self.mark(Kind::Other, &names.other(random)),
            "D" => self.mark(Kind::Other, &names.demonym(random)),
            "j" => {
                let post = names.occupation(random);
                self.text.push_str(&post);
            }
            "J" => {
                let post = names.post(random);
                self.text.push_str(&post);
            }
            slot => unreachable!("no frame has a slot {slot}"),
        }
    }

    fn mark(&mut self, kind: Kind, name: &str) {
        let start = self.text.len();
        self.text.push_str(name);
        self.marked.push(Marked { span: Span::new(start, self.text.len()), kind, optional: false });
    }
}

//! Who speaks: a verb of saying and its subject, before, after or around the words.

use super::Scene;
use super::listing::{heads, listed};
use super::subject::{self, Subject};
use super::verb::{self, is_event};
use super::view::Sentence;
use crate::lexicon::key;
use crate::model::{BlockKind, Claim, Kind, Role};
use crate::text::TokenKind;
use std::ops::Range;

/// A circumstance at the head of a sentence ends within so many words.
const CIRCUMSTANCE: usize = 14;

/// Every subject of a verb of saying outside quotes. In a letter nobody speaks: its quotes are from elsewhere.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut last: Option<usize> = None;
    for sentence in sentences {
        let kind = scene.layout.blocks[sentence.block].kind;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Roster)
            || scene.is_letter_at(sentence.block)
        {
            continue;
        }
        for at in 0..sentence.words.len() {
            if !tells(scene, sentence, at) || is_of_another_time(scene, sentence, at) {
                continue;
            }
            let named = match spoken_by(scene, sentence, at) {
                Subject::Named(named) => named,
                Subject::Pronoun => last.into_iter().collect(),
                Subject::Post(post) => holder(scene, sentence, at, &post).into_iter().collect(),
                Subject::Nobody => Vec::new(),
            };
            let class = scene.lexicon.saying.longest_at(sentence.keys_from(at)).map(|(_, class)| class);
            // A body takes a stand in a statement; else it has to say something.
            let stated = sentence.words.iter().any(|word| word.key == "statement" && !word.quoted());
            let peopled = named.iter().any(|m| scene.mentions[*m].kind == Kind::Person);
            let plain = peopled || class == Some("plain") || (class == Some("stance") && stated);
            let may = |m: &usize| sentence.is_person(scene, *m) || (plain && !is_listed_place(scene, sentence, *m));
            let mut named: Vec<usize> = named.into_iter().filter(may).collect();
            if !named.is_empty() && class == Some("speech") {
                named.extend(companions(scene, sentence, at));
            }
            let people = named.iter().copied().filter(|m| scene.mentions[*m].kind == Kind::Person);
            last = people.max().or(last);
            found.extend(named.into_iter().map(|m| scene.claim(m, Role::Speaker, sentence.span(), "speech")));
        }
        last = lead(scene, sentence).or(last);
    }
    found
}

/// Whether the word or mark at `at` tells that somebody speaks. Nothing inside quotes does.
fn tells(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let word = &sentence.words[at];
    match word.key.is_empty() {
        _ if word.quoted() => false,
        true => is_answer(scene, sentence, at) || is_signed_quote(scene, sentence, at),
        false => {
            says(scene, sentence, at) || announced(sentence, at).is_some() || holds_floor(scene, sentence, at).is_some()
        }
    }
}

/// "A spoke at the opening along with B": those who do it, too.
pub fn companions(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let with = |i: &usize| {
        matches!(sentence.key(Some(*i)), "along" | "together") && sentence.key(Some(i + 1)) == "with"
            || sentence.key(Some(*i)) == "alongside"
    };
    let Some(with) = (at + 1..at + 9).find(with) else { return Vec::new() };
    let from = with + 1 + usize::from(sentence.key(Some(with + 1)) == "with");
    let unnamed = (at..with).all(|i| sentence.actor(scene, i).is_none());
    let people = listed(scene, sentence, from).into_iter().filter(|m| unnamed && sentence.is_person(scene, *m));
    people.collect()
}

/// "nurses from Norway, the ECU and Spain asked": a body between places is where somebody lives, not who speaks.
fn is_listed_place(scene: &Scene, sentence: &Sentence, mention: usize) -> bool {
    let text = &scene.document.text;
    let joins = |at: usize| sentence.is_mark(text, at, ',') || matches!(sentence.key(Some(at)), "and" | "the");
    let place = |at: usize| {
        sentence.words.get(at).and_then(|w| w.mention()).is_some_and(|m| scene.mentions[m].kind == Kind::Place)
    };
    let (Some(first), Some(last)) = (sentence.first_word(mention), sentence.last_word(mention)) else { return false };
    let before = (0..first).rev().find(|at| !joins(*at)).filter(|at| at + 1 < first);
    let after = (last + 1..sentence.words.len()).find(|at| !joins(*at)).filter(|at| *at > last + 1);
    before.is_some_and(place) || after.is_some_and(place)
}

/// Whether a word is a noun of speaking at an event.
fn is_speech(key: &str) -> bool {
    matches!(
        key,
        "address"
            | "briefing"
            | "commentary"
            | "details"
            | "insights"
            | "keynote"
            | "lecture"
            | "overview"
            | "paper"
            | "perspective"
            | "presentation"
            | "presentations"
            | "reflections"
            | "remarks"
            | "speech"
            | "speeches"
            | "talk"
            | "talks"
            | "testimony"
            | "thanks"
            | "update"
            | "updates"
    )
}

/// Whether the word at `at` is a verb of saying here: a finite form, outside quotes, not a noun.
fn says(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let word = &sentence.words[at];
    let key = word.key.as_str();
    if source_of(sentence, at).is_some() {
        return !word.quoted();
    }
    // "closing remarks were delivered by": the speech comes before its verb.
    if sentence.key(Some(at + 1)) == "by" && !closes_by(scene, sentence, at) {
        let delivered =
            matches!(key, "delivered" | "given" | "made" | "presented" | "offered" | "addressed" | "followed");
        let speech = || (at.saturating_sub(16)..at).any(|i| is_speech(sentence.key(Some(i))));
        let told = delivered && !word.quoted() && (key == "addressed" || speech());
        return told && !is_no_saying(scene, sentence, at);
    }
    takes_words(scene, sentence, at) && verb::stands_as_verb(scene, sentence, at) && !is_no_saying(scene, sentence, at)
}

/// Whether what stands at `at` is a form that takes what is said, as far as its own words tell.
fn takes_words(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let word = &sentence.words[at];
    if word.quoted() || word.mention().is_some() {
        return false;
    }
    if closes_by(scene, sentence, at) {
        return true;
    }
    let class = || scene.lexicon.saying.longest_at(sentence.keys_from(at)).map(|(_, class)| class);
    let class = word.opens.saying.then(class).flatten();
    let fits = class.is_some_and(|class| match class {
        "loose" => quotes(scene, sentence, at),
        "weak" => (at + 1..at + 8).any(|i| is_speech(sentence.key(Some(i))) || is_event(sentence.key(Some(i)))),
        _ => true,
    });
    if !fits && !gives_speech(sentence, at) {
        return false;
    }
    if !word.key.ends_with("ing") {
        return true;
    }
    let before = at.checked_sub(1);
    // "Ada Marsh, stressing that", "with Ada Marsh adding": elsewhere the form is a noun or another's.
    let ends = |i| sentence.is_mark(&scene.document.text, i, ',') || sentence.words[i].quoted();
    let hangs = before.is_some_and(|i| ends(i) || sentence.actor(scene, i).is_some());
    hangs && !matches!(class, Some("speech" | "weak"))
}

/// "Ada Marsh concluded by thanking": what somebody begins or ends with is said.
fn closes_by(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    const ENDS: &[&str] =
        &["began", "closed", "concluded", "ended", "finished", "opened", "started", "concludes", "begins", "ends"];
    let ends = sentence.key(Some(at + 1)) == "by" && ENDS.contains(&sentence.key(Some(at)));
    ends && sentence.words.get(at + 2).is_some_and(|word| {
        word.key.ends_with("ing") && scene.lexicon.saying.longest_at(sentence.keys_from(at + 2)).is_some()
    })
}

/// "according to", "in the words of": the word behind the phrase, where whose words they are stands.
fn source_of(sentence: &Sentence, at: usize) -> Option<usize> {
    let key = |ahead: usize| sentence.key(Some(at + ahead));
    match key(0) {
        "according" if key(1) == "to" => Some(at + 2),
        "in" if key(1) == "the" && matches!(key(2), "words" | "view" | "opinion") && key(3) == "of" => Some(at + 4),
        _ => None,
    }
}

/// "called the meeting to order", "Members present:": forms that say something elsewhere.
fn is_no_saying(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let (key, next) = (sentence.key(Some(at)), sentence.words.get(at + 1));
    let order = |i: usize| sentence.key(Some(i)) == "to" && sentence.key(Some(i + 1)) == "order";
    let opens = key.starts_with("call") && (at + 1..at + 6).any(order);
    let marked =
        next.is_none_or(|word| [':', '.', ';'].iter().any(|mark| word.token().is_mark(&scene.document.text, *mark)));
    // "presented the award to Ada Marsh"
    let prize = |i: usize| is_prize(sentence.key(Some(i)));
    let awards = key.starts_with("present") && (at + 1..at + 5).any(prize);
    // "The auditors' comments were noted": a noun; "Bank, sheet 27  Noted": a remark.
    let noun = key.ends_with('s') && matches!(sentence.key(Some(at + 1)), "was" | "were" | "are" | "is");
    let remark = next.is_none() && sentence.words[at].token().is_capital(&scene.document.text);
    opens || awards || noun || remark || (key == "present" && marked)
}

/// Whether a word names what is handed over at a ceremony.
pub fn is_prize(key: &str) -> bool {
    const PRIZES: &[&str] = &[
        "award",
        "awards",
        "certificate",
        "certificates",
        "cheque",
        "crest",
        "crests",
        "medal",
        "medals",
        "prize",
        "prizes",
        "scholarships",
        "trophy",
        "trophies",
    ];
    PRIZES.contains(&key)
}

/// Whether the word at `at` is a colon before a quote, where no verb of saying has opened the quote already.
fn is_answer(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let quote = sentence.words.get(at + 1).is_some_and(|word| word.quoted());
    let colon = sentence.is_mark(&scene.document.text, at, ':') && !sentence.words[at].quoted() && quote;
    colon
        && !sentence.key(Some(0)).is_empty()
        && !(0..at).any(|i| sentence.words[i].quoted() || says(scene, sentence, i))
}

/// "Ada Marsh will be speaking about", "is to give the keynote": the word that the one who is announced stands before.
fn announced(sentence: &Sentence, at: usize) -> Option<usize> {
    let key = |back: usize| sentence.key(at.checked_sub(back));
    let gives = || (at + 1..at + 6).any(|i| is_speech(sentence.key(Some(i))));
    match key(0) {
        "speaking" | "talking" | "presenting" if key(1) == "be" && key(2) == "will" => Some(at - 2),
        "give" | "deliver" if key(1) == "will" && gives() => Some(at - 1),
        "give" | "deliver" if key(1) == "to" && matches!(key(2), "is" | "are") && gives() => Some(at - 2),
        _ => None,
    }
}

/// “…” – Ada Marsh, head of the X: a dash between a quote and a name.
fn is_signed_quote(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let dash = matches!(sentence.words[at].token().span.of(&scene.document.text), "-" | "–" | "—");
    let quoted = at > 0 && sentence.words[at - 1].quoted() && !sentence.words[at].quoted();
    dash && quoted && sentence.actor(scene, at + 1).is_some_and(|m| sentence.is_person(scene, m))
}

/// Whose speech a noun of speaking tells of: "Ada Marsh's lecture dealt with", "In her keynote, Ada Marsh traced".
fn holds_floor(scene: &Scene, sentence: &Sentence, at: usize) -> Option<usize> {
    let word = &sentence.words[at];
    if word.quoted() || word.mention().is_some() || !is_speech(&word.key) {
        return None;
    }
    let text = &scene.document.text;
    let owner = (at.saturating_sub(3)..at).rev().find(|i| sentence.words[*i].token().kind == TokenKind::Possessive);
    let owner = owner.and_then(|mark| sentence.actor(scene, mark.checked_sub(1)?));
    if let Some(person) = owner.filter(|m| sentence.is_person(scene, *m)) {
        return Some(person);
    }
    let opens = matches!(sentence.key(Some(0)), "in" | "during")
        && at <= 5
        && (1..at).any(|i| matches!(sentence.key(Some(i)), "his" | "her" | "their"));
    let comma = (at + 1..sentence.words.len()).find(|i| sentence.is_mark(text, *i, ',')).filter(|_| opens)?;
    let first =
        (comma + 1..sentence.words.len()).find(|i| !sentence.words[*i].quoted() && !sentence.is_mark(text, *i, ','))?;
    let named = heads(scene, sentence, first..sentence.words.len());
    named.first().copied().filter(|m| sentence.is_person(scene, *m) && sentence.first_word(*m) <= Some(first + 12))
}

/// "At the 2011 congress, Ada Marsh said": words of another year than the document's, told before their verb.
fn is_of_another_time(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    if !matches!(sentence.key(Some(0)), "at" | "in" | "during" | "on") {
        return false;
    }
    let year = |i: usize| sentence.key(Some(i)).parse::<i16>().ok().filter(|year| (1900..2100).contains(year));
    let Some(comma) = (0..at.min(CIRCUMSTANCE)).find(|i| sentence.is_mark(&scene.document.text, *i, ',')) else {
        return false;
    };
    let told = (1..comma).find_map(year);
    let own = scene.document.head.date.map(|date| date.day.year());
    told.is_some_and(|told| own.map_or(sentence.key(Some(1)) == "the", |own| told < own))
}

/// Whether a quote, a colon or "that" follows within two words.
fn quotes(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    (at + 1..at + 4).any(|i| {
        let quoted = sentence.words.get(i).is_some_and(|word| word.quoted());
        quoted || sentence.key(Some(i)) == "that" || sentence.is_mark(&scene.document.text, i, ':')
    }) || at > 0 && sentence.words[at - 1].quoted()
}

/// "gave a short welcome speech", "offered insights", "were the guest speakers": a light verb and a noun of speaking.
fn gives_speech(sentence: &Sentence, at: usize) -> bool {
    let is_told = |key: &str| {
        matches!(key, "experience" | "experiences" | "perspectives" | "stories" | "story" | "thoughts" | "views")
    };
    let is_speaker = |key: &str| {
        matches!(
            key,
            "speaker"
                | "speakers"
                | "discussant"
                | "discussants"
                | "panelists"
                | "panellists"
                | "panelist"
                | "panellist"
        )
    };
    let holds = |mut range: Range<usize>, noun: fn(&str) -> bool| range.any(|i| noun(sentence.key(Some(i))));
    match sentence.key(Some(at)) {
        "gave" | "gives" | "made" | "makes" | "offered" | "offers" | "brought" | "proposed" | "read" | "delivered"
        | "moved" | "provided" | "provides" => holds(at + 1..at + 7, is_speech),
        "was" | "were" | "is" | "are" => holds(at + 1..at + 7, is_speaker),
        // "shared her story"
        "shared" | "shares" | "share" | "told" => holds(at + 1..at + 5, is_told),
        // "rounded off the day with closing remarks"
        "began" | "closed" | "concluded" | "ended" | "finished" | "opened" | "rounded" | "started" | "wrapped" => {
            let with = (at + 1..at + 8).find(|i| sentence.key(Some(*i)) == "with");
            with.is_some_and(|with| holds(with + 1..with + 6, is_speech))
        }
        _ => false,
    }
}

fn spoken_by(scene: &Scene, sentence: &Sentence, at: usize) -> Subject {
    if let Some(behind) = source_of(sentence, at) {
        // "According to the X's Ada Marsh": whose she is does not speak.
        let named = sentence.actors(scene, behind);
        let next = named.iter().enumerate().find_map(|(i, m)| {
            let near = sentence.first_word(*m).is_some_and(|first| first <= behind + 8);
            let person = named.get(i + 1).is_some_and(|next| sentence.is_person(scene, *next));
            (near && !(sentence.is_owned(*m) && person)).then_some(*m)
        });
        return next.map_or(Subject::Nobody, |mention| Subject::Named(vec![mention]));
    }
    if let Some(verb) = announced(sentence, at) {
        return subject::before(scene, sentence, verb);
    }
    if is_signed_quote(scene, sentence, at) {
        return Subject::Named(sentence.actor(scene, at + 1).into_iter().collect());
    }
    if let Some(person) = holds_floor(scene, sentence, at) {
        return Subject::Named(vec![person]);
    }
    if sentence.words[at].key.is_empty() {
        return subject::before_quote(scene, sentence, at);
    }
    if sentence.key(Some(at + 1)) == "by" && !closes_by(scene, sentence, at) {
        let people = listed(scene, sentence, at + 2);
        return Subject::Named(people.into_iter().filter(|m| sentence.is_person(scene, *m)).collect());
    }
    // "critics such as Ben Okafor, with Ada Marsh adding"
    let with =
        |m: &usize| sentence.first_word(*m).is_some_and(|first| first > 0 && sentence.key(Some(first - 1)) == "with");
    let beside = at.checked_sub(1).and_then(|before| sentence.actor(scene, before)).filter(with);
    if let Some(person) = beside.filter(|_| sentence.key(Some(at)).ends_with("ing")) {
        return Subject::Named(vec![person]);
    }
    subject::of(scene, sentence, at)
}

/// The person who holds a post named without a name: the nearest earlier one with that word right beside the name.
fn holder(scene: &Scene, sentence: &Sentence, verb: usize, post: &str) -> Option<usize> {
    let text = &scene.document.text;
    let start = sentence.span().start;
    let own = sentence.words[verb].token().span.start;
    let beside = |m: &usize| {
        let whole = scene.mentions[*m].whole;
        let before = text[..whole.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
        let after = text[whole.end..].char_indices().nth(80).map_or(text.len(), |(i, _)| whole.end + i);
        let told = |from: usize, to: usize| {
            // The words of the sentence that asks are no answer.
            let to = if (start..own).contains(&from) { to.min(start.max(from)) } else { to };
            text[from..to].split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| key(w) == post)
        };
        let clause = &text[whole.end..after];
        let clause = clause.find(['.', ';', '”', '“', '\n']).unwrap_or(clause.len());
        scene.mentions[*m].titles().iter().any(|t| key(t).contains(post))
            || told(before, whole.start)
            || told(whole.end, whole.end + clause)
    };
    let people = (0..scene.mentions.len()).filter(|m| scene.mentions[*m].kind == Kind::Person);
    let earlier: Vec<usize> = people.clone().filter(|m| scene.mentions[*m].whole.end <= start).collect();
    let nearest = earlier.iter().rev().copied().find(beside);
    nearest.or_else(|| people.filter(|m| scene.mentions[*m].whole.start >= start).find(beside))
}

/// The person a sentence is about: its first word is their name.
fn lead(scene: &Scene, sentence: &Sentence) -> Option<usize> {
    let first = sentence.words.iter().take(7).take_while(|word| !word.quoted()).find_map(|word| word.mention())?;
    (scene.mentions[first].kind == Kind::Person && !sentence.is_governed(scene, first)).then_some(first)
}

//! Who takes part without speaking: "attended by", "in the presence of", "X attended", "with X as chief guest".

use super::Scene;
use super::listing::listed;
use super::series::is_absence;
use super::speech::{companions, is_prize};
use super::subject::{self, Subject};
use super::verb;
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Role};

/// The label of a list has no more words.
const LABEL: usize = 7;

/// Everybody a word of taking part names. Letters have no participants.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in sentences {
        let kind = scene.layout.blocks[sentence.block].kind;
        if matches!(kind, BlockKind::Title | BlockKind::Heading) && !scene.is_letter_at(sentence.block) {
            let names = announced(scene, sentence).into_iter();
            found.extend(names.map(|m| scene.claim(m, Role::Participant, sentence.span(), "presence")));
        }
        if kind == BlockKind::Title
            || (kind == BlockKind::Heading && !hosts(sentence) && !is_attendance(scene, sentence))
            || scene.is_letter_at(sentence.block)
            || !scene.names_actor(sentence)
            || is_ahead(sentence)
        {
            continue;
        }
        for (at, word) in sentence.words.iter().enumerate() {
            if word.key.is_empty() || word.quoted() || sentence.actor(scene, at).is_some() {
                continue;
            }
            let mut names = present(scene, sentence, at);
            if names.is_empty() {
                continue;
            }
            names.extend(houses(scene, sentence, at, &names));
            found.extend(names.into_iter().map(|m| scene.claim(m, Role::Participant, sentence.span(), "presence")));
        }
    }
    found
}

/// "organised by the Reefs Programme at the Reed Institute": the body at which a body that stages is at home.
fn houses(scene: &Scene, sentence: &Sentence, at: usize, names: &[usize]) -> Vec<usize> {
    const STAGES: &[&str] = &[
        "arranged",
        "co-organised",
        "co-organized",
        "hosted",
        "hosts",
        "held",
        "organised",
        "organized",
        "organises",
        "organizes",
    ];
    let staged = STAGES.contains(&sentence.key(Some(at)));
    let house = |body: &usize| {
        let from = sentence.last_word(*body)? + 1;
        let at = (from..from + 7).find(|i| sentence.key(Some(*i)) == "at")?;
        let near = |i: usize| {
            let word = &sentence.words[i];
            let small = matches!(sentence.key(Some(i)), "of" | "the" | "program" | "programme" | "department");
            small || word.key.is_empty() || word.token().is_capital(&scene.document.text)
        };
        let behind = at + 1 + usize::from(sentence.key(Some(at + 1)) == "the");
        let house = sentence.actor(scene, behind).filter(|m| !sentence.is_person(scene, *m))?;
        (from..at).all(near).then_some(house)
    };
    let bodies = names.iter().filter(|m| staged && !sentence.is_person(scene, **m));
    bodies.filter_map(house).collect()
}

/// Whether the sentence lists who was there: "Present: A, B", "Those attending: A, B".
pub fn is_attendance(scene: &Scene, sentence: &Sentence) -> bool {
    attendance(scene, sentence).is_some()
}

/// The colon behind a label that lists who was there.
fn attendance(scene: &Scene, sentence: &Sentence) -> Option<usize> {
    let colon = (1..sentence.words.len().min(LABEL)).find(|i| sentence.is_mark(&scene.document.text, *i, ':'))?;
    let tells = |at: usize| {
        let found = scene.lexicon.presence.longest_at(sentence.keys_from(at));
        found.is_some_and(|(_, class)| class == "noun") || sentence.key(Some(at)) == "attending"
    };
    let plain = (0..colon).all(|at| sentence.words[at].mention().is_none() && !sentence.words[at].quoted());
    ((0..colon).any(tells) && plain && !is_absence(sentence)).then_some(colon)
}

/// "Morning session – hosted by A": the one thing that a heading may tell.
fn hosts(sentence: &Sentence) -> bool {
    let by = |i: usize| sentence.key(Some(i)) == "by" && i > 0 && sentence.key(Some(i - 1)).ends_with("ed");
    (0..sentence.words.len()).any(by)
}

/// "Reed Institute Hosts Harbour Forum": whom a title opens with, before a verb of staging or coming.
fn announced(scene: &Scene, sentence: &Sentence) -> Vec<usize> {
    const STAGES: &[&str] = &[
        "attends",
        "co-hosts",
        "co-organises",
        "co-organizes",
        "convenes",
        "hosted",
        "hosts",
        "holds",
        "joins",
        "organised",
        "organises",
        "organized",
        "organizes",
        "participate",
        "participates",
    ];
    let is_verb = |i: &usize| STAGES.contains(&sentence.key(Some(*i))) && sentence.words[*i].mention().is_none();
    let Some(verb) = (1..sentence.words.len()).find(is_verb) else { return Vec::new() };
    let joins = |i: usize| {
        let word = &sentence.words[i];
        sentence.actor(scene, i).is_some() || word.key == "and" || word.key == "the" || word.key.is_empty()
    };
    if (0..verb).all(joins) { super::listing::heads(scene, sentence, 0..verb) } else { Vec::new() }
}

/// "which will be hosted by": it has not happened here.
fn is_ahead(sentence: &Sentence) -> bool {
    let will = |i: usize| sentence.key(Some(i)) == "will" && sentence.key(Some(i + 1)) == "be";
    (0..sentence.words.len()).any(will)
}

/// Whom somebody meets is named within so many words.
const NEAR: usize = 10;

/// Verbs of coming with another.
const BESIDE: &[&str] = &["accompanied", "flanked", "joined"];

fn present(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    match sentence.key(Some(at)) {
        "represented" => return representatives(scene, sentence, at),
        "brought" | "brings" if sentence.key(Some(at + 1)) == "together" => return gathered(scene, sentence, at + 2),
        "presented" if at == 0 && sentence.key(Some(1)) == "by" => {
            // "Presented by the X and the Y", over an event.
            let bodies = listed(scene, sentence, 2).into_iter();
            return bodies.filter(|m| !sentence.is_person(scene, *m)).collect();
        }
        "presented" | "awarded" | "handed" | "distributed" | "received" => return honours(scene, sentence, at),
        "met" | "meets" => return meeting(scene, sentence, at),
        "signed" | "inked" | "sign" => return parties(scene, sentence, at),
        "held" | "arranged" | "conducted" | "staged" => {
            let found = stages(scene, sentence, at);
            if !found.is_empty() {
                return found;
            }
        }
        _ => {}
    }
    let phrase = || scene.lexicon.presence.longest_at(sentence.keys_from(at));
    let Some((n, class)) = sentence.words[at].opens.presence.then(phrase).flatten() else { return Vec::new() };
    let after = at + n;
    // "Joining her on stage were A and B", "Taking part was A"
    if class == "verb" && at <= 1 && sentence.key(Some(at)).ends_with("ing") {
        let is = (after..after + 7).find(|i| matches!(sentence.key(Some(*i)), "was" | "were"));
        let plain = is.filter(|is| (after..*is).all(|i| sentence.actor(scene, i).is_none()));
        return plain.map_or(Vec::new(), |is| listed(scene, sentence, is + 1));
    }
    match class {
        "phrase" if BESIDE.contains(&sentence.key(Some(after.saturating_sub(2)))) => {
            let first = of_subject(scene, sentence, at).into_iter().filter(|m| sentence.is_person(scene, *m));
            first.chain(listed(scene, sentence, after)).collect()
        }
        "phrase" => listed(scene, sentence, after),
        // "The march was supported by A and B"
        "weak" if sentence.key(Some(after)) == "by" && is_occasion(sentence, at.saturating_sub(8)..at) => {
            listed(scene, sentence, after + 1)
        }
        // "Present: A, B"
        "noun" if at == 0 && sentence.is_mark(&scene.document.text, after, ':') && is_attendance(scene, sentence) => {
            listed(scene, sentence, after + 1)
        }
        // "A, accompanied by B": both came.
        "verb" if sentence.key(Some(after)) == "by" && BESIDE.contains(&sentence.key(Some(at))) => {
            let first = of_subject(scene, sentence, at).into_iter().filter(|m| sentence.is_person(scene, *m));
            first.chain(listed(scene, sentence, after + 1)).collect()
        }
        // "who was joined on stage by B"
        "verb" if BESIDE.contains(&sentence.key(Some(at))) && joined_by(scene, sentence, after).is_some() => {
            let first = of_subject(scene, sentence, at).into_iter().filter(|m| sentence.is_person(scene, *m));
            let others = joined_by(scene, sentence, after).map_or(Vec::new(), |by| listed(scene, sentence, by + 1));
            first.chain(others).collect()
        }
        "verb" if sentence.key(Some(after)) == "by" => listed(scene, sentence, after + 1),
        // "was attended, among others, by A"
        "verb" if among_others(sentence, after).is_some() => {
            among_others(sentence, after).map_or(Vec::new(), |by| listed(scene, sentence, by + 1))
        }
        // "organised and funded by"
        "verb" if sentence.key(Some(after)) == "and" && sentence.key(Some(after + 2)) == "by" => {
            listed(scene, sentence, after + 3)
        }
        "verb" if verb::is_finite(scene, sentence, at) => with_companions(scene, sentence, at),
        "noun" => includes(sentence, after).map_or(Vec::new(), |from| listed(scene, sentence, from)),
        // "a delegation of teachers, headed by A"
        "weak-phrase" if is_delegation(sentence, at) => listed(scene, sentence, after),
        // "Present on the dais were A and B"
        "state" if matches!(sentence.key(Some(after)), "was" | "were" | "are") => listed(scene, sentence, after + 1),
        "state" => with_companions(scene, sentence, at),
        "guest" => guests(scene, sentence, at),
        _ => Vec::new(),
    }
}

/// Whether words name an event or something else that people stage.
fn is_occasion(sentence: &Sentence, mut range: std::ops::Range<usize>) -> bool {
    const STAGED: &[&str] = &[
        "campaign",
        "demonstration",
        "exhibition",
        "festival",
        "initiative",
        "launch",
        "march",
        "project",
        "protest",
        "workshop",
    ];
    range.any(|i| verb::is_event(sentence.key(Some(i))) || STAGED.contains(&sentence.key(Some(i))))
}

/// The "by" behind one to three words that tell where: "on stage by", "there by".
fn joined_by(scene: &Scene, sentence: &Sentence, after: usize) -> Option<usize> {
    let opens = matches!(sentence.key(Some(after)), "on" | "at" | "in" | "there" | "online" | "virtually" | "remotely");
    let by = (after + 1..after + 5).find(|i| sentence.key(Some(*i)) == "by").filter(|_| opens)?;
    let plain = |at: usize| sentence.actor(scene, at).is_none() && !sentence.key(Some(at)).is_empty();
    (after..by).all(plain).then_some(by)
}

/// The "by" behind "among others" between commas.
fn among_others(sentence: &Sentence, after: usize) -> Option<usize> {
    let among = |i: usize| sentence.key(Some(i)) == "among" && sentence.key(Some(i + 1)) == "others";
    let by = (after + 2..after + 6).find(|i| sentence.key(Some(*i)) == "by")?;
    (after..by).any(among).then_some(by)
}

fn is_delegation(sentence: &Sentence, at: usize) -> bool {
    let named = |i: usize| matches!(sentence.key(Some(i)), "delegation" | "delegations" | "mission" | "deputation");
    (at.saturating_sub(16)..at).any(named)
}

fn of_subject(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    match subject::before(scene, sentence, at) {
        Subject::Named(names) => names,
        _ => Vec::new(),
    }
}

/// "A attended the dinner along with B": both.
fn with_companions(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let mut found = of_subject(scene, sentence, at);
    if !found.is_empty() {
        found.extend(companions(scene, sentence, at));
    }
    found
}

/// "Prominent visitors at the fair included": the word behind the verb.
fn includes(sentence: &Sentence, after: usize) -> Option<usize> {
    let verb = |i: &usize| matches!(sentence.key(Some(*i)), "included" | "include" | "includes" | "comprised");
    (after..after + 8).find(verb).map(|i| i + 1)
}

/// "A and B signed a memorandum", "the agreement was signed by A and B": its parties and its signers.
fn parties(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    const AGREEMENTS: &[&str] =
        &["accord", "agreement", "agreements", "contract", "memorandum", "mou", "pact", "treaty"];
    let named = |range: std::ops::Range<usize>| range.into_iter().any(|i| AGREEMENTS.contains(&sentence.key(Some(i))));
    match (at..at + 4).find(|i| matches!(sentence.key(Some(*i)), "by" | "between")) {
        Some(by) if named(0..at) => listed(scene, sentence, by + 1),
        None if named(at..at + 7) && verb::stands_as_verb(scene, sentence, at) => {
            let mut parties = of_subject(scene, sentence, at);
            parties.extend(other_party(scene, sentence, at));
            parties
        }
        _ => Vec::new(),
    }
}

/// "signed an agreement with B": those behind "with", before any other name.
fn other_party(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let with = (at + 1..at + 12).find(|i| sentence.key(Some(*i)) == "with" || sentence.actor(scene, *i).is_some());
    let with = with.filter(|i| sentence.actor(scene, *i).is_none());
    with.map_or(Vec::new(), |with| listed(scene, sentence, with + 1))
}

/// "A met B", "A met with B and C on Monday": all of them, unless it was long before.
fn meeting(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let earlier = matches!(sentence.key(at.checked_sub(1)), "had" | "first" | "has" | "have" | "who" | "never");
    let with = at + 1 + usize::from(sentence.key(Some(at + 1)) == "with");
    let others = if earlier { Vec::new() } else { listed(scene, sentence, with) };
    // "A met on Monday in the hall of the X": nobody else is named at once.
    let leads = |i: usize| {
        let word = &sentence.words[i];
        word.token().is_capital(&scene.document.text)
            || !matches!(sentence.key(Some(i)), "in" | "at" | "on" | "to" | ",")
    };
    let first = others.iter().filter_map(|m| sentence.first_word(*m)).min();
    let near = first.is_some_and(|first| first <= with + NEAR && (with..first).all(leads));
    if !near || !verb::stands_as_verb(scene, sentence, at) {
        return Vec::new();
    }
    let mut all = of_subject(scene, sentence, at);
    all.extend(others);
    all
}

/// "A held a meeting", "A arranged a march": an event is what is held, no opinion and no office.
fn stages(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let opens =
        matches!(sentence.key(Some(at + 1)), "a" | "an" | "the" | "its" | "their" | "two" | "three" | "several");
    let event = opens && is_occasion(sentence, at + 2..at + 8) && verb::stands_as_verb(scene, sentence, at);
    if event { of_subject(scene, sentence, at) } else { Vec::new() }
}

/// "The union was represented at the meeting by A and B".
fn representatives(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let by = (at + 1..at + 6).find(|i| sentence.key(Some(*i)) == "by");
    by.map_or(Vec::new(), |by| listed(scene, sentence, by + 1))
}

/// "The workshop brought together experts from A and B": those behind "from".
fn gathered(scene: &Scene, sentence: &Sentence, after: usize) -> Vec<usize> {
    let from = (after..after + 10).find(|i| sentence.key(Some(*i)) == "from");
    let unnamed = |to: usize| (after..to).all(|i| sentence.actor(scene, i).is_none());
    from.filter(|at| unnamed(*at)).map_or(Vec::new(), |from| listed(scene, sentence, from + 1))
}

/// "A presented the award to B", "Prizes were presented by A": who hands over what is given at a ceremony.
fn honours(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let prize = |range: std::ops::Range<usize>| range.into_iter().any(|i| is_prize(sentence.key(Some(i))));
    if sentence.key(Some(at + 1)) == "by" && prize(0..at) {
        return listed(scene, sentence, at + 2);
    }
    let gives = prize(at + 1..at + 6) && verb::stands_as_verb(scene, sentence, at);
    let mut found = if gives { of_subject(scene, sentence, at) } else { Vec::new() };
    found.retain(|m| sentence.is_person(scene, *m));
    found
}

/// "with A as chief guest": the people between the word that brings them in and the phrase.
fn guests(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    const BRINGS: &[&str] = &["with", "alongside", "as", "by", "was", "were"];
    let from = (0..at).rev().find(|i| BRINGS.contains(&sentence.key(Some(*i)))).map_or(0, |i| i + 1);
    let people = super::listing::heads(scene, sentence, from..at).into_iter();
    people.filter(|m| sentence.is_person(scene, *m)).collect()
}

//! Names in a row of names: "A, director of the X; B from Y and C": who heads each item, and who only describes one.

use super::Scene;
use super::verb;
use super::view::Sentence;
use crate::model::Kind;
use crate::text::TokenKind;
use std::ops::Range;

/// A list that begins with so many bodies is one of bodies, whoever comes between them.
const BODIES: usize = 3;

/// The actors listed from word `from` to the next verb or the end of the sentence: those that head an item.
pub fn listed(scene: &Scene, sentence: &Sentence, from: usize) -> Vec<usize> {
    let from = behind_including(scene, sentence, from);
    heads(scene, sentence, from..end(scene, sentence, from))
}

/// The same, but "A, and speakers included B", "A and including B", "A, panellists B and C" end it too: the others have
/// another role.
pub fn listed_alone(scene: &Scene, sentence: &Sentence, from: usize) -> Vec<usize> {
    let from = behind_including(scene, sentence, from);
    let named = |to: usize| (from..to).any(|i| sentence.actor(scene, i).is_some());
    let others = |at: &usize| {
        let key = sentence.key(Some(*at));
        let noun = key.ends_with('s') && scene.lexicon.speaker_lists.has(key);
        let plain = sentence.words[*at].mention().is_none();
        plain && (noun || matches!(key, "including" | "include" | "included" | "featuring")) && named(*at)
    };
    let end = end(scene, sentence, from);
    heads(scene, sentence, from..(from..end).find(others).unwrap_or(end))
}

/// Where a list that begins at word `from` ends: at the next verb, or where the sentence turns to something else.
fn end(scene: &Scene, sentence: &Sentence, from: usize) -> usize {
    let ends = |at: &usize| {
        let turns = *at > from && matches!(sentence.key(Some(*at)), "with" | "alongside" | "while" | "where" | "when");
        turns
            || goes_on(scene, sentence, *at)
            || (verb::is_finite(scene, sentence, *at) && !verb::is_relative(sentence, *at))
    };
    (from..sentence.words.len()).find(ends).unwrap_or(sentence.words.len())
}

/// Whether a sentence is nothing but names and what they are called by: "Councillors A, B (X) and C".
pub fn is_run(scene: &Scene, sentence: &Sentence) -> bool {
    const SMALL: &[&str] = &["and", "of", "the", "for", "from", "at", "in", "&"];
    let text = &scene.document.text;
    let tables = &scene.lexicon;
    let mut depth = 0_usize;
    let named = (0..sentence.words.len()).any(|at| sentence.actor(scene, at).is_some());
    let quiet = sentence.words.iter().enumerate().all(|(at, word)| {
        match word.token().span.of(text) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            ":" | "?" | "!" => return false,
            _ => {}
        }
        let told = word.mention().is_some() || depth > 0 || SMALL.contains(&word.key.as_str()) || word.key.is_empty();
        let called = || tables.positions.has(&word.key) || tables.position_modifiers.has(&word.key);
        let capital = || word.token().is_capital(text) && !tables.saying.has(&word.key);
        !word.quoted() && (told || called() || capital()) && !verb::is_finite(scene, sentence, at)
    });
    let opens = sentence.words.iter().position(|word| !word.key.is_empty()).is_some_and(|at| {
        let titled = tables.honorifics.has(sentence.key(Some(at))) || tables.positions.has(sentence.key(Some(at)));
        let plural = sentence.key(Some(at)).strip_suffix('s').is_some_and(|one| tables.positions.has(one));
        sentence.actor(scene, at).is_some() || titled || plural || sentence.actor(scene, at + 1).is_some()
    });
    named && quiet && opens
}

/// "signed by 40 groups, including A and B": the word behind "including", where no name comes before it.
fn behind_including(scene: &Scene, sentence: &Sentence, from: usize) -> usize {
    let near = from..sentence.words.len().min(from + 12);
    let opens = |i: &usize| matches!(sentence.key(Some(*i)), "including" | "includes" | "include" | "included");
    let including = near.clone().find(opens);
    let unnamed = |to: usize| (from..to).all(|i| sentence.actor(scene, i).is_none());
    including.filter(|at| unnamed(*at)).map_or(from, |at| at + 1)
}

/// "The panel, moderated by A, featured B": behind a comma the verb of the sentence, and not of the list.
fn goes_on(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let behind_comma = at > 0 && sentence.is_mark(&scene.document.text, at - 1, ',');
    let word = &sentence.words[at];
    let described = scene.lexicon.position_modifiers.has(&word.key) || scene.lexicon.positions.has(&word.key);
    let object = sentence.actor(scene, at + 1).is_some() || matches!(sentence.key(Some(at + 1)), "the" | "a" | "an");
    behind_comma && word.key.ends_with("ed") && object && !described && verb::stands_as_verb(scene, sentence, at)
}

/// The actors that head an item within a range of words.
///
/// Items are parted by commas, semicolons and "and". A name behind a preposition, in brackets, or behind "who" heads
/// none; nor does a body once a person has come before it in the same run of commas: it says where the person works,
/// unless "and" joins it to a bare name, or the list is one of bodies.
pub fn heads(scene: &Scene, sentence: &Sentence, range: Range<usize>) -> Vec<usize> {
    let text = &scene.document.text;
    let mut found: Vec<usize> = Vec::new();
    let mut peopled = false;
    let mut of_bodies = false;
    let mut between = false;
    let mut at = range.start;
    while at < range.end {
        let end = item_end(scene, sentence, at, range.end);
        // "Talks between A and B": neither heads anything.
        let governed = at > range.start && sentence.key(Some(at - 1)) == "and" && between;
        between = (at..end).any(|i| sentence.key(Some(i)) == "between");
        if let Some(head) = head(scene, sentence, at..end, at == range.start).filter(|_| !governed) {
            let person = sentence.is_person(scene, head);
            let bare = |last: &usize| sentence.last_word(*last).is_some_and(|word| word + 2 == at);
            let joined = at > 0 && sentence.key(Some(at - 1)) == "and" && found.last().is_some_and(bare);
            if (person || !peopled || of_bodies || joined) && found.last() != Some(&head) {
                found.push(head);
            }
            peopled |= person;
            of_bodies |= found.len() == BODIES && !found.iter().any(|head| sentence.is_person(scene, *head));
        }
        peopled &= !sentence.is_mark(text, end, ';');
        at = end + 1;
    }
    found
}

/// Index of the comma, semicolon or "and" that closes the item at `from`; names and brackets hold theirs together.
fn item_end(scene: &Scene, sentence: &Sentence, from: usize, limit: usize) -> usize {
    let text = &scene.document.text;
    let mut depth = 0_usize;
    for at in from..limit {
        let word = &sentence.words[at];
        match word.token().span.of(text) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "," | ";" | ":" | "—" | "&" if depth == 0 && !sentence.is_inside(scene, at) => return at,
            _ if word.key == "and" && depth == 0 && !sentence.is_inside(scene, at) => return at,
            _ => {}
        }
    }
    limit
}

/// The words of "Norway's" before a body: whose the body is, does not govern it.
fn is_country(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let place = |at: Option<usize>| {
        let mention = at.and_then(|at| sentence.words.get(at)).and_then(|word| word.mention());
        mention.is_some_and(|m| scene.mentions[m].kind == Kind::Place)
    };
    let possessive = |at: usize| sentence.words.get(at).is_some_and(|word| word.token().kind == TokenKind::Possessive);
    (possessive(at) && place(at.checked_sub(1))) || (place(Some(at)) && possessive(at + 1))
}

/// The person an item is about, or the body it begins with.
fn head(scene: &Scene, sentence: &Sentence, item: Range<usize>, first: bool) -> Option<usize> {
    const LEADS: &[&str] = &[
        "the",
        "a",
        "an",
        "by",
        "from",
        "with",
        "also",
        "both",
        "as",
        "well",
        "our",
        "together",
        "along",
        "alongside",
    ];
    // "A, together with B", "by A and by B": the item goes on with the list.
    const JOINS: &[&str] = &["together", "along", "alongside"];
    // "representatives of the X": who stands for a body brings it in.
    const STAND: &[&str] = &["delegates", "delegation", "delegations", "representative", "representatives"];
    // "A, in a statement read by B, apologised": the circumstances head nothing.
    const AROUND: &[&str] = &["in", "at", "during", "on"];
    if !first && AROUND.contains(&sentence.key(Some(item.start))) {
        return None;
    }
    let text = &scene.document.text;
    let opening = sentence.key(Some(item.start));
    let repeated = matches!(opening, "by" | "from") && (0..item.start).any(|i| sentence.key(Some(i)) == opening);
    let joins =
        JOINS.contains(&opening) || repeated || (opening == "as" && sentence.key(Some(item.start + 1)) == "well");
    let leading = first || joins;
    let mut body: Option<usize> = None;
    let mut clean = true;
    let mut low = 0;
    let mut depth = 0_usize;
    for at in item.clone() {
        let word = &sentence.words[at];
        match word.token().span.of(text) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        // "former aide to President A": A is somebody else.
        const RELATED: &[&str] = &["aide", "adviser", "advisor", "assistant", "deputy", "successor", "counsel"];
        let related = word.key == "to" && at > item.start && RELATED.contains(&sentence.key(Some(at - 1)));
        if word.quoted() || related || verb::opens_clause(&word.key) || verb::is_finite(scene, sentence, at) {
            break;
        }
        if let Some(mention) = sentence.actor(scene, at) {
            let stands = (item.start..at).any(|i| STAND.contains(&sentence.key(Some(i))));
            let leads = (leading || stands)
                && (item.start..at).all(|i| {
                    let key = sentence.key(Some(i));
                    LEADS.contains(&key)
                        || is_country(scene, sentence, i)
                        || (stands
                            && (key == "of" || STAND.contains(&key) || scene.lexicon.position_modifiers.has(key)))
                });
            let governed = sentence.is_owned(mention) || (sentence.is_governed(scene, mention) && !leads);
            if sentence.is_person(scene, mention) {
                if !governed {
                    return Some(mention);
                }
                return None;
            }
            if clean && !governed {
                body = body.or(Some(mention));
            }
            clean = false;
            continue;
        }
        clean &= LEADS.contains(&word.key.as_str())
            || is_country(scene, sentence, at)
            || word.token().kind == TokenKind::Mark
            || STAND.contains(&word.key.as_str())
            || (word.key == "of" && at > item.start && STAND.contains(&sentence.key(Some(at - 1))));
        let known = word.key.is_empty()
            || word.token().is_capital(text)
            || word.mention().is_some()
            || LEADS.contains(&word.key.as_str())
            || matches!(word.key.as_str(), "of" | "for" | "at" | "in" | "to" | "on" | "its" | "his" | "her")
            || scene.lexicon.honorifics.has(&word.key)
            || scene.lexicon.positions.has(&word.key)
            || scene.lexicon.position_modifiers.has(&word.key);
        low += usize::from(!known);
        if low > 3 {
            break;
        }
    }
    body
}

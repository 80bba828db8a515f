//! Whose verb it is: the subject of a verb of saying, chairing or taking part.

use super::Scene;
use super::view::Sentence;
use crate::text::TokenKind;

/// Who does what a verb says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// These mentions.
    Named(Vec<usize>),
    /// "he", "she", "they": whoever spoke last.
    Pronoun,
    /// A post without a name ("the ambassador"): the word's key.
    Post(String),
    /// Nobody that can be told.
    Nobody,
}

/// The subject of the verb at word `verb`.
pub fn of(scene: &Scene, sentence: &Sentence, verb: usize) -> Subject {
    if let Some(after) = inverted(scene, sentence, verb) {
        return Subject::Named(vec![after]);
    }
    let mut at = verb;
    while at > 0 && is_passed_over(scene, sentence, at - 1) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else { return Subject::Nobody };
    let word = &sentence.words[before];
    if let Some(mention) = word.mention.filter(|m| scene.mentions[*m].kind.is_actor()) {
        return if sentence.is_governed(mention) {
            main(scene, sentence, before, Reach::Apposed)
        } else {
            Subject::Named(coordinated(scene, sentence, mention))
        };
    }
    match word.key.as_str() {
        "he" | "she" | "they" | "i" | "we" if word.key != "i" && word.key != "we" => Subject::Pronoun,
        "who" => relative(scene, sentence, before),
        "and" | "but" | "or" | "then" => main(scene, sentence, before, Reach::Conjoined),
        "" => main(scene, sentence, before, Reach::Apposed),
        key if scene.lexicon.positions.has(key) => match main(scene, sentence, before, Reach::Relative) {
            Subject::Nobody => Subject::Post(key.to_string()),
            found => found,
        },
        _ => main(scene, sentence, before, Reach::Relative),
    }
}

/// How far from the verb its subject may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Beyond an apposition: "X, head of Y, said".
    Apposed,
    /// Beyond another verb: "X stressed … and said".
    Conjoined,
    /// Beyond a relative clause only: "X, who chaired the meeting said".
    Relative,
}

/// The first mention of the clause that is nobody's object, or the pronoun it begins with.
fn main(scene: &Scene, sentence: &Sentence, before: usize, reach: Reach) -> Subject {
    let from = (0..=before).rev().find(|i| sentence.words[*i].quoted).map_or(0, |i| i + 1);
    if reach == Reach::Relative {
        let who = (from..=before).rev().find(|i| sentence.words[*i].key == "who");
        return who.map_or(Subject::Nobody, |at| relative(scene, sentence, at));
    }
    for at in from..=before {
        let word = &sentence.words[at];
        if let Some(mention) = word.mention.filter(|m| scene.mentions[*m].kind.is_actor()) {
            if !sentence.is_governed(mention) && begins_clause(scene, sentence, mention, from) {
                return Subject::Named(coordinated(scene, sentence, mention));
            }
        } else if matches!(word.key.as_str(), "he" | "she") {
            return Subject::Pronoun;
        } else if reach == Reach::Conjoined
            && scene.lexicon.positions.has(&word.key)
            && word.token.is_lower(&scene.document.text)
            && at > 0
            && sentence.words[at - 1].key == "the"
        {
            return Subject::Post(word.key.clone());
        }
    }
    Subject::Nobody
}

/// Whether a mention stands where a clause begins: at the start, behind a comma, behind its own body and post.
fn begins_clause(scene: &Scene, sentence: &Sentence, mention: usize, from: usize) -> bool {
    let text = &scene.document.text;
    let first = sentence.first_word(mention).unwrap_or(from);
    let mut at = first;
    while at > from {
        let word = &sentence.words[at - 1];
        let steps = word.mention.is_some()
            || word.key == "the"
            || scene.lexicon.positions.has(&word.key)
            || scene.lexicon.position_modifiers.has(&word.key)
            || matches!(word.key.as_str(), "that" | "when" | "while" | "as" | "and");
        if word.token.is_mark(text, ',') || word.token.is_mark(text, ':') {
            return true;
        }
        if !steps {
            return false;
        }
        at -= 1;
    }
    true
}

/// The mention right before ", who".
fn relative(scene: &Scene, sentence: &Sentence, who: usize) -> Subject {
    let named =
        sentence.words[..who].iter().rev().find_map(|word| word.mention.filter(|m| sentence.is_person(scene, *m)));
    named.map_or(Subject::Nobody, |mention| Subject::Named(vec![mention]))
}

/// A mention and those joined to it on its left by commas and "and": one verb for all.
fn coordinated(scene: &Scene, sentence: &Sentence, last: usize) -> Vec<usize> {
    let mut found = vec![last];
    let kind = scene.mentions[last].kind;
    let text = &scene.document.text;
    loop {
        let Some(first) = sentence.first_word(found[found.len() - 1]) else { break };
        let mut at = first;
        while at > 0
            && (matches!(sentence.words[at - 1].key.as_str(), "and" | "the") || sentence.is_mark(text, at - 1, ','))
        {
            at -= 1;
        }
        let joined =
            at < first && sentence.words[at..first].iter().any(|w| w.key == "and") || found.len() > 1 && at < first;
        let before = at.checked_sub(1).and_then(|i| sentence.words[i].mention);
        match before.filter(|m| joined && scene.mentions[*m].kind == kind && !found.contains(m)) {
            Some(mention) if !sentence.is_governed(mention) => found.push(mention),
            _ => break,
        }
    }
    found.reverse();
    found
}

/// “…,” said the party's leader Ada Marsh: the verb follows a quote or a comma and the name follows the verb.
fn inverted(scene: &Scene, sentence: &Sentence, verb: usize) -> Option<usize> {
    let before = verb.checked_sub(1).map(|i| &sentence.words[i]);
    let text = &scene.document.text;
    let opens = before.is_none_or(|word| {
        word.quoted || word.token.is_mark(text, ',') || word.token.is_mark(text, '’') || word.token.is_mark(text, '\'')
    });
    if !opens {
        return None;
    }
    let mut found = None;
    for (at, word) in sentence.words.iter().enumerate().skip(verb + 1).take(10) {
        if let Some(mention) = word.mention {
            if scene.mentions[mention].kind.is_actor() {
                found = Some(mention);
                if sentence.is_person(scene, mention) {
                    return found;
                }
            }
            continue;
        }
        let steps = scene.lexicon.positions.has(&word.key)
            || scene.lexicon.position_modifiers.has(&word.key)
            || matches!(word.key.as_str(), "the" | "a" | "an" | "of" | "for" | "its" | "and");
        if !steps && !(word.token.is_capital(text) && at > verb) {
            break;
        }
    }
    found
}

/// Adverbs and auxiliaries between a subject and its verb.
fn is_passed_over(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    const BETWEEN: &[&str] = &[
        "also",
        "has",
        "had",
        "have",
        "is",
        "was",
        "will",
        "then",
        "further",
        "again",
        "later",
        "too",
        "strongly",
        "would",
        "did",
        "were",
        "been",
        "being",
        "once",
        "first",
        "finally",
        "in",
        "turn",
        "virtually",
        "online",
        "who",
        "both",
        "all",
    ];
    let word = &sentence.words[at];
    if word.mention.is_some() || word.token.kind != TokenKind::Word || !word.token.is_lower(&scene.document.text) {
        return false;
    }
    let key = word.key.as_str();
    if key == "who" || key == "in" || key == "turn" {
        return key == "turn" || (key == "in" && sentence.key(Some(at + 1)) == "turn");
    }
    BETWEEN.contains(&key) || (key.ends_with("ly") && key.len() > 4)
}

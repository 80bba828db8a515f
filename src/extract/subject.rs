//! Whose verb it is: the subject of a verb of saying, chairing or taking part.

use super::Scene;
use super::listing::heads;
use super::verb;
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
    match inverted(scene, sentence, verb) {
        Some(after) => Subject::Named(after),
        None => before(scene, sentence, verb),
    }
}

/// The subject that stands before its verb.
pub fn before(scene: &Scene, sentence: &Sentence, verb: usize) -> Subject {
    let mut at = verb;
    while at > 0 && is_passed_over(scene, sentence, at - 1) {
        at -= 1;
    }
    let Some(last) = at.checked_sub(1) else { return Subject::Nobody };
    match sentence.key(Some(last)) {
        "he" | "she" | "they" => return Subject::Pronoun,
        "who" => return relative(scene, sentence, last),
        _ => {}
    }
    let quote = (0..at).rev().find(|i| sentence.words[*i].quoted()).map_or(0, |i| i + 1);
    let text = &scene.document.text;
    let earlier = (quote..at).rev().find(|i| verb::is_finite(scene, sentence, *i) && !sentence.is_bracketed(text, *i));
    let conjoined = matches!(sentence.key(Some(last)), "and" | "but" | "or" | "then");
    match earlier {
        Some(other) if conjoined => before(scene, sentence, other),
        Some(other) => match named(scene, sentence, opening(scene, sentence, other, at), at) {
            // "X, who chaired the meeting, said": both verbs are X's.
            Subject::Nobody if sentence.is_mark(text, last, ',') || verb::is_relative(sentence, other) => {
                before(scene, sentence, other)
            }
            found => found,
        },
        None => named(scene, sentence, clause_start(sentence, quote, last), at),
    }
}

/// Where the clause begins that the word at `last` belongs to: behind the word that opens it.
fn clause_start(sentence: &Sentence, from: usize, last: usize) -> usize {
    let opens = |i: &usize| matches!(sentence.key(Some(*i)), "while" | "whereas" | "that" | "because" | "but");
    (from..=last).rev().find(opens).map_or(from, |i| i + 1)
}

/// Where a clause behind another verb begins: at once behind a verb of saying, else behind the next comma or "and".
fn opening(scene: &Scene, sentence: &Sentence, verb: usize, limit: usize) -> usize {
    // "A said that the files were lost, while B called": the last clause begins anew.
    let anew = (verb + 1..limit).rev().find(|i| matches!(sentence.key(Some(*i)), "while" | "whereas"));
    if let Some(anew) = anew {
        return anew + 1;
    }
    if let Some((n, "plain")) = scene.lexicon.saying.longest_at(sentence.keys_from(verb)) {
        return verb + n + usize::from(sentence.key(Some(verb + n)) == "that");
    }
    let text = &scene.document.text;
    let parts = |i: &usize| {
        sentence.key(Some(*i)) == "and" || sentence.is_mark(text, *i, ',') || sentence.is_mark(text, *i, ';')
    };
    (verb + 1..limit).find(parts).map_or(limit, |i| i + 1)
}

/// The names that head the clause from `start` to `end`, or the post or pronoun it holds instead.
fn named(scene: &Scene, sentence: &Sentence, start: usize, end: usize) -> Subject {
    let Some(last) = end.checked_sub(1).filter(|last| *last >= start) else { return Subject::Nobody };
    let word = &sentence.words[last];
    let text = &scene.document.text;
    let post = scene.lexicon.positions.has(&word.key);
    // "Ada Marsh told reporters the plan failed": a plain noun before the verb is its own subject.
    let other = word.token().is_lower(text) && word.mention().is_none() && !post && word.key != "and";
    if other {
        return Subject::Nobody;
    }
    let found = heads(scene, sentence, start..end);
    let peopled = found.iter().any(|m| sentence.is_person(scene, *m));
    if peopled {
        let counts = |m: &usize| sentence.is_person(scene, *m) || is_joined(scene, sentence, *m, start..end);
        return Subject::Named(found.into_iter().filter(counts).collect());
    }
    if !found.is_empty() && !post {
        return Subject::Named(found);
    }
    if let Some(pronoun) = (start..end).find(|i| matches!(sentence.key(Some(*i)), "he" | "she")) {
        let near = end - pronoun <= 12;
        return if near { Subject::Pronoun } else { Subject::Nobody };
    }
    if post && word.mention().is_none_or(|m| !scene.mentions[m].kind.is_actor()) {
        return Subject::Post(word.key.as_str().to_owned());
    }
    Subject::Nobody
}

/// Whether "and" joins a body to a person beside it: "Ada Marsh and the X", "the X and Ada Marsh".
fn is_joined(scene: &Scene, sentence: &Sentence, body: usize, clause: std::ops::Range<usize>) -> bool {
    let (Some(first), Some(last)) = (sentence.first_word(body), sentence.last_word(body)) else { return false };
    let person = |at: Option<usize>| {
        let named = at.filter(|at| clause.contains(at)).and_then(|at| sentence.actor(scene, at));
        named.is_some_and(|m| sentence.is_person(scene, m))
    };
    let back = first - usize::from(first > 0 && sentence.key(Some(first - 1)) == "the");
    let before = back.checked_sub(1).filter(|and| sentence.key(Some(*and)) == "and");
    before.is_some_and(|and| person(and.checked_sub(1)))
        || (sentence.key(Some(last + 1)) == "and" && person(Some(last + 2)))
}

/// The person right before ", who".
fn relative(scene: &Scene, sentence: &Sentence, who: usize) -> Subject {
    // "The panel, moderated by A, featured experts who told": others are meant.
    let others = who.checked_sub(1).map(|i| &sentence.words[i]).filter(|word| word.mention().is_none());
    if others.is_some_and(|word| word.token().is_lower(&scene.document.text) && word.key.ends_with('s')) {
        return Subject::Nobody;
    }
    let named =
        sentence.words[..who].iter().rev().find_map(|word| word.mention().filter(|m| sentence.is_person(scene, *m)));
    named.map_or(Subject::Nobody, |mention| Subject::Named(vec![mention]))
}

/// “…,” said the party's leader Ada Marsh: the verb follows a quote, or its words and a comma, and the name follows.
fn inverted(scene: &Scene, sentence: &Sentence, verb: usize) -> Option<Vec<usize>> {
    let before = verb.checked_sub(1).map(|i| &sentence.words[i]);
    let text = &scene.document.text;
    let opens = before.is_none_or(|word| {
        word.quoted()
            || word.token().is_mark(text, '’')
            || word.token().is_mark(text, '\'')
            || (word.token().is_mark(text, ',') && ends_words(scene, sentence, verb))
    });
    if !opens {
        return None;
    }
    let mut body = None;
    for (at, word) in sentence.words.iter().enumerate().skip(verb + 1).take(12) {
        if let Some(mention) = sentence.actor(scene, at) {
            if sentence.is_person(scene, mention) {
                return Some(vec![mention]);
            }
            body = Some(mention);
            continue;
        }
        let steps = scene.lexicon.positions.has(&word.key)
            || scene.lexicon.position_modifiers.has(&word.key)
            || word.token().kind == TokenKind::Possessive
            || (word.token().is_mark(text, ',')
                && at > verb + 1
                && scene.lexicon.positions.has(sentence.key(Some(at - 1))))
            || matches!(
                word.key.as_str(),
                "the" | "a" | "an" | "of" | "for" | "its" | "his" | "her" | "their" | "and" | "at"
            );
        if !steps && !word.token().is_capital(text) {
            break;
        }
    }
    body.map(|body| vec![body])
}

/// Whom a sentence is about that ends in a quote without a verb of saying: "Ada Marsh shook her head: “…”".
pub fn before_quote(scene: &Scene, sentence: &Sentence, colon: usize) -> Subject {
    if let Some(person) = heads(scene, sentence, 0..colon).into_iter().find(|m| sentence.is_person(scene, *m)) {
        return Subject::Named(vec![person]);
    }
    // "Ada Marsh's message was blunt: “…”"
    let owner = sentence.words[..colon].iter().position(|word| word.token().kind == TokenKind::Possessive);
    let owner = owner.filter(|mark| {
        matches!(
            sentence.key(Some(mark + 1)),
            "advice"
                | "answer"
                | "appeal"
                | "conclusion"
                | "message"
                | "plea"
                | "question"
                | "reply"
                | "response"
                | "verdict"
                | "warning"
        )
    });
    if let Some(person) =
        owner.and_then(|mark| sentence.actor(scene, mark.checked_sub(1)?)).filter(|m| sentence.is_person(scene, *m))
    {
        return Subject::Named(vec![person]);
    }
    let pronoun = matches!(sentence.key(Some(0)), "he" | "she");
    if pronoun { Subject::Pronoun } else { Subject::Nobody }
}

/// Whether the comma before the verb ends the words that are said, and no description of who says them.
///
/// "The pier is lost, said Ada Marsh": a verb that takes words, and before it no name that a comma or a preposition
/// sets apart, as in "Ada Marsh, head of the X, thanked Ben Okafor".
fn ends_words(scene: &Scene, sentence: &Sentence, verb: usize) -> bool {
    let plain = matches!(scene.lexicon.saying.longest_at(sentence.keys_from(verb)), Some((_, "plain")));
    let text = &scene.document.text;
    let described = |m: &usize| {
        let behind = sentence.last_word(*m).map_or(verb, |last| last + 1);
        let marked = [',', '(', '–', '—'].iter().any(|mark| sentence.is_mark(text, behind, *mark));
        marked || matches!(sentence.key(Some(behind)), "of" | "from" | "at")
    };
    plain && !heads(scene, sentence, 0..verb).iter().any(described)
}

/// Who does what a participle at the head of the sentence says: "Moderating the panel, Ada Marsh asked".
pub fn of_participle(scene: &Scene, sentence: &Sentence, at: usize) -> Option<usize> {
    let leads = at == 0 || (at == 1 && matches!(sentence.key(Some(0)), "while" | "when" | "after" | "before"));
    if !leads || !sentence.key(Some(at)).ends_with("ing") {
        return None;
    }
    let text = &scene.document.text;
    let comma =
        (at..sentence.words.len()).find(|i| sentence.is_mark(text, *i, ',') && !sentence.is_inside(scene, *i))?;
    let verb = (comma..sentence.words.len()).find(|i| verb::is_finite(scene, sentence, *i))?;
    heads(scene, sentence, comma + 1..verb).first().copied()
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
        "would",
        "did",
        "were",
        "been",
        "being",
        "once",
        "first",
        "both",
        "all",
        "online",
        "virtually",
        "turn",
        "there",
        "today",
        "yesterday",
        "jointly",
        "respectively",
        "together",
    ];
    let word = &sentence.words[at];
    if word.mention().is_some() || word.token().kind != TokenKind::Word || !word.token().is_lower(&scene.document.text)
    {
        return false;
    }
    let key = word.key.as_str();
    let in_turn = key == "in" && sentence.key(Some(at + 1)) == "turn";
    in_turn || BETWEEN.contains(&key) || (key.ends_with("ly") && key.len() > 4)
}

//! What the tagger takes for a person or a body and is neither: posts, laws, events, halls, states; and two people in one.

use super::memory::defined_behind;
use crate::lexicon::{Lexicon, key};
use crate::model::{Kind, Mention, MentionRule, Span, Text};
use crate::names::places::is_place;
use crate::names::shape::is_acronym;
use std::collections::BTreeMap;

/// Mends what is no name of its kind. The mentions stand in the order of the text.
pub fn mend(text: &str, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
    let pairs: Vec<Mention> = mentions.iter_mut().filter_map(|mention| second(text, mention, lexicon)).collect();
    mentions.extend(pairs);
    mentions.sort_unstable_by_key(|mention| mention.whole.start);
    mentions.retain(|mention| {
        // "Eng." at what looks like the end of a sentence is a title and no name.
        let titled = || lexicon.held_posts.is(&key(&mention.name), "person");
        let bare = mention.kind == Kind::Person && mention.titles().is_empty();
        !(bare && (is_post(&mention.name, lexicon) || titled()))
    });
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Place && is_holder(text, m, lexicon)) {
        mention.kind = Kind::Person;
        mention.rule = MentionRule::Person;
    }
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Organisation && m.is_whole()) {
        if let Some(span) = before_verb(text, mention.whole, lexicon) {
            mention.name = super::beside::folded(span.of(text));
            mention.stand_at(span);
        }
    }
    let mut initials: BTreeMap<Text, Kind> = BTreeMap::new();
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Organisation) {
        let state = mention.name.contains(' ') && is_state(&mention.name, lexicon);
        if state || is_other(&mention.name, lexicon) || is_portfolio(&mention.name, lexicon) {
            let kind = if state { Kind::Place } else { Kind::Other };
            initials.extend(defined_behind(text, mention.whole.end).map(|short| (short.into(), kind)));
            turn(mention, kind);
        }
    }
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Organisation) {
        if let Some(kind) = initials.get(&mention.name) {
            turn(mention, *kind);
        }
    }
}

/// "moderated by the port's spokesperson, Songmi Qarr": whether an unknown name of two words or more that was taken for a
/// place stands right behind a post in small letters.
fn is_holder(text: &str, mention: &Mention, lexicon: &Lexicon) -> bool {
    let lead = text[..mention.whole.start].trim_end();
    let post = lead.strip_suffix(',').unwrap_or(lead).rsplit(char::is_whitespace).next().unwrap_or("");
    let posted = post.starts_with(char::is_lowercase) && lexicon.positions.has(&key(post));
    let ends = !text[mention.whole.end..].starts_with([',', ' ']) || text[mention.whole.end..].starts_with(" and ");
    let place = |word: &str| {
        let key = key(word);
        lexicon.places.has(&key) || lexicon.states.has(&key) || lexicon.other_heads.has(&key)
    };
    posted && ends && mention.name.contains(' ') && !mention.name.split(' ').any(place)
}

/// "Reed Institute" of "Reed Institute Hosts Lagoon Day": a title's words up to its verb, where they are a body's.
fn before_verb(text: &str, whole: Span, lexicon: &Lexicon) -> Option<Span> {
    let titled = |word: &str| word.starts_with(char::is_uppercase);
    let inner = whole.of(text);
    let verb =
        inner.split_whitespace().skip(1).find(|word| titled(word) && lexicon.misread.is(&key(word), "headline"))?;
    let at = verb.as_ptr() as usize - inner.as_ptr() as usize;
    let name = inner[..at].trim_end();
    let headed = name.split_whitespace().any(|word| lexicon.organisation_heads.has(&key(word)));
    headed.then(|| Span::new(whole.start, whole.start + name.len()))
}

/// Makes a mention one that names no body.
fn turn(mention: &mut Mention, kind: Kind) {
    mention.kind = kind;
    mention.rule = MentionRule::Other;
}

/// "Marsh and Congressman Lind" of "Ambassador Marsh and Congressman Lind": the first is left, the second is returned.
fn second(text: &str, mention: &mut Mention, lexicon: &Lexicon) -> Option<Mention> {
    if mention.kind != Kind::Person || !mention.is_whole() {
        return None;
    }
    let span = mention.span();
    let inner = span.of(text);
    let and = inner.find(" and ")?;
    let (title, name) = inner[and + 5..].split_once(' ')?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    if !lexicon.honorifics.has(&key(title)) || !capital(title) || !capital(name) {
        return None;
    }
    let start = span.start + and + 5;
    let at = Span::new(span.end - name.len(), span.end);
    let mut other = Mention::new(Kind::Person, name.into(), at, mention.rule, mention.confidence);
    other.whole = Span::new(start, mention.whole.end);
    other.set_titles(vec![title.into()]);
    other.set_postnominals(mention.postnominals().to_vec());
    let first = Span::new(span.start, span.start + and);
    let before = mention.whole.start;
    mention.name = first.of(text).into();
    mention.stand_at(first);
    mention.whole = Span::new(before, first.end);
    mention.set_postnominals(Vec::new());
    Some(other)
}

/// Whether a name is a post and nothing else: "Shadow Home Secretary", "Facilitator".
fn is_post(name: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<Text> = name.split(' ').map(key).collect();
    let named = |key: &Text| lexicon.is_given_name(key) || lexicon.is_surname(key);
    let post = lexicon.positions.longest_before(&keys);
    match (post, keys.len()) {
        (Some(_), 1) => !named(&keys[0]) && !lexicon.honorifics.has(&keys[0]),
        (Some((n, _)), all) => {
            let lead = &keys[..all - n];
            let known = |key: &Text| {
                lexicon.position_modifiers.has(key) || lexicon.positions.has(key) || lexicon.is_common(key)
            };
            !named(&keys[0]) && lead.iter().all(known)
        }
        _ => false,
    }
}

/// "Secretary Ports & Lagoons": a post and what it is held for, with no word that bodies are called by.
pub(super) fn is_portfolio(name: &str, lexicon: &Lexicon) -> bool {
    // "Deputy Prime Minister", "Senior Minister of State"
    let rank = |key: &Text| key == "prime" || key != "director" && lexicon.position_modifiers.has(key);
    let mut keys = name.split([' ', '-']).map(key).skip_while(rank);
    let post = keys.next().is_some_and(|first| lexicon.misread.is(&first, "post"));
    let body = |key: Text| lexicon.organisation_heads.class(&key).is_some_and(|class| class != "state");
    post && name.contains(' ') && !keys.any(body)
}

/// Whether a name is that of a state, whole; what states are members of is a body.
fn is_state(name: &str, lexicon: &Lexicon) -> bool {
    let whole = key(name);
    let formal = whole.split_once(" of ").is_some_and(|(form, _)| lexicon.misread.is(form, "state"));
    let union = whole.ends_with(" union") || whole.ends_with(" community");
    !union && (lexicon.states.has(&whole) || formal && is_place(name.rsplit(" of ").next().unwrap_or(""), lexicon))
}

/// Whether a name is a field of study ("Social Work") or a post ("Social Worker"), or its noun is one of laws, events or venues, and no word is one of
/// bodies.
fn is_other(name: &str, lexicon: &Lexicon) -> bool {
    let whole = key(name);
    if lexicon.topics.class(&whole) == Some("subject") || whole.contains(' ') && lexicon.positions.has(&whole) {
        return true;
    }
    let keys: Vec<Text> = name.split(' ').map(key).collect();
    let small = |key: &Text| matches!(key.as_str(), "of" | "for" | "on" | "in" | "against" | "at" | "to" | "with");
    let core = keys.iter().position(small).unwrap_or(keys.len());
    let Some(noun) = core.checked_sub(1).map(|last| &keys[last]) else { return false };
    let body = |key: &Text| lexicon.organisation_heads.class(key).is_some_and(|class| class != "state");
    let called = || keys.iter().any(|key| body(key) || lexicon.misread.is(key, "body"));
    let class = lexicon.other_heads.class(noun);
    let ends = |keys: &[Text], classes: &[&str]| {
        lexicon.misread.longest_before(keys).is_some_and(|(_, class)| classes.contains(&class))
    };
    if ends(&keys, &["attendees", "honour"]) {
        return true;
    }
    let venue = ends(&keys[..core], &["venue"]);
    let other = matches!(class, Some("law" | "event")) || venue;
    keys.len() > 1 && other && !called() && !name.split(' ').next().is_some_and(is_acronym)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_no_person() {
        let lexicon = Lexicon::built_in();
        for name in ["Shadow Home Secretary", "Facilitator", "Managing Director"] {
            assert!(is_post(name, lexicon), "{name}");
        }
        for name in ["Ada Marsh", "Dean Marlow", "Judge", "Marshall"] {
            assert!(!is_post(name, lexicon), "{name}");
        }
    }

    #[test]
    fn laws_events_and_halls_are_no_bodies() {
        let lexicon = Lexicon::built_in();
        for name in [
            "Varla Session",
            "Convention on the Elimination of Rust",
            "Social Work",
            "Port Salu City Hall",
            "Port Salu Stadium",
            "Order of Merit",
        ] {
            assert!(is_other(name, lexicon), "{name}");
        }
        for name in [
            "Aldmark Union",
            "Order of Saint Odo",
            "Lakeside Hall",
            "Lakeside Hall Trust",
            "Reed Institute",
            "Harbour Dialogue",
            "Session",
        ] {
            assert!(!is_other(name, lexicon), "{name}");
        }
    }
}

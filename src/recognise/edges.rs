//! Where the names of bodies begin and end: "Local" before "Arrangements Committee", "on Harbours" behind "Caucus".

use crate::lexicon::{Lexicon, key};
use crate::model::{Kind, Mention, Span};
use crate::names::shape::is_acronym;

/// The most words of what a body is for.
const LONGEST: usize = 5;

/// Mends the edges of the names of bodies; names that they grow over are gone. The mentions stand in the order of the text.
pub fn mend(text: &str, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
    for at in 0..mentions.len() {
        if mentions[at].kind != Kind::Organisation || !mentions[at].is_whole() {
            continue;
        }
        let before = at.checked_sub(1).map_or(0, |before| mentions[before].whole.end);
        let start = naming(text, &mentions[at], before, lexicon);
        let end = tail(text, mentions, at, lexicon);
        let span = Span::new(start.unwrap_or(mentions[at].whole.start), end.unwrap_or(mentions[at].whole.end));
        if span != mentions[at].whole {
            let mention = &mut mentions[at];
            mention.stand_at(span);
            mention.name = super::beside::folded(span.of(text));
        }
    }
    let within: Vec<Mention> = mentions.iter_mut().filter_map(|mention| parent(text, mention, lexicon)).collect();
    mentions.extend(within);
    mentions.sort_unstable_by_key(|mention| mention.whole.start);
    mentions.retain(|mention| !is_day(text, mention, lexicon));
    let mut end = 0;
    mentions.retain(|mention| {
        let apart = mention.whole.start >= end;
        end = end.max(mention.whole.end);
        apart
    });
}

/// "World Lagoon and Harbour Society Day": a day is no body, whoever keeps it.
fn is_day(text: &str, mention: &Mention, lexicon: &Lexicon) -> bool {
    let rest = text[mention.whole.end..].trim_start();
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let first = mention.name.split(' ').next().filter(|first| first.len() < mention.name.len());
    let kept = first.is_some_and(|first| lexicon.misread.is(&key(first), "kept"));
    mention.kind == Kind::Organisation && kept && lexicon.misread.is(&key(next), "day")
}

/// "Reed Foundation" of "Reefs Standing Committee of Reed Foundation": the unit is left, the body that it belongs to is
/// returned.
fn parent(text: &str, mention: &mut Mention, lexicon: &Lexicon) -> Option<Mention> {
    if mention.kind != Kind::Organisation || !mention.is_whole() {
        return None;
    }
    let whole = mention.whole;
    let inner = whole.of(text);
    let (at, lead) = [" of the ", " of "].into_iter().find_map(|lead| Some((inner.find(lead)?, lead)))?;
    let (unit, body) = (&inner[..at], &inner[at + lead.len()..]);
    let last = |name: &str| key(name.rsplit([' ', '\n']).next().unwrap_or(""));
    let several = |name: &str| name.contains([' ', '\n']) && !name.contains(['(', ',']);
    let headed = matches!(lexicon.organisation_heads.class(&last(body)), Some("body" | "school" | "unit" | "company"));
    let parted = lexicon.edges.is(&last(unit), "within") && several(unit) && several(body) && headed;
    parted.then(|| {
        let span = Span::new(whole.start + at + lead.len(), whole.end);
        let name = super::beside::folded(body);
        let mut body = Mention::new(mention.kind, name, span, mention.rule, mention.confidence);
        body.form = mention.form;
        mention.name = super::beside::folded(unit);
        mention.stand_at(Span::new(whole.start, whole.start + at));
        body
    })
}

/// Where a name begins that such a capital stands before, within its sentence and behind the name before.
fn naming(text: &str, mention: &Mention, before: usize, lexicon: &Lexicon) -> Option<usize> {
    let lead = text.get(before..mention.whole.start)?.strip_suffix([' ', '\n'])?;
    let word = lead.rsplit(|c: char| c.is_whitespace()).next()?;
    let start = before + lead.len() - word.len();
    let titled = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let opens =
        lead[..lead.len() - word.len()].trim_end().ends_with(|c: char| c.is_alphanumeric() || ",;(&".contains(c));
    let word = key(word);
    let known = lexicon.edges.is(&word, "begins");
    // "International Moorings Committee" may open a sentence; "Local" may be the sentence's own word there.
    let opens = opens || lexicon.edges.is(&word, "opens") && mention.name.contains(' ');
    (known && titled && opens && !is_acronym(&mention.name)).then_some(start)
}

/// Where a name ends that goes on behind what was found of it.
fn tail(text: &str, mentions: &[Mention], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let mention = &mentions[at];
    let rest = &text[mention.whole.end..];
    // Of the names behind it only a place may be part of it.
    let own = |m: &&Mention| m.kind != Kind::Place && !is_subject(m, lexicon);
    let next = mentions[at + 1..].iter().find(own).map_or(text.len(), |m| m.whole.start);
    let rest = &rest[..next.saturating_sub(mention.whole.end)];
    let last = key(mention.name.rsplit(' ').next().unwrap_or(""));
    let several = mention.name.contains(' ');
    let leads = |link: &str| lexicon.edges.is(&last, link);
    let end = if leads("group") {
        possessed(rest, lexicon)
    } else if several && leads("on") {
        behind(rest, "on").and_then(|subject| Some(rest.len() - subject.len() + capitals(subject, lexicon)?))
    } else if several && leads("for") {
        let open = subject(mentions.get(at + 1), lexicon, mention.whole.end);
        let subject = behind(rest, "for").and_then(|rest| rest.strip_prefix("the ")).filter(|_| open);
        subject.and_then(|subject| Some(rest.len() - subject.len() + of_capitals(subject, lexicon)?))
    } else if is_unit(&mention.name, lexicon) {
        behind(rest, "&").and_then(|subject| Some(rest.len() - subject.len() + capitals(subject, lexicon)?))
    } else {
        behind(rest, "Local").and_then(|number| Some(rest.len() - number.len() + digits(number)?))
    };
    end.map(|end| mention.whole.end + end)
}

/// What follows on a word that only spaces or a line end part from it.
fn behind<'t>(rest: &'t str, word: &str) -> Option<&'t str> {
    let space = |rest: &'t str| rest.strip_prefix([' ', '\n']);
    space(space(rest)?.strip_prefix(word)?)
}

/// Whether a name that was taken for a person's is an ordinary word: "Immigrants".
fn is_subject(mention: &Mention, lexicon: &Lexicon) -> bool {
    let ordinary = !mention.name.contains(' ') && lexicon.is_common(&key(&mention.name));
    mention.kind == Kind::Person && ordinary && mention.titles().is_empty()
}

/// Whether no place stands right behind "for the".
fn subject(next: Option<&Mention>, lexicon: &Lexicon, end: usize) -> bool {
    next.is_none_or(|next| next.whole.start > end + 9 || is_subject(next, lexicon))
}

/// The length of capitals, and of those behind "of": "Welfare of Sailors".
fn of_capitals(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let first = capitals(rest, lexicon)?;
    let more = rest[first..].strip_prefix(" of ").and_then(|rest| capitals(rest, lexicon));
    Some(first + more.map_or(0, |more| 4 + more))
}

/// The length of "'s Republic of Aldmark" behind the people, workers or women whose it is.
fn possessed(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let own = ["'s ", "’s ", "' ", "’ "].into_iter().find_map(|mark| rest.strip_prefix(mark))?;
    Some(rest.len() - own.len() + of_capitals(own, lexicon)?)
}

/// "Department of Media": a unit and what it is for.
fn is_unit(name: &str, lexicon: &Lexicon) -> bool {
    let mut words = name.split(' ').map(key);
    words.next().is_some_and(|unit| lexicon.edges.is(&unit, "and")) && words.next().as_deref() == Some("of")
}

/// The length of a number.
fn digits(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    (end > 0).then_some(end)
}

/// The length of capitals in a row that are a subject or a place: no date, no body, no article.
fn capitals(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let mut end = 0;
    let mut count = 0;
    while count < LONGEST {
        let from = if count == 0 { 0 } else { end + 1 };
        let Some(behind) = rest.get(from..).filter(|_| count == 0 || rest[end..].starts_with([' ', '\n'])) else {
            break;
        };
        let length = behind.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(behind.len());
        let word = &behind[..length];
        let known = key(word);
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        let unit = || lexicon.edges.is(&known, "and");
        if lexicon.calendar.has(&known) || lexicon.honorifics.has(&known) || unit() {
            return None;
        }
        (end, count) = (from + length, count + 1);
    }
    (count > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MentionRule;

    fn mended(text: &str, names: &[(&str, Kind)]) -> Vec<String> {
        let mention = |(name, kind): &(&str, Kind)| {
            let start = text.find(name).expect("the text holds the name");
            let whole = Span::new(start, start + name.len());
            Mention::new(*kind, (*name).into(), whole, MentionRule::Given, 0.9)
        };
        let mut found: Vec<Mention> = names.iter().map(mention).collect();
        mend(text, &mut found, Lexicon::built_in());
        found.into_iter().map(|m| m.name.into()).collect()
    }

    #[test]
    fn a_name_begins_with_the_capital_before_it() {
        let body = Kind::Organisation;
        assert_eq!(
            mended("and the Local Moorings Committee met", &[("Moorings Committee", body)]),
            ["Local Moorings Committee"]
        );
        assert_eq!(
            mended("He met. Local Moorings Committee men", &[("Moorings Committee", body)]),
            ["Moorings Committee"]
        );
    }

    #[test]
    fn a_name_goes_on_to_what_the_body_is_for() {
        let body = Kind::Organisation;
        let caucus = |text| mended(text, &[("Harbour Caucus", body)]);
        assert_eq!(caucus("the Harbour Caucus on Dredging met"), ["Harbour Caucus on Dredging"]);
        assert_eq!(caucus("the Harbour Caucus on Tuesday met"), ["Harbour Caucus"]);
        assert_eq!(caucus("the Harbour Caucus on the mole"), ["Harbour Caucus"]);
        let tied = mended("the Harbour Caucus on Norway met", &[("Harbour Caucus", body), ("Norway", Kind::Place)]);
        assert_eq!(tied, ["Harbour Caucus on Norway"]);
        assert_eq!(
            mended("Department of Sails & Ropes at", &[("Department of Sails", body)]),
            ["Department of Sails & Ropes"]
        );
        assert_eq!(
            mended("Dockers United Local 214 struck", &[("Dockers United", body)]),
            ["Dockers United Local 214"]
        );
        let embassy = mended("Embassy of the People's Republic of Kest in", &[("Embassy of the People", body)]);
        assert_eq!(embassy, ["Embassy of the People's Republic of Kest"]);
    }
}

//! What running text says behind a name: the description behind a comma, in brackets, or behind "of".

use super::affiliation::Scene;
use super::posts::{begins_with_post, names_post, segments};
use super::runs::is_next;
use crate::lexicon::{Lexicon, key};
use crate::model::{Affiliation, Span, Text};

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// In a sentence.
    Prose,
    /// In a row of a list: "Name, Body", "Body: Name".
    Row,
}

impl Setting {
    /// Whether a line end closes what is said: in a row it does, in running text it is a space.
    pub fn closes(self, c: char) -> bool {
        self == Setting::Row && c == '\n'
    }
}

/// Words that end a description: the sentence goes on, or another begins.
const TURNS: &[&str] = &[
    "was", "were", "is", "are", "has", "have", "had", "will", "would", "who", "which", "that", "when", "while",
    "during", "after", "before", "where", "whose", "also", "but", "as", "joined", "took", "with",
];

/// So many parts between commas may lie between a post and its body: "Dean, School of Law, University of Y".
const PARTS: usize = 3;

/// ", coordinator of the X and former Y," behind a name; "(X)"; "of X"; "the current head of X"; ", who heads X".
pub(super) fn behind(scene: &Scene, at: usize, limit: Span, setting: Setting) -> Vec<Affiliation> {
    // "the Mayor, A, the Dean, B": the Dean is B.
    if setting == Setting::Prose && is_next(scene, at, limit) {
        return Vec::new();
    }
    let mention = &scene.mentions[at];
    let start = mention.whole.end;
    let mut found = description(scene, at, start, limit, setting);
    // "Ada Marsh (Lakeside) is the head of the Y": the brackets were not all.
    let rest = &scene.text[start..limit.end.max(start)];
    let inner = rest.trim_start().starts_with('(').then(|| rest.find(')')).flatten();
    if let Some(close) = inner {
        found.extend(description(scene, at, start + close + 1, limit, setting));
    }
    found
}

/// The description of a person that begins at `start`.
fn description(scene: &Scene, at: usize, start: usize, limit: Span, setting: Setting) -> Vec<Affiliation> {
    let mention = &scene.mentions[at];
    let rest = skip_aside(&scene.text[start..limit.end.max(start)]);
    let start = limit.end.max(start) - rest.len();
    let trimmed = rest.trim_start();
    // "Ada Marsh - (Reed Institute)": a dash before brackets says nothing.
    let behind_dash = trimmed.strip_prefix(['-', '–', '—']).map(str::trim_start);
    let trimmed = behind_dash.filter(|inner| inner.starts_with('(')).unwrap_or(trimmed);
    let offset = start + (rest.len() - trimmed.len());
    let opener = trimmed.chars().next();
    let joined = opens_with(trimmed, &["of", "from", "at"]);
    let (from, end) = match opener {
        Some('(') => (offset + 1, trimmed.find(')').map_or(offset + 1, |close| offset + close)),
        Some(mark @ (',' | '–' | '—' | '|' | '-')) => {
            let from = offset + mark.len_utf8();
            (from, description_end(scene, from, limit.end, setting))
        }
        _ => {
            let opening = || first_words(trimmed, 7);
            let direct = opens_with(trimmed, &["the", "is", "as", "who"]);
            let posted = direct && begins_with_post(&opening(), scene.book);
            // "Ada Marsh President of the Y": the comma is left out.
            let bare =
                setting == Setting::Prose && is_capital(trimmed) && opens_with_post_of(&opening(), scene.lexicon);
            if !joined && !posted && !bare {
                return Vec::new();
            }
            (offset, description_end(scene, offset, limit.end, setting))
        }
    };
    let span = Span::new(from, end.max(from)).trim(scene.text);
    let span = if joined { span } else { without_next(scene, span, setting) };
    let evidence = mention.whole.join(span);
    let described = span.of(scene.text);
    let said = described.split_whitespace().next().is_some_and(|word| scene.lexicon.saying.has(&key(word)));
    let joins = opener == Some(',') && (said || words_join(described, &["and", "while", "not", "but"]));
    if described.is_empty() || joins || is_guest(scene, described) {
        return Vec::new();
    }
    let apposed = words_join(described, &["of", "from", "at"]);
    let begins = begins_with_post(described, scene.book);
    if (joined || apposed) && !begins {
        return of_bodies(scene, span, setting, evidence);
    }
    let first = description_part(described);
    let posted = begins || names_post(first, scene.book);
    let body = setting == Setting::Row && begins_with_body(scene, span);
    if !posted && !body && opener != Some('(') {
        return Vec::new();
    }
    scene.described(span, setting, evidence, 0.85)
}

fn words_join(described: &str, joins: &[&str]) -> bool {
    described.split_whitespace().next().is_some_and(|word| joins.contains(&word))
}

/// Whether the first of several words is one of these, in whatever case.
fn opens_with(words: &str, openers: &[&str]) -> bool {
    let mut words = words.split_whitespace();
    let first = words.next().is_some_and(|first| openers.iter().any(|opener| opener.eq_ignore_ascii_case(first)));
    first && words.next().is_some()
}

/// "President of the Y": whether words begin with a post and "of".
fn opens_with_post_of(words: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<Text> = words.split_whitespace().map(key).collect();
    let post = lexicon.positions.longest_at(&keys);
    post.is_some_and(|(n, _)| keys.get(n).is_some_and(|next| next == "of"))
}

/// "of X", "from X, Y": the first body must follow at once; those that follow it between commas hold it. A post behind
/// them is described like any other.
fn of_bodies(scene: &Scene, span: Span, setting: Setting, evidence: Span) -> Vec<Affiliation> {
    let bodies = scene.bodies(span);
    let near = bodies.first().is_some_and(|body| {
        let gap = &scene.text[span.start..scene.named[*body].whole.start];
        let named = |word: &str| is_joint(word) || is_capital(word);
        // "of the North Gate Choir, Lakeside Trust and others": a row of bodies whose first is not known.
        let unit = |word: &str| matches!(scene.lexicon.organisation_heads.class(&key(word)), Some("unit" | "school"));
        let held = !gap.contains(',') || gap.split_whitespace().any(unit);
        held && gap.split_whitespace().count() <= 10 && gap.split_whitespace().all(named)
    });
    if !near {
        return Vec::new();
    }
    let mut end = span.start;
    let mut found = Vec::new();
    for body in bodies {
        let whole = scene.named[body].whole;
        let gap = &scene.text[end.min(whole.start)..whole.start];
        let first = end == span.start;
        let holds = gap.split_whitespace().all(|word| matches!(word, "," | "(" | "of" | "the" | "at" | "in"));
        // "Department of Dyes & Weaving at the University": the unit's name was cut short.
        let longer = gap.trim_start().starts_with('&')
            && gap.trim_end().ends_with(" at")
            && gap.split_whitespace().all(|word| is_joint(word) || is_capital(word));
        if !first && !holds && !longer {
            break;
        }
        end = whole.end;
        found.extend(scene.make("", Some(body), evidence, 0.65));
    }
    let rest = &scene.text[end..span.end.max(end)];
    let posted = rest.trim_start().strip_prefix(',').is_some_and(|rest| begins_with_post(rest, scene.book));
    if posted {
        found.extend(scene.described(Span::new(end, span.end).trim(scene.text), setting, evidence, 0.8));
    }
    found
}

fn description_part(described: &str) -> &str {
    described.split([',', ';']).next().unwrap_or("")
}

/// Whether a body stands at the start of a span.
fn begins_with_body(scene: &Scene, span: Span) -> bool {
    let at = |body: &usize| scene.text[span.start..scene.named[*body].whole.start].split_whitespace().count();
    scene.bodies(span).first().is_some_and(|body| at(body) <= 1)
}

/// "as chief guest": a part in the event, not a post.
fn is_guest(scene: &Scene, described: &str) -> bool {
    let keys: Vec<Text> = described.split_whitespace().take(5).map(key).collect();
    scene.lexicon.presence.longest_at(&keys).is_some_and(|(_, class)| class == "guest")
}

/// "A, head of the X and aide of Y President B": the part that runs into the next name is that name's.
fn without_next(scene: &Scene, span: Span, setting: Setting) -> Span {
    if !belongs_to_next(scene, span) {
        return span;
    }
    let parts = segments(scene, span, setting);
    let own = parts.len().checked_sub(2).map(|last| parts[last].end);
    // "A, head of the X, and B": the next name's titles are its post.
    let comma = || span.of(scene.text).rfind(", and ").map(|at| span.start + at);
    Span::new(span.start, own.or_else(comma).unwrap_or(span.start))
}

/// "A, head of the X B, head of the Y".
fn belongs_to_next(scene: &Scene, span: Span) -> bool {
    let next = scene.person_from(span.end);
    next.is_some_and(|next| {
        let gap = &scene.text[span.end..next.whole.start];
        gap.chars().all(|c| c == ' ') && !span.of(scene.text).ends_with([',', ';', ')', ':'])
    }) && !span.of(scene.text).ends_with(" and")
}

fn first_words(text: &str, count: usize) -> String {
    text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

/// "(center)", "(left)": an aside of one or two small words.
fn skip_aside(rest: &str) -> &str {
    let trimmed = rest.trim_start();
    match trimmed
        .strip_prefix('(')
        .and_then(|inner| inner.find(')').map(|close| (&inner[..close], &inner[close + 1..])))
    {
        Some((aside, after)) if aside.chars().all(|c| c.is_lowercase() || c == ' ') && aside.len() < 20 => after,
        _ => rest,
    }
}

/// Where an apposition ends: at a semicolon, a full stop, a quote, the next person, a verb, or a comma behind which
/// neither a post nor the body of the last one begins.
fn description_end(scene: &Scene, from: usize, limit: usize, setting: Setting) -> usize {
    let text = scene.text;
    let person = scene.person_from(from);
    let limit = person.map_or(limit, |m| limit.min(m.whole.start.max(from)));
    let mut words = 0;
    for (i, c) in text[from..limit].char_indices() {
        let at = from + i;
        let inside = || scene.is_inside(at);
        let after = &text[at + c.len_utf8()..limit];
        match c {
            ';' | '“' | '"' | '!' | '?' | ':' | '\t' => return at,
            c if setting.closes(c) => return at,
            '.' if (after.is_empty() || after.starts_with(char::is_whitespace))
                && !inside()
                && !is_abbreviated(&text[from..at]) =>
            {
                return at;
            }
            '—' if !inside() => return at,
            '-' if after.starts_with('-') && !inside() => return at,
            ',' if !inside() && !goes_on(scene, at + 1, limit, setting) => return at,
            ' ' | '\n' if !inside() => {
                let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
                if words > 1 && ends_description(scene, &text[from..at], word) {
                    return at;
                }
                words += 1;
            }
            _ => {}
        }
    }
    limit
}

/// Whether the dot behind these words belongs to the last of them: "a.i.", "Md.", "J.".
pub(super) fn is_abbreviated(words: &str) -> bool {
    let last = words.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    last.contains('.') || last.chars().count() <= 2 || last.ends_with(char::is_uppercase)
}

/// Whether the part behind a comma is a further post, or leads to the body of the one before.
fn goes_on(scene: &Scene, from: usize, limit: usize, setting: Setting) -> bool {
    let mut start = from;
    for _ in 0..PARTS {
        let part = &scene.text[start..limit];
        let closes = |c: char| matches!(c, ',' | ';' | '.' | '“') || setting.closes(c);
        let part = &part[..part.find(closes).unwrap_or(part.len())];
        if start == from && begins_with_post(part, scene.book) {
            let keys: Vec<Text> = part.split_whitespace().take(3).map(key).collect();
            return !keys.iter().any(|word| scene.lexicon.saying.has(word));
        }
        let end = start + part.len();
        let body = scene.bodies(Span::new(start, limit)).into_iter().find(|b| scene.named[*b].whole.start < end);
        let lead = body.map_or(part, |b| &scene.text[start..scene.named[b].whole.start]);
        if !lead.split_whitespace().all(|word| is_joint(word) || is_capital(word)) {
            return false;
        }
        if body.is_some() {
            return true;
        }
        if end >= limit || !scene.text[end..].starts_with(',') {
            return false;
        }
        start = end + 1;
    }
    false
}

/// Whether a word joins the parts of a unit's name.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "the" | "at" | "and" | "for" | "in" | "from" | "&")
}

pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word in lower case is the sentence's verb, or opens another clause.
fn ends_description(scene: &Scene, described: &str, word: &str) -> bool {
    let last = described.split_whitespace().next_back().unwrap_or("");
    let governed = matches!(last, "of" | "the" | "for" | "a" | "an" | "in" | "and" | "to" | "at");
    if governed || !word.starts_with(char::is_lowercase) {
        return false;
    }
    TURNS.contains(&word) || (word.len() > 3 && word.ends_with(['d', 's', 'e', 't', 'k']) && is_verb(scene, &key(word)))
}

/// Whether a word that names no post is a verb of saying, chairing or taking part.
fn is_verb(scene: &Scene, word: &str) -> bool {
    let verb = scene.lexicon.saying.has(word)
        || scene.lexicon.presence.class(word) == Some("verb")
        || scene.lexicon.chairing.class(word) == Some("verb");
    verb && !scene.lexicon.positions.has(word)
}

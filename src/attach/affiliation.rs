//! Who belongs to what: posts and bodies beside a person's name.

use super::posts::{begins_with_post, names_post, post, segments};
use crate::lexicon::{Lexicon, key};
use crate::model::{Affiliation, BlockKind, Document, Kind, Layout, Mention, Span};
use crate::text::passage;

/// What every reader of affiliations looks at.
struct Scene<'a> {
    text: &'a str,
    document: &'a Document,
    mentions: &'a [Mention],
    chain_of: &'a [Option<usize>],
    lexicon: &'a Lexicon,
}

/// Every affiliation of every person mention, with the person's chain.
pub fn find(
    document: &Document,
    layout: &Layout,
    mentions: &[Mention],
    chain_of: &[Option<usize>],
    lexicon: &Lexicon,
) -> Vec<(usize, Affiliation)> {
    let scene = Scene { text: &document.text, document, mentions, chain_of, lexicon };
    let mut found = Vec::new();
    for (i, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person) {
        let Some(chain) = chain_of[i] else { continue };
        let block = layout.block_at(mention.whole.start).map(|b| &layout.blocks[b]);
        let row = block.and_then(|b| b.rows.iter().find(|row| row.span.covers(mention.span())));
        let end = scene.text.len();
        let described = match (block.map(|b| b.kind), row) {
            (Some(BlockKind::Signature), Some(row)) => in_row(&scene, mention, row.span),
            // The line of an address that has no post is where the letter goes, not whom they work for.
            (Some(BlockKind::Address), _) => in_row(&scene, mention, block.map_or(Span::new(0, end), |b| b.span))
                .into_iter()
                .filter(|affiliation| affiliation.position.is_some())
                .collect(),
            _ => {
                let limit = row.map(|r| r.span).or(block.map(|b| b.span)).unwrap_or(Span::new(0, end));
                let mut found = behind(&scene, i, limit);
                found.extend(before(&scene, i, limit));
                found
            }
        };
        found.extend(described.into_iter().map(|affiliation| (chain, affiliation)));
    }
    found
}

/// Drops what is said twice: the same body with a shorter post, a post that stands with a body elsewhere.
pub fn settle(found: &mut Vec<Affiliation>) {
    let all = found.clone();
    let key = |a: &Affiliation| a.position.as_deref().map(key).unwrap_or_default();
    let mut kept: Vec<Affiliation> = Vec::new();
    for (i, affiliation) in all.iter().enumerate() {
        let told = all.iter().enumerate().any(|(j, other)| {
            let same_body = affiliation.organisation == other.organisation;
            let fuller = key(other).contains(&key(affiliation)) && key(other) != key(affiliation);
            let again = j < i && same_body && key(other) == key(affiliation);
            (same_body && fuller)
                || again
                || (affiliation.organisation.is_none()
                    && other.organisation.is_some()
                    && key(other) == key(affiliation))
        });
        if !told {
            kept.push(affiliation.clone());
        }
    }
    *found = kept;
}

impl Scene<'_> {
    /// The bodies named within a span, in order.
    fn bodies(&self, span: Span) -> Vec<usize> {
        let from = self.mentions.partition_point(|m| m.whole.start < span.start);
        let within = (from..self.mentions.len()).take_while(|i| self.mentions[*i].whole.start < span.end);
        within
            .filter(|i| self.mentions[*i].kind == Kind::Organisation && self.mentions[*i].whole.end <= span.end)
            .collect()
    }

    fn make(&self, words: &str, body: Option<usize>, evidence: Span, grade: f32) -> Option<Affiliation> {
        let post = post(words, self.lexicon);
        let organisation = body.and_then(|i| self.chain_of[i]);
        let posted = post.position.as_deref().is_some_and(|p| names_post(p, self.lexicon));
        if organisation.is_none() && !posted {
            return None;
        }
        Some(Affiliation {
            position: post.position.filter(|_| posted),
            organisation,
            former: post.former,
            capacity: None,
            place: None,
            passage: passage(self.text, evidence, 300),
            line: self.document.places.at(evidence.start).1,
            rule: "affiliation".to_string(),
            confidence: grade,
        })
    }

    /// Each segment of a description as affiliations: to every body it names, or to none.
    fn described(&self, span: Span, evidence: Span, grade: f32) -> Vec<Affiliation> {
        let mut found = Vec::new();
        for segment in segments(self.text, span, self.lexicon) {
            let bodies = self.bodies(segment);
            if bodies.is_empty() {
                found.extend(self.make(segment.of(self.text), None, evidence, grade));
            }
            let mut from = segment.start;
            for body in bodies {
                let whole = self.mentions[body].whole;
                let words = Span::new(from.min(whole.start), whole.start).of(self.text);
                let behind = Span::new(whole.end, segment.end).of(self.text);
                // "NCRI UK representative": the post follows the body.
                let words = if names_post(words, self.lexicon) || !names_post(behind, self.lexicon) {
                    Span::new(segment.start, whole.start).of(self.text)
                } else {
                    behind
                };
                found.extend(self.make(words, Some(body), evidence, grade));
                from = whole.end;
            }
        }
        found
    }
}

/// The rest of a signature row or an address block.
fn in_row(scene: &Scene, mention: &Mention, row: Span) -> Vec<Affiliation> {
    let next = scene.mentions.iter().find(|m| m.kind == Kind::Person && m.whole.start >= mention.whole.end);
    let end = next.map_or(row.end, |m| m.whole.start.min(row.end));
    if mention.whole.end >= end {
        return Vec::new();
    }
    let rest = Span::new(mention.whole.end, end).trim(scene.text);
    let individual = rest.of(scene.text).to_lowercase().contains("individual capacity");
    let mut found = scene.described(rest, row, 0.9);
    if individual {
        found.iter_mut().for_each(|affiliation| affiliation.capacity = Some("individual".to_string()));
    }
    found
}

/// ", coordinator of the X and former Y," behind a name; "(X)"; "of X"; "the current head of X"; ", who heads X".
fn behind(scene: &Scene, at: usize, limit: Span) -> Vec<Affiliation> {
    let mention = &scene.mentions[at];
    let start = mention.whole.end;
    let rest = &scene.text[start..limit.end.max(start)];
    let rest = skip_aside(rest);
    let start = limit.end.max(start) - rest.len();
    let trimmed = rest.trim_start();
    let offset = start + (rest.len() - trimmed.len());
    let opener = trimmed.chars().next();
    let (from, closer) = match opener {
        Some('(') => (offset + 1, Some(')')),
        Some(',' | '–' | '—' | '|' | '-') => (offset + opener.map_or(0, char::len_utf8), None),
        _ => {
            let lower = trimmed.to_lowercase();
            let direct =
                ["the ", "of ", "from ", "at ", "is ", "as ", "who "].iter().any(|word| lower.starts_with(word));
            let joined = lower.starts_with("of ") || lower.starts_with("from ") || lower.starts_with("at ");
            if !direct || (!joined && !begins_with_post(&first_words(trimmed, 7), scene.lexicon)) {
                return Vec::new();
            }
            (offset, None)
        }
    };
    let joined = opener.is_some_and(char::is_lowercase) && !scene.text[from..].starts_with("the ");
    let end = match closer {
        Some(closer) => scene.text[from..limit.end].find(closer).map_or(from, |at| from + at),
        None => description_end(scene, from, limit.end),
    };
    let span = Span::new(from, end.max(from)).trim(scene.text);
    let described = span.of(scene.text);
    if described.is_empty() {
        return Vec::new();
    }
    let evidence = mention.whole.join(span);
    if joined && !names_post(described, scene.lexicon) {
        // "X of Y", "X from Y": the body must follow at once.
        let body = scene
            .bodies(span)
            .into_iter()
            .find(|b| scene.text[span.start..scene.mentions[*b].whole.start].split_whitespace().count() <= 2);
        return body.and_then(|b| scene.make("", Some(b), evidence, 0.6)).into_iter().collect();
    }
    if !begins_with_post(described, scene.lexicon) && !posted_late(scene, span) && closer.is_none() {
        return Vec::new();
    }
    scene.described(span, evidence, 0.85)
}

/// Whether the first comma part names a body or a post at all.
fn posted_late(scene: &Scene, span: Span) -> bool {
    let first = span.of(scene.text).split([',', ';']).next().unwrap_or("");
    names_post(first, scene.lexicon)
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

/// Where an apposition ends: at a semicolon, a full stop, a quote, the next person, or a comma behind which no post begins.
fn description_end(scene: &Scene, from: usize, limit: usize) -> usize {
    let text = scene.text;
    let person = scene
        .mentions
        .iter()
        .find(|m| m.kind == Kind::Person && m.whole.start >= from)
        .map_or(limit, |m| m.whole.start);
    let limit = limit.min(person);
    let mut previous = ' ';
    let mut first = true;
    for (i, c) in text[from..limit].char_indices() {
        let at = from + i;
        let inside = scene.mentions.iter().any(|m| m.whole.start < at && at < m.whole.end);
        let after = &text[at + c.len_utf8()..limit];
        match c {
            ';' | '“' | '"' | '!' | '?' | ':' | '\t' => return at,
            '.' if !inside
                && (after.is_empty() || after.starts_with(char::is_whitespace))
                && !previous.is_uppercase() =>
            {
                return at;
            }
            '\n' => return at,
            ',' if !inside => {
                let next = after.split([',', ';', '.', '“']).next().unwrap_or("");
                let said = first_words(next, 3).split(' ').any(|word| scene.lexicon.saying.has(&key(word)));
                if said || !begins_with_post(next, scene.lexicon) {
                    return at;
                }
                first = false;
            }
            ' ' if !inside => {
                let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
                let finite = scene.lexicon.saying.class(&key(word)) == Some("plain")
                    && word.ends_with(['d', 's'])
                    && word.len() > 3;
                if (finite && !first) || matches!(word, "said" | "says" | "told" | "added" | "stressed") {
                    return at;
                }
            }
            _ => {}
        }
        previous = c;
    }
    limit
}

/// "The X President-elect Mrs N", "X's director N", "head of the X, N", "as a member of the X, N".
fn before(scene: &Scene, at: usize, limit: Span) -> Vec<Affiliation> {
    let mention = &scene.mentions[at];
    let text = scene.text;
    let clause = &text[limit.start..mention.whole.start];
    let cut = clause
        .rfind(['.', ';', '“', '”', '\n', ':', '('])
        .map_or(0, |i| i + clause[i..].chars().next().map_or(1, char::len_utf8));
    let span = Span::new(limit.start + cut, mention.whole.start);
    let evidence = span.join(mention.whole).trim(text);
    let titled =
        mention.titles.iter().filter(|t| scene.lexicon.positions.has(&key(t))).cloned().collect::<Vec<_>>().join(" ");
    let bodies = scene.bodies(span);
    let Some(body) = bodies.last().copied() else {
        return position_only(scene, span, &titled, evidence).into_iter().collect();
    };
    let whole = scene.mentions[body].whole;
    let gap = text[whole.end..mention.whole.start].trim().trim_start_matches("’s").trim_start_matches("'s").trim();
    let comma = gap == ",";
    // "the X President-elect Mrs N": only a post (or titles that are one) between body and name.
    let gap_words = gap.split_whitespace().count();
    let posted = !gap.contains(',')
        && gap_words <= 5
        && (begins_with_post(gap, scene.lexicon) && names_post(gap, scene.lexicon));
    if posted || (gap.is_empty() && !titled.is_empty()) {
        let words = [gap, titled.as_str()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        return scene.make(&words, Some(body), evidence, 0.85).into_iter().collect();
    }
    // "head of the X, N" and "as a member of the X, N".
    if comma || gap.is_empty() {
        let lead = &text[span.start..scene.mentions[bodies[0]].whole.start];
        let lead = &lead[lead.rfind(',').map_or(0, |i| i + 1)..];
        if names_post(lead, scene.lexicon) && lead.split_whitespace().count() <= 9 && leads_to_body(lead) {
            let words = lead.rsplit(" as ").next().unwrap_or(lead).trim_start_matches("as ");
            return bodies.iter().filter_map(|b| scene.make(words, Some(*b), evidence, 0.8)).collect();
        }
    }
    Vec::new()
}

fn leads_to_body(lead: &str) -> bool {
    let last = lead.split_whitespace().next_back().unwrap_or("");
    matches!(last, "of" | "the" | "at" | "for" | "in" | "a" | "an" | "de")
}

/// "champion wrestler N": a post right before the name without a body.
fn position_only(scene: &Scene, span: Span, titled: &str, evidence: Span) -> Option<Affiliation> {
    let words: Vec<&str> = span.of(scene.text).split_whitespace().collect();
    let last = words.last().copied().unwrap_or("");
    let posted = scene.lexicon.positions.has(&key(last)) && !last.ends_with(',');
    if !posted {
        return scene.make(titled, None, evidence, 0.7).filter(|_| !titled.is_empty());
    }
    let from = words
        .iter()
        .rposition(|word| scene.lexicon.common_words.has(&key(word)) && is_small(word))
        .map_or(0, |i| i + 1);
    let phrase = words[from..].join(" ");
    let phrase = [phrase.as_str(), titled].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    scene.make(&phrase, None, evidence, 0.7)
}

fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "of",
        "the",
        "a",
        "an",
        "by",
        "and",
        "to",
        "in",
        "on",
        "with",
        "for",
        "from",
        "that",
        "his",
        "her",
        "their",
        "including",
        "is",
        "was",
        "as",
        "year",
        "then",
        "current",
        "which",
    ];
    SMALL.contains(&word.to_lowercase().as_str())
}

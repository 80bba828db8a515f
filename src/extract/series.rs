//! Lists with one role: "Other speakers included: A; B; and C", "Participants:" over rows, names under "SPEAKERS".

use super::Scene;
use super::chair;
use super::listing::{heads, is_run, listed};
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Kind, Role};

/// What the names of a list hold, whether bodies hold it too, and whether anything but a name ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Opened {
    role: Role,
    bodies: bool,
    strict: bool,
}

/// A paragraph of more words than this is running text: it ends the list above it.
const PROSE: usize = 28;
/// The heading of a page that tells of speakers stands among so many blocks.
const TOP: usize = 4;
/// A heading of more words than this tells something else.
const HEADING: usize = 9;

/// Every name at the head of an item or a row has the role that the words above the list give it.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut open: Option<Opened> = None;
    let mut page: Option<Opened> = None;
    for sentence in sentences {
        // Who signs a letter does not speak in it, whatever its list is called.
        if scene.layout.blocks[sentence.block].kind == BlockKind::Signature || scene.is_letter_at(sentence.block) {
            open = None;
            continue;
        }
        let people = inline(scene, sentence);
        if !people.is_empty() {
            let claim = |m| scene.claim(m, Role::Speaker, sentence.span(), "series");
            found.extend(people.into_iter().map(claim));
            open = None;
            continue;
        }
        let came = labelled(scene, sentence);
        if !came.is_empty() {
            let claim = |m| scene.claim(m, Role::Participant, sentence.span(), "series");
            found.extend(came.into_iter().map(claim));
            // The names may go on below, one a line, until something else is said.
            open = Some(Opened { role: Role::Participant, bodies: false, strict: true });
            continue;
        }
        let kind = scene.layout.blocks[sentence.block].kind;
        if page.is_none() && sentence.block <= TOP && is_page(scene, sentence) {
            page = Some(Opened { role: Role::Speaker, bodies: false, strict: false });
            continue;
        }
        if opens(scene, sentence) {
            open = heading(scene, sentence);
            continue;
        }
        if names_absent(scene, sentence) {
            open = None;
            continue;
        }
        let Some(opened) = open.or(page) else { continue };
        let rows = if open.is_some() || is_name(sentence) { row(scene, sentence, opened) } else { Vec::new() };
        match kind {
            BlockKind::Heading | BlockKind::Title if rows.is_empty() && !is_aside(scene, sentence) => open = None,
            BlockKind::Paragraph if sentence.words.len() > PROSE && rows.is_empty() => open = None,
            _ if opened.strict && rows.is_empty() => open = None,
            _ => {}
        }
        let chairs: Vec<usize> = rows.iter().copied().filter(|m| chair::is_marked(scene, sentence, *m)).collect();
        found.extend(rows.into_iter().map(|m| scene.claim(m, opened.role, sentence.span(), "series")));
        found.extend(chairs.into_iter().map(|m| scene.claim(m, Role::Chair, sentence.span(), "chair")));
    }
    found
}

/// "Speakers - Third Lakeside Conference": the whole page is a list of speakers.
fn is_page(scene: &Scene, sentence: &Sentence) -> bool {
    let text = &scene.document.text;
    let noun = sentence.key(Some(0)).ends_with('s') && scene.lexicon.speaker_lists.has(sentence.key(Some(0)));
    noun && sentence.words.get(1).is_some_and(|word| matches!(word.token().span.of(text), "-" | "–" | "—" | "|" | ":"))
        && sentence.words.len() > 2
}

/// Whether the sentence is one name and nothing else.
fn is_name(sentence: &Sentence) -> bool {
    let first = sentence.words[0].mention();
    first.is_some() && sentence.words.iter().all(|word| word.mention() == first || word.key.is_empty())
}

/// The people listed in a sentence behind "speakers at the conference included".
fn inline(scene: &Scene, sentence: &Sentence) -> Vec<usize> {
    if !scene.names_person(sentence) {
        return Vec::new();
    }
    let Some(after) = opener(scene, sentence) else { return Vec::new() };
    listed(scene, sentence, after).into_iter().filter(|m| scene.mentions[*m].kind == Kind::Person).collect()
}

/// "Participants: A (X), B (Y)": those listed behind a line's own label, where it asks for who came.
fn labelled(scene: &Scene, sentence: &Sentence) -> Vec<usize> {
    let text = &scene.document.text;
    let named = |end: usize| (0..end).any(|i| sentence.actor(scene, i).is_some());
    let colon = (1..sentence.words.len().min(HEADING)).find(|i| sentence.is_mark(text, *i, ':'));
    let Some(colon) = colon.filter(|at| begins_line(scene, sentence) && !is_absence(sentence) && !named(*at)) else {
        return Vec::new();
    };
    let label = Sentence { block: sentence.block, words: &sentence.words[..colon] };
    let Some(opened) = heading(scene, &label).filter(|opened| opened.role == Role::Participant) else {
        return Vec::new();
    };
    let held = |m: &usize| opened.bodies || sentence.is_person(scene, *m);
    listed(scene, sentence, colon + 1).into_iter().filter(held).collect()
}

/// The word behind a phrase such as "speakers at the conference included", outside quotes.
fn opener(scene: &Scene, sentence: &Sentence) -> Option<usize> {
    let text = &scene.document.text;
    for (at, word) in sentence.words.iter().enumerate() {
        if word.key.is_empty() || word.quoted() || sentence.actor(scene, at).is_some() {
            continue;
        }
        if word.opens.speaker_lists
            && let Some((n, _)) = scene.lexicon.speaker_lists.longest_at(sentence.keys_from(at))
        {
            let after = at + n;
            if verb_before(sentence, after) || sentence.is_mark(text, after, ':') {
                return Some(after + usize::from(sentence.is_mark(text, after, ':')));
            }
            // "Speakers | at the conference | included"
            let verb = (after..sentence.words.len().min(after + 9)).find(|i| includes(sentence.key(Some(*i))));
            // "The panel, moderated by A, featured": between two commas others may be named.
            let apart = |v: usize| sentence.is_mark(text, after, ',') && sentence.is_mark(text, v - 1, ',');
            let plain = verb.is_some_and(|v| apart(v) || (after..v).all(|i| sentence.actor(scene, i).is_none()));
            if let Some(verb) = verb.filter(|_| plain) {
                return Some(verb + 1);
            }
        }
    }
    None
}

fn includes(key: &str) -> bool {
    matches!(
        key,
        "included" | "include" | "includes" | "including" | "were" | "are" | "featured" | "features" | "comprised"
    )
}

fn verb_before(sentence: &Sentence, after: usize) -> bool {
    let last = sentence.key(after.checked_sub(1));
    includes(last) || matches!(last, "by" | "from" | "of" | "heard" | "with" | "was" | "featuring" | "to")
}

/// Whether a sentence stands over a list: it ends with a colon, or it is a heading or a line of capitals.
fn opens(scene: &Scene, sentence: &Sentence) -> bool {
    let text = &scene.document.text;
    let kind = scene.layout.blocks[sentence.block].kind;
    let colon = sentence.words.iter().position(|word| word.key.is_empty() && word.token().is_mark(text, ':'));
    let marks =
        |from: usize| sentence.words[from..].iter().all(|word| word.key.is_empty() || word.token().is_capital(text));
    let closes =
        colon.is_some_and(|at| marks(at) && (at + 1..sentence.words.len()).all(|i| sentence.actor(scene, i).is_none()));
    let heads = matches!(kind, BlockKind::Heading | BlockKind::Title) && sentence.words.len() <= HEADING + 4;
    let told = || !scene.names_person(sentence) && heading(scene, sentence).is_some();
    (closes || heads) && (told() || is_absence(sentence))
}

/// What the words over a list say of its names: the last noun of speaking, chairing or taking part decides.
fn heading(scene: &Scene, sentence: &Sentence) -> Option<Opened> {
    if is_absence(sentence) {
        return None;
    }
    let tables = &scene.lexicon;
    let keys: Vec<&str> = sentence.words.iter().map(|word| word.key.as_str()).filter(|key| !key.is_empty()).collect();
    let bodies = keys.iter().any(|key| matches!(*key, "organisations" | "organizations" | "groups" | "bodies"));
    let role = (0..keys.len()).find_map(|at| {
        let rest = &keys[at..];
        let noun = |found: Option<(usize, &str)>| found.is_some_and(|(_, class)| class != "verb" && class != "weak");
        // "Panel:" alone
        let alone = keys.len() == 1 && sentence.words.len() == 2 && sentence.words[1].key.is_empty();
        if (alone || rest[0].ends_with('s')) && tables.speaker_lists.has(rest[0]) || rest[0] == "featuring" {
            Some(Role::Speaker)
        } else if noun(tables.presence.longest_at(rest))
            || matches!(rest[0], "participating" | "attending" | "attended")
        {
            Some(Role::Participant)
        } else if keys.len() <= 3 && tables.chairing.class(rest[0]).is_some_and(|class| class != "weak") {
            Some(Role::Chair)
        } else {
            None
        }
    })?;
    Some(Opened { role, bodies, strict: false })
}

/// "Apologies: A, B": a line's own label says that those behind it are not there.
fn names_absent(scene: &Scene, sentence: &Sentence) -> bool {
    let colon = (1..sentence.words.len().min(HEADING)).find(|i| sentence.is_mark(&scene.document.text, *i, ':'));
    let label = colon.map(|end| Sentence { block: sentence.block, words: &sentence.words[..end] });
    label.is_some_and(|label| is_absence(&label)) && begins_line(scene, sentence)
}

/// "Apologies", "Members absent": those named below are not there.
pub fn is_absence(sentence: &Sentence) -> bool {
    const ABSENT: &[&str] = &["absent", "apologies", "regrets", "excused", "lost", "gained"];
    let not = |i: usize| sentence.key(Some(i)) == "not" && matches!(sentence.key(Some(i + 1)), "attending" | "present");
    not(0) || not(1) || sentence.words.iter().any(|word| ABSENT.contains(&word.key.as_str()))
}

/// A line between names that ends no list: quoted, or without any letters.
fn is_aside(scene: &Scene, sentence: &Sentence) -> bool {
    let first = sentence.words[0].token().span.of(&scene.document.text);
    matches!(first, "“" | "\"" | "”") || sentence.words.iter().all(|word| word.key.chars().all(|c| c.is_numeric()))
}

/// The names at the head of a row: its person, or its body where bodies are listed; all its people where the row is
/// nothing but names.
fn row(scene: &Scene, sentence: &Sentence, opened: Opened) -> Vec<usize> {
    let text = &scene.document.text;
    let kind = scene.layout.blocks[sentence.block].kind;
    let run = is_run(scene, sentence);
    let lines = kind != BlockKind::Paragraph || sentence.words.len() <= PROSE || run;
    if !lines || !begins_line(scene, sentence) || (opened.strict && !run) {
        return Vec::new();
    }
    let colon = (0..sentence.words.len()).find(|i| sentence.is_mark(text, *i, ':'));
    let dash = (0..sentence.words.len())
        .find(|i| ["-", "–", "—"].iter().any(|m| sentence.words[*i].token().span.of(text) == *m));
    // "Moderator: X" in a list of speakers is the chair's line.
    let chairs =
        colon.is_some_and(|c| (0..c).any(|i| scene.lexicon.chairing.class(sentence.key(Some(i))) == Some("noun")));
    if chairs {
        return Vec::new();
    }
    let described = dash.filter(|_| !run && opened.role != Role::Speaker && colon.is_none());
    let names = heads(scene, sentence, 0..described.unwrap_or(sentence.words.len()));
    let most = if run { names.len() } else { 1 };
    let people = names.iter().copied().filter(|m| sentence.is_person(scene, *m)).take(most);
    let first = names.first().copied().filter(|m| opened.bodies && !sentence.is_person(scene, *m));
    first.into_iter().chain(people).collect()
}

/// Whether the sentence begins its line, bullet and number aside.
fn begins_line(scene: &Scene, sentence: &Sentence) -> bool {
    let start = sentence.words[0].token().span.start;
    // Rows that one line strings together.
    let lines = &scene.layout.blocks[sentence.block].lines;
    let line = lines.get(lines.partition_point(|line| line.content.start < start));
    if line.is_some_and(|line| line.marked && line.content.start == start) {
        return true;
    }
    let before = &scene.document.text[..start];
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    !line.chars().any(char::is_alphabetic)
}

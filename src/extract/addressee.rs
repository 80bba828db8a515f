//! Who is addressed: the address block, the salutation, "Open letter to X", "Call on X to …" in a heading.

use super::Scene;
use super::view::Sentence;
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Claim, Kind, Line, Role, Span, Text};
use std::collections::BTreeSet;

/// The lines that say from whom and to whom a letter goes stand among so many blocks.
const TOP: usize = 4;

/// Everybody a letter or a call is addressed to.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let blocks = &scene.layout.blocks;
    let mut found = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Address if is_last_address(scene, i) => found.extend(address(scene, block)),
            BlockKind::Salutation => {
                let named = scene.within(block.span).filter(|m| scene.mentions[*m].kind.is_actor());
                found.extend(named.map(|m| scene.claim(m, Role::Addressee, block.span, "addressee")));
            }
            _ => {}
        }
    }
    for sentence in sentences {
        found.extend(heading(scene, sentence));
        found.extend(head_line(scene, sentence));
    }
    found
}

/// "To: X": the people of the line, or its bodies where it names no person.
fn head_line(scene: &Scene, sentence: &Sentence) -> Vec<Claim> {
    let opens = sentence.key(Some(0)) == "to" && sentence.is_mark(&scene.document.text, 1, ':');
    if !opens || sentence.block > TOP {
        return Vec::new();
    }
    let line_end = scene.line_end(sentence.span().start);
    let named = sentence.actors(scene, 2).into_iter().filter(|m| scene.mentions[*m].whole.start < line_end);
    let (people, bodies): (Vec<usize>, Vec<usize>) = named.partition(|m| sentence.is_person(scene, *m));
    let chosen = if people.is_empty() { bodies } else { people };
    chosen.into_iter().map(|m| scene.claim(m, Role::Addressee, sentence.span(), "addressee")).collect()
}

/// Of several address blocks before the salutation the last is the addressee's; one before it is the letterhead. Those
/// whom a letter is copied to stand in a block of their own.
fn is_last_address(scene: &Scene, at: usize) -> bool {
    let address = |block: &Block| block.kind == BlockKind::Address && !is_copy(scene, block);
    is_copy(scene, &scene.layout.blocks[at]) || !scene.layout.blocks[at + 1..].iter().any(address)
}

/// Whether a block opens as a list of copies does: "cc: Ada Marsh".
fn is_copy(scene: &Scene, block: &Block) -> bool {
    let words = block.span.of(&scene.document.text).split_whitespace();
    let keys: Vec<Text> = words.take(4).map(key).collect();
    scene.lexicon.salutations.longest_at(&keys).is_some_and(|(_, class)| class == "copy")
}

/// Every person in the block; a body only where no person stands, or alone on its line between lines that each name one.
fn address(scene: &Scene, block: &Block) -> Vec<Claim> {
    let named: Vec<usize> = scene.within(block.span).filter(|m| scene.mentions[*m].kind.is_actor()).collect();
    let numbered = |m: usize| {
        let start = scene.mentions[m].whole.start;
        let line = block.lines.iter().find(|line| line.span.start <= start && start < line.span.end);
        line.is_some_and(|line| line.span.of(&scene.document.text).contains(|c: char| c.is_ascii_digit()))
    };
    let people: Vec<usize> =
        named.iter().copied().filter(|m| scene.mentions[*m].kind == Kind::Person && !numbered(*m)).collect();
    let line_of = |m: usize| block.lines.iter().position(|line| line.span.covers(scene.mentions[m].span()));
    let stacked = people.len() >= 2 && people.iter().filter_map(|m| line_of(*m)).collect::<BTreeSet<_>>().len() >= 2;
    let alone = |m: &usize| {
        let line = line_of(*m).map(|at| block.lines[at].content);
        let inside = |line: Span| named.iter().filter(|other| line.covers(scene.mentions[**other].span())).count() == 1;
        line.is_some_and(|line| inside(line) && line.len() <= scene.mentions[*m].whole.len() + 5)
    };
    // Behind a line with a number (a street, a box) only the rest of the way stands.
    let first = named.first().map_or(block.span.end, |m| scene.mentions[*m].whole.start);
    let is_way = |line: &&Line| {
        line.span.end > first && line.span.of(&scene.document.text).contains(|c: char| c.is_ascii_digit())
    };
    let way = block.lines.iter().find(is_way).map_or(block.span.end, |line| line.span.start);
    let chosen: Vec<usize> = match people.is_empty() {
        true => named.iter().copied().filter(|m| scene.mentions[*m].whole.start < way).collect(),
        false => {
            named.iter().copied().filter(|m| people.contains(m) || (stacked && alone(m) && !numbered(*m))).collect()
        }
    };
    chosen.into_iter().map(|m| scene.claim(m, Role::Addressee, block.span, "addressee")).collect()
}

/// "Open letter to X", "Call on X to …", "X urged to …" in the title, a heading, or the first lines of a document.
fn heading(scene: &Scene, sentence: &Sentence) -> Vec<Claim> {
    let kind = scene.layout.blocks[sentence.block].kind;
    let heads = matches!(kind, BlockKind::Title | BlockKind::Heading)
        || (sentence.block <= 1 && kind == BlockKind::Paragraph && sentence.words.len() <= 40);
    if !heads {
        return Vec::new();
    }
    let Some(from) = call(&scene.document.text, sentence) else { return Vec::new() };
    let mut found: Vec<usize> = Vec::new();
    for at in from..sentence.words.len() {
        let word = &sentence.words[at];
        match word.mention().filter(|m| scene.mentions[*m].kind.is_actor()) {
            Some(mention) if found.last() != Some(&mention) => {
                let adjacent = found.last().and_then(|last| sentence.last_word(*last)).is_none_or(|end| at <= end + 3);
                // "to the Prime Minister, Ada Marsh"
                let titled = |i: usize| {
                    let word = &sentence.words[i];
                    word.key.is_empty()
                        || word.token().is_capital(&scene.document.text)
                        || matches!(&*word.key, "the" | "of" | "and" | "his" | "her")
                };
                if !adjacent || (found.is_empty() && at > from + 3 && !(at <= from + 9 && (from..at).all(titled))) {
                    break;
                }
                found.push(mention);
            }
            Some(_) => {}
            None if !found.is_empty() && !matches!(word.key.as_str(), "and" | "the" | "") => break,
            None => {}
        }
    }
    // "LETTER TO QUAY WATCH CHAIR ADA MARSH" goes to Ada Marsh: the body is part of her post.
    let holds = |m: usize, next: usize| {
        let (body, person) = (&scene.mentions[m], &scene.mentions[next]);
        let gap = Span::new(body.whole.end, person.whole.start.max(body.whole.end));
        body.kind == Kind::Organisation
            && person.kind == Kind::Person
            && gap.of(&scene.document.text).trim().is_empty()
            && !person.titles().is_empty()
    };
    let own = |i: &usize| found.get(i + 1).is_none_or(|next| !holds(found[*i], *next));
    let addressed = (0..found.len()).filter(own).map(|i| found[i]);
    addressed.map(|m| scene.claim(m, Role::Addressee, sentence.span(), "addressee")).collect()
}

/// The word behind "letter to", "call on", "appeal to", "urge".
fn call(text: &str, sentence: &Sentence) -> Option<usize> {
    const PAIRS: &[(&str, &str)] = &[
        ("letter", "to"),
        ("call", "on"),
        ("call", "to"),
        ("calls", "on"),
        ("called", "on"),
        ("calling", "on"),
        ("call", "upon"),
        ("calls", "upon"),
        ("appeal", "to"),
        ("appeals", "to"),
        ("petition", "to"),
        ("message", "to"),
        ("statement", "to"),
        ("submission", "to"),
        ("states", "to"),
    ];
    const URGES: &[&str] =
        &["urge", "urges", "urged", "urging", "ask", "asks", "asked", "petition", "petitions", "tell"];
    (0..sentence.words.len().min(30)).find_map(|i| {
        let (key, next) = (sentence.key(Some(i)), sentence.key(Some(i + 1)));
        // "In a statement to the Herald, the Union denied …" is told to a paper.
        let circumstance = i >= 2 && sentence.key(Some(i - 2)) == "in";
        if PAIRS.contains(&(key, next)) && !circumstance {
            return Some(i + 2);
        }
        // "Open letter from A to B"
        if key == "letter" && next == "from" {
            let to = (i + 2..sentence.words.len())
                .find(|j| sentence.key(Some(*j)) == "to" && sentence.words[*j].mention().is_none())?;
            return Some(to + 1);
        }
        // "Petition: Save the Mill"
        let headed = || sentence.words.get(i + 1).is_some_and(|word| word.token().is_mark(text, ':'));
        (URGES.contains(&key) && sentence.words[i].mention().is_none() && !headed()).then_some(i + 1)
    })
}

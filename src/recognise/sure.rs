//! Which of the tagger's names are sure enough, and what a name is that it called now this, now that: told by all the
//! places where the document has it.

use super::standing::is_employer;
use crate::lexicon::{Lexicon, key};
use crate::model::{Kind, Mention, MentionRule, Text};
use std::collections::BTreeMap;

/// A name that is nowhere surer than this is none: the least confidence of people, of bodies with a word that bodies are
/// called by, and of other bodies; less is asked of a body that stands where one is worked for. Chosen on the development documents by models that had not seen them.
mod least {
    pub const PERSON: f32 = 0.4;
    pub const HEADED: f32 = 0.55;
    pub const BODY: f32 = 0.7;
    /// Of anybody who ends a row of places.
    pub const AMONG_PLACES: f32 = 0.6;
    /// Of bodies that stand beside a post or the person who holds it.
    pub const EMPLOYER: f32 = 0.5;
}

/// Bytes between the place that opens a row and a name that ends it.
const LONGEST_ROW: usize = 60;

/// What a document says of one name.
#[derive(Default)]
struct Told {
    /// Sums of confidence by kind.
    sums: BTreeMap<Kind, f32>,
    /// The greatest confidence by kind.
    most: BTreeMap<Kind, f32>,
    /// Whether it stands somewhere where a body does.
    employs: bool,
}

/// Keeps what is sure, each name as one kind of thing. The mentions stand in the order of the text.
pub fn keep(text: &str, mut mentions: Vec<Mention>, lexicon: &Lexicon) -> Vec<Mention> {
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Person && has_article(text, m)) {
        mention.kind = Kind::Organisation;
        mention.rule = MentionRule::Organisation;
    }
    for at in (1..mentions.len()).filter(|at| mentions[*at].confidence < least::AMONG_PLACES).collect::<Vec<_>>() {
        if is_among_places(text, &mentions[at - 1], &mentions[at]) {
            mentions[at].kind = Kind::Place;
            mentions[at].rule = MentionRule::Other;
        }
    }
    let mut told: BTreeMap<Text, Told> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let name = told.entry(key(&mention.name)).or_default();
        let doubtful = mention.kind == Kind::Organisation && mention.confidence < least::BODY;
        name.employs |= doubtful && is_employer(text, &mentions, at, lexicon);
        *name.sums.entry(mention.kind).or_default() += mention.confidence;
        let most = name.most.entry(mention.kind).or_default();
        *most = most.max(mention.confidence);
    }
    let settled = |mut mention: Mention| {
        let name = &told[&key(&mention.name)];
        let sum = |kind: Kind| name.sums.get(&kind).copied().unwrap_or_default();
        let other = match mention.kind {
            Kind::Person => Kind::Organisation,
            _ => Kind::Person,
        };
        if mention.kind.is_actor() && sum(other) > sum(mention.kind) && mention.titles().is_empty() {
            mention.kind = other;
            mention.rule = if other == Kind::Person { MentionRule::Person } else { MentionRule::Organisation };
        }
        let least = match mention.kind {
            Kind::Person => least::PERSON,
            Kind::Organisation if name.employs => least::EMPLOYER,
            Kind::Organisation if is_headed(&mention.name, lexicon) => least::HEADED,
            Kind::Organisation => least::BODY,
            Kind::Place | Kind::Other => 0.0,
        };
        let most = name.most.get(&mention.kind).copied().unwrap_or_default();
        (most >= least || !mention.titles().is_empty()).then_some(mention)
    };
    mentions.into_iter().filter_map(settled).collect()
}

/// "in Velmar, Kest, Aldmark and Nordh": whether one word goes on with a row that a place opens.
fn is_among_places(text: &str, before: &Mention, mention: &Mention) -> bool {
    let alone = mention.kind.is_actor() && mention.titles().is_empty() && !mention.name.contains(' ');
    let gap = text.get(before.whole.end..mention.whole.start).filter(|gap| gap.len() < LONGEST_ROW).unwrap_or("");
    let named = |word: &str| word == "and" || word.starts_with(char::is_uppercase);
    let row = gap.starts_with([',', ' '])
        && gap.contains("and ")
        && gap.split([',', ' ', '\n']).all(|w| w.is_empty() || named(w));
    before.kind == Kind::Place && alone && row
}

/// "the Lantern.": one word behind an article, no noun behind it. No person is called so.
fn has_article(text: &str, mention: &Mention) -> bool {
    let before = text[..mention.whole.start].ends_with("the ");
    let alone = mention.titles().is_empty() && mention.postnominals().is_empty() && !mention.name.contains([' ', '-']);
    let rest = text[mention.whole.end..].trim_start_matches([' ', '\n']);
    let noun = rest.starts_with(|c: char| c.is_alphanumeric() || "-–'’&(".contains(c));
    before && alone && !noun
}

/// Whether a name of several words has one that bodies are called by.
fn is_headed(name: &str, lexicon: &Lexicon) -> bool {
    let is_head = |word: &str| {
        let class = lexicon.organisation_heads.class(&key(word));
        word.starts_with(char::is_uppercase) && class.is_some_and(|class| !matches!(class, "state" | "company"))
    };
    name.contains(' ') && name.split(' ').any(is_head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn mention(name: &str, kind: Kind, confidence: f32) -> Mention {
        Mention::new(kind, name.into(), Span::new(0, 1), MentionRule::Given, confidence)
    }

    #[test]
    fn a_name_that_is_sure_once_is_a_name_everywhere() {
        let kept = keep(
            " ",
            vec![
                mention("Reed Trust", Kind::Organisation, 0.9),
                mention("Reed Trust", Kind::Organisation, 0.2),
                mention("Blue Monday", Kind::Organisation, 0.4),
            ],
            Lexicon::built_in(),
        );
        assert_eq!(kept.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["Reed Trust", "Reed Trust"]);
    }

    #[test]
    fn a_name_is_one_kind_of_thing() {
        let kept = keep(
            " ",
            vec![
                mention("Ostrava", Kind::Person, 0.6),
                mention("Ostrava", Kind::Organisation, 0.9),
                mention("Ostrava", Kind::Place, 0.9),
            ],
            Lexicon::built_in(),
        );
        assert_eq!(
            kept.iter().map(|m| m.kind).collect::<Vec<_>>(),
            [Kind::Organisation, Kind::Organisation, Kind::Place]
        );
    }
}

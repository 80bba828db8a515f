//! Claims to appearances inside one document: coreference, affiliation, count.

mod affiliation;
mod before;
mod beside;
mod card;
mod chains;
mod definitions;
mod groups;
mod listed;
mod members;
mod named;
mod noted;
mod office;
mod passages;
mod posts;
mod row;
mod runs;

use crate::lexicon::Book;
use crate::model::{
    Appearance, Chain, Claim, Document, Layout, Mention, Place, Reading, Role, Rule, Sketch, Span, Text,
};
use crate::settings::Settings;
use crate::text::passage;
use listed::Listed;
use passages::Passages;

/// The rules of this part, by name.
pub const RULES: &[Rule] = &[
    Rule { name: "affiliation", page: include_str!("affiliation.md") },
    Rule { name: "short-form", page: include_str!("chains.md") },
];

/// Joins mentions to chains, gives them roles and affiliations, and resolves every passage. Mentions come with the keys of
/// their names.
pub fn attach(
    document: &Document,
    layout: &Layout,
    (mentions, keys): (Vec<Mention>, &[Text]),
    claims: Vec<Claim>,
    settings: &Settings,
    book: &Book,
) -> Reading {
    let lexicon = book.tables();
    let rules = &settings.rules;
    let (mut chains, notices) = match rules.is_on("short-form") {
        true => chains::join(document, &mentions, keys, &Listed::of(layout), lexicon),
        false => (chains::by_name(&mentions, keys), Vec::new()),
    };
    let mut chain_of: Vec<Option<usize>> = vec![None; mentions.len()];
    for (i, chain) in chains.iter().enumerate() {
        chain.mentions.iter().for_each(|m| chain_of[*m] = Some(i));
    }
    let passages = Passages::of(&document.text, &claims);
    let mut found = affiliation::find(document, layout, &mentions, &chain_of, (&passages, &claims), book);
    found.retain(|(_, affiliation)| rules.is_on(&affiliation.rule));
    found.sort_by_key(|(chain, _)| *chain);
    let mut found = found.into_iter().peekable();
    for (i, chain) in chains.iter_mut().enumerate() {
        let of_chain = std::iter::from_fn(|| found.next_if(|(chain, _)| *chain == i));
        chain.affiliations = affiliation::settled(of_chain.map(|(_, affiliation)| affiliation));
    }
    let mut claims = claims;
    let appearances = appearances(document, layout, (&mentions, &passages), &mut claims, &chain_of, &chains);
    Reading { head: document.head.clone(), mentions, claims, chains, appearances, sketch: Sketch::default(), notices }
}

/// Each chain in each role it is claimed to hold; a chain without a claim is mentioned.
fn appearances(
    document: &Document,
    layout: &Layout,
    (mentions, passages): (&[Mention], &Passages),
    claims: &mut Vec<Claim>,
    chain_of: &[Option<usize>],
    chains: &[Chain],
) -> Vec<Appearance> {
    let of_chain = |(i, claim): (usize, &Claim)| Some((chain_of[claim.mention]?, claim.role, i));
    let mut held: Vec<(usize, Role, usize)> = claims.iter().enumerate().filter_map(of_chain).collect();
    let mut is_silent = vec![true; chains.len()];
    held.iter().for_each(|(chain, _, _)| is_silent[*chain] = false);
    let silent = (0..chains.len()).filter(|chain| is_silent[*chain]);
    let silent: Vec<(usize, usize)> =
        silent.flat_map(|chain| chains[chain].mentions.iter().map(move |mention| (chain, *mention))).collect();
    claims.reserve_exact(silent.len());
    // The rows of a list stand below one heading.
    let mut last: Option<(usize, Text)> = None;
    for (chain, mention) in silent {
        held.push((chain, Role::Mentioned, claims.len()));
        let section = layout.block_at(mentions[mention].whole.start).and_then(|i| layout.blocks[i].section);
        if last.as_ref().map(|(at, _)| *at) != section {
            last = section.map(|at| (at, passage(&document.text, layout.blocks[at].lines[0].content, 80)));
        }
        let section = last.as_ref().map(|(_, words)| words.clone());
        let evidence = around(&document.text, mentions[mention].whole);
        let passage = passages.at(evidence, claims);
        claims.push(mentioned(document, layout, (evidence, passage), &mentions[mention], (mention, section)));
    }
    held.sort_by(|(a_chain, a_role, a), (b_chain, b_role, b)| {
        let best_first = || claims[*b].confidence.total_cmp(&claims[*a].confidence).then(a.cmp(b));
        (a_chain, a_role).cmp(&(b_chain, b_role)).then_with(best_first)
    });
    let alike = held.chunk_by(|(chain, role, _), (other, its_role, _)| (chain, role) == (other, its_role));
    alike
        .map(|alike| Appearance {
            chain: alike[0].0,
            role: alike[0].1,
            claims: alike.iter().map(|(_, _, claim)| *claim).collect(),
        })
        .collect()
}

/// The claim that a name is at least mentioned, by the rule that recognised it: which mention it is, and the heading above.
fn mentioned(
    document: &Document,
    layout: &Layout,
    (evidence, passage): (Span, Text),
    named: &Mention,
    (mention, section): (usize, Option<Text>),
) -> Claim {
    let (page, line) = document.places.at(named.whole.start);
    Claim {
        mention,
        role: Role::Mentioned,
        evidence,
        passage,
        place: Place { page, line, section, stretch: layout.stretch_at(named.whole.start) },
        rule: named.rule.word().into(),
        confidence: named.confidence,
    }
}

/// So many characters on either side of a name are shown with it.
const REACH: usize = 80;

/// Up to eighty characters on either side of a span, on the same line, whole words.
pub(crate) fn around(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let (mut back, mut ahead) = (span.start, span.end);
    let mut left = REACH;
    while left > 0 && back > 0 && bytes[back - 1] != b'\n' {
        back -= 1;
        left -= usize::from(text.is_char_boundary(back));
    }
    left = REACH;
    while left > 0 && ahead < text.len() && bytes[ahead] != b'\n' {
        ahead += 1;
        left -= usize::from(text.is_char_boundary(ahead));
    }
    let opens_line = back == 0 || text[..back].ends_with('\n');
    let closes_line = ahead == text.len() || text[ahead..].starts_with('\n');
    let first_space = || text[back..span.start].find(' ').map_or(span.start, |at| back + at + 1);
    let last_space = || text[span.end..ahead].rfind(' ').map_or(span.end, |at| span.end + at);
    let start = if opens_line { back } else { first_space() };
    let end = if closes_line { ahead } else { last_space() };
    Span::new(start, end).trim(text)
}

//! Which mentions of one document name the same one: equal names, surnames, initials, acronyms, shorter forms.

use super::definitions::definitions;
use super::listed::Listed;
use crate::lexicon::Lexicon;
use crate::model::{Chain, Document, Few, Form, Kind, Mention, Notice, Text};
use crate::names::fold::fold;
use crate::names::parts::short_forms;
use crate::names::shape::is_acronym;
use std::collections::HashMap;

/// Chains in the order of their first mention, and a notice for each shorter name that may be either of two bodies.
///
/// A row of a list is whole in itself: no name of it goes on from another row.
pub fn join(
    document: &Document,
    mentions: &[Mention],
    listed: &Listed,
    lexicon: &Lexicon,
) -> (Vec<Chain>, Vec<Notice>) {
    let names = Names::of(mentions, listed.rows(mentions), lexicon);
    let mut groups = Groups::of(mentions.len());
    for i in names.full.iter().copied() {
        groups.put(i, (mentions[i].kind, &names.plain[i]));
    }
    // Acronyms last: a definition may stand behind a shorter form.
    let actors = (0..mentions.len()).filter(|i| mentions[*i].kind.is_actor());
    let (acronyms, others): (Vec<usize>, Vec<usize>) = actors.partition(|i| mentions[*i].form == Form::Acronym);
    let mut open: Vec<Notice> = Vec::new();
    // A body's short form means the same wherever it stands.
    let mut told: HashMap<(&str, Option<usize>), Option<usize>> = HashMap::new();
    for i in others {
        let fuller = match (mentions[i].kind, mentions[i].form) {
            (Kind::Person, Form::Full) => names.initialled(&groups, i),
            (Kind::Organisation, Form::Short) => *told.entry((&names.plain[i], names.rows[i])).or_insert_with(|| {
                let meant = names.meant(&groups, i);
                if let [first, second, ..] = meant[..] {
                    open.push(either(document, &mentions[i], &mentions[first], &mentions[second]));
                }
                Some(meant).filter(|meant| meant.len() == 1).map(|meant| meant[0])
            }),
            (kind, _) => names.nearest(kind, i),
        };
        groups.join(i, (mentions[i].kind, &names.plain[i]), fuller);
    }
    let defined = definitions(document, mentions, |i| groups.holds(i).then(|| groups.root(i)));
    let spelt = |short: &str, groups: &Groups| defined.get(short).copied().or_else(|| names.spelt(groups, short));
    for i in acronyms {
        let fuller = spelt(&names.plain[i], &groups);
        groups.join(i, (Kind::Organisation, &names.plain[i]), fuller);
    }
    for i in names.full.iter().copied().filter(|i| mentions[*i].kind == Kind::Organisation) {
        let Some(short) = initials_before_noun(&mentions[i].name) else { continue };
        let short = fold(short);
        let fuller = spelt(&short, &groups).or_else(|| groups.named((Kind::Organisation, &short)));
        if let Some(fuller) = fuller.filter(|fuller| groups.root(*fuller) != groups.root(i)) {
            groups.join(i, (Kind::Organisation, &names.plain[i]), Some(fuller));
        }
    }
    (build(mentions, &groups), open)
}

/// That a shorter name may be one body or another, and is joined with neither.
fn either(document: &Document, short: &Mention, first: &Mention, second: &Mention) -> Notice {
    let (page, line) = document.places.at(short.whole.start);
    Notice {
        code: "short-form-open".to_owned(),
        document: document.head.id.clone(),
        page,
        line: Some(line),
        message: format!("“{}” may be the {} or the {}", short.name, first.name, second.name),
        help: "say in decisions.csv which it is; until then it stands for itself".to_owned(),
    }
}

/// Chains of equal names alone, in the order of their first mention.
pub fn by_name(mentions: &[Mention], lexicon: &Lexicon) -> Vec<Chain> {
    let names = Names::of(mentions, vec![None; mentions.len()], lexicon);
    let mut groups = Groups::of(mentions.len());
    for i in (0..mentions.len()).filter(|i| mentions[*i].kind.is_actor()) {
        groups.put(i, (mentions[i].kind, &names.plain[i]));
    }
    build(mentions, &groups)
}

/// Which mentions are one: the first mention of each group stands for it.
struct Groups<'n> {
    by_name: HashMap<(Kind, &'n str), usize>,
    /// The mention each mention goes with; a root goes with itself.
    with: Vec<Option<usize>>,
}

impl<'n> Groups<'n> {
    fn of(mentions: usize) -> Groups<'n> {
        Groups { by_name: HashMap::new(), with: vec![None; mentions] }
    }

    /// Puts a mention into the group of its name.
    fn put(&mut self, mention: usize, name: (Kind, &'n str)) {
        self.with[mention] = Some(*self.by_name.entry(name).or_insert(mention));
    }

    /// Puts a mention, with all of its name, into the group of a fuller one; without one into the group of its name.
    fn join(&mut self, mention: usize, name: (Kind, &'n str), fuller: Option<usize>) {
        let Some(fuller) = fuller.map(|other| self.root(other)) else {
            if !self.holds(mention) {
                self.put(mention, name);
            }
            return;
        };
        if name.0 == Kind::Person && self.holds(mention) {
            let own = self.root(mention);
            self.with[own] = Some(fuller);
        }
        self.with[mention] = Some(fuller);
    }

    /// The first mention of a name.
    fn named(&self, name: (Kind, &str)) -> Option<usize> {
        self.by_name.get(&name).copied()
    }

    fn holds(&self, mention: usize) -> bool {
        self.with[mention].is_some()
    }

    fn root(&self, mention: usize) -> usize {
        let mut at = mention;
        while let Some(next) = self.with[at].filter(|next| *next != at) {
            at = next;
        }
        at
    }
}

/// Full names that go on under one shorter form, in order.
#[derive(Default)]
struct Fuller {
    all: Vec<usize>,
    /// Those from which a name in another row of a list may go on: in running text, or bodies that begin with it
    /// ("Marsh Office" of "Marsh Office of Kestria", and not "University of Kestria" of "City University of Kestria").
    open: Vec<usize>,
}

/// The names of a document by the ways in which one goes on from another.
struct Names {
    /// The folded name of each mention.
    plain: Vec<String>,
    /// Mentions written out in full, in order.
    full: Vec<usize>,
    /// Full names by the shorter forms under which they may go on.
    by_form: HashMap<(Kind, String), Fuller>,
    /// People named in full by their first letter and last name ("r marsh"), one mention of each name.
    by_surname: HashMap<String, Vec<usize>>,
    /// Bodies named in full by the initials of their capitals, one mention of each name.
    by_initials: HashMap<String, Vec<usize>>,
    /// The row of a signatory list that each mention stands in.
    rows: Vec<Option<usize>>,
}

impl Names {
    fn of(mentions: &[Mention], rows: Vec<Option<usize>>, lexicon: &Lexicon) -> Names {
        let plain: Vec<String> = mentions.iter().map(plain).collect();
        let is_full = |i: &usize| mentions[*i].kind.is_actor() && mentions[*i].form == Form::Full;
        let full: Vec<usize> = (0..mentions.len()).filter(is_full).collect();
        let (by_form, by_surname, by_initials) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut names = Names { plain, full, by_form, by_surname, by_initials, rows };
        let mut forms: HashMap<(Kind, &str), Vec<String>> = HashMap::new();
        for &i in &names.full {
            let (kind, name) = (mentions[i].kind, names.plain[i].as_str());
            let known = forms.contains_key(&(kind, name));
            let shorter = forms.entry((kind, name)).or_insert_with(|| shorter(kind, &mentions[i].name, name, lexicon));
            for form in shorter.iter().filter(|form| *form != name) {
                let fuller = names.by_form.entry((kind, form.clone())).or_default();
                fuller.all.push(i);
                let open = names.rows[i].is_none() || kind == Kind::Organisation && begins(form, name);
                fuller.open.extend(open.then_some(i));
            }
            if known {
                continue;
            }
            let (index, key) = match kind {
                Kind::Person => (&mut names.by_surname, brief(name)),
                _ => (&mut names.by_initials, initials(&mentions[i].name)),
            };
            index.entry(key).or_default().push(i);
        }
        names
    }

    /// Whether a name may go on from another: not where they stand in two rows of a list.
    fn may_follow(&self, at: usize, fuller: usize) -> bool {
        self.rows[at].is_none() || self.rows[fuller].is_none() || self.rows[at] == self.rows[fuller]
    }

    /// The full names that a shorter one may go on from: in a row those of the row, else those that are open to it.
    fn fuller(&self, kind: Kind, at: usize) -> &[usize] {
        let Some(fuller) = self.by_form.get(&(kind, self.plain[at].clone())) else { return &[] };
        if self.rows[at].is_none() {
            return &fuller.all;
        }
        let own = |i: &&usize| self.rows[**i] == self.rows[at];
        let (before, behind) = fuller.all.split_at(fuller.all.partition_point(|i| *i < at));
        let first = before.len() - before.iter().rev().take_while(own).count();
        let end = before.len() + behind.iter().take_while(own).count();
        if first < end { &fuller.all[first..end] } else { &fuller.open }
    }

    /// "T Marsh", "T. Marsh": the one full name it fits.
    fn initialled(&self, groups: &Groups, at: usize) -> Option<usize> {
        let namesakes = self.by_surname.get(&brief(&self.plain[at]))?;
        let words: Vec<&str> = self.plain[at].split(' ').collect();
        let fits = |other: &str| {
            let theirs: Vec<&str> = other.split(' ').collect();
            let (mine, first) = (words[0], theirs[0]);
            let initial = mine.chars().count() == 1 && first.chars().count() > 1 && first.starts_with(mine);
            let middle = theirs.len() > words.len() && mine == first && words.len() == 2;
            // "M. Omar Rahman" is no "Mizanur Rahman": inner names have to fit as well.
            let alike = |(a, b): (&&str, &&str)| b.starts_with(&a[..a.chars().next().map_or(0, char::len_utf8)]);
            let inner = words.len() == 2 || (words.len() == theirs.len() && words.iter().zip(&theirs).all(alike));
            words.len() >= 2 && theirs.len() >= 2 && ((initial && inner) || middle)
        };
        only(groups, namesakes.iter().copied().filter(|i| *i != at && self.may_follow(at, *i) && fits(&self.plain[*i])))
    }

    /// The one full name whose initials an acronym is.
    fn spelt(&self, groups: &Groups, acronym: &str) -> Option<usize> {
        only(groups, self.by_initials.get(acronym)?.iter().copied())
    }

    /// The bodies that a shorter form may go on from, by their first mentions.
    fn meant(&self, groups: &Groups, at: usize) -> Vec<usize> {
        let fuller = self.fuller(Kind::Organisation, at);
        let mut roots: Vec<usize> = fuller.iter().map(|i| groups.root(*i)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// The full name a shorter form goes on from: the nearest one before, else the first one after.
    fn nearest(&self, kind: Kind, at: usize) -> Option<usize> {
        let fuller = self.fuller(kind, at);
        let before = fuller.partition_point(|i| *i < at);
        before.checked_sub(1).map(|last| fuller[last]).or_else(|| fuller.get(before).copied())
    }
}

/// Whether a body goes on under the beginning of its name. "The University of Kestria at Varla" does not: that may be
/// another one of the same university.
fn begins(form: &str, name: &str) -> bool {
    name.strip_prefix(form).is_some_and(|rest| rest.starts_with(' ') && !rest.starts_with(" at "))
}

/// The one group among these mentions, if they are all of one.
fn only(groups: &Groups, found: impl Iterator<Item = usize>) -> Option<usize> {
    let mut roots: Vec<usize> = found.map(|i| groups.root(i)).collect();
    roots.sort_unstable();
    roots.dedup();
    if let [only] = roots[..] { Some(only) } else { None }
}

fn plain(mention: &Mention) -> String {
    let folded = fold(&mention.name.as_str().replace('.', ""));
    if mention.kind == Kind::Organisation { folded.strip_prefix("the ").unwrap_or(&folded).to_string() } else { folded }
}

/// The first letter of a folded name and its last word.
fn brief(name: &str) -> String {
    let first = name.chars().next().map_or(0, char::len_utf8);
    format!("{} {}", &name[..first], name.rsplit(' ').next().unwrap_or(name))
}

/// Nouns that the initials of a body stand before as its long form does: "RHU Program" is the RHU.
const NOUNS: &[&str] = &[
    "Alliance",
    "Campaign",
    "Coalition",
    "Group",
    "Initiative",
    "International",
    "Movement",
    "Network",
    "Party",
    "Program",
    "Programme",
    "Project",
];

/// The initials before such a noun.
fn initials_before_noun(name: &str) -> Option<&str> {
    let (short, noun) = name.split_once(' ')?;
    (is_acronym(short) && NOUNS.contains(&noun)).then_some(short)
}

/// The folded initials of a name's capitals; those of small words do not count.
fn initials(name: &str) -> String {
    let small = |word: &str| matches!(word, "Of" | "The" | "And" | "For" | "OF" | "THE" | "AND" | "FOR");
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && !small(word);
    fold(&name.split([' ', '-']).filter(capital).filter_map(|word| word.chars().next()).collect::<String>())
}

/// The folded forms under which a full name may go on.
fn shorter(kind: Kind, name: &str, plain: &str, lexicon: &Lexicon) -> Vec<String> {
    if kind == Kind::Organisation {
        return short_forms(name, lexicon);
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let mut forms: Vec<String> = (1..words.len()).map(|cut| words[cut..].join(" ")).collect();
    forms.push(words[0].to_string());
    if words.len() > 2 {
        forms.push(words[..2].join(" "));
        if let Some(territory) = words.iter().position(|w| *w == "of") {
            forms.push(words[..territory].join(" "));
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

/// Groups to chains.
fn build(mentions: &[Mention], groups: &Groups) -> Vec<Chain> {
    let mut members: Vec<Few<usize>> = Vec::new();
    let mut at: HashMap<usize, usize> = HashMap::new();
    for i in (0..mentions.len()).filter(|i| groups.holds(*i)) {
        let at = *at.entry(groups.root(i)).or_insert_with(|| {
            members.push(Few::new());
            members.len() - 1
        });
        members[at].push(i);
    }
    members.into_iter().map(|members| chain(mentions, members)).collect()
}

fn chain(mentions: &[Mention], members: Few<usize>) -> Chain {
    // Most of the chains of a long list are of one mention.
    let mut names: Vec<(Text, u32)> = Vec::with_capacity(1);
    let (mut titles, mut postnominals): (Vec<Text>, Vec<Text>) = (Vec::new(), Vec::new());
    for mention in members.iter().map(|i| &mentions[*i]) {
        match names.iter_mut().find(|(name, _)| *name == mention.name) {
            Some((_, times)) => *times += 1,
            None => names.push((mention.name.clone(), 1)),
        }
        push_new(&mut titles, &mention.titles);
        push_new(&mut postnominals, &mention.postnominals);
    }
    let name = fullest(mentions, &members);
    Chain {
        kind: mentions[members[0]].kind,
        name,
        mentions: members,
        names,
        titles,
        postnominals,
        affiliations: Vec::new(),
    }
}

/// The fullest form: written out rather than short, mixed case rather than capitals, then the longest, then the first.
fn fullest(mentions: &[Mention], members: &[usize]) -> Text {
    let rank = |mention: &Mention| {
        let loud = !mention.name.chars().any(char::is_lowercase) && mention.form == Form::Full;
        let capitals = mention.name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
        (mention.form == Form::Full, !loud, mention.name.split(' ').count(), capitals, mention.name.len())
    };
    let mut best = &mentions[members[0]];
    for mention in members.iter().map(|i| &mentions[*i]) {
        if rank(mention) > rank(best) {
            best = mention;
        }
    }
    best.name.clone()
}

fn push_new(kept: &mut Vec<Text>, more: &[Text]) {
    for item in more {
        if !kept.contains(item) {
            kept.push(item.clone());
        }
    }
}

//! Which mentions of one document name the same one: equal names, surnames, initials, acronyms, shorter forms.

use super::definitions::definitions;
use super::groups::Groups;
use super::listed::Listed;
use crate::lexicon::Lexicon;
use crate::lexicon::quick::QuickMap;
use crate::model::{Chain, Document, Few, Form, Kind, Mention, Notice, Text};
use crate::names::fold::fold;
use crate::names::parts::short_forms;
use crate::names::shape::is_acronym;
use smallvec::SmallVec;

/// Chains in the order of their first mention, and a notice for each shorter name that may be either of two bodies.
///
/// A row of a list is whole in itself: no name of it goes on from another row.
pub fn join(
    document: &Document,
    mentions: &[Mention],
    keys: &[Text],
    listed: &Listed,
    lexicon: &Lexicon,
) -> (Vec<Chain>, Vec<Notice>) {
    let plain = plain(mentions, keys);
    let equal = Equal::of(mentions, &plain);
    let names = Names::of(mentions, &plain, &equal, listed.rows(mentions), lexicon);
    let mut groups = Groups::of(mentions.len());
    for i in names.full.iter().copied() {
        groups.put(i, equal.first[i]);
    }
    // Acronyms last: a definition may stand behind a shorter form.
    let actors = (0..mentions.len()).filter(|i| mentions[*i].kind.is_actor());
    let (acronyms, others): (Vec<usize>, Vec<usize>) = actors.partition(|i| mentions[*i].form == Form::Acronym);
    let mut open: Vec<Notice> = Vec::new();
    // A body's short form means the same wherever it stands.
    let mut told: QuickMap<(usize, Option<usize>), Option<usize>> = QuickMap::default();
    for i in others {
        let fuller = match (mentions[i].kind, mentions[i].form) {
            (Kind::Person, Form::Full) => names.initialled(&groups, i),
            (Kind::Organisation, Form::Short) => *told.entry((equal.first[i], names.rows[i])).or_insert_with(|| {
                let meant = names.meant(&groups, i);
                if let [first, second, ..] = meant[..] {
                    open.push(either(document, &mentions[i], &mentions[first], &mentions[second]));
                }
                Some(meant).filter(|meant| meant.len() == 1).map(|meant| meant[0])
            }),
            _ => names.nearest(i),
        };
        groups.join(i, (mentions[i].kind, equal.first[i]), fuller);
    }
    let defined = definitions(document, mentions, |i| groups.holds(i).then(|| groups.root(i)));
    let spelt = |short: &str, groups: &Groups| defined.get(short).copied().or_else(|| names.spelt(groups, short));
    for i in acronyms {
        let fuller = spelt(names.plain[i], &groups);
        groups.join(i, (Kind::Organisation, equal.first[i]), fuller);
    }
    for i in names.full.iter().copied().filter(|i| mentions[*i].kind == Kind::Organisation) {
        let Some(short) = initials_before_noun(&mentions[i].name) else { continue };
        let short = fold(short);
        let named = || equal.get(Kind::Organisation, &short).and_then(|name| groups.named(name));
        let fuller = spelt(&short, &groups).or_else(named);
        if let Some(fuller) = fuller.filter(|fuller| groups.root(*fuller) != groups.root(i)) {
            groups.join(i, (Kind::Organisation, equal.first[i]), Some(fuller));
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
pub fn by_name(mentions: &[Mention], keys: &[Text]) -> Vec<Chain> {
    let plain = plain(mentions, keys);
    let equal = Equal::of(mentions, &plain);
    let mut groups = Groups::of(mentions.len());
    for i in (0..mentions.len()).filter(|i| mentions[*i].kind.is_actor()) {
        groups.put(i, equal.first[i]);
    }
    build(mentions, &groups)
}

/// Equal names: the number of a name is that of the first mention that bears it.
struct Equal<'n> {
    by_name: QuickMap<(Kind, &'n str), usize>,
    /// By mention, the number of its name.
    first: Vec<usize>,
}

impl<'n> Equal<'n> {
    fn of(mentions: &[Mention], plain: &'n [&'n str]) -> Equal<'n> {
        let mut by_name: QuickMap<(Kind, &str), usize> =
            QuickMap::with_capacity_and_hasher(mentions.len(), Default::default());
        let names = mentions.iter().zip(plain).enumerate();
        let first = names.map(|(i, (mention, name))| *by_name.entry((mention.kind, name)).or_insert(i)).collect();
        Equal { by_name, first }
    }

    /// The number of a name, if a mention bears it.
    fn get(&self, kind: Kind, name: &str) -> Option<usize> {
        self.by_name.get(&(kind, name)).copied()
    }
}

/// Full names that may go on under one name of the document, in order.
struct Fuller<'n> {
    form: &'n str,
    all: Vec<usize>,
    /// Those from which a name in another row of a list may go on: in running text, or bodies that begin with it
    /// ("Marsh Office" of "Marsh Office of Kestria", and not "University of Kestria" of "City University of Kestria").
    open: Vec<usize>,
}

/// The names of a document by the ways in which one goes on from another.
struct Names<'n> {
    /// The folded name of each mention.
    plain: &'n [&'n str],
    equal: &'n Equal<'n>,
    /// Mentions written out in full, in order.
    full: Vec<usize>,
    /// By the number of a name that may go on from a fuller one, its place in `fuller`.
    by_form: Vec<Option<usize>>,
    fuller: Vec<Fuller<'n>>,
    /// People named in full by their first letter and last name ("r marsh"), one mention of each name.
    by_surname: QuickMap<(Option<char>, &'n str), Few<usize>>,
    /// Bodies named in full by the initials of their capitals, one mention of each name, where the document has initials.
    by_initials: QuickMap<String, Vec<usize>>,
    /// The row of a signatory list that each mention stands in.
    rows: Vec<Option<usize>>,
}

impl<'n> Names<'n> {
    fn of(
        mentions: &[Mention],
        plain: &'n [&'n str],
        equal: &'n Equal<'n>,
        rows: Vec<Option<usize>>,
        lexicon: &Lexicon,
    ) -> Names<'n> {
        let is_full = |i: &usize| mentions[*i].kind.is_actor() && mentions[*i].form == Form::Full;
        let full: Vec<usize> = (0..mentions.len()).filter(is_full).collect();
        let (by_surname, by_initials) = (QuickMap::default(), QuickMap::default());
        let (by_form, fuller) = going_on(mentions, plain, equal);
        let is_asked = |kind: Kind| (0..mentions.len()).any(|i| by_form[i].is_some() && mentions[i].kind == kind);
        let shortens =
            |mention: &Mention| mention.form == Form::Acronym || initials_before_noun(&mention.name).is_some();
        let lettered = mentions.iter().any(|mention| mention.kind == Kind::Organisation && shortens(mention));
        let (people, bodies) = (is_asked(Kind::Person), is_asked(Kind::Organisation));
        let mut names = Names { plain, equal, full, by_form, fuller, by_surname, by_initials, rows };
        // By the number of a name, once it was met.
        let mut forms: Vec<Option<Vec<usize>>> = vec![None; mentions.len()];
        for &i in &names.full {
            let (kind, name) = (mentions[i].kind, plain[i]);
            let known = forms[equal.first[i]].is_some();
            let shorter = forms[equal.first[i]].get_or_insert_with(|| match kind {
                Kind::Person if people => names.met(kind, name, shorter(name).into_iter()),
                Kind::Organisation if bodies => {
                    let forms = short_forms(&mentions[i].name, lexicon);
                    names.met(kind, name, forms.iter().map(Text::as_str))
                }
                _ => Vec::new(),
            });
            for form in shorter.iter() {
                let fuller = &mut names.fuller[*form];
                fuller.all.push(i);
                let open = names.rows[i].is_none() || kind == Kind::Organisation && begins(fuller.form, name);
                fuller.open.extend(open.then_some(i));
            }
            if known {
                continue;
            }
            match kind {
                Kind::Person => names.by_surname.entry(brief(name)).or_default().push(i),
                _ if lettered => names.by_initials.entry(initials(&mentions[i].name)).or_default().push(i),
                _ => {}
            }
        }
        names
    }

    /// The places in `fuller` of those shorter forms of a name that the document uses.
    fn met<'f>(&self, kind: Kind, name: &str, forms: impl Iterator<Item = &'f str>) -> Vec<usize> {
        let shorter = forms.filter(|form| *form != name);
        let place = |form: &str| self.by_form[self.equal.get(kind, form)?];
        let mut met: Vec<usize> = shorter.filter_map(place).collect();
        met.sort_unstable();
        met.dedup();
        met
    }

    /// Whether a name may go on from another: not where they stand in two rows of a list.
    fn may_follow(&self, at: usize, fuller: usize) -> bool {
        self.rows[at].is_none() || self.rows[fuller].is_none() || self.rows[at] == self.rows[fuller]
    }

    /// The full names that a shorter one may go on from: in a row those of the row, else those that are open to it.
    fn fuller(&self, at: usize) -> &[usize] {
        let Some(form) = self.by_form[self.equal.first[at]] else { return &[] };
        let fuller = &self.fuller[form];
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
        let namesakes = self.by_surname.get(&brief(self.plain[at]))?;
        if namesakes.iter().all(|i| self.plain[*i] == self.plain[at]) {
            return None;
        }
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
        only(groups, namesakes.iter().copied().filter(|i| *i != at && self.may_follow(at, *i) && fits(self.plain[*i])))
    }

    /// The one full name whose initials an acronym is.
    fn spelt(&self, groups: &Groups, acronym: &str) -> Option<usize> {
        only(groups, self.by_initials.get(acronym)?.iter().copied())
    }

    /// The bodies that a shorter form may go on from, by their first mentions.
    fn meant(&self, groups: &Groups, at: usize) -> Vec<usize> {
        let fuller = self.fuller(at);
        let mut roots: Vec<usize> = fuller.iter().map(|i| groups.root(*i)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// The full name a shorter form goes on from: the nearest one before, else the first one after.
    fn nearest(&self, at: usize) -> Option<usize> {
        let fuller = self.fuller(at);
        let before = fuller.partition_point(|i| *i < at);
        before.checked_sub(1).map(|last| fuller[last]).or_else(|| fuller.get(before).copied())
    }
}

/// By the number of each name that may go on from a fuller one, its place among what they may go on from, of which nothing
/// is known yet: names of bodies, and short ones of people.
fn going_on<'n>(mentions: &[Mention], plain: &'n [&'n str], equal: &Equal) -> (Vec<Option<usize>>, Vec<Fuller<'n>>) {
    let goes_on = |mention: &Mention| match (mention.kind, mention.form) {
        (_, Form::Acronym) | (Kind::Person, Form::Full) => false,
        (kind, _) => kind.is_actor(),
    };
    let mut by_form: Vec<Option<usize>> = vec![None; mentions.len()];
    let mut fuller: Vec<Fuller> = Vec::new();
    for i in (0..mentions.len()).filter(|i| goes_on(&mentions[*i])) {
        by_form[equal.first[i]].get_or_insert_with(|| {
            fuller.push(Fuller { form: plain[i], all: Vec::new(), open: Vec::new() });
            fuller.len() - 1
        });
    }
    (by_form, fuller)
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

/// The keys of names, those of bodies without an article.
fn plain<'k>(mentions: &[Mention], keys: &'k [Text]) -> Vec<&'k str> {
    let article = |mention: &Mention| if mention.kind == Kind::Organisation { "the " } else { "" };
    mentions.iter().zip(keys).map(|(mention, key)| key.strip_prefix(article(mention)).unwrap_or(key)).collect()
}

/// The first letter of a folded name and its last word.
fn brief(name: &str) -> (Option<char>, &str) {
    (name.chars().next(), name.rsplit(' ').next().unwrap_or(name))
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

/// The forms under which a person's folded full name may go on.
fn shorter(name: &str) -> SmallVec<[&str; 8]> {
    let spaces: SmallVec<[usize; 8]> = name.match_indices(' ').map(|(at, _)| at).collect();
    let mut forms: SmallVec<[&str; 8]> = spaces.iter().map(|space| &name[space + 1..]).collect();
    forms.extend(spaces.first().map(|space| &name[..*space]));
    if let Some(second) = spaces.get(1) {
        forms.push(&name[..*second]);
        let territory = name.split(' ').position(|word| word == "of");
        forms.extend(territory.map(|word| &name[..word.checked_sub(1).map_or(0, |space| spaces[space])]));
    }
    forms
}

/// Groups to chains.
fn build(mentions: &[Mention], groups: &Groups) -> Vec<Chain> {
    let mut members: Vec<Few<usize>> = Vec::new();
    let mut of_root: Vec<Option<usize>> = vec![None; mentions.len()];
    for i in (0..mentions.len()).filter(|i| groups.holds(*i)) {
        let at = *of_root[groups.root(i)].get_or_insert_with(|| {
            members.push(Few::new());
            members.len() - 1
        });
        members[at].push(i);
    }
    members.into_iter().map(|members| chain(mentions, members)).collect()
}

fn chain(mentions: &[Mention], members: Few<usize>) -> Chain {
    let mut names: Few<(Text, u32)> = Few::new();
    for mention in members.iter().map(|i| &mentions[*i]) {
        match names.iter_mut().find(|(name, _)| *name == mention.name) {
            Some((_, times)) => *times += 1,
            None => names.push((mention.name.clone(), 1)),
        }
    }
    let name = fullest(mentions, &members);
    Chain { kind: mentions[members[0]].kind, name, mentions: members, names, affiliations: Vec::new() }
}

/// The fullest form: written out rather than short, mixed case rather than capitals, then the longest, then the first.
fn fullest(mentions: &[Mention], members: &[usize]) -> Text {
    let rank = |mention: &Mention| {
        let loud = !mention.name.chars().any(char::is_lowercase) && mention.form == Form::Full;
        let capitals = mention.name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
        (mention.form == Form::Full, !loud, mention.name.split(' ').count(), capitals, mention.name.len())
    };
    let first = &mentions[members[0]];
    if members.len() == 1 {
        return first.name.clone();
    }
    let (mut best, mut highest) = (first, rank(first));
    for mention in members[1..].iter().map(|i| &mentions[*i]) {
        if mention.name == best.name && mention.form == best.form {
            continue;
        }
        let rank = rank(mention);
        if rank > highest {
            (best, highest) = (mention, rank);
        }
    }
    best.name.clone()
}

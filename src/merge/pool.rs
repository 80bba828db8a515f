//! All chains of a run, ready to be compared.

use crate::model::{Chain, Kind, Member, Reading, Text};
use crate::names::fold::fold;
use crate::names::key::{is_acronym, is_one_word, key};
use crate::names::person::Suffix;
use crate::names::pieces::suffix;
use crate::names::titles::{Sex, sex};
use rayon::prelude::*;
use std::borrow::Cow;

/// One chain of one document.
pub struct Item<'a> {
    /// Where it is.
    pub member: Member,
    /// The document's id.
    pub document: &'a str,
    /// The chain itself.
    pub chain: &'a Chain,
    /// The key of its name.
    pub key: Text,
    /// A person of one word: equal names are not enough to merge it.
    pub bare: bool,
    /// An organisation known in its document by initials alone.
    pub acronym: bool,
    /// What its titles say.
    pub sex: Option<Sex>,
    /// Jr, Sr, III behind it.
    pub suffix: Option<Suffix>,
}

impl Item<'_> {
    /// The key of a name by which the item's kind is called: mostly its own.
    pub fn key_of(&self, name: &str) -> Cow<'_, str> {
        if self.chain.name == name { Cow::Borrowed(&self.key) } else { Cow::Owned(key(self.chain.kind, name)) }
    }
}

/// The people and organisations of all readings by document id, then in the order of the text; whatever order the
/// readings come in.
pub fn pool<'a>(readings: &'a [Reading]) -> Vec<Item<'a>> {
    let of_reading = |(reading, of): (usize, &'a Reading)| {
        let actors = of.chains.iter().enumerate().filter(|(_, chain)| chain.kind.is_actor());
        actors.map(move |(chain, held)| item(Member { reading, chain }, of, held))
    };
    let mut items: Vec<_> = readings.par_iter().enumerate().flat_map_iter(of_reading).collect();
    items.par_sort_by_key(|item| (item.document, item.member));
    items
}

fn item<'a>(member: Member, reading: &'a Reading, chain: &'a Chain) -> Item<'a> {
    let person = chain.kind == Kind::Person;
    let key = key(chain.kind, &chain.name);
    Item {
        member,
        document: &reading.head.id,
        chain,
        bare: person && is_one_word(&key, &chain.name),
        key: key.into(),
        acronym: !person && is_acronym(&chain.name),
        sex: if person { sex(reading.titles(chain), &chain.name) } else { None },
        suffix: reading.postnominals(chain).find_map(|letters| suffix(&fold(letters))).filter(|_| person),
    }
}

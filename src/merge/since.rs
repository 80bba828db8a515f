//! What became of the ids of an earlier run: told where names of one entity now have another id.

use crate::model::{EarlierName, Entity, Notice, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What became of the ids of an earlier run.
#[derive(Debug, Default)]
pub struct Moved {
    /// One for each id of then whose names have another now.
    pub notices: Vec<Notice>,
    /// The names that have another id now: index of the entity, index of the name, the id of then.
    names: Vec<(usize, usize, Text)>,
}

impl Moved {
    /// Writes the earlier ids beside the names of the entities that were compared.
    pub fn write(self, entities: &mut [Entity]) {
        for (at, nth, was) in self.names {
            entities[at].names[nth].formerly = Some(was);
        }
    }
}

/// Finds the names that have another id than in an earlier run, and tells each id that changed. `earlier` are the names
/// of that run; `file` is what notices call the file that held them.
///
/// A name that several entities share, then or now, says nothing. What is no longer named is not told.
pub fn since(entities: &[Entity], mut earlier: Vec<EarlierName>, file: &str) -> Moved {
    earlier.sort_unstable();
    earlier.dedup();
    let forms = || entities.iter().flat_map(|entity| entity.names.iter().map(|form| (entity.kind.word(), &*form.name)));
    let mut now: Vec<(&str, &str)> = forms().collect();
    now.sort_unstable();
    let is_of_one =
        |name| now.partition_point(|other| *other <= name) - now.partition_point(|other| *other < name) == 1;
    let id_of_then = |name| {
        let from = earlier.partition_point(|row| row.name() < name);
        match &earlier[from..earlier.partition_point(|row| row.name() <= name)] {
            [only] => Some(only.entity.clone()),
            _ => None,
        }
    };
    let mut moved = Moved::default();
    let mut told: BTreeMap<Text, BTreeSet<(Text, Text)>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        for (nth, form) in entity.names.iter().enumerate() {
            let name = (entity.kind.word(), &*form.name);
            let Some(was) = id_of_then(name).filter(|was| *was != entity.id && is_of_one(name)) else { continue };
            told.entry(was.clone()).or_default().insert((entity.id.clone(), form.name.clone()));
            moved.names.push((at, nth, was));
        }
    }
    let mut ids: Vec<&str> = entities.iter().map(|entity| &*entity.id).collect();
    ids.sort_unstable();
    let stays = |id: &str| ids.binary_search(&id).is_ok();
    moved.notices = told.into_iter().map(|(was, now)| notice(&was, &now, stays(&was), file)).collect();
    moved
}

fn notice(was: &str, now: &BTreeSet<(Text, Text)>, stays: bool, file: &str) -> Notice {
    let new: BTreeSet<&str> = now.iter().map(|(id, _)| id.as_str()).collect();
    let new = new.into_iter().collect::<Vec<_>>().join(" and ");
    let names: BTreeSet<&str> = now.iter().map(|(_, name)| name.as_str()).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    let message = match stays {
        true => format!("{names}: was {was} in {file} and is {new} now; other names are {was} still"),
        false => format!("{was} of {file} is {new} now ({names})"),
    };
    Notice {
        code: "id-changed".into(),
        document: String::new(),
        page: None,
        line: None,
        message,
        help: "names.csv has the earlier id in formerly; decisions.csv can join, part or rename".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, NameUse};

    fn entity(id: &str, names: &[&str]) -> Entity {
        let form = |name: &&str| NameUse { name: (*name).into(), ..NameUse::default() };
        Entity {
            id: id.into(),
            kind: Kind::Person,
            label: names[0].into(),
            members: Default::default(),
            names: names.iter().map(form).collect(),
        }
    }

    fn row(id: &str, name: &str) -> EarlierName {
        EarlierName { kind: "person".into(), name: name.into(), entity: id.into() }
    }

    fn told(moved: &Moved) -> Vec<&str> {
        moved.notices.iter().map(|notice| notice.message.as_str()).collect()
    }

    #[test]
    fn merges_and_splits_are_told_and_what_stays_is_not() {
        let mut entities = [
            entity("p-ida-reed", &["Ida Reed", "I. Reed"]),
            entity("p-otto-marlow", &["Otto Marlow"]),
            entity("p-new", &["New"]),
        ];
        let earlier = [
            row("p-ida-reed", "Ida Reed"),
            row("p-i-reed", "I. Reed"),
            row("p-otto-marlow-x", "Otto Marlow"),
            row("p-gone", "Gone"),
        ];
        let moved = since(&entities, earlier.to_vec(), "out/names.csv");
        assert_eq!(
            told(&moved),
            [
                "p-i-reed of out/names.csv is p-ida-reed now (I. Reed)",
                "p-otto-marlow-x of out/names.csv is p-otto-marlow now (Otto Marlow)"
            ]
        );
        moved.write(&mut entities);
        assert_eq!(entities[0].names[1].formerly.as_deref(), Some("p-i-reed"));
        assert_eq!(entities[0].names[0].formerly, None);

        let parted = [entity("p-ida-reed", &["Ida Reed"]), entity("p-i-reed", &["I. Reed"])];
        let whole = [row("p-ida-reed", "Ida Reed"), row("p-ida-reed", "I. Reed")];
        let moved = since(&parted, whole.to_vec(), "names.csv");
        assert!(told(&moved)[0].contains("is p-i-reed now; other names are p-ida-reed still"), "{moved:?}");
    }

    #[test]
    fn a_name_of_several_says_nothing() {
        let entities = [entity("p-sole-1", &["Sole"]), entity("p-sole-2", &["Sole"])];
        assert!(since(&entities, vec![row("p-sole", "Sole")], "names.csv").notices.is_empty());
    }
}

//! What became of the ids of an earlier run: told where names of one entity now have another id.

use crate::model::rows::NameRow;
use crate::model::{Entity, Notice, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the earlier id beside each name that has another now, and tells each id that changed. `earlier` is the
/// `names.csv` of the earlier run; `file` is what notices call it.
///
/// A name that several entities share, then or now, says nothing. What is no longer named is not told.
pub fn since(entities: &mut [Entity], earlier: &[NameRow], file: &str) -> Vec<Notice> {
    let mut then: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in earlier {
        then.entry((&row.kind, &row.name)).or_default().insert(&row.entity);
    }
    let mut bearers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for entity in entities.iter() {
        for form in &entity.names {
            *bearers.entry((entity.kind.word(), &form.name)).or_default() += 1;
        }
    }
    let ids: BTreeSet<Text> = entities.iter().map(|entity| entity.id.clone()).collect();
    let mut moved: Vec<(usize, usize, Text)> = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        for (nth, form) in entity.names.iter().enumerate() {
            let name = (entity.kind.word(), form.name.as_str());
            let Some(was) = then.get(&name).filter(|was| was.len() == 1 && bearers[&name] == 1) else { continue };
            moved.extend(was.iter().filter(|id| **id != entity.id).map(|id| (at, nth, Text::from(*id))));
        }
    }
    let mut told: BTreeMap<Text, BTreeSet<(Text, Text)>> = BTreeMap::new();
    for (at, nth, was) in moved {
        let entity = &mut entities[at];
        let form = &mut entity.names[nth];
        told.entry(was.clone()).or_default().insert((entity.id.clone(), form.name.clone()));
        form.formerly = Some(was);
    }
    told.into_iter().map(|(was, now)| notice(&was, &now, ids.contains(&was), file)).collect()
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

    fn row(id: &str, name: &str) -> NameRow {
        NameRow { entity: id.into(), kind: "person".into(), name: name.into(), ..NameRow::default() }
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
        let told: Vec<String> =
            since(&mut entities, &earlier, "out/names.csv").into_iter().map(|notice| notice.message).collect();
        assert_eq!(
            told,
            [
                "p-i-reed of out/names.csv is p-ida-reed now (I. Reed)",
                "p-otto-marlow-x of out/names.csv is p-otto-marlow now (Otto Marlow)"
            ]
        );
        assert_eq!(entities[0].names[1].formerly.as_deref(), Some("p-i-reed"));
        assert_eq!(entities[0].names[0].formerly, None);

        let mut parted = [entity("p-ida-reed", &["Ida Reed"]), entity("p-i-reed", &["I. Reed"])];
        let whole = [row("p-ida-reed", "Ida Reed"), row("p-ida-reed", "I. Reed")];
        let told = since(&mut parted, &whole, "names.csv");
        assert!(told[0].message.contains("is p-i-reed now; other names are p-ida-reed still"), "{told:?}");
    }

    #[test]
    fn a_name_of_several_says_nothing() {
        let mut entities = [entity("p-sole-1", &["Sole"]), entity("p-sole-2", &["Sole"])];
        assert!(since(&mut entities, &[row("p-sole", "Sole")], "names.csv").is_empty());
    }
}

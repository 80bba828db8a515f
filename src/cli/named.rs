//! The entities that a name on the command line means.

use super::failure::Failure;
use crate::model::{Dossier, Entity};
use crate::names::fold::fold;
use std::collections::BTreeMap;

/// At most so many near names are offered for one that is unknown.
const OFFERED: usize = 5;

/// The entities that a name means: by id, else by label, else by any of their names. Namesakes are all meant.
pub fn find(dossier: &Dossier, name: &str) -> Result<Vec<usize>, Failure> {
    let folded = fold(name);
    let all = || dossier.entities.iter().enumerate();
    let matching = |test: &dyn Fn(&Entity) -> bool| -> Vec<usize> {
        all().filter(|(_, entity)| test(entity)).map(|(index, _)| index).collect()
    };
    let by_name = |entity: &Entity| entity.names.iter().any(|form| fold(&form.name) == folded);
    let found =
        [matching(&|entity| entity.id == name), matching(&|entity| fold(&entity.label) == folded), matching(&by_name)];
    found.into_iter().find(|entities| !entities.is_empty()).ok_or_else(|| unknown(dossier, name, &folded))
}

fn unknown(dossier: &Dossier, name: &str, folded: &str) -> Failure {
    let mut near: BTreeMap<&str, f64> = BTreeMap::new();
    for entity in &dossier.entities {
        let forms = entity.names.iter().map(|form| form.name.as_str()).chain([entity.label.as_str()]);
        let alike = forms.map(|form| alike(folded, &fold(form))).fold(0.0, f64::max);
        let best = near.entry(&entity.label).or_default();
        *best = best.max(alike);
    }
    let mut near: Vec<_> = near.into_iter().filter(|(_, alike)| *alike >= 0.75).collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1));
    let labels: Vec<_> = near.iter().take(OFFERED).map(|(label, _)| format!("\"{label}\"")).collect();
    let help = match labels.as_slice() {
        [] => "every name is in names.csv, which `undersigned build` writes".to_owned(),
        [only] => format!("did you mean {only}?"),
        several => format!("the nearest are {}", several.join(", ")),
    };
    Failure::plain(format!("nobody is named \"{name}\" in these documents"), help)
}

/// How near a name is: as a whole, or to one of the other's words.
fn alike(wanted: &str, name: &str) -> f64 {
    let words = name.split(' ').map(|word| 0.98 * strsim::jaro_winkler(wanted, word));
    words.fold(strsim::jaro_winkler(wanted, name), f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Member, NameUse};

    fn dossier(labels: &[(&str, &[&str])]) -> Dossier {
        let entity = |(index, (label, forms)): (usize, &(&str, &[&str]))| Entity {
            id: format!("p-{}", fold(label).replace(' ', "-")).into(),
            kind: Kind::Person,
            label: (*label).into(),
            members: [Member { reading: 0, chain: index }].into(),
            names: forms
                .iter()
                .map(|name| NameUse {
                    name: (*name).into(),
                    times: 1,
                    documents: 1,
                    why: "label".into(),
                    score: None,
                    formerly: None,
                })
                .collect(),
        };
        Dossier { entities: labels.iter().enumerate().map(entity).collect(), ..Dossier::default() }
    }

    #[test]
    fn a_name_is_found_by_id_label_or_any_form() {
        let dossier = dossier(&[("Mara Ostrander", &["Mara Ostrander", "Ostrander"]), ("Ostrander", &["Ostrander"])]);
        assert_eq!(find(&dossier, "p-mara-ostrander").expect("by id"), [0]);
        assert_eq!(find(&dossier, "mara  OSTRANDER").expect("by label"), [0]);
        assert_eq!(find(&dossier, "Ostrander").expect("a label wins over a form"), [1]);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let dossier = dossier(&[("Mara Ostrander", &["Mara Ostrander"]), ("Quay Watch", &["Quay Watch"])]);
        let failure = find(&dossier, "Ostrandr").expect_err("nobody is written so");
        assert!(failure.help.contains("\"Mara Ostrander\"") && !failure.help.contains("Quay"), "{failure:?}");
        assert!(find(&dossier, "zzz").expect_err("nobody").help.contains("names.csv"));
    }
}

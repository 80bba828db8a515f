//! How sure a claim is: `data/confidence.txt`, as measured on annotated documents.

use crate::lexicon::quick::QuickMap;
use crate::model::{Kind, Role};

use std::sync::LazyLock;

/// What stands in a row for anything.
pub const ANY: &str = "any";

/// The words of the last column but one: rows of a list, and running text.
pub const STANDS: [&str; 2] = ["text", "list"];

/// The table: rule, role, kind of name, where it stands, confidence; parted by tabs.
const TABLE: &str = include_str!("../../data/confidence.txt");

/// Rule, role, kind of name, and where it stands.
type Ground = (&'static str, &'static str, &'static str, &'static str);

static GRADES: LazyLock<QuickMap<Ground, f32>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next();
        let ground = (cell()?, cell()?, cell()?, cell()?);
        Some((ground, cell()?.parse().ok()?))
    })
    .collect()
});

/// The share of such claims that are right: of this rule about this role of a name of this kind, in rows of a list or
/// in running text; where no such claim has been measured, of all claims of the rule.
pub fn of(rule: &str, role: Role, kind: Kind, listed: bool) -> f32 {
    let stands = STANDS[usize::from(listed)];
    let measured = GRADES.get(&(rule, role.word(), kind.word(), stands));
    *measured.or_else(|| GRADES.get(&(rule, ANY, ANY, ANY))).expect("a test sees to it that every rule has a row")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_row_and_every_row_a_rule() {
        for rule in crate::extract::RULES {
            assert!(GRADES.contains_key(&(rule.name, ANY, ANY, ANY)), "{} has no row for any claim", rule.name);
        }
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(GRADES.len(), rows, "a row cannot be read, or stands twice");
        for (ground, grade) in GRADES.iter() {
            assert!(crate::extract::RULES.iter().any(|rule| rule.name == ground.0), "{ground:?}");
            assert!((0.0..=1.0).contains(grade), "{ground:?}: {grade}");
        }
    }

    #[test]
    fn what_was_never_measured_has_the_confidence_of_its_rule() {
        let any = GRADES[&("chair", ANY, ANY, ANY)];
        assert_eq!(of("chair", Role::Issuer, Kind::Organisation, true), any);
    }
}

//! The labels that the tagger gives to words: what a word names, and where in the name it stands.

use crate::model::Kind;

/// How many labels there are.
pub const TAGS: usize = 13;

/// A set of labels, one bit each.
pub type Allowed = u16;

/// Every label.
pub const ANY: Allowed = (1 << TAGS) - 1;

/// No name.
pub const OUTSIDE: usize = 0;

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    First,
    Inner,
    Last,
    Only,
}

/// The labels in order: people and bodies have four places, since where they end matters; the rest have two.
const LABELS: [(Place, Kind); TAGS] = [
    (Place::Outside, Kind::Other),
    (Place::First, Kind::Person),
    (Place::Inner, Kind::Person),
    (Place::Last, Kind::Person),
    (Place::Only, Kind::Person),
    (Place::First, Kind::Organisation),
    (Place::Inner, Kind::Organisation),
    (Place::Last, Kind::Organisation),
    (Place::Only, Kind::Organisation),
    (Place::First, Kind::Place),
    (Place::Inner, Kind::Place),
    (Place::First, Kind::Other),
    (Place::Inner, Kind::Other),
];

/// What a label names; nothing for [`OUTSIDE`].
pub fn kind(tag: usize) -> Option<Kind> {
    (tag != OUTSIDE).then_some(LABELS[tag].1)
}

/// Whether a name of this kind ends with a label of its own.
fn is_closed(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organisation)
}

/// Whether a name begins with this label.
pub fn opens(tag: usize) -> bool {
    matches!(LABELS[tag].0, Place::First | Place::Only)
}

/// Whether `next` may follow `tag`. Before the first and behind the last word stands [`OUTSIDE`].
pub fn may_follow(tag: usize, next: usize) -> bool {
    let ((place, kind), (next_place, next_kind)) = (LABELS[tag], LABELS[next]);
    let open = is_closed(kind) && matches!(place, Place::First | Place::Inner);
    match next_place {
        Place::Inner | Place::Last => kind == next_kind && matches!(place, Place::First | Place::Inner),
        _ => !open,
    }
}

/// The labels of a name of so many words.
pub fn of_name(kind: Kind, words: usize) -> Vec<usize> {
    let label = |place: Place| {
        let found = LABELS.iter().position(|label| *label == (place, kind));
        found.expect("every kind has the labels that are asked for")
    };
    if words == 1 {
        return vec![label(if is_closed(kind) { Place::Only } else { Place::First })];
    }
    let last = if is_closed(kind) { Place::Last } else { Place::Inner };
    let inner = std::iter::repeat_n(label(Place::Inner), words - 2);
    std::iter::once(label(Place::First)).chain(inner).chain([label(last)]).collect()
}

/// The labels that a word may have where a text says nothing of places and other names: none, place, other.
pub const NO_ACTOR: Allowed = 1 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_closed_before_another_begins() {
        for kind in [Kind::Person, Kind::Organisation, Kind::Place, Kind::Other] {
            for words in 1..4 {
                let tags = of_name(kind, words);
                assert!(may_follow(OUTSIDE, tags[0]) && may_follow(tags[words - 1], OUTSIDE));
                assert!(tags.windows(2).all(|pair| may_follow(pair[0], pair[1])), "{kind:?} {words}");
            }
        }
        let person = of_name(Kind::Person, 2);
        assert!(!may_follow(person[0], OUTSIDE) && !may_follow(OUTSIDE, person[1]));
        assert!(!may_follow(person[0], of_name(Kind::Organisation, 2)[1]));
    }

    #[test]
    fn who_cannot_act_may_stand_where_no_actor_is_named() {
        let allowed = |tag: &usize| NO_ACTOR & (1 << tag) != 0;
        assert!(allowed(&OUTSIDE) && of_name(Kind::Place, 2).iter().all(allowed));
        assert!(of_name(Kind::Other, 2).iter().all(allowed) && !of_name(Kind::Person, 1).iter().any(allowed));
    }
}

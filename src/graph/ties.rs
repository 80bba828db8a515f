//! The ties with all that proves them: undirected ones from the projection, directed ones from document to document.

use super::cast::{Cast, Part};
use super::circles::Circle;
use super::projection::{Incidence, Pair};
use super::weights;
use crate::model::{Few, Role, RolePair, Text, Tie, TieKind, Weights, Within};
use crate::settings::NetworkSettings;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// So many pairs become ties at once, in all cores: that they lie in memory twice matters for these alone.
const AT_ONCE: usize = 1 << 14;

/// A tie between two members: entities, or casts where documents are tied.
pub type Ends = (u32, u32);

/// What one group says of two of its members.
pub struct Meeting {
    /// Reading and line.
    pub place: (usize, u32),
    /// The day, where days count.
    pub day: Option<Date>,
    /// The roles in which they meet.
    pub roles: Pairs,
    /// 0 to 1: how likely they do.
    pub confidence: f32,
}

/// The ties of one undirected kind, sorted by ends, smaller end first. `meet` says what a group makes of two of its
/// members, if anything.
pub fn undirected(
    kind: TieKind,
    incidence: &Incidence,
    least: u32,
    meet: impl Fn(u32, Ends) -> Option<Meeting> + Sync,
) -> Vec<(Ends, Tie)> {
    let mut pairs: Vec<Pair> = Vec::new();
    incidence.pairs(least, |pair| pairs.push(pair));
    pairs.par_sort_unstable();
    let all = incidence.filled() as u32;
    let tie = |pair: &Pair| {
        let ends = (pair.left, pair.right);
        let (left, right) = (incidence.groups_of(ends.0), incidence.groups_of(ends.1));
        let mut met = Vec::with_capacity(pair.times as usize);
        let (mut newman, mut share) = (0.0, 0.0);
        for group in common(left, right) {
            if let Some(meeting) = meet(group, ends) {
                let size = incidence.size(group) as f64;
                newman += 1.0 / (size - 1.0);
                share += 2.0 / (size * (size - 1.0));
                met.push(meeting);
            }
        }
        met.sort_by_key(|meeting| meeting.place);
        let count = met.chunk_by(|a, b| a.place.0 == b.place.0 && kind == TieKind::Alongside).count() as u32;
        if count == 0 || count < least {
            return None;
        }
        // Chance knows nothing of roles: it is asked about all groups that hold both.
        let (a, b, k) = (left.len() as u32, right.len() as u32, pair.times);
        let p = weights::tail(k, a, b, all);
        let (jaccard, association) = (ratio(k, a + b - k), f64::from(k) * f64::from(all) / f64::from(a) / f64::from(b));
        let weights = Weights { share, jaccard, association, p, q: 1.0 };
        Some((ends, Tie { newman, weights: Some(weights), count, ..sum(kind, met.iter()) }))
    };
    let mut ties = Vec::with_capacity(pairs.len());
    for some in pairs.chunks(AT_ONCE) {
        ties.extend(some.par_iter().filter_map(tie).collect::<Vec<_>>());
    }
    judge(&mut ties, incidence.active());
    ties
}

/// What one document says of a directed tie.
struct Stated<'a> {
    ends: Ends,
    kind: TieKind,
    met: Meeting,
    position: Option<&'a str>,
}

/// The ties of all directed kinds, sorted by ends and kind.
pub fn directed<'a>(casts: &'a [Cast], settings: &NetworkSettings) -> Vec<(Ends, Tie)> {
    let mut all: Vec<Stated<'a>> = Vec::new();
    for cast in casts {
        let mut add = |from: &Part, to: usize, kind, met, position: Option<&'a str>| {
            all.push(Stated { ends: (from.entity as u32, to as u32), kind, met, position });
        };
        let at = |line, roles, confidence| Meeting { place: (cast.reading, line), day: cast.day, roles, confidence };
        // "Tied only in incidence.csv": over the cap, the document makes no tie between those it names.
        if !cast.is_capped(settings) {
            for from in cast.senders.iter().map(|sender| &cast.parts[*sender]) {
                let sender = |role: &Role| matches!(role, Role::Signatory | Role::Issuer);
                let sending = from.held().find(sender).expect("a sender signs or issues");
                let roles = Pairs::of([sending], || [Role::Addressee]).that_pass(settings);
                let line = from.first_line(|role| *role == sending);
                let sends = from.surest(|role| *role == sending);
                let addressed = cast.addressees.iter().map(|other| &cast.parts[*other]);
                for to in addressed.filter(|to| to.entity != from.entity && !roles.is_empty()) {
                    let confidence = sends * to.surest(|role| *role == Role::Addressee);
                    add(from, to.entity, TieKind::Addressed, at(line, roles, confidence), None);
                }
            }
        }
        for from in &cast.parts {
            for post in &from.posts {
                let met = at(post.line, Pairs::default(), post.confidence);
                add(from, post.organisation, TieKind::Affiliated, met, post.position.as_deref());
            }
        }
    }
    all.par_sort_by_key(|stated| (stated.ends, stated.kind, stated.met.place));
    let tie = |stated: &[Stated<'a>]| {
        let (ends, kind) = (stated[0].ends, stated[0].kind);
        let tie = sum(kind, stated.iter().map(|stated| &stated.met));
        let positions: BTreeSet<&str> = stated.iter().filter_map(|stated| stated.position).collect();
        let positions = positions.into_iter().map(Text::from).collect();
        (ends, Tie { newman: f64::from(tie.count), positions, backbone: true, ..tie })
    };
    let of_one = || all.chunk_by(|a, b| (a.ends, a.kind) == (b.ends, b.kind));
    let mut ties = Vec::with_capacity(of_one().count());
    ties.extend(of_one().map(tie));
    ties
}

/// The circles of all documents: those of a capped document hold nobody.
pub fn circles<'a>(casts: &'a [Cast], settings: &NetworkSettings) -> Vec<(&'a Cast, &'a Circle)> {
    let open = casts.iter().filter(|cast| !cast.is_capped(settings));
    open.flat_map(|cast| cast.circles.iter().map(move |circle| (cast, circle))).collect()
}

/// The people and bodies who are tied alongside: groups are circles, members entities.
pub fn alongside(circles: &[(&Cast, &Circle)], entities: usize) -> Incidence {
    let group = |(_, circle): &(&Cast, &Circle)| circle.seats.iter().map(|seat| seat.entity as u32).collect();
    Incidence::new(&circles.iter().map(group).collect::<Vec<Vec<u32>>>(), entities)
}

/// How two of a circle meet, if in roles that pass.
pub fn in_circle((cast, circle): (&Cast, &Circle), (left, right): Ends, settings: &NetworkSettings) -> Option<Meeting> {
    let seat = |entity: u32| circle.seat(entity as usize).expect("a group holds the seats of its circle");
    let (left, right) = (seat(left), seat(right));
    let roles = Pairs::of(left.held(), || right.held()).that_pass(settings);
    let place = (cast.reading, left.line().min(right.line()));
    let confidence = left.surest() * right.surest();
    (!roles.is_empty()).then_some(Meeting { place, day: cast.day, roles, confidence })
}

/// Sums meetings of the same two and the same kind, sorted by reading.
fn sum<'m>(kind: TieKind, met: impl Iterator<Item = &'m Meeting> + Clone) -> Tie {
    let mut dates: Few<Date> = met.clone().filter_map(|meeting| meeting.day).collect();
    dates.sort_unstable();
    dates.dedup();
    let mut evidence: Few<(usize, u32)> = met.clone().map(|meeting| meeting.place).collect();
    if kind != TieKind::Shared {
        evidence.dedup_by_key(|(reading, _)| *reading);
    }
    Tie {
        kind,
        count: evidence.len() as u32,
        newman: 0.0,
        weights: None,
        backbone: false,
        roles: met.clone().fold(Pairs::default(), |all, meeting| Pairs(all.0 | meeting.roles.0)).all().collect(),
        positions: Few::new(),
        evidence,
        dates,
        within: Some(Within::Document),
        // It is wrong only where every meeting is.
        confidence: 1.0 - met.map(|meeting| 1.0 - meeting.confidence).product::<f32>(),
    }
}

/// Fills in the false discovery rates over all pairs of members, and the backbone.
fn judge(ties: &mut [(Ends, Tie)], members: usize) {
    let chance = |(_, tie): &(Ends, Tie)| tie.weights.map_or(1.0, |weights| weights.p);
    let chances: Vec<f64> = ties.iter().map(chance).collect();
    let pairs = members as f64 * (members as f64 - 1.0) / 2.0;
    for ((_, tie), rate) in ties.iter_mut().zip(weights::rates(&chances, pairs)) {
        tie.weights.iter_mut().for_each(|weights| weights.q = rate);
        tie.backbone = rate <= Weights::BACKBONE;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole)
}

/// What two rising lists have in common.
fn common<'a>(left: &'a [u32], right: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    short.iter().copied().filter(move |group| long.binary_search(group).is_ok())
}

/// A set of role pairs: bit 7a + b for roles a and b. There are millions of meetings; none should allocate.
#[derive(Clone, Copy, Default)]
pub struct Pairs(u64);

impl Pairs {
    /// Every pair of a role on the left and one on the right.
    pub fn of<R: IntoIterator<Item = Role>>(left: impl IntoIterator<Item = Role>, right: impl Fn() -> R) -> Pairs {
        let bits = left.into_iter().flat_map(|a| right().into_iter().map(move |b| 1 << (a as u64 * 7 + b as u64)));
        Pairs(bits.fold(0, |all, bit: u64| all | bit))
    }

    /// Those that the filter lets through.
    fn that_pass(self, settings: &NetworkSettings) -> Pairs {
        if settings.role_pairs.is_empty() {
            return self;
        }
        let passing = self.all().filter(|(a, b)| settings.role_pairs.contains(&RolePair::new(*a, *b)));
        Pairs(passing.fold(0, |all, (a, b)| all | 1 << (a as u64 * 7 + b as u64)))
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn all(self) -> impl Iterator<Item = (Role, Role)> {
        let all = Role::ALL.into_iter().flat_map(|a| Role::ALL.into_iter().map(move |b| (a, b)));
        all.filter(move |(a, b)| self.0 >> (*a as u64 * 7 + *b as u64) & 1 == 1)
    }
}

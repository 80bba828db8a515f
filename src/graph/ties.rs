//! The projection, one row at a time: all ties that start at one entity are gathered, sorted and summed before the
//! next, so that memory holds the ties themselves and never a table of all pairs.

use super::cast::{Cast, Part};
use crate::model::{Role, Tie, TieKind, Within};
use crate::settings::NetworkSettings;
use std::collections::BTreeSet;

/// Where each entity appears: (index into `casts`, index into its `parts`), rising.
pub fn by_entity(casts: &[Cast], entities: usize) -> Vec<Vec<(usize, usize)>> {
    let mut appearing = vec![Vec::new(); entities];
    for (c, cast) in casts.iter().enumerate() {
        for (p, part) in cast.parts.iter().enumerate() {
            appearing[part.entity].push((c, p));
        }
    }
    appearing
}

/// The ties that start at `source`, sorted by target and kind. An alongside tie starts at its smaller end.
pub fn row(
    source: usize,
    casts: &[Cast],
    appearing: &[(usize, usize)],
    settings: &NetworkSettings,
) -> Vec<(usize, Tie)> {
    let mut meetings = Vec::new();
    for &(cast, part) in appearing {
        meet(source, &casts[cast], part, settings, &mut meetings);
    }
    meetings.sort_by_key(|meeting| (meeting.target, meeting.kind, meeting.cast.reading, meeting.line));
    meetings
        .chunk_by(|a, b| (a.target, a.kind) == (b.target, b.kind))
        .map(|same| (same[0].target, tie(same, settings.scope)))
        .collect()
}

/// One document's share of one tie.
struct Meeting<'a> {
    target: usize,
    kind: TieKind,
    cast: &'a Cast,
    line: u32,
    /// What it adds to Newman's weight.
    share: f64,
    roles: Pairs,
    position: Option<&'a str>,
}

fn meet<'a>(source: usize, cast: &'a Cast, part: usize, settings: &NetworkSettings, meetings: &mut Vec<Meeting<'a>>) {
    let own = &cast.parts[part];
    // "Tied only in incidence.csv": over the cap, the document makes no tie between those it names.
    if !cast.is_capped(settings) {
        for circle in &cast.circles {
            let Ok(at) = circle.seats.binary_search_by_key(&part, |seat| seat.part) else { continue };
            let share = 1.0 / (circle.seats.len() - 1) as f64;
            let seat = &circle.seats[at];
            for other in &circle.seats[at + 1..] {
                let roles = Pairs::of(seat.held(), || other.held());
                let line = seat.line().min(other.line());
                let target = cast.parts[other.part].entity;
                meetings.push(Meeting { target, kind: TieKind::Alongside, cast, line, share, roles, position: None });
            }
        }
        if cast.senders.binary_search(&part).is_ok() {
            let sender = |role: &Role| matches!(role, Role::Signatory | Role::Issuer);
            let sending = own.held().find(sender).expect("a sender signs or issues");
            let line = first_line(own, |role| *role == sending);
            for target in cast.addressees.iter().map(|other| cast.parts[*other].entity).filter(|to| *to != source) {
                let roles = Pairs::of([sending], || [Role::Addressee]);
                let kind = TieKind::Addressed;
                meetings.push(Meeting { target, kind, cast, line, share: 1.0, roles, position: None });
            }
        }
    }
    meetings.extend(own.posts.iter().map(|post| Meeting {
        target: post.organisation,
        kind: TieKind::Affiliated,
        cast,
        line: post.line,
        share: 1.0,
        roles: Pairs::default(),
        position: post.position.as_deref(),
    }));
}

/// Sums meetings of the same two and the same kind, sorted by reading and line.
fn tie(meetings: &[Meeting], scope: Within) -> Tie {
    let kind = meetings[0].kind;
    let documents: Vec<&Meeting> =
        meetings.chunk_by(|a, b| a.cast.reading == b.cast.reading).map(|same| &same[0]).collect();
    // In one document two may meet in several circles; letters and posts count once a document.
    let newman = match kind {
        TieKind::Alongside => meetings.iter().map(|meeting| meeting.share).sum(),
        TieKind::Addressed | TieKind::Affiliated | TieKind::ParentOf => documents.len() as f64,
    };
    let roles = meetings.iter().fold(Pairs::default(), |all, meeting| Pairs(all.0 | meeting.roles.0));
    let positions: BTreeSet<_> = meetings.iter().filter_map(|meeting| meeting.position).collect();
    let dates: BTreeSet<_> = documents.iter().filter_map(|meeting| meeting.cast.day).collect();
    Tie {
        kind,
        count: documents.len() as u32,
        newman,
        roles: roles.to_vec(),
        positions: positions.into_iter().map(str::to_owned).collect(),
        evidence: documents.iter().map(|meeting| (meeting.cast.reading, meeting.line)).collect(),
        dates: dates.into_iter().collect(),
        within: Some(if kind == TieKind::Alongside { scope } else { Within::Document }),
    }
}

/// A set of role pairs: bit 7a + b for roles a and b. There are millions of meetings; none should allocate.
#[derive(Clone, Copy, Default)]
struct Pairs(u64);

impl Pairs {
    fn of<R: IntoIterator<Item = Role>>(left: impl IntoIterator<Item = Role>, right: impl Fn() -> R) -> Pairs {
        let bits = left.into_iter().flat_map(|a| right().into_iter().map(move |b| 1 << (a as u64 * 7 + b as u64)));
        Pairs(bits.fold(0, |all, bit: u64| all | bit))
    }

    fn to_vec(self) -> Vec<(Role, Role)> {
        let all = Role::ALL.into_iter().flat_map(|a| Role::ALL.into_iter().map(move |b| (a, b)));
        all.filter(|(a, b)| self.0 >> (*a as u64 * 7 + *b as u64) & 1 == 1).collect()
    }
}

/// The first line on which a part holds one of the wanted roles.
fn first_line(part: &Part, wanted: impl Fn(&Role) -> bool) -> u32 {
    part.roles.iter().filter(|(role, _)| wanted(role)).map(|(_, line)| *line).min().unwrap_or(1)
}

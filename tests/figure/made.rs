//! Made networks: letters with their signatories, one seed one network.

use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use undersigned::model::{Few, Measures, Network, Node, NodeKind, Role, Scope, Subject, Tie, TieKind};

/// A document as a list of names (indices) and their roles.
pub type Letter = Vec<(usize, Role)>;

const GIVEN: [&str; 16] = [
    "Ada",
    "Émile",
    "Łucja",
    "Søren",
    "Ngọc",
    "Jürgen",
    "María José",
    "Owen",
    "Zoë",
    "Þóra",
    "Ilse",
    "Bashir",
    "Ünal",
    "Chidi",
    "Mirela",
    "Anaïs",
];
const FAMILY: [&str; 14] = [
    "Marlowe",
    "d’Aubigné",
    "Kowalczyk",
    "Nørgaard",
    "Trần",
    "Großmann",
    "O'Hanlon",
    "Petrović",
    "Vandersteen",
    "Ibáñez-Quiroga",
    "Ashworth",
    "Çelik",
    "Featherstonehaugh",
    "Lindqvist",
];
const BODIES: [&str; 8] = [
    "Harbour Watch",
    "International Association for the Protection of Lighthouse Keepers and their Families",
    "Friends of the Lower Weser Estuary",
    "Trades Council of Nether Wallop",
    "\"Free the Tides\" & Partners",
    "<script>alert(1)</script>",
    "Society for Unabridged Dictionaries",
    "European Commission of Tidal Jurists",
];

/// A label for the name with this index; every sixth is an organisation.
pub fn label(index: usize) -> (NodeKind, String) {
    if index % 6 == 5 {
        let body = index / 6;
        let branch = if body < BODIES.len() { String::new() } else { format!(" {}", body / BODIES.len() + 1) };
        return (NodeKind::Organisation, format!("{}{branch}", BODIES[body % BODIES.len()]));
    }
    let (given, family) = (GIVEN[index % 16], FAMILY[(index / 3 + index * 5) % 14]);
    let initial = char::from(b'A' + (index / 26 % 26) as u8);
    (NodeKind::Person, format!("{given} {initial}. {family}"))
}

/// The network of `letters` among `count` names, with `affiliated` pairs (person, body).
pub fn network(count: usize, letters: &[Letter], affiliated: &[(usize, usize)]) -> Network {
    let mut ties: BTreeMap<(usize, usize, TieKind), Tie> = BTreeMap::new();
    let mut roles = vec![[0; 7]; count];
    let mut documents = vec![0; count];
    for letter in letters {
        for &(name, role) in letter {
            roles[name][role as usize] += 1;
            documents[name] += 1;
        }
        for &(one, first) in letter {
            for &(other, second) in letter {
                if first.is_active() && second.is_active() && one < other {
                    tie(&mut ties, (one, other, TieKind::Alongside), letter.len());
                } else if first == Role::Signatory && second == Role::Addressee && one != other {
                    tie(&mut ties, (one, other, TieKind::Addressed), 2);
                }
            }
        }
    }
    for &(person, body) in affiliated {
        tie(&mut ties, (person, body, TieKind::Affiliated), 2);
    }

    let mut network = Network::default();
    let mut near = vec![BTreeSet::new(); count];
    let mut strength = vec![0.0; count];
    for (&(a, b, _), tie) in &ties {
        near[a].insert(b);
        near[b].insert(a);
        strength[a] += f64::from(tie.count);
        strength[b] += f64::from(tie.count);
    }
    let component = components(&near);
    for index in 0..count {
        let (kind, label) = label(index);
        network.graph.add_node(Node {
            subject: Subject::Entity(index),
            id: format!("p-{index:04}").into(),
            label: label.into(),
            kind,
            documents: documents[index],
            roles: roles[index],
            degree: near[index].len() as u32,
            strength: strength[index],
            component: component[index],
            measures: Measures::default(),
            dates: vec![date(2020, 9, 10)],
        });
    }
    for ((a, b, _), tie) in ties {
        network.graph.add_edge((a as u32).into(), (b as u32).into(), tie);
    }
    network.scope = Scope {
        documents: letters.len() as u32,
        documents_read: letters.len() as u32 + 2,
        dates: Some((date(2020, 9, 10), date(2022, 1, 27))),
        filters: vec!["roles: signatory, speaker".to_owned()],
        max_clique: 300,
        capped: vec!["petitions/very-long.txt".to_owned()],
        ..Scope::default()
    };
    network
}

fn tie(ties: &mut BTreeMap<(usize, usize, TieKind), Tie>, key: (usize, usize, TieKind), names: usize) {
    let tie = ties.entry(key).or_insert_with(|| Tie {
        kind: key.2,
        count: 0,
        newman: 0.0,
        weights: None,
        backbone: true,
        roles: Few::new(),
        positions: Default::default(),
        evidence: Default::default(),
        dates: Few::new(),
        within: None,
        // Some are uncertain.
        confidence: if key.0 > 3 && key.0 % 7 == 3 { 0.5 } else { 0.95 },
    });
    tie.count += 1;
    tie.newman += 1.0 / (names - 1) as f64;
}

pub fn components(near: &[BTreeSet<usize>]) -> Vec<u32> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut seen = vec![false; near.len()];
    for start in 0..near.len() {
        let (mut group, mut open) = (Vec::new(), vec![start]);
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                group.push(node);
                open.extend(&near[node]);
            }
        }
        groups.push(group);
    }
    groups.retain(|group| !group.is_empty());
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut component = vec![0; near.len()];
    for (index, group) in groups.iter().enumerate() {
        for &node in group {
            component[node] = index as u32 + 1;
        }
    }
    component
}

/// All of `names` as signatories.
pub fn signed(names: impl IntoIterator<Item = usize>) -> Letter {
    names.into_iter().map(|name| (name, Role::Signatory)).collect()
}

/// Five letters of unlike size, of which two share signatories, an addressee, a conference, bodies, two loners.
pub fn sixty() -> Network {
    let mut first = signed(0..16);
    first.push((16, Role::Addressee));
    let mut second = signed((17..29).chain([3, 4]));
    second.push((29, Role::Addressee));
    let mut conference: Letter = (30..42).map(|name| (name, Role::Speaker)).collect();
    conference.extend([(42, Role::Chair), (20, Role::Speaker), (21, Role::Speaker), (43, Role::Participant)]);
    let mut issued = signed(44..51);
    issued.extend([(47, Role::Issuer), (51, Role::Addressee)]);
    let again = signed([0, 1, 2, 3, 4, 17]);
    network(60, &[first, second, conference, issued, again, signed(52..58)], &[(0, 53), (31, 59)])
}

/// `letters` letters of up to `signatories` names among `count`, the lower numbers oftener.
pub fn drawn(count: usize, letters: usize, signatories: usize, seed: u64) -> Network {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let letters: Vec<Letter> = (0..letters)
        .map(|_| {
            let (home, size) = (next(count), 3 + next(signatories - 2));
            let names: BTreeSet<usize> = (0..size)
                .map(|_| if next(6) == 0 { next(count / 10 + 1) } else { (home + next(size * 2)) % count })
                .collect();
            signed(names)
        })
        .collect();
    network(count, &letters, &[])
}

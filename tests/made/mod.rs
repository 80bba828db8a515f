//! Made readings: documents about invented people, built without any text.
#![allow(dead_code)]

use undersigned::model::{
    Affiliation, Appearance, Chain, Claim, Decision, DocumentDate, Dossier, Format, Head, Judgement, Kind, Mention,
    MentionRule, Place, Reading, Role, RunFacts, Side, Sketch, Span,
};
use undersigned::settings::Settings;
use undersigned::{graph, merge};

/// A document without anybody in it. `day` is `YYYY-MM-DD` or empty.
pub fn document(id: &str, day: &str) -> Reading {
    let date = day.parse().ok().map(|day| DocumentDate { day, certain: true });
    Reading {
        head: Head {
            id: id.into(),
            title: Some(format!("About {id}")),
            date,
            kind: "letter".into(),
            format: Format::Text,
            sha256: "0".repeat(64),
        },
        mentions: Vec::new(),
        claims: Vec::new(),
        chains: Vec::new(),
        appearances: Vec::new(),
        sketch: Sketch::default(),
        notices: Vec::new(),
    }
}

/// What is added to a made document.
pub trait With: Sized {
    /// A person in some roles.
    fn person(self, name: &str, roles: &[Role]) -> Self {
        self.chain(Kind::Person, &[name], &[], roles)
    }
    /// An organisation in some roles.
    fn body(self, name: &str, roles: &[Role]) -> Self {
        self.chain(Kind::Organisation, &[name], &[], roles)
    }
    /// A chain with all its surface forms, the fullest first.
    fn chain(self, kind: Kind, names: &[&str], titles: &[&str], roles: &[Role]) -> Self;
    /// The last chain holds a post in the body of that chain.
    fn post(self, position: &str, organisation: Option<usize>) -> Self;
}

impl With for Reading {
    fn chain(mut self, kind: Kind, names: &[&str], titles: &[&str], roles: &[Role]) -> Reading {
        let chain = self.chains.len();
        let line = chain as u32 + 1;
        let mut mentions = Vec::new();
        for name in names {
            mentions.push(self.mentions.len());
            let at = self.mentions.len() * 100;
            let mut mention = Mention::new(kind, (*name).into(), Span::new(at, at + 1), MentionRule::Given, 0.9);
            mention.set_titles(titles.iter().map(|title| (*title).into()).collect());
            self.mentions.push(mention);
        }
        for role in roles {
            self.appearances.push(Appearance { chain, role: *role, claims: [self.claims.len()].into() });
            self.claims.push(Claim {
                mention: mentions[0],
                role: *role,
                evidence: Span::new(0, 1),
                passage: format!("{} as {role}", names[0]).into(),
                place: Place { page: None, line, section: None, stretch: Default::default() },
                rule: "made".into(),
                confidence: 0.9,
            });
        }
        self.chains.push(Chain {
            kind,
            name: names[0].into(),
            mentions: mentions.into(),
            names: names.iter().map(|name| ((*name).into(), 1)).collect(),
            affiliations: Vec::new(),
        });
        self
    }

    fn post(mut self, position: &str, organisation: Option<usize>) -> Reading {
        let line = self.chains.len() as u32;
        let holder = self.chains.last_mut().expect("a chain to hold the post");
        holder.affiliations.push(Affiliation {
            position: (!position.is_empty()).then(|| position.into()),
            organisation,
            former: false,
            capacity: None,
            place: None,
            passage: format!("{}, {position}", holder.name).into(),
            line,
            rule: "made".into(),
            confidence: 0.8,
        });
        self
    }
}

/// A decision on line `line`; a side is `name` or `name @ document`.
pub fn decision(line: u64, judgement: Judgement, left: &str, right: &str) -> Decision {
    let side = |text: &str| {
        let (name, document) = text.split_once(" @ ").map_or((text, None), |(name, id)| (name, Some(id.into())));
        Side { name: name.into(), document }
    };
    Decision {
        kind: None,
        left: side(left),
        right: (!right.is_empty()).then(|| side(right)),
        judgement,
        by: String::new(),
        date: String::new(),
        note: String::new(),
        line,
    }
}

/// Readings as the pipeline compiles them.
pub fn dossier(mut readings: Vec<Reading>, decisions: &[Decision], settings: &Settings) -> Dossier {
    readings.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    let merged = merge::merge(&readings, decisions, &settings.merge);
    let (network, mut notices) =
        graph::build(&readings, &merged.entities, &merged.entity_of, &merged.parents, &settings.network);
    notices.extend(merged.notices);
    notices.extend(readings.iter().flat_map(|reading| reading.notices.clone()));
    notices.sort_by(|a, b| (&a.document, a.line, &a.code).cmp(&(&b.document, b.line, &b.code)));
    let inputs = readings.iter().map(|reading| (reading.head.id.clone(), reading.head.sha256.clone())).collect();
    let settings = serde_json::to_value(settings).expect("settings are JSON");
    Dossier {
        entities: merged.entities,
        entity_of: merged.entity_of,
        alike: merged.alike,
        network,
        notices,
        facts: RunFacts { settings, inputs, ..RunFacts::default() },
        readings,
    }
}

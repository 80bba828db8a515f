//! What a figure shows: its items, the lines among them, and what its legend and caption say of the choice.

use super::geometry::Point;
use super::palette::{Look, Shape};

/// The most lines a figure draws; above it each item keeps its strongest ones only.
pub const MOST_LINES: usize = 1_000;

/// What joins two items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bond {
    /// Two names hold an active role in one document.
    Alongside,
    /// From the sender of a letter to the one addressed.
    Addressed,
    /// From a person to the body they belong to.
    Affiliated,
    /// From a body to a part of it.
    ParentOf,
    /// Two bodies share people, or two documents names.
    Shared,
    /// A name appears in a document.
    Appears,
}

impl Bond {
    /// The word that its lines bear as their class.
    pub fn word(self) -> &'static str {
        match self {
            Bond::Alongside => "alongside",
            Bond::Addressed => "addressed",
            Bond::Affiliated => "affiliated",
            Bond::ParentOf => "parent_of",
            Bond::Shared => "shared",
            Bond::Appears => "appears",
        }
    }
}

/// One thing with a place in the figure: a name, or a document.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id, the same in every figure of the same names.
    pub id: String,
    /// What stands below it.
    pub label: String,
    /// Its outline.
    pub shape: Shape,
    /// Its colour and mark.
    pub look: Look,
    /// What its size stands for.
    pub strength: f64,
    /// The words of its class, for who styles the figure.
    pub class: String,
    /// What is told when it is pointed at.
    pub told: String,
    /// Whether the figure is about it.
    pub is_subject: bool,
}

/// One line; `source` and `target` are indices into [`Excerpt::items`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Where it starts.
    pub source: usize,
    /// Where it ends.
    pub target: usize,
    /// What it stands for.
    pub bond: Bond,
    /// In how many documents.
    pub count: u32,
    /// Newman's weight, which tells lines of one count apart.
    pub newman: f64,
    /// How sure it is.
    pub proof: Proof,
}

/// How sure a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// Of five like it, one or more is wrong.
    Uncertain,
    /// More than four of five are right.
    Certain,
}

/// What the legend says of the colours: a heading and its entries, the looks with their words.
#[derive(Debug, Clone, Default)]
pub struct Key {
    /// What colour stands for.
    pub heading: &'static str,
    /// A look and its words; without a look, a remark.
    pub entries: Vec<(Option<Look>, String)>,
}

/// The part of a network that a figure shows.
#[derive(Debug, Clone, Default)]
pub struct Excerpt {
    /// What is shown, the strongest first.
    pub items: Vec<Item>,
    /// The lines among them.
    pub lines: Vec<Line>,
    /// The item that all ways start from, in a figure of ways: an index into `items`.
    pub from: Option<usize>,
    /// The legend of the colours.
    pub key: Key,
    /// The heading of the legend of sizes.
    pub size: &'static str,
    /// What the caption says of the choice.
    pub said: Vec<String>,
}

/// At most about [`MOST_LINES`] of `lines`: each item keeps the same number of its strongest ones, of equal ones those
/// to the nearest on the page.
pub fn drawn(lines: &[Line], places: &[Point]) -> Vec<Line> {
    if lines.len() <= MOST_LINES {
        return lines.to_vec();
    }
    let each = (MOST_LINES / places.len().max(1)).max(2);
    let length = |line: &Line| places[line.source].distance(places[line.target]);
    let mut of_item = vec![Vec::new(); places.len()];
    for (index, line) in lines.iter().enumerate() {
        of_item[line.source].push(index);
        of_item[line.target].push(index);
    }
    let mut kept = vec![false; lines.len()];
    for mut own in of_item {
        own.sort_by(|&a, &b| {
            let (left, right) = (&lines[a], &lines[b]);
            let stronger = right.count.cmp(&left.count).then(right.newman.total_cmp(&left.newman));
            stronger.then(length(left).total_cmp(&length(right))).then(a.cmp(&b))
        });
        for &index in own.iter().take(each) {
            kept[index] = true;
        }
    }
    lines.iter().zip(kept).filter_map(|(&line, is_kept)| is_kept.then_some(line)).collect()
}

//! The legend: what shapes, colours, sizes and lines stand for, as far as they occur.

use super::excerpt::Excerpt;
use super::geometry::Point;
use super::name::{FONT, radius};
use super::page::{counted, scale};
use super::palette::{GREY, INK, NEUTRAL, look, main_role, neutral, shape};
use super::svg::{escape, number};
use super::text::{bold_width, width, wrapped};
use super::ties::{curve, head, thickness};
use crate::model::{NodeKind, Role, Tie, TieKind};
use crate::settings::ColourBy;
use std::collections::BTreeMap;

/// From one entry's base line to the next line's.
const LINE: f64 = 14.0;
/// Between two groups.
const BETWEEN: f64 = 22.0;
/// The widest an entry's words may be.
const WORDS: f64 = 150.0;
/// Components beyond this number are counted, not listed.
const MOST_COMPONENTS: usize = 8;

/// A heading and its entries.
struct Group {
    heading: &'static str,
    /// The width of the samples, as their middle lies at half of it.
    sample_width: f64,
    entries: Vec<(String, f64, Vec<String>)>,
}

/// The legend as SVG, `width_of_page` wide, with its upper left corner at the origin, and its height.
pub fn legend(excerpt: &Excerpt<'_>, by: ColourBy, width_of_page: f64) -> (String, f64) {
    let groups = [kinds(excerpt), colours(excerpt, by), sizes(excerpt), ties(excerpt)];
    let mut svg = String::from("<g class=\"legend\">\n");
    let (mut x, mut top, mut bottom) = (0.0, 0.0, 0.0_f64);
    for group in groups.iter().filter(|group| !group.entries.is_empty()) {
        if x > 0.0 && x + group.width() > width_of_page {
            (x, top) = (0.0, bottom + 10.0);
        }
        let (drawn, height) = group.draw(Point::new(x, top));
        svg += &drawn;
        x += group.width() + BETWEEN;
        bottom = bottom.max(top + height);
    }
    (svg + "</g>\n", bottom)
}

impl Group {
    fn width(&self) -> f64 {
        let lines = self.entries.iter().flat_map(|(_, _, lines)| lines);
        let words = lines.map(|line| width(line) * FONT).fold(0.0, f64::max);
        (self.sample_width + 6.0 + words).max(bold_width(self.heading) * FONT)
    }

    fn draw(&self, corner: Point) -> (String, f64) {
        let mut y = corner.y + FONT;
        let mut svg = format!(
            "<text class=\"heading\" x=\"{}\" y=\"{}\" font-size=\"{FONT}\" font-weight=\"bold\" fill=\"{INK}\">{}</text>\n",
            number(corner.x),
            number(y),
            escape(self.heading)
        );
        y += 3.0;
        for (sample, high, lines) in &self.entries {
            let step = LINE.max(high + 2.0);
            let middle = y + step / 2.0;
            svg += &format!(
                "<g class=\"sample\" transform=\"translate({} {})\">{sample}</g>",
                number(corner.x + self.sample_width / 2.0),
                number(middle)
            );
            for (index, line) in lines.iter().enumerate() {
                svg += &format!(
                    "<text class=\"entry\" x=\"{}\" y=\"{}\" font-size=\"{FONT}\" fill=\"{INK}\">{}</text>\n",
                    number(corner.x + self.sample_width + 6.0),
                    number(middle + 0.35 * FONT + LINE * 0.85 * index as f64),
                    escape(line)
                );
            }
            y += step + LINE * 0.85 * (lines.len().max(1) - 1) as f64;
        }
        (svg, y - corner.y)
    }
}

fn words(text: &str) -> Vec<String> {
    wrapped(text, WORDS / FONT, width)
}

fn kinds(excerpt: &Excerpt<'_>) -> Group {
    let entries = [NodeKind::Person, NodeKind::Organisation, NodeKind::Document]
        .into_iter()
        .filter(|kind| excerpt.nodes.iter().any(|node| node.kind == *kind))
        .map(|kind| (shape(kind, neutral(), 5.5), 11.0, words(kind.word())))
        .collect();
    Group { heading: "Shape: kind", sample_width: 11.0, entries }
}

fn colours(excerpt: &Excerpt<'_>, by: ColourBy) -> Group {
    let entry = |node, text: &str| (shape(NodeKind::Person, look(node, by), 5.5), 11.0, words(text));
    let (heading, entries) = match by {
        ColourBy::Role => {
            let held = Role::ALL.into_iter().filter_map(|role| {
                let holder = excerpt.nodes.iter().find(|node| main_role(node) == role)?;
                Some(entry(holder, role.word()))
            });
            ("Colour: main role", held.collect())
        }
        ColourBy::Component => {
            let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
            for node in excerpt.nodes.iter().filter(|node| node.degree > 0) {
                *sizes.entry(node.component).or_default() += 1;
            }
            let mut listed: Vec<_> = sizes.iter().map(|(&component, &size)| (component, size)).collect();
            listed.sort_by_key(|&(component, size)| (std::cmp::Reverse(size), component));
            let further = listed.len().saturating_sub(MOST_COMPONENTS);
            let mut entries: Vec<_> = listed
                .iter()
                .take(MOST_COMPONENTS)
                .filter_map(|&(component, size)| {
                    // The nodes come the strongest first.
                    let leader = excerpt.nodes.iter().find(|node| node.component == component)?;
                    let label: String = leader.label.chars().take(60).collect();
                    Some(entry(leader, &format!("{label} ({size})")))
                })
                .collect();
            if further > 0 {
                entries.push((String::new(), 0.0, words(&format!("and {further} smaller"))));
            }
            let loners: Vec<_> = excerpt.nodes.iter().filter(|node| node.degree == 0).collect();
            if let Some(loner) = loners.first() {
                entries.push(entry(loner, &format!("no tie at all ({})", loners.len())));
            }
            ("Colour: component, led by", entries)
        }
    };
    Group { heading, sample_width: 11.0, entries }
}

fn sizes(excerpt: &Excerpt<'_>) -> Group {
    let strongest = excerpt.nodes.first().map_or(0.0, |node| node.strength);
    let weakest = excerpt.nodes.iter().map(|node| node.strength).rfind(|&own| own > 0.0).unwrap_or(0.0);
    let mut values = vec![strongest.round(), ((strongest + weakest) / 2.0).round(), weakest.round()];
    values.dedup();
    let entries: Vec<_> = values
        .into_iter()
        .filter(|_| strongest > 0.0)
        .map(|value| {
            let size = radius(value, scale(excerpt));
            (shape(NodeKind::Person, neutral(), size), 2.0 * size, words(&number(value)))
        })
        .collect();
    Group { heading: "Size: sum of ties", sample_width: 26.0, entries }
}

fn ties(excerpt: &Excerpt<'_>) -> Group {
    let mut entries = Vec::new();
    for (kind, said) in [
        (TieKind::Alongside, "together in"),
        (TieKind::Addressed, "addressed to, in"),
        (TieKind::Affiliated, "belongs to, in"),
        (TieKind::Shared, "sharing"),
    ] {
        let of_kind = || excerpt.lines.iter().filter(|line| line.tie.kind == kind).map(|line| line.tie);
        let (Some(least), Some(most)) = (of_kind().min_by_key(|tie| tie.count), of_kind().max_by_key(|tie| tie.count))
        else {
            continue;
        };
        let mut shown = vec![least];
        if thickness(most.count) > thickness(least.count) {
            shown.push(most);
        }
        for tie in shown {
            let what = if kind == TieKind::Shared { "name" } else { "document" };
            let text = format!("{said} {}", counted(tie.count as usize, what));
            entries.push((sample(tie), 0.0, words(&text)));
        }
    }
    Group { heading: "Line: tie", sample_width: 28.0, entries }
}

fn sample(tie: &Tie) -> String {
    let ends = [Point::new(-14.0, 0.0), Point::new(0.0, 0.0), Point::new(14.0, 0.0)];
    match tie.kind {
        TieKind::Alongside | TieKind::Shared => curve(tie, ends, NEUTRAL),
        TieKind::Affiliated | TieKind::ParentOf => curve(tie, ends, GREY),
        TieKind::Addressed => curve(tie, ends, GREY) + &head(ends[0], ends[2]),
    }
    .replace('\n', "")
}

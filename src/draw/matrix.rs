//! A table of names by names: each cell is the darker the more documents tie the two. Lines of a dense network lie
//! over each other; cells do not.

use super::choice::Choice;
use super::excerpt::Excerpt;
use super::finished;
use super::legend::{Group, laid_out, words};
use super::name::FONT;
use super::names;
use super::page::{Body, inner, line_of_text};
use super::palette::{GREY, INK, shade};
use super::plan::Plan;
use super::svg::{escape, number};
use super::text::cut;
use super::words::counted;
use crate::model::Network;
use std::collections::BTreeMap;

/// The most names of a table, so that each column is wide enough for its number.
pub const MOST: usize = 36;
/// The part of the width that the names may take.
const NAMES: f64 = 0.36;
/// The widest a cell is.
const WIDEST: f64 = 18.0;
/// From one row to the next.
const ROW: f64 = 13.0;
/// How much the names placed before count when the next is sought: each half as much as the one after it.
const FADE: f64 = 0.5;
/// The most shades of the legend.
const SHADES: usize = 5;

/// The names of `choice` by themselves, those tied to the same ones side by side.
pub fn matrix(network: &Network, choice: &Choice, plan: &Plan) -> String {
    let settings = &plan.settings;
    let shown = names::names(network, choice, plan.ties, settings.colour);
    let counts = counts(&shown);
    let order = order(shown.items.len(), &counts);
    let shades = shades(&counts);
    let room = inner(settings.page);
    let body = body(&shown, &counts, &order, &shades, room);
    let entries = shades.iter().map(|class| {
        let cell = format!(r#"<rect x="-5.5" y="-5.5" width="11" height="11" fill="{}"/>"#, shade(class.share));
        let said = match (class.least, class.most) {
            (least, most) if least == most => counted(most as usize, "document"),
            (least, most) => format!("{least} to {}", counted(most as usize, "document")),
        };
        (cell, 11.0, words(&said))
    });
    let group = Group { heading: "Cell: tied in", sample_width: 11.0, entries: entries.collect() };
    let legend = laid_out(&[vec![group]], room);
    let leading = order.iter().take(super::DESCRIBED).map(|&item| shown.items[item].label.as_str()).collect();
    finished(network, settings, "Who appears with whom", (body, legend), (shown.said.clone(), leading))
}

/// In how many documents each pair (the smaller index first) is tied, by the strongest of its ties.
fn counts(shown: &Excerpt) -> BTreeMap<(usize, usize), u32> {
    let mut counts = BTreeMap::new();
    for line in &shown.lines {
        let pair = (line.source.min(line.target), line.source.max(line.target));
        let count = counts.entry(pair).or_insert(0);
        *count = line.count.max(*count);
    }
    counts
}

/// The items so that each stands next to those it is tied to most: greedily, from the strongest on.
fn order(count: usize, counts: &BTreeMap<(usize, usize), u32>) -> Vec<usize> {
    let mut tied = vec![Vec::new(); count];
    for (&(a, b), &weight) in counts {
        tied[a].push((b, f64::from(weight)));
        tied[b].push((a, f64::from(weight)));
    }
    let mut left: Vec<usize> = (0..count).collect();
    let (mut order, mut pull) = (Vec::new(), vec![0.0_f64; count]);
    while !left.is_empty() {
        let best = left.iter().enumerate().max_by(|(i, a), (j, b)| pull[**a].total_cmp(&pull[**b]).then(j.cmp(i)));
        let item = left.remove(best.expect("some are left").0);
        pull.iter_mut().for_each(|own| *own *= FADE);
        for &(other, weight) in &tied[item] {
            pull[other] += weight;
        }
        order.push(item);
    }
    order
}

/// A class of counts that share a shade.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Class {
    least: u32,
    most: u32,
    /// How dark it is, from 0 to 1.
    share: f64,
}

/// Up to [`SHADES`] classes, each of about as many different counts.
fn shades(counts: &BTreeMap<(usize, usize), u32>) -> Vec<Class> {
    let mut values: Vec<u32> = counts.values().copied().collect();
    values.sort_unstable();
    values.dedup();
    let classes = values.len().min(SHADES);
    (1..=classes)
        .map(|class| Class {
            least: values[(class - 1) * values.len() / classes],
            most: values[class * values.len() / classes - 1],
            share: 0.25 + 0.75 * class as f64 / classes as f64,
        })
        .collect()
}

fn body(shown: &Excerpt, counts: &BTreeMap<(usize, usize), u32>, order: &[usize], shades: &[Class], room: f64) -> Body {
    let left = room * NAMES;
    let cell = ((room - left) / order.len().max(1) as f64).min(WIDEST);
    // Two lines of numbers: neighbours would touch.
    let top = 2.0 * FONT + 6.0;
    let mut svg = String::new();
    for (row, &item) in order.iter().enumerate() {
        let (y, across) = (top + row as f64 * ROW, left + row as f64 * cell);
        let label = cut(&format!("{} {}", row + 1, shown.items[item].label), (left - 6.0) / FONT);
        svg += &format!("<g class=\"row\"><title>{}</title>", escape(&shown.items[item].told));
        svg += &line_of_text("label", &label, (0.0, y + 0.78 * ROW), (FONT, "normal", INK));
        svg += "</g>\n";
        let base = FONT * if row % 2 == 0 { 1.0 } else { 2.1 };
        svg += &line_of_text("column", &(row + 1).to_string(), (across, base), (FONT, "normal", GREY));
        for (column, &other) in order.iter().enumerate() {
            let x = left + column as f64 * cell;
            let count = counts.get(&(item.min(other), item.max(other))).copied();
            let fill = match count {
                _ if item == other => "#e4e4e4".to_owned(),
                None => "#f7f7f7".to_owned(),
                Some(count) => {
                    let class = shades.iter().find(|class| count <= class.most);
                    shade(class.map_or(1.0, |class| class.share))
                }
            };
            svg += &format!(
                "<rect class=\"cell\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"/>\n",
                number(x),
                number(y + 0.5),
                number((cell - 0.8).max(0.5)),
                number(ROW - 0.8),
            );
        }
    }
    Body { svg, height: top + order.len() as f64 * ROW }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_tied_to_the_same_stand_side_by_side() {
        // Two groups of three, one tie between them.
        let pairs = [(0, 2), (0, 4), (2, 4), (1, 3), (1, 5), (3, 5), (4, 5)];
        let counts: BTreeMap<_, _> = pairs.into_iter().map(|pair| (pair, 2)).collect();
        let order = order(6, &counts);
        let mut first = order[..3].to_vec();
        first.sort_unstable();
        assert_eq!(first, [0, 2, 4]);
    }

    #[test]
    fn the_darkest_shade_is_the_highest_count() {
        let counts: BTreeMap<_, _> = (0..9).map(|k| ((k, k + 1), k as u32 + 1)).collect();
        let shades = shades(&counts);
        assert_eq!(shades.len(), SHADES);
        assert_eq!(shades.last(), Some(&Class { least: 8, most: 9, share: 1.0 }));
        assert!(shades.windows(2).all(|pair| pair[0].most + 1 == pair[1].least));
    }
}

//! Small multiples: the network of each span of time, every name in the same place.

use super::arrange::arrange;
use super::choice::Choice;
use super::excerpt::{Excerpt, Line};
use super::finished;
use super::geometry::{Point, Rect};
use super::legend;
use super::lines::scale;
use super::name::{FONT, Name};
use super::names;
use super::page::{Body, inner, line_of_text};
use super::palette::INK;
use super::plan::{CannotDraw, Plan};
use super::svg::number;
use super::ties;
use super::words::counted;
use crate::model::{Dossier, Every};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// The most names.
pub const MOST: usize = 24;
/// The most spans that are drawn, the latest.
const PANELS: usize = 12;
/// A panel is at least so wide.
const NARROWEST: f64 = 290.0;
/// Between two panels.
const BETWEEN: f64 = 16.0;

/// The names of `choice` in each span of time that has a document of theirs.
///
/// # Errors
/// When none of their documents has a date.
pub fn slices(dossier: &Dossier, choice: &Choice, every: Every, plan: &Plan) -> Result<String, CannotDraw> {
    let (network, settings) = (&dossier.network, &plan.settings);
    let shown = names::names(network, choice, plan.ties, settings.colour);
    let span_of = |reading: usize| dossier.readings[reading].head.date.map(|date| every.name(every.around(date.day).0));
    let place: BTreeMap<usize, usize> =
        choice.nodes.iter().enumerate().map(|(rank, node)| (node.index(), rank)).collect();
    let mut spans: BTreeMap<String, Panel> = BTreeMap::new();
    for attendance in &network.attendances {
        if let (Some(&name), Some(span)) = (place.get(&attendance.node), span_of(attendance.reading)) {
            let panel = spans.entry(span).or_default();
            panel.names.insert(name);
            panel.readings.insert(attendance.reading);
        }
    }
    if spans.is_empty() {
        return Err(CannotDraw::NoDates);
    }
    for edge in network.graph.edge_references() {
        let ends = place.get(&edge.source().index()).zip(place.get(&edge.target().index()));
        let Some((&source, &target)) = ends else { continue };
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for span in edge.weight().evidence.iter().filter_map(|(reading, _)| span_of(*reading)) {
            *counts.entry(span).or_default() += 1;
        }
        let whole = shown
            .lines
            .iter()
            .find(|line| (line.source, line.target, line.bond.word()) == (source, target, edge.weight().kind.word()));
        for (span, count) in counts {
            if let (Some(panel), Some(line)) = (spans.get_mut(&span), whole) {
                panel.lines.push(Line { count, ..*line });
            }
        }
    }

    let room = inner(settings.page);
    let columns = ((room + BETWEEN) / (NARROWEST + BETWEEN)).floor().max(1.0);
    let width = (room - BETWEEN * (columns - 1.0)) / columns;
    let all = spans.len();
    let latest: Vec<(String, Panel)> = spans.into_iter().skip(all.saturating_sub(PANELS)).collect();
    let body = body(&shown, &latest, columns as usize, width);
    let mut said = shown.said.clone();
    said.push("Every name stands in the same place; a pale mark has no part in that time.".to_owned());
    if all > latest.len() {
        said.push(format!("Drawn: the {} latest of {all} spans of time.", latest.len()));
    }
    let groups = [vec![legend::kinds(&shown)], vec![legend::colours(&shown)]];
    let leading = shown.items.iter().take(super::DESCRIBED).map(|item| item.label.as_str()).collect();
    let title = "Who appears alongside whom, by time";
    Ok(finished(network, settings, title, (body, legend::laid_out(&groups, room)), (said, leading)))
}

/// One span of time.
#[derive(Debug, Clone, Default)]
struct Panel {
    names: BTreeSet<usize>,
    readings: BTreeSet<usize>,
    lines: Vec<Line>,
}

fn body(shown: &Excerpt, panels: &[(String, Panel)], columns: usize, width: f64) -> Body {
    let names: Vec<Name<'_>> = shown.items.iter().map(|item| Name::new(item, scale(shown))).collect();
    let boxes: Vec<Rect> = names.iter().map(Name::bounds).collect();
    let links: Vec<_> = shown.lines.iter().map(|line| (line.source, line.target, line.count)).collect();
    let ids: Vec<&str> = shown.items.iter().map(|item| item.id.as_str()).collect();
    let arrangement = arrange(&ids, &boxes, &links, (width, f64::MAX));
    let heading = FONT * 1.8;
    let high = heading + arrangement.height + BETWEEN;
    let frame = Rect { left: 0.0, top: 0.0, right: width, bottom: arrangement.height };
    let mut svg = String::new();
    for (index, (span, panel)) in panels.iter().enumerate() {
        let corner = Point::new((index % columns) as f64 * (width + BETWEEN), (index / columns) as f64 * high);
        let said = format!("{span}: {}", counted(panel.readings.len(), "document"));
        svg += &format!("<g class=\"slice\" transform=\"translate({} {})\">\n", number(corner.x), number(corner.y));
        svg += &line_of_text("heading", &said, (0.0, FONT), (FONT, "bold", INK));
        svg += &format!("<g transform=\"translate(0 {})\">\n", number(heading));
        svg += &ties::draw(&panel.lines, &names, &arrangement.places, frame);
        for (rank, (name, &place)) in names.iter().zip(&arrangement.places).enumerate() {
            if panel.names.contains(&rank) {
                svg += &name.draw(place);
            } else {
                svg += &format!(
                    "<circle class=\"absent\" cx=\"{}\" cy=\"{}\" r=\"2\" fill=\"#dcdcdc\"/>\n",
                    number(place.x),
                    number(place.y)
                );
            }
        }
        svg += "</g>\n</g>\n";
    }
    Body { svg, height: panels.len().div_ceil(columns) as f64 * high - BETWEEN }
}

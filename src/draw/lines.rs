//! Items where they lie best, with lines among them: the usual form of a figure.

use super::arrange::arrange;
use super::excerpt::{Excerpt, drawn};
use super::geometry::{Point, Rect};
use super::name::{FONT, Name};
use super::page::{Body, line_of_text};
use super::palette::{GREY, INK};
use super::steps::steps;
use super::ties;
use super::words::{counted, grouped};

/// The items of `shown` with their lines, `width` wide and about as high as there is room, and what the caption has to say
/// of lines left out.
pub fn lines(shown: &Excerpt, (width, height): (f64, f64)) -> (Body, Vec<String>) {
    let names: Vec<Name<'_>> = shown.items.iter().map(|item| Name::new(item, scale(shown))).collect();
    let boxes: Vec<Rect> = names.iter().map(Name::bounds).collect();
    let links: Vec<_> = shown.lines.iter().map(|line| (line.source, line.target, line.count)).collect();
    let ids: Vec<&str> = shown.items.iter().map(|item| item.id.as_str()).collect();
    let by_steps = shown.from.and_then(|from| steps(&boxes, &links, from, width));
    let arrangement = by_steps.unwrap_or_else(|| arrange(&ids, &boxes, &links, (width, height)));
    let places: &[Point] = &arrangement.places;
    let frame = Rect { left: 0.0, top: 0.0, right: width, bottom: arrangement.height };
    let lines = drawn(&shown.lines, places);
    let mut svg = ties::draw(&lines, &names, places, frame);
    if let Some(heading) = arrangement.heading {
        svg += &line_of_text("aside", "Not tied to another name shown:", (0.0, heading), (FONT, "normal", GREY));
    }
    for (name, &place) in names.iter().zip(places) {
        svg += &name.draw(place);
    }
    let mut height = arrangement.height;
    if names.is_empty() {
        svg += &line_of_text("aside", "There is nobody to show.", (0.0, FONT), (FONT, "normal", INK));
        height += FONT * 1.3;
    }
    let mut said = Vec::new();
    if lines.len() < shown.lines.len() {
        let (drawn, all) = (grouped(lines.len()), counted(shown.lines.len(), "tie"));
        said.push(format!("Drawn: each name’s strongest ties, {drawn} of {all} among them."));
    }
    (Body { svg, height }, said)
}

/// The strength with the largest radius; where all are alike, nobody has it.
pub fn scale(shown: &Excerpt) -> f64 {
    let strengths = || shown.items.iter().map(|item| item.strength);
    let (most, least) = (strengths().fold(0.0, f64::max), strengths().fold(f64::MAX, f64::min));
    if most > least { most } else { most * 3.0 }
}

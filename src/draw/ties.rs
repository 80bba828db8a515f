//! The lines of the figure: plain lines, arrows, dots for posts, and dashes for what is uncertain.

use super::excerpt::{Bond, Line, Proof};
use super::geometry::{Point, Rect};
use super::name::Name;
use super::palette::{GREY, NEUTRAL, Shape, pale, reach};
use super::svg::number;

/// The thinnest and the thickest line.
const WIDTHS: (f64, f64) = (0.8, 4.0);
/// The length of an arrow's head.
const HEAD: f64 = 6.5;
/// Samples along a curve, to find where it meets a name.
const SAMPLES: usize = 80;

/// How far a line of each kind bends to its left, as a share of its length, so that parallel ones part.
fn bend(bond: Bond) -> f64 {
    match bond {
        Bond::Alongside | Bond::Shared => 0.05,
        Bond::Addressed => -0.08,
        Bond::Affiliated | Bond::ParentOf => 0.12,
        Bond::Appears => 0.0,
    }
}

/// How thick a tie is drawn: by the root of its count.
pub fn thickness(count: u32) -> f64 {
    (WIDTHS.0 * f64::from(count.max(1)).sqrt()).min(WIDTHS.1)
}

/// All `lines`, the strongest on top, inside `frame`.
pub fn draw(lines: &[Line], names: &[Name<'_>], places: &[Point], frame: Rect) -> String {
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by_key(|line| (line.bond, line.count));
    let mut svg = String::from("<g class=\"ties\" fill=\"none\">\n");
    for line in order {
        let (source, target) = (&names[line.source], &names[line.target]);
        let (from, to) = (places[line.source], places[line.target]);
        let ends = [from, control(from, to, bend(line.bond), frame), to];
        let (one, other) = (source.item.look, target.item.look);
        svg += &match line.bond {
            Bond::Alongside | Bond::Shared if one == other => curve(line, ends, &pale(one)),
            Bond::Alongside | Bond::Shared => curve(line, ends, NEUTRAL),
            Bond::Appears => curve(line, ends, &pale(one)),
            Bond::Affiliated | Bond::ParentOf => curve(line, ends, GREY),
            Bond::Addressed => arrow(line, ends, target),
        };
    }
    svg + "</g>\n"
}

/// One tie as a path through a control point.
pub fn curve(line: &Line, [from, middle, to]: [Point; 3], colour: &str) -> String {
    let dashes = match (line.bond, line.proof) {
        (_, Proof::Uncertain) => " stroke-dasharray=\"5 3\"",
        (Bond::Affiliated | Bond::ParentOf, Proof::Certain) => " stroke-dasharray=\"1.2 2.2\"",
        _ => "",
    };
    format!(
        "<path class=\"tie {}\" d=\"M{} {}Q{} {} {} {}\" stroke=\"{colour}\" stroke-width=\"{}\"{dashes}/>\n",
        line.bond.word(),
        number(from.x),
        number(from.y),
        number(middle.x),
        number(middle.y),
        number(to.x),
        number(to.y),
        number(thickness(line.count)),
    )
}

/// The head of an arrow that ends at `tip`, coming from `from`.
pub fn head(from: Point, tip: Point) -> String {
    let length = from.distance(tip).max(1e-6);
    let (x, y) = ((tip.x - from.x) / length, (tip.y - from.y) / length);
    let (back, side) = (Point::new(tip.x - x * HEAD, tip.y - y * HEAD), HEAD * 0.38);
    format!(
        "<path class=\"head\" d=\"M{} {}L{} {}L{} {}Z\" fill=\"{GREY}\"/>\n",
        number(tip.x),
        number(tip.y),
        number(back.x - y * side),
        number(back.y + x * side),
        number(back.x + y * side),
        number(back.y - x * side),
    )
}

/// A curve that stops where it meets the target's shape or label, with a head there.
fn arrow(line: &Line, ends: [Point; 3], target: &Name<'_>) -> String {
    let own = reach(target.item.shape, target.radius) + 1.0;
    let shape = Rect { left: -own, top: -own, right: own, bottom: own }.at(ends[2]);
    let label = target.label_box().grown(0.5).at(ends[2]);
    let along = |sample: usize| sample as f64 / SAMPLES as f64;
    let round = target.item.shape == Shape::Circle;
    let is_inside =
        |place: Point| label.holds(place) || if round { place.distance(ends[2]) < own } else { shape.holds(place) };
    let met = (1..SAMPLES).find(|&sample| is_inside(at(ends, along(sample)))).unwrap_or(SAMPLES);
    let tip = along(met);
    // The part of a quadratic curve up to `tip` is again one, by de Casteljau's rule.
    let part = [ends[0], ends[0].towards(ends[1], tip), at(ends, tip)];
    curve(line, part, GREY) + &head(part[1], part[2])
}

fn at([from, middle, to]: [Point; 3], t: f64) -> Point {
    from.towards(middle, t).towards(middle.towards(to, t), t)
}

/// The control point of a curve, kept inside `frame`, and with it the whole curve.
fn control(from: Point, to: Point, bend: f64, frame: Rect) -> Point {
    let middle = from.towards(to, 0.5);
    // Twice the bend: a curve goes half the way to its control point.
    let (dx, dy) = ((to.y - from.y) * 2.0 * bend, (from.x - to.x) * 2.0 * bend);
    Point::new((middle.x + dx).clamp(frame.left, frame.right), (middle.y + dy).clamp(frame.top, frame.bottom))
}

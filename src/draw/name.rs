//! One item of the figure with its label below, and the box around both.

use super::excerpt::Item;
use super::geometry::{Point, Rect};
use super::palette::{INK, outline};
use super::svg::{escape, number};
use super::text::{ASCENT, DESCENT, LEADING, balanced, bold_width, width};

/// The font size of everything but headings, in the figure's units.
pub const FONT: f64 = 10.0;
/// The smallest and the largest radius.
pub const RADII: (f64, f64) = (4.4, 12.0);
/// The width at which a label breaks, and the width it may grow to so as to have no more than [`LINES`] lines.
const ROOM: (f64, f64) = (9.6, 20.0);
const LINES: usize = 3;
/// Between shape and label.
const GAP: f64 = 1.0;
/// Kept free around each name.
const AIR: f64 = 2.2;

/// One item with its label.
#[derive(Debug, Clone)]
pub struct Name<'a> {
    /// Who or what it is.
    pub item: &'a Item,
    /// The radius of its circle, or of the circle as large as its square.
    pub radius: f64,
    lines: Vec<String>,
    width: f64,
}

impl<'a> Name<'a> {
    /// `item`, its area by its share of the `strongest`.
    pub fn new(item: &'a Item, strongest: f64) -> Self {
        let lines = balanced(&item.label, ROOM.0, ROOM.1, LINES);
        let measure = if item.is_subject { bold_width } else { width };
        let width = lines.iter().map(|line| measure(line)).fold(0.0, f64::max) * FONT;
        Name { item, radius: radius(item.strength, strongest), lines, width }
    }

    /// The box around its label, when its shape stands at the origin.
    pub fn label_box(&self) -> Rect {
        let top = self.radius + GAP;
        let height = (ASCENT + DESCENT + LEADING * (self.lines.len() - 1) as f64) * FONT;
        Rect { left: -self.width / 2.0, top, right: self.width / 2.0, bottom: top + height }
    }

    /// The box around shape, label and the air they need, when its shape stands at the origin.
    pub fn bounds(&self) -> Rect {
        let own = Rect { left: -self.radius, top: -self.radius, right: self.radius, bottom: self.radius };
        own.around(self.label_box()).grown(AIR)
    }

    /// The name at `place`.
    pub fn draw(&self, place: Point) -> String {
        let label = self.label_box();
        let mut svg = format!(
            "<g class=\"node {}\" transform=\"translate({} {})\"><title>{}</title>",
            self.item.class,
            number(place.x),
            number(place.y),
            escape(&self.item.told)
        );
        for (index, line) in self.lines.iter().enumerate() {
            let half = width(line) * FONT / 2.0;
            svg += &format!(
                r##"<rect class="plate" x="{}" y="{}" width="{}" height="{}" rx="2" fill="#ffffff" fill-opacity="0.8"/>"##,
                number(-half),
                number(label.top + (0.1 + LEADING * index as f64) * FONT),
                number(2.0 * half),
                number(LEADING * FONT),
            );
        }
        svg += &outline(self.item.shape, self.item.look, self.radius);
        let weight = if self.item.is_subject { " font-weight=\"bold\"" } else { "" };
        svg += &format!("<text class=\"label\" text-anchor=\"middle\" font-size=\"{FONT}\"{weight} fill=\"{INK}\">");
        for (index, line) in self.lines.iter().enumerate() {
            let base = label.top + (ASCENT + LEADING * index as f64) * FONT;
            svg += &format!("<tspan x=\"0\" y=\"{}\">{}</tspan>", number(base), escape(line));
        }
        svg + "</text></g>\n"
    }
}

/// The radius for a strength: the area grows with it, and nobody is too small to see.
pub fn radius(strength: f64, strongest: f64) -> f64 {
    let share = if strongest > 0.0 { (strength / strongest).clamp(0.0, 1.0) } else { 0.15 };
    (RADII.1 * share.sqrt()).max(RADII.0)
}

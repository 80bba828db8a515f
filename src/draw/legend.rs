//! The legend: what shapes, colours, sizes and lines stand for, as far as they occur.

use super::excerpt::{Bond, Excerpt, Line, Proof};
use super::geometry::Point;
use super::lines::scale;
use super::name::{FONT, radius};
use super::page::Body;
use super::palette::{GREY, INK, NEUTRAL, Shape, neutral, outline};
use super::svg::{escape, number};
use super::text::{bold_width, width, wrapped};
use super::ties::{curve, head, thickness};
use super::words::counted;

/// From one entry's base line to the next line's.
const LINE: f64 = 14.0;
/// Between two columns, and between a group and the one below it.
const BETWEEN: f64 = 22.0;
const BELOW: f64 = 10.0;
/// The widest an entry's words may be.
const WORDS: f64 = 150.0;
/// The widest the words for a colour may be, which name a group.
const COLOURS: f64 = 270.0;
/// The radius of samples of shape and colour.
const SAMPLE: f64 = 5.5;

/// A heading and its entries.
#[derive(Debug, Clone)]
pub struct Group {
    /// What the entries are about.
    pub heading: &'static str,
    /// The width of the samples, as their middle lies at half of it.
    pub sample_width: f64,
    /// Each a sample as SVG with its height, and its words in lines.
    pub entries: Vec<(String, f64, Vec<String>)>,
}

/// The legend of a figure of items and lines, `room` wide.
pub fn legend(shown: &Excerpt, room: f64) -> Body {
    laid_out(&[vec![kinds(shown), sizes(shown)], vec![colours(shown)], vec![ties(shown)]], room)
}

/// Columns of groups side by side, and below where there is no room.
pub fn laid_out(columns: &[Vec<Group>], room: f64) -> Body {
    let mut svg = String::from("<g class=\"legend\">\n");
    let (mut x, mut top, mut bottom) = (0.0, 0.0, 0.0_f64);
    for column in columns {
        let groups: Vec<&Group> = column.iter().filter(|group| !group.entries.is_empty()).collect();
        let Some(width) = groups.iter().map(|group| group.width()).reduce(f64::max) else { continue };
        if x > 0.0 && x + width > room {
            (x, top) = (0.0, bottom + BELOW);
        }
        let mut y = top;
        for group in groups {
            let (drawn, height) = group.draw(Point::new(x, y));
            svg += &drawn;
            bottom = bottom.max(y + height);
            y += height + BELOW;
        }
        x += width + BETWEEN;
    }
    Body { svg: svg + "</g>\n", height: bottom }
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

/// `text` in lines short enough for an entry.
pub fn words(text: &str) -> Vec<String> {
    wrapped(text, WORDS / FONT, width)
}

/// What the shapes stand for.
pub fn kinds(shown: &Excerpt) -> Group {
    let entries = [Shape::Circle, Shape::Square, Shape::Sheet]
        .into_iter()
        .filter(|shape| shown.items.iter().any(|item| item.shape == *shape))
        .map(|shape| (outline(shape, neutral(), SAMPLE), 2.0 * SAMPLE, words(shape.word())))
        .collect();
    Group { heading: "Shape: kind", sample_width: 2.0 * SAMPLE, entries }
}

/// What the colours stand for.
pub fn colours(shown: &Excerpt) -> Group {
    let entries = shown.key.entries.iter().map(|(look, text)| match look {
        Some(look) => (outline(Shape::Circle, *look, SAMPLE), 2.0 * SAMPLE, wrapped(text, COLOURS / FONT, width)),
        None => (String::new(), 0.0, words(text)),
    });
    Group { heading: shown.key.heading, sample_width: 2.0 * SAMPLE, entries: entries.collect() }
}

fn sizes(shown: &Excerpt) -> Group {
    let strengths = || shown.items.iter().filter(|item| item.shape != Shape::Sheet).map(|item| item.strength);
    let strongest = strengths().fold(0.0, f64::max);
    let weakest = strengths().filter(|&own| own > 0.0).fold(strongest, f64::min);
    let mut values = vec![strongest.round(), ((strongest + weakest) / 2.0).round(), weakest.round()];
    values.dedup();
    let entries: Vec<_> = values
        .into_iter()
        .filter(|_| strongest > 0.0)
        .map(|value| {
            let size = radius(value, scale(shown));
            (outline(Shape::Circle, neutral(), size), 2.0 * size, words(&number(value)))
        })
        .collect();
    Group { heading: shown.size, sample_width: 26.0, entries }
}

/// What each kind of line is called, before the number, and what is counted.
const BONDS: [(Bond, &str, &str); 4] = [
    (Bond::Alongside, "together in", "document"),
    (Bond::Addressed, "addressed to, in", "document"),
    (Bond::Affiliated, "belongs to, in", "document"),
    (Bond::Shared, "shares", "name"),
];

fn ties(shown: &Excerpt) -> Group {
    let mut entries = Vec::new();
    for (bond, said, what) in BONDS {
        // Dashes have an entry of their own.
        let certain = |line: &&Line| line.proof == Proof::Certain;
        let any_certain = shown.lines.iter().any(|line| line.bond == bond && certain(&line));
        let of_bond = || shown.lines.iter().filter(|line| line.bond == bond && (certain(line) || !any_certain));
        let (Some(least), Some(most)) =
            (of_bond().min_by_key(|line| line.count), of_bond().max_by_key(|line| line.count))
        else {
            continue;
        };
        let mut samples = vec![least];
        if thickness(most.count) > thickness(least.count) {
            samples.push(most);
        }
        for line in samples {
            let text = format!("{said} {}", counted(line.count as usize, what));
            entries.push((sample(line), 0.0, words(&text)));
        }
    }
    for (bond, said) in [(Bond::ParentOf, "has as a part"), (Bond::Appears, "holds a role in")] {
        if let Some(line) = shown.lines.iter().find(|line| line.bond == bond) {
            entries.push((sample(line), 0.0, words(said)));
        }
    }
    if let Some(line) = shown.lines.iter().find(|line| line.proof == Proof::Uncertain) {
        let plain = Line { bond: Bond::Alongside, count: 1, ..*line };
        entries.push((sample(&plain), 0.0, words("uncertain: of five such ties one or more is wrong")));
    }
    Group { heading: "Line: tie", sample_width: 28.0, entries }
}

fn sample(line: &Line) -> String {
    let ends = [Point::new(-14.0, 0.0), Point::new(0.0, 0.0), Point::new(14.0, 0.0)];
    match line.bond {
        Bond::Alongside | Bond::Shared | Bond::Appears => curve(line, ends, NEUTRAL),
        Bond::Affiliated | Bond::ParentOf => curve(line, ends, GREY),
        Bond::Addressed => curve(line, ends, GREY) + &head(ends[0], ends[2]),
    }
    .replace('\n', "")
}

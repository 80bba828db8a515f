//! A figure parsed back: its texts, measured with a real font, and its shapes, as boxes on the page.

use roxmltree::{Document, Node};
use std::path::Path;

/// A font to measure with.
pub struct Font {
    /// Its file.
    pub name: String,
    data: Vec<u8>,
}

impl Font {
    /// The font that figures are printed with, and the usual stand-in of Linux machines where there is one.
    pub fn all() -> Vec<Font> {
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/data/fonts/LiberationSans-Regular.ttf");
        let stand_in = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
        assert!(Path::new(kept).exists(), "the font of the figures is gone");
        [kept, stand_in]
            .into_iter()
            .filter_map(|path| Some(Font { name: path.to_owned(), data: std::fs::read(path).ok()? }))
            .collect()
    }

    /// The width of `text` at font size 1; a character the font lacks counts as a square.
    fn width(&self, text: &str) -> f64 {
        let face = ttf_parser::Face::parse(&self.data, 0).expect("a sound font");
        let advance = |character| Some(f64::from(face.glyph_hor_advance(face.glyph_index(character)?)?));
        let em = f64::from(face.units_per_em());
        text.chars().map(|character| advance(character).map_or(1.0, |units| units / em)).sum()
    }
}

/// One line of text on the page.
#[derive(Debug)]
pub struct Text {
    /// What it says.
    pub words: String,
    /// Its font size.
    pub size: f64,
    element: usize,
    sides: [f64; 4],
}

/// What is on the page.
pub struct Figure {
    /// The width of the page in its own units.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Every line of text.
    pub texts: Vec<Text>,
    /// The labels of the names, lines joined.
    pub labels: Vec<String>,
    /// Where each of them stands.
    pub places: Vec<(f64, f64)>,
    shapes: Vec<[f64; 4]>,
}

impl Figure {
    /// `svg`, which must be valid, measured with `font`.
    pub fn measured(svg: &str, font: &Font) -> Figure {
        let document = Document::parse(svg).expect("valid XML");
        let view: Vec<f64> = document
            .root_element()
            .attribute("viewBox")
            .expect("a viewBox")
            .split(' ')
            .map(|part| part.parse().expect("a number"))
            .collect();
        let mut figure = Figure {
            width: view[2],
            height: view[3],
            texts: Vec::new(),
            labels: Vec::new(),
            places: Vec::new(),
            shapes: Vec::new(),
        };
        for node in document.descendants().filter(Node::is_element) {
            let class = node.attribute("class").unwrap_or_default();
            let (dx, dy) = shift(node);
            if node.has_tag_name("text") {
                let lines: Vec<_> = node.children().filter(|child| child.has_tag_name("tspan")).collect();
                let lines = if lines.is_empty() { vec![node] } else { lines };
                if class == "label" {
                    let words: Vec<_> = lines.iter().map(|line| line.text().unwrap_or_default()).collect();
                    figure.labels.push(words.join(" "));
                    figure.places.push((dx, dy));
                }
                for line in lines {
                    figure.texts.push(text(node, line, (dx, dy), font));
                }
            } else if class == "shape" {
                let reach = if node.has_tag_name("circle") { value(node, "r") } else { value(node, "width") / 2.0 };
                let reach = reach + value(node, "stroke-width") / 2.0;
                figure.shapes.push([dx - reach, dy - reach, dx + reach, dy + reach]);
            }
        }
        figure
    }

    /// Every text that lies over another, over a foreign shape, or over the edge of the page.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (index, text) in self.texts.iter().enumerate() {
            let [left, top, right, bottom] = text.sides;
            if left < 0.0 || top < 0.0 || right > self.width || bottom > self.height {
                faults.push(format!("{:?} leaves the page", text.words));
            }
            for other in &self.texts[index + 1..] {
                // Two lines of one label share their leading, not their letters.
                if text.element != other.element && overlap(text.sides, other.sides) {
                    faults.push(format!("{:?} over {:?}", text.words, other.words));
                }
            }
            for &sides in &self.shapes {
                if overlap(text.sides, sides) {
                    faults.push(format!("{:?} over the shape at {sides:?}", text.words));
                }
            }
        }
        faults
    }
}

fn text(node: Node<'_, '_>, line: Node<'_, '_>, (dx, dy): (f64, f64), font: &Font) -> Text {
    let words = line.text().unwrap_or_default().to_owned();
    let size = value(node, "font-size");
    // Bold letters are wider; the font at hand is not bold.
    let weight = if node.attribute("font-weight") == Some("bold") { 1.12 } else { 1.0 };
    let width = font.width(&words) * size * weight;
    let start = value(line, "x") + dx - if node.attribute("text-anchor") == Some("middle") { width / 2.0 } else { 0.0 };
    let base = value(line, "y") + dy;
    // From the top of the capitals to the foot of the lowest letters.
    Text {
        sides: [start, base - 0.74 * size, start + width, base + 0.22 * size],
        words,
        size,
        element: node.id().get_usize(),
    }
}

/// How far all the groups around `node` move it.
fn shift(node: Node<'_, '_>) -> (f64, f64) {
    node.ancestors().filter_map(|group| group.attribute("transform")).fold((0.0, 0.0), |(x, y), transform| {
        let inside =
            transform.strip_prefix("translate(").and_then(|rest| rest.strip_suffix(')')).expect("a translation");
        let (across, down) = inside.split_once(' ').expect("two numbers");
        (x + across.parse::<f64>().expect("a number"), y + down.parse::<f64>().expect("a number"))
    })
}

fn value(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |number| number.parse().expect("a number"))
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

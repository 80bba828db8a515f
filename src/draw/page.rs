//! The page: title, counts, what is shown, legend and caption, one below the other.

use super::name::FONT;
use super::palette::{GREY, INK};
use super::svg::{escape, number};
use super::text::{FONTS, bold_width, width, wrapped};
use super::words::{counted, grouped};
use crate::model::{Network, NodeKind, TieKind};
use crate::settings::PageSize;

const MARGIN: f64 = 12.0;
const TITLE: f64 = 18.0;
const COUNTS: f64 = 11.0;
/// What margins, title, counts and a caption of four lines take of the height.
const AROUND: f64 = 175.0;
/// Names of documents above the cap that the caption lists.
const LISTED: usize = 3;

/// What stands between the counts and the caption.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// As SVG, its upper left corner at the origin.
    pub svg: String,
    /// How high it is.
    pub height: f64,
}

/// What is said around it.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The heading.
    pub title: String,
    /// The line below it.
    pub counts: String,
    /// The sentences below everything.
    pub caption: Vec<String>,
    /// The figure in words, for who cannot see it.
    pub described: String,
}

/// The width of what a page holds, in its own units.
pub fn inner(size: PageSize) -> f64 {
    units(size).0 - 2.0 * MARGIN
}

/// About how high what stands above `legend` may be, for the whole to fit on one page.
pub fn left(size: PageSize, legend: &Body) -> f64 {
    let (width, millimetres, deep) = units(size);
    deep * width / millimetres - legend.height - AROUND
}

/// The width of a page in its own units, so that a font size of 10 is 7 pt at least; width and height in millimetres.
fn units(size: PageSize) -> (f64, f64, f64) {
    match size {
        // The text of an A4 page with margins of 25 mm, and of a Letter page with margins of one inch.
        PageSize::A4 => (640.0, 160.0, 247.0),
        PageSize::Letter => (660.0, 165.1, 228.6),
        // One of two columns.
        PageSize::Column => (320.0, 80.0, 247.0),
        // Ten inches wide, 16 to 9.
        PageSize::Slide => (640.0, 254.0, 142.9),
    }
}

/// A slide is so much higher than wide.
const SLIDE: f64 = 9.0 / 16.0;

/// `body` with its words on one page; `legend` comes with its height.
pub fn page(words: &Words, body: &Body, legend: &Body, size: PageSize) -> String {
    let mut page = Page { svg: String::new(), y: MARGIN, width: units(size).0 };
    page.paragraph("title", &words.title, (TITLE, "bold", INK));
    page.paragraph("counts", &words.counts, (COUNTS, "normal", GREY));
    page.y += 10.0;
    page.block(body);
    page.y += 10.0;
    if legend.height > 0.0 {
        page.rule();
        page.block(legend);
        page.y += 6.0;
    }
    page.rule();
    for sentence in &words.caption {
        page.paragraph("caption", sentence, (FONT, "normal", GREY));
    }
    page.finish(words, size)
}

/// What is written so far, and how far down the page is used.
struct Page {
    svg: String,
    y: f64,
    width: f64,
}

impl Page {
    fn block(&mut self, body: &Body) {
        self.svg += &format!("<g transform=\"translate({} {})\">\n{}</g>\n", number(MARGIN), number(self.y), body.svg);
        self.y += body.height;
    }

    /// Wrapped lines below what is there; `style` is size, weight and colour.
    fn paragraph(&mut self, class: &str, text: &str, style: (f64, &str, &str)) {
        let (size, weight, _) = style;
        let measure = if weight == "bold" { bold_width } else { width };
        for line in wrapped(text, (self.width - 2.0 * MARGIN) / size, measure) {
            self.svg += &line_of_text(class, &line, (MARGIN, self.y + size), style);
            self.y += size * 1.3;
        }
    }

    fn rule(&mut self) {
        let (left, right, y) = (number(MARGIN), number(self.width - MARGIN), number(self.y));
        self.svg +=
            &format!("<path class=\"rule\" d=\"M{left} {y}H{right}\" stroke=\"#c8c8c8\" stroke-width=\"0.6\"/>\n");
        self.y += 7.0;
    }

    fn finish(self, words: &Words, size: PageSize) -> String {
        let used = self.y + MARGIN;
        let (_, millimetres, _) = units(size);
        // A slide has one shape: what is higher is shown smaller, in its middle.
        let (left, width, height) = match size {
            PageSize::Slide => {
                let width = self.width.max(used / SLIDE);
                ((self.width - width) / 2.0, width, width * SLIDE)
            }
            _ => (0.0, self.width, used),
        };
        let [left, wide, high] = [left, width, height].map(number);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{millimetres}mm\" height=\"{}mm\" \
             viewBox=\"{left} 0 {wide} {high}\" font-family=\"{FONTS}\">\n\
             <title>{}</title>\n<desc>{}</desc>\n\
             <rect class=\"page\" x=\"{left}\" width=\"{wide}\" height=\"{high}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            number(height * millimetres / width),
            escape(&words.title),
            escape(&words.described),
            self.svg
        )
    }
}

/// One line of text with its base line at `at`; `style` is size, weight and colour.
pub fn line_of_text(class: &str, text: &str, at: (f64, f64), (size, weight, colour): (f64, &str, &str)) -> String {
    format!(
        "<text class=\"{class}\" x=\"{}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</text>\n",
        number(at.0),
        number(at.1),
        escape(text)
    )
}

/// A heading for who gave none.
pub fn plain_title(network: &Network) -> &'static str {
    let has = |kind| network.graph.edge_weights().any(|tie| tie.kind == kind);
    if has(TieKind::Alongside) {
        "Who appears alongside whom"
    } else if has(TieKind::Addressed) {
        "Who writes to whom"
    } else if has(TieKind::Affiliated) {
        "Who belongs where"
    } else {
        "Who appears"
    }
}

/// How many people, organisations, ties and documents the network has.
pub fn counts(network: &Network) -> String {
    let of_kind = |kind| network.graph.node_weights().filter(|node| node.kind == kind).count();
    let people = of_kind(NodeKind::Person);
    [
        format!("{} {}", grouped(people), if people == 1 { "person" } else { "people" }),
        counted(of_kind(NodeKind::Organisation), "organisation"),
        counted(network.graph.edge_count(), "tie"),
        counted(network.scope.documents as usize, "document"),
    ]
    .join(" · ")
}

/// What the network covers, in sentences.
pub fn source(network: &Network) -> Vec<String> {
    let scope = &network.scope;
    let mut said = Vec::new();
    let mut source = if scope.documents < scope.documents_read {
        format!("{} of {} read", grouped(scope.documents as usize), counted(scope.documents_read as usize, "document"))
    } else {
        counted(scope.documents as usize, "document")
    };
    source = match scope.dates {
        Some((first, last)) if first == last => format!("{source}, {first}"),
        Some((first, last)) => format!("{source}, {first} to {last}"),
        None => format!("{source}, none with a date"),
    };
    said.push(format!("Source: {source}."));
    if !scope.filters.is_empty() {
        said.push(format!("Filters: {}.", scope.filters.join("; ")));
    }
    if !scope.capped.is_empty() {
        let listed = scope.capped.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = scope.capped.len().saturating_sub(LISTED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        said.push(format!("Not tied here, for having more than {} names: {listed}{rest}.", grouped(scope.max_clique)));
    }
    said.push(format!("Made with undersigned {}.", env!("CARGO_PKG_VERSION")));
    said
}

//! The page: title, counts, network, legend and caption, one below the other.

use super::arrange::arrange;
use super::excerpt::{Excerpt, drawn, excerpt};
use super::geometry::{Point, Rect};
use super::legend::legend;
use super::name::{FONT, Name};
use super::palette::{GREY, INK, look};
use super::svg::{escape, number};
use super::text::{FONTS, bold_width, width, wrapped};
use super::ties;
use crate::model::{Network, NodeKind, TieKind};
use crate::settings::FigureSettings;

/// The width of the page in its own units. Set 160 mm (453.5 pt) wide, a font size of 10 is 7.08 pt.
const WIDTH: f64 = 640.0;
const MARGIN: f64 = 12.0;
const TITLE: f64 = 18.0;
const COUNTS: f64 = 11.0;
/// Names of documents above the cap that the caption lists.
const LISTED: usize = 3;

/// The strongest names of `network` on one page.
pub fn page(network: &Network, settings: &FigureSettings) -> String {
    let shown = excerpt(network, settings.names);
    let inner = WIDTH - 2.0 * MARGIN;
    let title = if settings.title.trim().is_empty() { plain_title(network) } else { settings.title.trim() };

    let mut page = Page { svg: String::new(), y: MARGIN };
    page.paragraph("title", title, (TITLE, "bold", INK));
    page.paragraph("counts", &counts(network), (COUNTS, "normal", GREY));
    page.y += 10.0;

    let names: Vec<Name<'_>> = shown.nodes.iter().map(|node| Name::new(node, scale(&shown))).collect();
    let boxes: Vec<Rect> = names.iter().map(Name::bounds).collect();
    let links: Vec<_> = shown.lines.iter().map(|line| (line.source, line.target, line.tie.count)).collect();
    let arrangement = arrange(&boxes, &links, inner);
    let corner = Point::new(MARGIN, page.y);
    let places: Vec<Point> =
        arrangement.places.iter().map(|place| Point::new(place.x + corner.x, place.y + corner.y)).collect();
    let frame = Rect { left: 0.0, top: 0.0, right: inner, bottom: arrangement.height }.at(corner);
    let lines = drawn(&shown.lines, &places);
    page.svg += &ties::draw(&lines, &names, &places, settings.colour, frame);
    if let Some(heading) = arrangement.heading {
        page.text("aside", "Not tied to another name shown:", corner.y + heading, (FONT, "normal", GREY));
    }
    for (name, &place) in names.iter().zip(&places) {
        page.svg += &name.draw(place, look(name.node, settings.colour));
    }
    if names.is_empty() {
        page.paragraph("aside", "There is nobody to show.", (FONT, "normal", INK));
    }
    page.y += arrangement.height + 10.0;

    let (key, height) = legend(&shown, settings.colour, inner);
    if height > 0.0 {
        page.rule();
        page.svg += &format!("<g transform=\"translate({} {})\">{key}</g>\n", number(MARGIN), number(page.y));
        page.y += height + 6.0;
    }
    page.rule();
    for sentence in caption(network, &shown, lines.len()) {
        page.paragraph("caption", &sentence, (FONT, "normal", GREY));
    }
    page.finish(title)
}

/// The strength with the largest radius; where all are alike, nobody has it.
pub fn scale(shown: &Excerpt<'_>) -> f64 {
    let (strongest, weakest) = (shown.nodes.first(), shown.nodes.last());
    match (strongest.map(|node| node.strength), weakest.map(|node| node.strength)) {
        (Some(most), Some(least)) if most > least => most,
        (Some(most), _) => most * 3.0,
        (None, _) => 0.0,
    }
}

/// What is written so far, and how far down the page is used.
struct Page {
    svg: String,
    y: f64,
}

impl Page {
    /// Wrapped lines below what is there; `style` is size, weight and colour.
    fn paragraph(&mut self, class: &str, text: &str, style: (f64, &str, &str)) {
        let (size, weight, _) = style;
        let measure = if weight == "bold" { bold_width } else { width };
        for line in wrapped(text, (WIDTH - 2.0 * MARGIN) / size, measure) {
            self.text(class, &line, self.y + size, style);
            self.y += size * 1.3;
        }
    }

    fn text(&mut self, class: &str, text: &str, base: f64, (size, weight, colour): (f64, &str, &str)) {
        self.svg += &format!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</text>\n",
            number(MARGIN),
            number(base),
            escape(text)
        );
    }

    fn rule(&mut self) {
        let (left, right, y) = (number(MARGIN), number(WIDTH - MARGIN), number(self.y));
        self.svg +=
            &format!("<path class=\"rule\" d=\"M{left} {y}H{right}\" stroke=\"#c8c8c8\" stroke-width=\"0.6\"/>\n");
        self.y += 7.0;
    }

    fn finish(self, title: &str) -> String {
        let height = self.y + MARGIN;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"160mm\" height=\"{}mm\" \
             viewBox=\"0 0 {WIDTH} {}\" font-family=\"{FONTS}\">\n\
             <title>{}</title>\n<rect class=\"page\" width=\"{WIDTH}\" height=\"{}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            number(height * 160.0 / WIDTH),
            number(height),
            escape(title),
            number(height),
            self.svg
        )
    }
}

fn plain_title(network: &Network) -> &'static str {
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

/// `1 document`, `2 documents`, `1,204 ties`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

fn counts(network: &Network) -> String {
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

fn caption(network: &Network, shown: &Excerpt<'_>, drawn: usize) -> Vec<String> {
    let scope = &network.scope;
    let mut said = Vec::new();
    let all = network.graph.node_count();
    if shown.nodes.len() < all {
        said.push(format!(
            "Shown: the {} strongest of {} names (by the sum of their ties) and the {} among them.",
            grouped(shown.nodes.len()),
            grouped(all),
            counted(shown.lines.len(), "tie")
        ));
    }
    if drawn < shown.lines.len() {
        let (drawn, ties) = (grouped(drawn), grouped(shown.lines.len()));
        said.push(format!("Drawn: each name’s strongest ties, {drawn} of {ties}."));
    }
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
    said.push("Made with undersigned.".to_owned());
    said
}

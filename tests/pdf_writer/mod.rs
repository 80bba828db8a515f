//! A small writer of PDF files for tests: lines of Helvetica on pages, and objects as they are given.

#![allow(dead_code, reason = "each test uses a part")]

pub mod letter;

use std::fmt::Write;

/// Width and height of a page in points.
pub const PAGE: (f64, f64) = (595.0, 842.0);

/// Widths of Helvetica from space to tilde, in thousandths of the size, from the metrics that Adobe publishes.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// What one page draws.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub content: String,
}

impl Page {
    /// A line of text from `x`, `y`.
    pub fn text(&mut self, x: f64, y: f64, size: f64, text: &str) {
        let escaped = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(self.content, "BT /F1 {size} Tf {x:.2} {y:.2} Td ({escaped}) Tj ET").unwrap();
    }

    /// A line of text in the middle of the page.
    pub fn centred(&mut self, y: f64, size: f64, text: &str) {
        self.text((PAGE.0 - width(text, size)) / 2.0, y, size, text);
    }
}

/// How wide a text is.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| f64::from(WIDTHS.get((c as usize).wrapping_sub(32)).copied().unwrap_or(556)) * size / 1000.0)
        .sum()
}

/// The lines of a text that are no wider than `most`.
pub fn wrapped(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if last.is_empty() || width(&longer, size) <= most {
            *last = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// A file of pages.
pub fn file(pages: &[Page]) -> Vec<u8> {
    let contents: Vec<Vec<u8>> = pages.iter().map(|page| page.content.clone().into_bytes()).collect();
    of_contents(&contents, "")
}

/// A file whose pages have these contents; `entries` go into the dictionary of each.
pub fn of_contents(contents: &[Vec<u8>], entries: &str) -> Vec<u8> {
    let page = |n: usize| 4 + 2 * n;
    let kids: Vec<String> = (0..contents.len()).map(|n| format!("{} 0 R", page(n))).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (n, content) in contents.iter().enumerate() {
        let (width, height) = PAGE;
        let resources = "/Resources << /Font << /F1 3 0 R >> >>";
        let contents = page(n) + 1;
        let head = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {resources}");
        objects.push(format!("{head} /Contents {contents} 0 R {entries} >>").into_bytes());
        objects.push(stream("", content));
    }
    of_objects(&objects)
}

/// A stream object.
pub fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< /Length {} {entries} >>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

/// A file of objects, numbered from 1; the first is the catalogue.
pub fn of_objects(objects: &[Vec<u8>]) -> Vec<u8> {
    with_trailer(objects, "")
}

/// The same with entries in its trailer.
pub fn with_trailer(objects: &[Vec<u8>], entries: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R {entries} >>\n", objects.len() + 1);
    file.extend(format!("{trailer}startxref\n{table}\n%%EOF\n").bytes());
    file
}

//! Figures as PNG and PDF, drawn from their SVG with fonts that come with the program.
//!
//! The fonts cover Latin, Greek, Cyrillic and Hebrew. What else a figure holds is drawn with the fonts of the machine;
//! only then may two machines differ.

use super::text::FONTS;
use resvg::usvg::{self, fontdb};
use resvg::{render, tiny_skia};
use std::sync::Arc;

/// Liberation Sans, regular and bold: of the widths that figures are laid out by (SIL Open Font License 1.1).
const FACES: [&[u8]; 2] = [
    include_bytes!("../../data/fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../data/fonts/LiberationSans-Bold.ttf"),
];
const FAMILY: &str = "Liberation Sans";
/// The resolution of a PNG, in dots per inch: what printers ask of line drawings with text.
pub const DPI: f32 = 300.0;
/// The most dots of a PNG along one side; a longer figure gets a lower resolution.
const MOST_DOTS: f32 = 12_000.0;
/// The resolution that SVG's own units are defined by, in units per inch.
const UNITS: f32 = 96.0;

/// Why a figure could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The SVG could not be read back.
    #[error("the figure could not be read back")]
    Svg(#[from] usvg::Error),
    /// It has no area, or its dots do not fit into memory.
    #[error("the figure is too large for an image")]
    Size,
    /// The image could not be written.
    #[error("the image could not be made: {0}")]
    Image(String),
}

/// The figure as PNG, at [`DPI`].
///
/// # Errors
/// When the SVG is none, or too large.
pub fn png(svg: &str) -> Result<Vec<u8>, PrintError> {
    let tree = usvg::Tree::from_str(&of_our_family(svg), &options(svg))?;
    let size = tree.size();
    let scale = (DPI / UNITS).min(MOST_DOTS / size.width().max(size.height()));
    let dots = |side: f32| (side * scale).ceil() as u32;
    let mut image = tiny_skia::Pixmap::new(dots(size.width()), dots(size.height())).ok_or(PrintError::Size)?;
    render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut image.as_mut());
    image.encode_png().map_err(|error| PrintError::Image(error.to_string()))
}

/// The figure as PDF, on a page of its own size; its text is text, which can be searched and copied.
///
/// # Errors
/// When the SVG is none.
pub fn pdf(svg: &str) -> Result<Vec<u8>, PrintError> {
    let tree = usvg::Tree::from_str(&of_our_family(svg), &options(svg))?;
    let page = svg2pdf::PageOptions { dpi: UNITS };
    svg2pdf::to_pdf(&tree, svg2pdf::ConversionOptions::default(), page)
        .map_err(|error| PrintError::Image(error.to_string()))
}

/// The fonts that `svg` needs: the machine's own only where ours lack a letter.
fn options(svg: &str) -> usvg::Options<'static> {
    let mut fonts = fontdb::Database::new();
    for face in FACES {
        fonts.load_font_data(face.to_vec());
    }
    if !svg.chars().all(is_ours) {
        fonts.load_system_fonts();
    }
    usvg::Options { fontdb: Arc::new(fonts), font_family: FAMILY.to_owned(), ..usvg::Options::default() }
}

/// Whether the fonts that come with the program hold a letter.
fn is_ours(letter: char) -> bool {
    matches!(letter, '\n' | ' '..='\u{17F}' | '\u{370}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}' | '\u{1E00}'..='\u{1EFF}')
        || matches!(letter, '\u{2010}'..='\u{201F}' | '\u{2026}')
}

/// The SVG with our font in the place of the list that others choose from, so that every machine draws with the same.
fn of_our_family(svg: &str) -> String {
    svg.replacen(&format!("font-family=\"{FONTS}\""), &format!("font-family=\"{FAMILY}\""), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_printed_with_all_its_text() {
        let text = "<text x=\"5\" y=\"20\" font-size=\"10\">Ostrander</text>".to_string();
        let page = |inside: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80mm\" height=\"40mm\" viewBox=\"0 0 80 40\" \
                 font-family=\"{FONTS}\">{inside}</svg>"
            )
        };
        let (empty, full) = (png(&page("")).expect("drawn"), png(&page(&text)).expect("drawn"));
        let image = tiny_skia::Pixmap::decode_png(&full).expect("a PNG");
        assert_eq!(image.width(), (80.0_f32 / 25.4 * DPI).ceil() as u32);
        assert!(full.len() > empty.len() + 100, "the text is missing");
        assert!(pdf(&page(&text)).expect("drawn").starts_with(b"%PDF-"));
        assert!(png("no figure").is_err());
    }
}

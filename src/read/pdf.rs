//! PDF files: pages of glyphs to lines of text in the order in which people read them.
//!
//! `file` opens, `interpret` runs what a page draws (`scan`, `matrix`, `font`, `cmap`, `collection`, `encoding`, `glyphs`,
//! `signs`, `core_fonts`) to `fragments` of words; `furniture` takes away running heads, `rows`, `gutters`, `table`,
//! `blocks` and `page` find lines, columns and tables, and `flow` puts the lines of all pages together.

mod blocks;
mod cmap;
mod collection;
mod core_fonts;
mod encoding;
mod file;
mod flow;
mod font;
mod fragments;
mod furniture;
mod glyphs;
mod gutters;
mod interpret;
mod matrix;
mod page;
mod rows;
mod scan;
mod signs;
mod table;

use super::parsed::notice;
use super::{Budget, Cause, Parsed};
use file::File;
use fragments::Drawn;
use lopdf::Object;

/// Names of embedded files that are told.
const TOLD: usize = 10;

/// Reads a PDF file.
///
/// # Errors
/// [`Cause::NeedsPassword`], [`Cause::NoTextLayer`], [`Cause::TooManyPages`], [`Cause::TooLargeUnpacked`], or
/// [`Cause::Damaged`].
pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Parsed, Cause> {
    let file = File::open(bytes, budget)?;
    let drawn = drawn(&file, budget)?;
    let pictures: Vec<usize> = drawn.iter().zip(1..).filter(|(page, _)| is_picture(page)).map(|(_, n)| n).collect();
    let mut parsed = Parsed::default();
    if !pictures.is_empty() {
        if drawn.iter().all(|page| page.fragments.is_empty() || is_picture(page)) {
            return Err(Cause::NoTextLayer { pages: pictures.len() });
        }
        let message = format!("no text on {}: pictures, or letters that the file does not name", listed(&pictures));
        let help = "recognise their text first: `ocrmypdf --skip-text a.pdf b.pdf`";
        parsed.notices.push(notice("no-text-layer", None, message, help));
    }
    let flow = laid_out(&drawn);
    (parsed.text, parsed.lines) = (flow.text, flow.places);
    parsed.title = title(&file).filter(|title| opens_with(&parsed.text, title));
    let embedded = embedded(&file);
    if !embedded.is_empty() {
        let message = format!("files inside it are not read: {}", embedded.join(", "));
        parsed.notices.push(notice("embedded-files", None, message, "save them from a PDF viewer, and give them too"));
    }
    Ok(parsed)
}

/// What each page draws. Seen is what lies on the page.
fn drawn(file: &File, budget: &Budget) -> Result<Vec<Drawn>, Cause> {
    let mut fonts = interpret::Fonts::new();
    let mut pages = Vec::new();
    for page in file.pages(budget.pages)? {
        let mut drawn = interpret::page(page, file, &mut fonts)?;
        if let Some(seen) = interpret::seen(page, file) {
            drawn.keep_within(seen);
        }
        pages.push(drawn);
    }
    Ok(pages)
}

/// The lines of all pages, in the order in which they are read.
fn laid_out(drawn: &[Drawn]) -> flow::Flow {
    let mut directions: Vec<_> = drawn.iter().map(page::directions).collect();
    let first = directions.iter_mut().map(|page| if page.is_empty() { Vec::new() } else { page.remove(0) });
    let (upright, feet) = furniture::without(first.collect());
    let pages = upright
        .into_iter()
        .zip(directions)
        .map(|(upright, turned)| [upright].into_iter().chain(turned).flat_map(page::lines).collect());
    flow::flow(pages.collect(), feet)
}

/// Whether a page shows pictures and no text, or text of which nothing tells what it says.
fn is_picture(page: &Drawn) -> bool {
    let known: usize = page.fragments.iter().map(|fragment| fragment.text.chars().count()).sum();
    known == 0 && page.pictures > 0 || page.unknown > known
}

/// `page 3`, `pages 1, 4-6`.
fn listed(pages: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let range =
        |(first, last): &(usize, usize)| if first == last { format!("{first}") } else { format!("{first}-{last}") };
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", ranges.iter().map(range).collect::<Vec<_>>().join(", "))
}

/// The title that the file gives itself. Many are the name of another file.
fn title(file: &File) -> Option<String> {
    let info = file.dictionary(&file.document.trailer, b"Info")?;
    let title = lopdf::decode_text_string(file.entry(info, b"Title")?).ok()?;
    Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}

/// Whether the beginning of a text says a title.
fn opens_with(text: &str, title: &str) -> bool {
    let words = |text: &str| text.split_whitespace().take(400).collect::<Vec<_>>().join(" ").to_lowercase();
    words(text).contains(&words(title))
}

/// The names of files inside the file.
fn embedded(file: &File) -> Vec<String> {
    let specified = file.document.objects.values().filter_map(|object| object.as_dict().ok());
    let specified = specified.filter(|object| object.has(b"EF"));
    let name = |object: &lopdf::Dictionary| {
        let name: &Object = file.entry(object, b"UF").or_else(|| file.entry(object, b"F"))?;
        lopdf::decode_text_string(name).ok()
    };
    specified.filter_map(name).take(TOLD).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_listed_as_people_list_them() {
        assert_eq!(listed(&[3]), "page 3");
        assert_eq!(listed(&[1, 4, 5, 6, 9]), "pages 1, 4-6, 9");
    }

    #[test]
    fn a_title_counts_where_the_text_says_it() {
        assert_eq!((opens_with("Open\nLetter\nDear", "open letter"), opens_with("Open", "letter.doc")), (true, false));
    }
}

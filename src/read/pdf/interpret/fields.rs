//! What stands in the fields of a form, and what was typed over a page.

use super::super::super::Cause;
use super::super::core_fonts;
use super::super::file::number;
use super::super::matrix::Matrix;
use super::Run;
use lopdf::{Dictionary, Object, Stream};

/// How many fields and notes of one page are drawn.
const ANNOTATIONS: usize = 5_000;
/// The flags of what is not shown: hidden, and seen on paper alone.
const HIDDEN: u32 = 1 << 1 | 1 << 5;
/// The flags of fields: of several lines, and for a password.
const LINES: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;
/// Sizes of a text whose field does not say its own, and the room around it.
const SIZES: (f64, f64) = (4.0, 12.0);
const ROOM: f64 = 2.0;
/// From one line to the next, in sizes.
const LEADING: f64 = 1.15;
/// The most of a text that a field shows, in bytes.
const LONGEST: usize = 1 << 16;

impl<'f> Run<'f> {
    /// What was filled into the fields of the page, what shows that it was signed, and what was typed over it.
    pub(super) fn annotations(&mut self, page: &'f Dictionary) -> Result<(), Cause> {
        let Some(Object::Array(all)) = self.file.entry(page, b"Annots") else { return Ok(()) };
        for annotation in all.iter().take(ANNOTATIONS) {
            let Some(Object::Dictionary(annotation)) = self.file.resolved(annotation) else { continue };
            if !self.is_text(annotation) {
                continue;
            }
            let drawn = self.fragments.len();
            if let Some((form, place)) = self.shown(annotation) {
                let before = std::mem::replace(&mut self.state.page, place);
                self.form(form, None, 0)?;
                self.state.page = before;
            }
            // Many programs fill in the value alone: viewers draw it.
            if self.fragments.len() == drawn {
                self.value(annotation);
            }
        }
        Ok(())
    }

    /// Whether an annotation is a field of text or of a signature, or a typed note, and is seen.
    fn is_text(&self, annotation: &Dictionary) -> bool {
        let name = |key: &[u8]| self.file.entry(self.file.inherited(annotation, key)?, key)?.as_name().ok();
        let is_text = match name(b"Subtype") {
            Some(b"Widget") => matches!(name(b"FT"), Some(b"Tx" | b"Ch" | b"Sig")),
            kind => kind == Some(b"FreeText"),
        };
        let flags = self.file.entry(annotation, b"F").and_then(number).unwrap_or(0.0) as u32;
        is_text && flags & HIDDEN == 0
    }

    /// The form that a field of text or a typed note shows, and the map that lays its box over its place on the page.
    fn shown(&self, annotation: &'f Dictionary) -> Option<(&'f Stream, Matrix)> {
        let Object::Stream(form) = self.file.entry(self.file.dictionary(annotation, b"AP")?, b"N")? else {
            return None;
        };
        let (area, inner) = (self.file.numbers(annotation, b"Rect")?, self.file.numbers(&form.dict, b"BBox")?);
        let (&[a, b, c, d], &[left, bottom, right, top]) = (area.as_slice(), inner.as_slice()) else { return None };
        let matrix = self.matrix(form);
        let corners = [(left, bottom), (left, top), (right, bottom), (right, top)].map(|(x, y)| matrix.apply(x, y));
        let reach = |of: fn(&(f64, f64)) -> f64| {
            let ends = corners.iter().map(of);
            (ends.clone().fold(f64::MAX, f64::min), ends.fold(f64::MIN, f64::max))
        };
        let (x, y) = (reach(|corner| corner.0), reach(|corner| corner.1));
        let (across, up) = ((c - a).abs() / (x.1 - x.0), (d - b).abs() / (y.1 - y.0));
        let place = Matrix::of(&[across, 0.0, 0.0, up, a.min(c) - x.0 * across, b.min(d) - y.0 * up])?;
        Some((form, place))
    }

    /// Draws the value of a field, or the text of a typed note, where nothing else does.
    fn value(&mut self, annotation: &Dictionary) {
        let Some(&[a, b, c, d]) = self.file.numbers(annotation, b"Rect").as_deref() else { return };
        let of_field = |key: &[u8]| self.file.entry(self.file.inherited(annotation, key)?, key);
        let flags = of_field(b"Ff").and_then(number).unwrap_or(0.0) as u32;
        let kind = of_field(b"FT").and_then(|kind| kind.as_name().ok());
        let value = match kind {
            Some(b"Sig") => None,
            Some(_) => of_field(b"V").and_then(|value| self.chosen(value, of_field(b"Opt"))),
            None => of_field(b"Contents").and_then(|text| lopdf::decode_text_string(text).ok()),
        };
        let Some(value) = value.filter(|value| value.len() <= LONGEST && flags & PASSWORD == 0) else { return };
        let style = of_field(b"DA").and_then(|style| lopdf::decode_text_string(style).ok()).unwrap_or_default();
        let words: Vec<&str> = style.split_whitespace().collect();
        let set = words.iter().position(|word| *word == "Tf").and_then(|at| words[..at].last()?.parse().ok());
        let ((left, right), (bottom, top)) = ((a.min(c), a.max(c)), (b.min(d), b.max(d)));
        let several = kind.is_none() || flags & LINES != 0;
        let usual = if several { SIZES.1 } else { ((top - bottom) * 0.7).clamp(SIZES.0, SIZES.1) };
        let size = set.filter(|size| *size > 0.0).unwrap_or(usual);
        let first = if several { top - ROOM - size } else { (bottom + top) / 2.0 - size * 0.3 };
        let mut y = first;
        for line in value.lines() {
            let mut x = left + ROOM;
            for word in line.split_whitespace() {
                let width = core_fonts::width("Helvetica", word) * size / 1000.0;
                if several && x > left + ROOM && x + width > right {
                    (x, y) = (left + ROOM, y - size * LEADING);
                }
                self.fragments.push(word, (x, y), (x + width, y), (x + width, y), (x, y + size), false);
                x += width + size * 0.28;
                self.fragments.push(" ", (x, y), (x, y), (x, y), (x, y + size), false);
            }
            y -= size * LEADING;
        }
    }

    /// What a field's value says: a text, or of a choice what its options show for it.
    fn chosen(&self, value: &Object, options: Option<&Object>) -> Option<String> {
        let value = match value {
            Object::Array(values) => self.file.resolved(values.first()?)?,
            value => value,
        };
        let text = |object: &Object| lopdf::decode_text_string(self.file.resolved(object)?).ok();
        let said = text(value)?;
        let pairs = options.and_then(|options| options.as_array().ok()).into_iter().flatten();
        let mut pairs = pairs.filter_map(|pair| self.file.resolved(pair)?.as_array().ok());
        let shown = pairs.find(|pair| pair.first().and_then(text).as_ref() == Some(&said));
        shown.and_then(|pair| text(pair.get(1)?)).or(Some(said))
    }
}

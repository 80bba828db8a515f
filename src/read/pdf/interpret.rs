//! The content of a page, run: which glyph stands where.

mod fields;

use super::super::Cause;
use super::file::{File, number};
use super::font::Font;
use super::fragments::{Drawn, Fragments};
use super::matrix::Matrix;
use super::scan::{Scanner, Token};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// How deep forms may lie in forms.
const DEPTH: usize = 12;
/// How often one page may draw forms.
const FORMS: usize = 20_000;
/// How many states may be kept at once.
const STATES: usize = 4_096;
/// How many operands an operator may have.
const OPERANDS: usize = 1 << 16;
/// Text that is drawn with this mode is not seen.
const INVISIBLE: f64 = 3.0;

/// Fonts of the whole file by their objects.
pub(super) type Fonts = HashMap<ObjectId, Rc<Font>>;

/// What is remembered and put back by `q` and `Q`.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: f64,
}

/// A run over the content of one page.
struct Run<'f> {
    file: &'f File,
    fonts: &'f mut Fonts,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    forms: usize,
    drawn: Drawn,
    fragments: Fragments,
}

/// Runs a page.
///
/// # Errors
/// [`Cause::TooLargeUnpacked`].
pub(super) fn page(page: &Dictionary, file: &File, fonts: &mut Fonts) -> Result<Drawn, Cause> {
    let content = file.content(page)?;
    let resources = file.inherited(page, b"Resources").and_then(|page| file.dictionary(page, b"Resources"));
    let state = State {
        page: Matrix::IDENTITY,
        font: None,
        size: 1.0,
        character: 0.0,
        word: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0.0,
    };
    let mut run = Run {
        file,
        fonts,
        state: state.clone(),
        kept: Vec::new(),
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        forms: 0,
        drawn: Drawn::default(),
        fragments: Fragments::default(),
    };
    run.content(&content, resources, 0)?;
    run.state = state;
    run.annotations(page)?;
    run.drawn.fragments = run.fragments.finish();
    Ok(run.drawn)
}

impl<'f> Run<'f> {
    fn content(&mut self, content: &[u8], resources: Option<&'f Dictionary>, depth: usize) -> Result<(), Cause> {
        let mut named: HashMap<Vec<u8>, Option<Rc<Font>>> = HashMap::new();
        let mut operands: Vec<Token> = Vec::new();
        for token in Scanner::new(content) {
            let Token::Operator(operator) = token else {
                if operands.len() < OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            match operator {
                b"Tf" => {
                    if let [.., Token::Name(name), Token::Number(size)] = operands.as_slice() {
                        if !named.contains_key(&**name) {
                            let font = self.font(name, resources)?;
                            named.insert(name.to_vec(), font);
                        }
                        self.state.font = named.get(&**name).cloned().flatten();
                        self.state.size = *size;
                    }
                }
                b"Do" => {
                    if let [.., Token::Name(name)] = operands.as_slice() {
                        self.external(name, resources, depth)?;
                    }
                }
                operator => self.operator(operator, &operands),
            }
            operands.clear();
        }
        Ok(())
    }

    fn operator(&mut self, operator: &[u8], operands: &[Token]) {
        let numbers: Vec<f64> = match operator {
            b"TJ" | b"Tj" => Vec::new(),
            _ => operands.iter().filter_map(of_number).collect(),
        };
        let last = numbers.last().copied();
        match (operator, numbers.as_slice()) {
            (b"q", _) if self.kept.len() < STATES => self.kept.push(self.state.clone()),
            (b"Q", _) => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", numbers) => {
                self.state.page = Matrix::of(numbers).map_or(self.state.page, |m| m.then(self.state.page))
            }
            (b"BT", _) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            (b"Tm", numbers) => {
                if let Some(matrix) = Matrix::of(numbers) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            (b"Td", [.., x, y]) => self.next_line(*x, *y),
            (b"TD", [.., x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tc", _) => self.state.character = last.unwrap_or(0.0),
            (b"Tw", _) => self.state.word = last.unwrap_or(0.0),
            (b"Tz", _) => self.state.stretch = last.unwrap_or(100.0) / 100.0,
            (b"TL", _) => self.state.leading = last.unwrap_or(0.0),
            (b"Ts", _) => self.state.rise = last.unwrap_or(0.0),
            (b"Tr", _) => self.state.mode = last.unwrap_or(0.0),
            (b"Tj", _) => self.show(operands),
            (b"TJ", _) => self.show(operands),
            (b"'", _) => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands);
            }
            (b"\"", [.., word, character]) => {
                (self.state.word, self.state.character) = (*word, *character);
                self.next_line(0.0, -self.state.leading);
                let text = operands.iter().rposition(|token| matches!(token, Token::Text(_)));
                self.show(text.map_or(&[], |at| &operands[at..=at]));
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.text = self.line;
    }

    /// Strings, and numbers that move what follows to the left.
    fn show(&mut self, operands: &[Token]) {
        let Some(font) = self.state.font.clone() else { return };
        for operand in operands {
            match operand {
                Token::Text(bytes) => self.string(&font, bytes),
                Token::Number(back) => {
                    let by = -back / 1000.0 * self.state.size;
                    self.text = if font.is_vertical() {
                        self.text.moved(0.0, by)
                    } else {
                        self.text.moved(by * self.state.stretch, 0.0)
                    };
                }
                _ => {}
            }
        }
    }

    fn string(&mut self, font: &Font, mut bytes: &[u8]) {
        let State { size, character, word, stretch, rise, mode, page, .. } = self.state;
        while !bytes.is_empty() {
            let shown = font.next(bytes);
            let space = if shown.length == 1 && bytes[0] == b' ' { word } else { 0.0 };
            let (x, y) = match font.is_vertical() {
                true => (0.0, character + space - size),
                false => ((shown.width * size + character + space) * stretch, 0.0),
            };
            let place = self.text.then(page);
            let (start, end) = (place.apply(0.0, rise), place.apply(x, y + rise));
            let top = place.apply(0.0, rise + size * font.height());
            if start.0.is_finite() && end.0.is_finite() && top.1.is_finite() {
                let ink = if font.is_vertical() { end } else { place.apply(shown.width * size * stretch, rise) };
                self.fragments.push(&shown.text, start, ink, end, top, mode == INVISIBLE);
            }
            if shown.text.is_empty() {
                self.drawn.unknown += 1;
            }
            self.text = self.text.moved(x, y);
            bytes = &bytes[shown.length.max(1)..];
        }
    }

    /// A form or a picture.
    fn external(&mut self, name: &[u8], resources: Option<&'f Dictionary>, depth: usize) -> Result<(), Cause> {
        let objects = resources.and_then(|resources| self.file.dictionary(resources, b"XObject"));
        let Some(Object::Stream(stream)) = objects.and_then(|objects| self.file.entry(objects, name)) else {
            return Ok(());
        };
        match self.file.entry(&stream.dict, b"Subtype").and_then(|kind| kind.as_name().ok()) {
            Some(b"Image") => self.drawn.pictures += 1,
            Some(b"Form") => self.form(stream, resources, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn form(&mut self, form: &'f Stream, resources: Option<&'f Dictionary>, depth: usize) -> Result<(), Cause> {
        if depth >= DEPTH || self.forms >= FORMS {
            return Ok(());
        }
        self.forms += 1;
        let content = self.file.unpacked(form)?;
        let own = self.file.dictionary(&form.dict, b"Resources").or(resources);
        let (before, kept) = (self.state.clone(), std::mem::take(&mut self.kept));
        let (text, line) = (self.text, self.line);
        self.state.page = self.matrix(form).then(self.state.page);
        self.content(&content, own, depth + 1)?;
        (self.state, self.kept, self.text, self.line) = (before, kept, text, line);
        Ok(())
    }

    fn matrix(&self, form: &Stream) -> Matrix {
        self.file.numbers(&form.dict, b"Matrix").and_then(|numbers| Matrix::of(&numbers)).unwrap_or(Matrix::IDENTITY)
    }

    fn font(&mut self, name: &[u8], resources: Option<&'f Dictionary>) -> Result<Option<Rc<Font>>, Cause> {
        let fonts = resources.and_then(|resources| self.file.dictionary(resources, b"Font"));
        let Some(object) = fonts.and_then(|fonts| fonts.get(name).ok()) else { return Ok(None) };
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(Rc::clone(known)));
        }
        let Some(dictionary) = self.file.resolved(object).and_then(|font| font.as_dict().ok()) else { return Ok(None) };
        let font = Rc::new(Font::open(dictionary, self.file)?);
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }
}

fn of_number(token: &Token) -> Option<f64> {
    match token {
        Token::Number(number) => Some(*number),
        _ => None,
    }
}

/// The part of the page that is seen: left, bottom, right, top.
pub(super) fn seen(page: &Dictionary, file: &File) -> Option<[f64; 4]> {
    let area = |key: &[u8]| {
        let holder = file.inherited(page, key)?;
        let numbers: Vec<f64> =
            file.entry(holder, key)?.as_array().ok()?.iter().filter_map(|n| number(file.resolved(n)?)).collect();
        match numbers.as_slice() {
            &[a, b, c, d] if a != c && b != d => Some([a.min(c), b.min(d), a.max(c), b.max(d)]),
            _ => None,
        }
    };
    area(b"CropBox").or_else(|| area(b"MediaBox"))
}

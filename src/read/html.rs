//! A saved web page as lines of text, each with its line in the file.
//!
//! Tags are taken one by one from html5ever's tokenizer: no tree is built, so depth costs nothing, every page takes
//! linear time, and each token knows its line.

mod blocks;
mod tables;
mod writer;

use super::{LinePlace, Parsed};
use blocks::Blocks;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{LocalName, tendril::StrTendril};
use regex::bytes::Regex;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;
use tables::{DATE_META, DROPPED, Display, LINE, PARAGRAPH, RAW, TITLE_META, VOID};
use writer::Writer;

/// A page as text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Page {
    /// Lines: headings with `#` marks, list items with bullets or numbers, table rows with tabs between the cells.
    pub text: String,
    /// The line of the file, from 1, on which each line of `text` begins.
    pub lines: Vec<u32>,
    /// The `<h1>` headings.
    headings: Vec<String>,
    /// The title that sites give for sharing.
    shared_title: Option<String>,
    /// The `<title>`.
    window_title: Option<String>,
    /// Dates of `<meta>`, then of `<time>`, as written.
    dates: Vec<String>,
}

/// What a page says about itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Facts {
    pub title: Option<String>,
    /// As written, best first.
    pub dates: Vec<String>,
}

impl Page {
    /// Title and dates: the only `<h1>`, else the title for sharing, else the `<h1>` that the window's title begins
    /// with, else the first `<h1>`, else the window's title without the site's name.
    pub fn facts(&self) -> Facts {
        let window = self.window_title.as_deref().unwrap_or_default().trim();
        let headings: Vec<&str> =
            self.headings.iter().map(|title| title.trim()).filter(|title| !title.is_empty()).collect();
        let title = match headings[..] {
            [only] => only,
            _ => self
                .shared_title
                .as_deref()
                .or_else(|| headings.iter().copied().find(|heading| window.starts_with(heading)))
                .or(headings.first().copied())
                .unwrap_or_else(|| super::title::without_site(window)),
        };
        Facts { title: Some(title.trim().to_string()).filter(|title| !title.is_empty()), dates: self.dates.clone() }
    }
}

/// The encoding a page declares in its first kilobyte.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r#"(?i-u)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#;
        Regex::new(pattern).expect("the pattern is constant and valid")
    });
    let label = CHARSET.captures(&bytes[..bytes.len().min(1024)])?.get(1)?.as_bytes();
    match Encoding::for_label_no_replacement(label)? {
        // As browsers do: a page whose ASCII can be read is not in UTF-16.
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        encoding if encoding == encoding_rs::X_USER_DEFINED => Some(WINDOWS_1252),
        encoding => Some(encoding),
    }
}

/// Reads the source of a page.
pub(super) fn read(source: &str) -> Parsed {
    let page = page(source);
    let facts = page.facts();
    let lines = page.lines.iter().map(|line| LinePlace { page: None, line: *line }).collect();
    Parsed { text: page.text, lines, title: facts.title, dates: facts.dates, ..Parsed::default() }
}

/// Turns the source of a page into lines.
fn page(source: &str) -> Page {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(source));
    let walker = Tokenizer::new(Sink(RefCell::new(Walker::default())), TokenizerOpts::default());
    // A page is fed whole and no script runs: the tokenizer never has to pause.
    let _ = walker.feed(&queue);
    walker.end();
    let walker = walker.sink.0.into_inner();
    let mut page = walker.page;
    page.dates.extend(walker.times);
    let kept = walker.blocks.kept();
    (page.text, page.lines) = walker.writer.finish(|block| kept[block]);
    page
}

/// The tokenizer hands out shared references; the walker behind it changes.
struct Sink(RefCell<Walker>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut walker = self.0.borrow_mut();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match token {
            Token::CharacterTokens(text) => walker.text(&text, line),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => walker.close(&tag.name),
            Token::TagToken(tag) => return walker.open(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What is open at a point of the page.
#[derive(Default)]
struct Walker {
    writer: Writer,
    blocks: Blocks,
    /// Names of the open elements.
    open: Vec<LocalName>,
    /// How often each is open: an end tag without a start costs nothing.
    count: HashMap<LocalName, usize>,
    /// Depth of the outermost dropped element.
    dropped: Option<usize>,
    /// Depth at which the fields of a card stand, behind the one that is called a name.
    card: Option<usize>,
    /// Open lists: the next number, or `None` for bullets.
    lists: Vec<Option<i64>>,
    /// Text of the heading or window title that is open.
    heading: Option<String>,
    page: Page,
    times: Vec<String>,
}

impl Walker {
    /// A start tag.
    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let foreign = self.is_open("svg") || self.is_open("math");
        self.note(tag);
        self.display(name, tag);
        if VOID.contains(&name) || tag.self_closing && (foreign || matches!(name, "svg" | "math")) {
            return TokenSinkResult::Continue;
        }
        if self.dropped.is_none() && DROPPED.contains(&name) {
            self.dropped = Some(self.open.len());
        }
        if self.display_of(name) >= Display::Line || matches!(name, "td" | "th" | "tr") {
            self.blocks.open(tag, self.open.len());
        }
        *self.count.entry(tag.name.clone()).or_default() += 1;
        self.open.push(tag.name.clone());
        match RAW.iter().find(|(raw, _)| *raw == name).map(|(_, kind)| *kind) {
            Some(kind) if !foreign => TokenSinkResult::RawData(kind),
            None if name == "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// An end tag: closes everything opened since its start tag.
    fn close(&mut self, name: &LocalName) {
        if matches!(&**name, "br" | "p") && !self.is_open(name) {
            self.writer.gap(Display::Line);
        }
        while self.is_open(name) {
            let Some(last) = self.open.pop() else { break };
            if let Some(count) = self.count.get_mut(&last) {
                *count -= 1;
            }
            self.blocks.close(self.open.len());
            self.closed(&last);
            if last == *name {
                break;
            }
        }
    }

    /// What the end of an element means.
    fn closed(&mut self, name: &str) {
        self.card = self.card.filter(|depth| *depth <= self.open.len());
        if self.dropped == Some(self.open.len()) {
            self.dropped = None;
            return;
        }
        if self.dropped.is_some() {
            return;
        }
        match name {
            "ol" | "ul" | "menu" => {
                self.lists.pop();
            }
            "span" => self.writer.field_ends(),
            "h1" => self.page.headings.extend(self.heading.take()),
            "title" => self.page.window_title = self.page.window_title.take().or(self.heading.take()),
            "pre" | "listing" => self.writer.keep_lines(self.is_open("pre")),
            "tr" | "table" => self.writer.row(),
            _ => {}
        }
        self.writer.gap(self.display_of(name));
    }

    /// What a start tag means for the lines.
    fn display(&mut self, name: &str, tag: &Tag) {
        if self.dropped.is_some() {
            return;
        }
        match name {
            "br" if self.in_heading() => self.writer.gap(Display::Space),
            "br" => self.writer.line(),
            "tr" => self.writer.row(),
            "td" | "th" => self.writer.cell(),
            "title" => self.heading = Some(String::new()),
            "ol" | "ul" | "menu" => {
                let first = number(tag, "start").unwrap_or(1);
                self.lists.push((name == "ol").then_some(first));
                self.writer.gap(if self.lists.len() > 1 { Display::Line } else { Display::Paragraph });
            }
            "li" => self.item(tag),
            "span" => self.card_field(tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.writer.gap(Display::Paragraph);
                self.writer.prefix(&format!("{} ", "#".repeat(usize::from(name.as_bytes()[1] - b'0'))));
                if name == "h1" {
                    self.heading = Some(String::new());
                }
            }
            "pre" | "listing" => {
                self.writer.gap(Display::Paragraph);
                self.writer.keep_lines(true);
            }
            _ => self.writer.gap(self.display_of(name)),
        }
    }

    /// A list item: a bullet, or its number.
    fn item(&mut self, tag: &Tag) {
        self.writer.gap(Display::Line);
        let mark = match self.lists.last_mut() {
            Some(Some(next)) => {
                let own = number(tag, "value").unwrap_or(*next);
                *next = own.saturating_add(1);
                format!("{own}. ")
            }
            _ => "• ".into(),
        };
        self.writer.mark(&mark);
    }

    /// `<div><span class="full-name">Ada Marsh</span> <span class="job">…</span></div>`: in a block of its own, what stands
    /// beside a span that is called a name is a field as it is.
    fn card_field(&mut self, tag: &Tag) {
        let Some(class) = attribute(tag, "class") else { return };
        let depth = self.open.len();
        let inside = self.open.last().is_some_and(|parent| matches!(&**parent, "div" | "li"));
        if self.card == Some(depth) {
            self.writer.field();
        } else if inside && class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "name") {
            self.card = Some(depth);
        }
    }

    /// Text: to the lines, or to the title that is open.
    fn text(&mut self, text: &str, line: u32) {
        if self.dropped.is_some() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        if !self.is_open("title") {
            let breaks = text.matches('\n').count();
            let block = self.blocks.text(text, self.is_open("a"));
            self.writer.text(text, line.saturating_sub(u32::try_from(breaks).unwrap_or(u32::MAX)), block);
        }
    }

    /// Dates and titles that tags carry.
    fn note(&mut self, tag: &Tag) {
        match &*tag.name {
            "meta" => {
                let name = attribute(tag, "property")
                    .or_else(|| attribute(tag, "name"))
                    .or_else(|| attribute(tag, "itemprop"));
                let (Some(name), Some(content)) = (name, attribute(tag, "content")) else { return };
                let name = name.to_ascii_lowercase();
                if DATE_META.contains(&&*name) {
                    self.page.dates.push(content.to_string());
                } else if TITLE_META.contains(&&*name) && self.page.shared_title.is_none() {
                    self.page.shared_title = Some(content.to_string());
                }
            }
            "time" if self.dropped.is_none() && self.times.is_empty() => {
                self.times.extend(attribute(tag, "datetime").map(str::to_string));
            }
            _ => {}
        }
    }

    /// How far an element stands off from what is around it; inside a list item never by an empty line, which would
    /// tear the list apart.
    fn display_of(&self, name: &str) -> Display {
        match name {
            name if PARAGRAPH.contains(&name) && !self.is_open("li") => Display::Paragraph,
            name if PARAGRAPH.contains(&name) || LINE.contains(&name) => Display::Line,
            _ => Display::Inline,
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.count.get(&LocalName::from(name)).is_some_and(|count| *count > 0)
    }

    fn in_heading(&self) -> bool {
        ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| self.is_open(name))
    }
}

/// The value of an attribute.
fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// The value of a numeric attribute.
fn number(tag: &Tag, name: &str) -> Option<i64> {
    attribute(tag, name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests;

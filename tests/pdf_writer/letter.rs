//! A letter with 120 signatories, set in columns.

use super::{PAGE, Page, width, wrapped};

const FIRST: [&str; 12] =
    ["Ada", "Tom", "Jean-Claude", "Mira", "Olga", "Peter", "Nils", "Sara", "Ivo", "Greta", "Hana", "Luis"];
const LAST: [&str; 10] = ["Marsh", "Lind", "Okafor", "Bauer", "Weiss", "Moran", "Petrov", "Silva", "Novak", "Haas"];
const BODIES: [&str; 5] = ["Quill Union", "Mill Museum", "Harbour Trust", "Lakeside University", "Society of Printers"];
const BODY: &str = "We write to you because the hall that the town has used for sixty years is to be sold before the \
                    winter, and nobody who uses it has been asked. We ask that the sale be halted until those who meet \
                    there have been heard, and that the books be opened to everybody who wants to read them.";

/// Margins of a page.
const MARGIN: f64 = 60.0;
/// White between columns.
const GUTTER: f64 = 16.0;
/// How far entries stand behind their number.
const HANGING: f64 = 22.0;

/// In which order a page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    ColumnByColumn,
    RowByRow,
}

/// How the list is set.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub columns: usize,
    pub drawn: Drawn,
    pub size: f64,
    pub numbered: bool,
    /// Whether the same stands at the head and foot of every page.
    pub framed: bool,
    /// Whether each line is drawn twice to look bold.
    pub bold: bool,
}

/// The signatories, in order.
pub fn entries(numbered: bool) -> Vec<String> {
    let entry = |n: usize| {
        let number = if numbered { format!("{}. ", n + 1) } else { String::new() };
        format!("{number}{} {}, {}", FIRST[n % 12], LAST[n / 12], BODIES[n % 5])
    };
    (0..120).map(entry).collect()
}

/// The same letter as plain text.
pub fn plain(numbered: bool) -> String {
    let opening = "Open letter on the hall\n\nDear members of the council,\n\n";
    let body = wrapped(BODY, 10.0, 480.0).join("\n");
    format!("{opening}{body}\n\nYours sincerely,\n\n{}\n", entries(numbered).join("\n"))
}

/// The pages of the letter.
pub fn pages(setting: Setting) -> Vec<Page> {
    let Setting { columns, size, .. } = setting;
    let inner = PAGE.0 - 2.0 * MARGIN;
    let column = (inner - GUTTER * (columns - 1) as f64) / columns as f64;
    let leading = size * 1.25;
    let mut page = Page::default();
    let mut y = PAGE.1 - 80.0;
    page.text(MARGIN, y, 16.0, "Open letter on the hall");
    y -= 30.0;
    page.text(MARGIN, y, 10.0, "Dear members of the council,");
    y -= 20.0;
    for line in wrapped(BODY, 10.0, inner) {
        page.text(MARGIN, y, 10.0, &line);
        y -= 12.5;
    }
    page.text(MARGIN, y - 10.0, 10.0, "Yours sincerely,");
    y -= 40.0;

    let mut left: Vec<Vec<(f64, String)>> =
        entries(setting.numbered).iter().map(|entry| lines(entry, size, column)).collect();
    let mut pages = Vec::new();
    while !left.is_empty() {
        let room = ((y - 70.0) / leading) as usize;
        let balanced = left.iter().map(Vec::len).sum::<usize>().div_ceil(columns) + 1;
        let filled: Vec<Vec<(f64, String)>> = (0..columns).map(|_| fill(&mut left, room.min(balanced))).collect();
        draw(&mut page, &filled, setting, y, column + GUTTER);
        pages.push(std::mem::take(&mut page));
        y = PAGE.1 - 80.0;
    }
    if setting.framed {
        let count = pages.len();
        for (page, n) in pages.iter_mut().zip(1..) {
            page.text(MARGIN, PAGE.1 - 30.0, 9.0, "Committee for the Hall");
            page.text(MARGIN, 40.0, 8.0, "office@hall.example");
            page.centred(25.0, 9.0, &format!("Page {n} of {count}"));
        }
    }
    pages
}

/// The lines of an entry, each with its indent: its number, and the text behind it.
fn lines(entry: &str, size: f64, column: f64) -> Vec<(f64, String)> {
    match entry.split_once(". ") {
        Some((number, text)) => {
            let lines = wrapped(text, size, column - HANGING).into_iter().map(|line| (HANGING, line));
            let mut lines: Vec<_> = lines.collect();
            lines[0].1 = format!("{number}.\t{}", lines[0].1);
            lines
        }
        None => vec![(0.0, entry.to_owned())],
    }
}

/// Takes whole entries for a column of so many lines.
fn fill(left: &mut Vec<Vec<(f64, String)>>, room: usize) -> Vec<(f64, String)> {
    let mut column = Vec::new();
    while left.first().is_some_and(|entry| column.len() + entry.len() <= room) {
        column.extend(left.remove(0));
    }
    column
}

fn draw(page: &mut Page, columns: &[Vec<(f64, String)>], setting: Setting, top: f64, step: f64) {
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let by_column = (0..columns.len()).flat_map(|column| (0..longest).map(move |row| (column, row)));
    let by_row = (0..longest).flat_map(|row| (0..columns.len()).map(move |column| (column, row)));
    let order: Vec<(usize, usize)> = match setting.drawn {
        Drawn::ColumnByColumn => by_column.collect(),
        Drawn::RowByRow => by_row.collect(),
    };
    for (column, row) in order {
        let Some((indent, text)) = columns[column].get(row) else { continue };
        let (x, y) = (MARGIN + step * column as f64, top - setting.size * 1.25 * row as f64);
        for shift in if setting.bold { vec![0.0, 0.25] } else { vec![0.0] } {
            match text.split_once('\t') {
                Some((number, text)) => {
                    page.text(x + shift, y, setting.size, number);
                    page.text(x + indent + shift, y, setting.size, text);
                }
                None => page.text(x + indent + shift, y, setting.size, text),
            }
        }
    }
}

/// The signatories as a table of name and body, with a head where asked for.
pub fn table(head: &[&str]) -> Vec<Page> {
    let mut pages = vec![Page::default()];
    let mut y = PAGE.1 - 80.0;
    let row = |page: &mut Page, y: f64, cells: &[&str]| {
        for (cell, x) in cells.iter().zip([MARGIN, MARGIN + 180.0]) {
            page.text(x, y, 10.0, cell);
        }
    };
    if !head.is_empty() {
        row(&mut pages[0], y, head);
        y -= 18.0;
    }
    for entry in entries(false) {
        if y < 60.0 {
            pages.push(Page::default());
            y = PAGE.1 - 80.0;
        }
        let cells: Vec<&str> = entry.split(", ").collect();
        row(pages.last_mut().unwrap(), y, &cells);
        y -= 18.0;
    }
    pages
}

/// Whether every line fits its column: else the letter is no fair test.
pub fn fits(setting: Setting) -> bool {
    let column = (PAGE.0 - 2.0 * MARGIN - GUTTER * (setting.columns - 1) as f64) / setting.columns as f64;
    setting.numbered || entries(false).iter().all(|entry| width(entry, setting.size) <= column)
}

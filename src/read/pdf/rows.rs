//! Fragments to rows: what stands on one base line, and its text.

use super::fragments::{Fragment, GAP, is_leftward, is_number};

/// A gap of so many sizes is one between cells.
const CELL: f64 = 2.5;
/// What is so many times as high as most of its row may stand beside several lines.
const TALL: f64 = 1.5;
/// A number before an entry stands at most so many sizes away from it.
const HANGING: f64 = 4.0;
/// A letter that is a bullet stands so many sizes away at least.
const BULLET: f64 = 0.5;

/// Base lines that differ by less than so many sizes are one.
const SAME_LINE: f64 = 0.12;
/// So many sizes of a line may lie over another, such as an index under an exponent.
const OVER: f64 = 2.0;
/// Rows of more lines are no text.
const LINES: usize = 40;
/// An index stands at most so many sizes of its line below it.
const INDEX: f64 = 0.55;
/// So many letters that stand apart are a word that is spaced out, if by no more than so many sizes, and evenly.
const SPACED: usize = 4;
const WIDELY: f64 = 0.8;
const EVENLY: f64 = 0.2;
/// In rows of more fragments no index is looked for.
const INDEXED: usize = 500;

/// Fragments on one base line, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row<'p> {
    pub fragments: Vec<&'p Fragment>,
    /// The base line of its greatest fragment, and that fragment's size.
    pub y: f64,
    pub size: f64,
}

/// Rows from the top down.
pub(super) fn rows<'p>(mut fragments: Vec<&'p Fragment>) -> Vec<Row<'p>> {
    fragments.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for fragment in fragments {
        match rows.last_mut() {
            Some(row) if row.is_beside(fragment) => {
                if fragment.size > row.size * 1.05 {
                    (row.y, row.size) = (fragment.y, fragment.size);
                }
                row.fragments.push(fragment);
            }
            _ => rows.push(Row { y: fragment.y, size: fragment.size, fragments: vec![fragment] }),
        }
    }
    let rows = rows.into_iter().flat_map(lines_beside_tall);
    let mut rows: Vec<Row> = rows.flat_map(lines_over_each_other).collect();
    for row in &mut rows {
        row.fragments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// A row as it is; or, where its greatest letters stand beside several lines (an initial, the number of a form), a row for
/// each of these, with the great letters in the first.
fn lines_beside_tall(row: Row) -> Vec<Row> {
    let mut sizes: Vec<f64> = row.fragments.iter().map(|fragment| fragment.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes[sizes.len() / 2];
    if row.size <= usual * TALL {
        return vec![row];
    }
    let (tall, rest): (Vec<&Fragment>, Vec<&Fragment>) =
        row.fragments.iter().copied().partition(|fragment| fragment.size > usual * TALL);
    let mut lines = rows(rest);
    let reach = |row: &Row| (row.x0(), row.x1());
    let over_each_other = lines.windows(2).any(|pair| {
        let ((a, b), (c, d)) = (reach(&pair[0]), reach(&pair[1]));
        a.max(c) < b.min(d)
    });
    if !over_each_other {
        return vec![row];
    }
    lines[0].fragments.extend(tall);
    lines
}

/// A row as it is; or, where lines of it stand over each other (small print beside a heading), a row for each.
fn lines_over_each_other(row: Row) -> Vec<Row> {
    let mut fragments = row.fragments.clone();
    fragments.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<&Fragment>> = Vec::new();
    for fragment in fragments {
        match lines.last_mut() {
            Some(line) if line[0].y - fragment.y < fragment.size * SAME_LINE => line.push(fragment),
            _ => lines.push(vec![fragment]),
        }
    }
    if lines.len() < 2 || lines.len() > LINES {
        return vec![row];
    }
    // The widest first; the others join one that leaves them room.
    let width = |line: &[&Fragment]| line.iter().map(|fragment| fragment.x1 - fragment.x0).sum::<f64>();
    lines.sort_by(|a, b| width(b).total_cmp(&width(a)));
    let mut parted: Vec<Vec<&Fragment>> = Vec::new();
    for line in lines {
        let mut near: Vec<usize> = (0..parted.len()).filter(|known| covered(&parted[*known], &line) <= OVER).collect();
        near.sort_by(|a, b| (parted[*a][0].y - line[0].y).abs().total_cmp(&(parted[*b][0].y - line[0].y).abs()));
        match near.first() {
            Some(known) => parted[*known].extend(line),
            None => parted.push(line),
        }
    }
    if parted.len() == 1 {
        return vec![row];
    }
    let of_fragments = |fragments: Vec<_>| {
        let greatest = fragments.iter().copied().reduce(|a: &Fragment, b| if b.size > a.size * 1.05 { b } else { a });
        greatest.map(|greatest| Row { y: greatest.y, size: greatest.size, fragments })
    };
    let mut rows: Vec<Row> = parted.into_iter().filter_map(of_fragments).collect();
    rows.sort_by(|a, b| b.y.total_cmp(&a.y));
    rows
}

/// How much of a line lies over or under another, in sizes.
fn covered(line: &[&Fragment], other: &[&Fragment]) -> f64 {
    let mut known: Vec<(f64, f64)> = line.iter().map(|fragment| (fragment.x0, fragment.x1)).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let under = |fragment: &&Fragment| {
        let from = known.partition_point(|(_, end)| *end <= fragment.x0);
        let beneath = known[from..].iter().take_while(|(start, _)| *start < fragment.x1);
        beneath.map(|(a, b)| (b.min(fragment.x1) - a.max(fragment.x0)).max(0.0)).sum::<f64>() / fragment.size
    };
    other.iter().map(under).sum()
}

impl Row<'_> {
    pub(super) fn x0(&self) -> f64 {
        self.fragments.iter().map(|fragment| fragment.x0).fold(f64::MAX, f64::min)
    }

    pub(super) fn x1(&self) -> f64 {
        self.fragments.iter().map(|fragment| fragment.x1).fold(f64::MIN, f64::max)
    }

    /// Whether half of the lower of the two stands beside the other.
    fn is_beside(&self, fragment: &Fragment) -> bool {
        let (row, other) = ((self.y, self.size), (fragment.y, fragment.size));
        let bottom = (row.0 - row.1 * 0.2).max(other.0 - other.1 * 0.2);
        let top = (row.0 + row.1 * 0.7).min(other.0 + other.1 * 0.7);
        top - bottom > row.1.min(other.1) * 0.45 || self.is_index(fragment)
    }

    /// Whether a small text stands below the line and touches a letter of it: an index.
    fn is_index(&self, fragment: &Fragment) -> bool {
        let below = self.y - fragment.y;
        fragment.size < self.size * 0.8
            && below < self.size * INDEX
            && self.fragments.len() < INDEXED
            && self.fragments.iter().any(|letter| (fragment.x0 - letter.x1).abs() < self.size * GAP)
    }

    /// The text of the row: a space between words, a tab between cells.
    pub(super) fn text(&self) -> String {
        let words = self.fragments.iter().map(|fragment| self.written(fragment));
        let mut separators: Vec<&str> = self.fragments.windows(2).map(|pair| separator(pair[0], pair[1])).collect();
        self.close(&mut separators);
        let words: Vec<(String, &str)> = words.zip(separators.into_iter().chain([""])).collect();
        let leftward = |text: &str| text.chars().any(is_leftward);
        let count = words.iter().filter(|(word, _)| leftward(word)).count();
        if count * 2 <= words.len() || count == 0 {
            return words.into_iter().map(|(word, separator)| word + separator).collect();
        }
        // Words from right to left; those that are read from left to right keep their order among themselves.
        let mut text = String::new();
        let mut rest = words.as_slice();
        while let Some(((last, _), before)) = rest.split_last() {
            let run =
                if leftward(last) { 1 } else { rest.iter().rev().take_while(|(word, _)| !leftward(word)).count() };
            let (before, run) =
                if run == 1 { (before, &rest[rest.len() - 1..]) } else { rest.split_at(rest.len() - run) };
            let inner = run.len() - 1;
            text.extend(
                run.iter().enumerate().flat_map(|(i, (word, sep))| [word.as_str(), if i < inner { sep } else { "" }]),
            );
            text.push_str(before.last().map_or("", |(_, separator)| separator));
            rest = before;
        }
        text
    }

    /// Takes away what stands between letters of words that are spaced out: `L A K E S I D E`.
    fn close(&self, separators: &mut [&str]) {
        let is_letter = |at: usize| {
            let mut all = self.fragments[at].text.chars();
            all.next().is_some_and(|c| c.is_uppercase() || c.is_lowercase()) && all.next().is_none()
        };
        // The last may have a mark behind it.
        let is_last = |at: usize| {
            let text = self.fragments[at].text.trim_end_matches([':', '.', ',', ';', '!', '?', ')']);
            text.chars().count() == 1 && text.chars().all(|c| c.is_uppercase() || c.is_lowercase())
        };
        let gap = |at: usize| self.fragments[at + 1].x0 - self.fragments[at].x1;
        let mut start = 0;
        while start < self.fragments.len() {
            let end = (start..self.fragments.len()).find(|at| !is_letter(*at)).unwrap_or(self.fragments.len());
            let end = if end > start && end < self.fragments.len() && is_last(end) { end + 1 } else { end };
            let inner = start..end.saturating_sub(1).max(start);
            let least = inner.clone().map(gap).fold(f64::MAX, f64::min);
            let evenly = |at: &usize| gap(*at) < least + self.size * EVENLY;
            let even = inner.clone().filter(evenly).count();
            if end - start >= SPACED && (0.0..self.size * WIDELY).contains(&least) && even * 3 >= inner.len() * 2 {
                inner.filter(evenly).for_each(|at| separators[at] = "");
            }
            start = end.max(start + 1);
        }
    }

    /// The text of a fragment; digits above the line stay above it.
    fn written(&self, fragment: &Fragment) -> String {
        let small = fragment.size < self.size * 0.85 && fragment.y > self.y + self.size * 0.15;
        if !small || !fragment.text.chars().all(|c| c.is_ascii_digit()) {
            return fragment.text.clone();
        }
        const ABOVE: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        fragment.text.bytes().map(|digit| ABOVE[usize::from(digit - b'0')]).collect()
    }

    /// The stretches between its fragments that are at least so wide, apart from those behind an entry's number.
    pub(super) fn gaps(&self, least: f64) -> Vec<(f64, f64)> {
        let mut gaps = Vec::new();
        let (mut end, mut marker) = (f64::MAX, false);
        for fragment in &self.fragments {
            let gap = fragment.x0 - end;
            if gap >= least && !(marker && gap < HANGING * fragment.size) {
                gaps.push((end, fragment.x0));
            }
            marker = (gap >= least || end == f64::MAX) && is_marker(&fragment.text);
            end = if end == f64::MAX { fragment.x1 } else { end.max(fragment.x1) };
        }
        gaps
    }

    /// Whether it begins with a number or a bullet; then where the text behind it begins.
    pub(super) fn marked(&self) -> Option<f64> {
        let (first, rest) = self.fragments.split_first()?;
        // `o` is a bullet, and the word for `or` in some languages.
        let near = |next: &Fragment| first.text == "o" && next.x0 - first.x1 < first.size * BULLET;
        (is_marker(&first.text) && rest.first().is_some_and(|next| !near(next))).then(|| rest[0].x0)
    }
}

/// What stands between two fragments of a row.
fn separator(left: &Fragment, right: &Fragment) -> &'static str {
    let gap = right.x0 - left.x1;
    let size = left.size.max(right.size);
    match () {
        () if gap > size * CELL && !is_marker(&left.text) => "\t",
        () if gap > left.size.min(right.size) * GAP || left.spaced && gap > -0.3 * size => " ",
        () if is_number(&left.text) && right.text.starts_with(char::is_uppercase) => " ",
        () => "",
    }
}

/// Whether a text is an entry's number or bullet and nothing else: `12.`, `(a)`, `•`.
pub(super) fn is_marker(text: &str) -> bool {
    if matches!(text, "•" | "◦" | "▪" | "●" | "○" | "■" | "□" | "‣" | "▸" | "·" | "-" | "–" | "—" | "*" | "o")
    {
        return true;
    }
    let whole = !text.starts_with(['(', '[']) || text.trim_end_matches('.').ends_with([')', ']']);
    whole && number(text).is_some() && text.ends_with(['.', ')', ']', ':'])
        || text.len() <= 4 && text.ends_with([')', '.']) && text.trim_matches(['(', ')', '.']).len() == 1
}

/// The number that an entry's mark says.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches(['(', '[', '#']).trim_end_matches(['.', ')', ']', ':']);
    let plain = !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment(text: &str, x0: f64, y: f64, size: f64) -> Fragment {
        let x1 = x0 + size / 2.0 * text.chars().count() as f64;
        Fragment { text: text.into(), angle: 0, x0, x1, y, size, spaced: false, hidden: false }
    }

    fn texts(fragments: &[Fragment]) -> Vec<String> {
        rows(fragments.iter().collect()).iter().map(Row::text).collect()
    }

    #[test]
    fn rows_run_down_and_words_along() {
        let page = [fragment("b", 20.0, 88.0, 10.0), fragment("a", 0.0, 100.0, 10.0), fragment("c", 0.0, 88.3, 10.0)];
        assert_eq!(texts(&page), ["a", "c b"]);
    }

    #[test]
    fn numbers_above_the_line_stay_above() {
        let page = [fragment("Doe", 0.0, 100.0, 10.0), fragment("12", 15.0, 104.0, 6.0)];
        assert_eq!(texts(&page), ["Doe¹²"]);
    }

    #[test]
    fn lines_beside_an_initial_stay_lines() {
        let page = [
            fragment("W", 0.0, 88.0, 30.0),
            fragment("e", 16.0, 100.0, 10.0),
            fragment("ask", 24.0, 100.0, 10.0),
            fragment("the", 16.0, 88.0, 10.0),
            fragment("board", 34.0, 88.0, 10.0),
        ];
        assert_eq!(texts(&page), ["We ask", "the board"]);
    }

    #[test]
    fn wide_gaps_part_cells_and_not_numbers() {
        let page =
            [fragment("1.", 0.0, 0.0, 10.0), fragment("Ada", 36.0, 0.0, 10.0), fragment("Lind", 90.0, 0.0, 10.0)];
        assert_eq!(texts(&page), ["1. Ada\tLind"]);
        assert_eq!(rows(page.iter().collect())[0].gaps(8.0), [(51.0, 90.0)]);
    }

    #[test]
    fn letters_of_words_that_are_spaced_out_are_words() {
        let spaced = |text: &str, by: f64| {
            let place = |n: usize| n as f64 * (5.0 + by);
            let letters = text.char_indices().filter(|(_, c)| *c != ' ');
            letters.map(|(n, c)| fragment(&c.to_string(), place(n), 0.0, 10.0)).collect::<Vec<_>>()
        };
        assert_eq!(texts(&spaced("Ada Marsh", 3.0)), ["Ada Marsh"]);
        assert_eq!(texts(&spaced("MARSH", 20.0)), ["M A R S H"]);
        assert_eq!(texts(&spaced("A B", 3.0)), ["A B"]);
    }

    #[test]
    fn leftward_rows_are_read_from_the_right() {
        let page = [
            fragment("1399", 0.0, 0.0, 10.0),
            fragment("\u{628}", 30.0, 0.0, 10.0),
            fragment("\u{62A}", 40.0, 0.0, 10.0),
        ];
        assert_eq!(texts(&page), ["\u{62A} \u{628} 1399"]);
    }

    #[test]
    fn marks_of_entries() {
        for mark in ["1.", "(12)", "a)", "•", "120."] {
            assert!(is_marker(mark), "{mark}");
        }
        for word in ["Ada", "12", "2020-10", "Dr.", "", "(2024:", "(12."] {
            assert!(!is_marker(word), "{word}");
        }
    }
}

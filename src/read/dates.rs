//! Days in running text: `10 September 2020`, `Sept. 10th, 2020`, `2020-09-10`, `10.9.2020`, `10/9/2020`.

use crate::model::DocumentDate;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// A day and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Bytes of the text searched.
    pub range: Range<usize>,
    /// The day; of a span of days the first, and not certain.
    pub date: DocumentDate,
}

/// Names of months with their numbers, in lower case; English with its short forms first.
#[rustfmt::skip]
const MONTHS: &[(&str, i8)] = &[
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6), ("july", 7), ("august", 8),
    ("september", 9), ("october", 10), ("november", 11), ("december", 12),
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8), ("sept", 9), ("sep", 9),
    ("oct", 10), ("nov", 11), ("dec", 12),
    // French
    ("janvier", 1), ("février", 2), ("mars", 3), ("avril", 4), ("mai", 5), ("juin", 6), ("juillet", 7), ("août", 8),
    ("septembre", 9), ("octobre", 10), ("novembre", 11), ("décembre", 12),
    // German
    ("januar", 1), ("jänner", 1), ("februar", 2), ("märz", 3), ("juni", 6), ("juli", 7), ("oktober", 10), ("dezember", 12),
    // Spanish
    ("enero", 1), ("febrero", 2), ("marzo", 3), ("abril", 4), ("mayo", 5), ("junio", 6), ("julio", 7), ("agosto", 8),
    ("septiembre", 9), ("setiembre", 9), ("octubre", 10), ("noviembre", 11), ("diciembre", 12),
    // Italian
    ("gennaio", 1), ("febbraio", 2), ("aprile", 4), ("maggio", 5), ("giugno", 6), ("luglio", 7), ("settembre", 9),
    ("ottobre", 10), ("dicembre", 12),
    // Portuguese
    ("janeiro", 1), ("fevereiro", 2), ("março", 3), ("maio", 5), ("junho", 6), ("julho", 7), ("setembro", 9),
    ("outubro", 10), ("novembro", 11), ("dezembro", 12),
    // Dutch
    ("januari", 1), ("februari", 2), ("maart", 3), ("mei", 5), ("augustus", 8),
];

/// Names of the days of the week that may stand beside a date, in lower case, the languages of [`MONTHS`].
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
    "thu", "thurs", "fri", "sat", "sun", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
    "dimanche", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lunes",
    "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lunedì", "martedì", "mercoledì",
    "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag",
    "zaterdag", "zondag",
];

/// Years a document can be of; other numbers of four digits are numbers.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// What a pattern's groups mean.
#[derive(Debug, Clone, Copy)]
enum Order {
    /// Day (or first and last day), month's name, year.
    DayMonth,
    /// Month's name, day (and perhaps last day), year.
    MonthDay,
    /// Year, month, day in figures.
    YearFirst,
    /// Two figures, of which either may be the day, then the year.
    YearLast,
}

/// Between the name of a month and its year stand no more words: "the", "th", "and", "th".
const WORDS_BEHIND_MONTH: usize = 4;

/// Endings of a day's number.
const ENDINGS: &[&str] = &["st", "nd", "rd", "th", "er", "º"];

impl Order {
    /// Whether the month is written as a word.
    fn names_month(self) -> bool {
        matches!(self, Order::DayMonth | Order::MonthDay)
    }
}

/// The patterns; `MONTH` stands for the names of all months. Those with names are for text in small letters.
const PATTERNS: &[(Order, &str)] = &[
    (
        Order::DayMonth,
        r"(?x)\b (?:(?<first>[0-9]{1,2}) (?:st|nd|rd|th)? \s?(?:[-–—/]|to|and|&)\s?)?
          (?<day>[0-9]{1,2}) (?:\s?(?:st|nd|rd|th|er|º|\.))? \s* (?:(?:day\s+)?of\s+(?:the\s+month\s+of\s+)?|de\s+|-)?
          (?<month>MONTH)\b \.?,? \s* (?:del?\s+|of\s+|-)? (?<year>[0-9]{4})\b",
    ),
    (
        Order::MonthDay,
        r"(?x)\b (?<month>MONTH)\b \.? \s* (?:the\s+)? (?<day>[0-9]{1,2}) (?:\s?(?:st|nd|rd|th))?
          (?<last>\s?(?:[-–—/]|to|and|&)\s? [0-9]{1,2} (?:st|nd|rd|th)?)? \s* ,? \s* (?<year>[0-9]{4})\b",
    ),
    (
        Order::YearFirst,
        r"(?x)\b(?<year>[0-9]{4}) (?<a>[-/.]) (?<month>[0-9]{1,2}) (?<b>[-/.]) (?<day>[0-9]{1,2}) (?:T|\b)",
    ),
    (Order::YearFirst, r"(?<year>[0-9]{4})\s?年\s?(?<month>[0-9]{1,2})\s?月\s?(?<day>[0-9]{1,2})\s?日"),
    (Order::YearLast, r"(?x)\b(?<day>[0-9]{1,2}) (?<a>[-/.]) (?<month>[0-9]{1,2}) (?<b>[-/.]) (?<year>[0-9]{4})\b"),
];

static COMPILED: LazyLock<Vec<(Order, Regex)>> = LazyLock::new(|| {
    let months = MONTHS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("|");
    let compile =
        |pattern: &str| Regex::new(&pattern.replace("MONTH", &months)).expect("the patterns are constant and valid");
    PATTERNS.iter().map(|(order, pattern)| (*order, compile(pattern))).collect()
});

/// Every day that a text names in full, in the order of the text. Dates inside addresses of the web are none.
pub fn dates_in(text: &str) -> Vec<Dated> {
    if !has_year(text) {
        return Vec::new();
    }
    let mut found: Vec<Dated> = Vec::new();
    let small = LazyCell::new(|| in_small_letters(text));
    for (order, pattern) in COMPILED.iter().filter(|(order, _)| may_stand(*order, text)) {
        let written: &str = if order.names_month() { &small } else { text };
        found.extend(pattern.captures_iter(written).filter_map(|captures| dated(*order, &captures, text)));
    }
    found.sort_by_key(|dated| (dated.range.start, std::cmp::Reverse(dated.range.end)));
    let mut end = 0;
    found.retain(|dated| {
        dated.range.start >= end && {
            end = dated.range.end;
            true
        }
    });
    found
}

/// Whether four figures stand in a row, as in every date: most lines are told by it to hold none.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// Where years stand, and numbers that look like years: behind four figures in a row.
fn years(text: &str) -> impl Iterator<Item = usize> {
    text.as_bytes().windows(4).enumerate().filter(|(_, four)| four.iter().all(u8::is_ascii_digit)).map(|(at, _)| at + 4)
}

/// Whether a date of this order may stand in a text. Most years stand beside no name of a month and no mark: a look at
/// what is around them spares the search for a pattern.
fn may_stand(order: Order, text: &str) -> bool {
    match order {
        Order::DayMonth => {
            years(text).any(|year| month_before(text, year - 4).is_some_and(|behind| !has_figure(behind)))
        }
        Order::MonthDay => years(text).any(|year| month_before(text, year - 4).is_some_and(has_figure)),
        Order::YearFirst | Order::YearLast => has_marked_year(text),
    }
}

fn has_figure(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// What stands between the name of a month and the year that begins at an offset: "10 May 2020", "May the 9th, 2020".
fn month_before(text: &str, year: usize) -> Option<&str> {
    let words = text[..year].rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let month = words.take(WORDS_BEHIND_MONTH + 1).find(|word| ends_in_month(&word.to_lowercase()))?;
    Some(&text[month.as_ptr() as usize - text.as_ptr() as usize + month.len()..year])
}

/// A text in small letters, where these are as long as the great ones: every byte stays in its place.
fn in_small_letters(text: &str) -> String {
    let small = |c: char| {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        let mut small = c.to_lowercase();
        small.next().filter(|first| first.len_utf8() == c.len_utf8() && small.next().is_none()).unwrap_or(c)
    };
    text.chars().map(small).collect()
}

/// Whether a word is the name of a month; the ending of the day may stand right before it: "10thMay".
fn ends_in_month(word: &str) -> bool {
    let is_month = |word: &str| MONTHS.iter().any(|(name, _)| *name == word);
    is_month(word) || ENDINGS.iter().filter_map(|ending| word.strip_prefix(ending)).any(is_month)
}

/// Whether a mark parts a year from another figure, as in "2020-09-10", "10.9.2020" and "2020年9月10日".
fn has_marked_year(text: &str) -> bool {
    let parts = |mark: &u8, figure: &u8| matches!(mark, b'-' | b'/' | b'.') && figure.is_ascii_digit();
    let marked = |year: usize| {
        let (before, behind) = (&text.as_bytes()[..year - 4], &text.as_bytes()[year..]);
        matches!(behind, [mark, figure, ..] if parts(mark, figure))
            || matches!(before, [.., figure, mark] if parts(mark, figure))
    };
    years(text).any(marked) || text.contains('年')
}

/// The day one match means, if it is one.
fn dated(order: Order, captures: &Captures, text: &str) -> Option<Dated> {
    let range = captures.get(0)?.range();
    let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i16>().ok());
    let (year, day) = (number("year")?, number("day")?);
    let named = || {
        let name = captures.name("month")?.as_str();
        MONTHS.iter().find(|(month, _)| *month == name).map(|(_, month)| i16::from(*month))
    };
    let (day, month, certain) = match order {
        Order::DayMonth => (number("first").unwrap_or(day), named()?, number("first").is_none()),
        Order::MonthDay => (day, named()?, captures.name("last").is_none()),
        Order::YearFirst | Order::YearLast if !stands_alone(&range, captures, text) => return None,
        Order::YearFirst => (day, number("month")?, true),
        Order::YearLast => either(day, number("month")?, captures.name("a")?.as_str())?,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    YEARS.contains(&year).then_some(Dated { range, date: DocumentDate { day: date, certain } })
}

/// Day and month of two figures: with points the day comes first; else it does when both could be days, which is
/// not certain.
fn either(first: i16, second: i16, mark: &str) -> Option<(i16, i16, bool)> {
    match (first, second) {
        (first, second) if first == second => Some((first, second, true)),
        (first, second) if mark == "." || second <= 12 && first > 12 => Some((first, second, true)),
        (first, second) if first <= 12 && second > 12 => Some((second, first, true)),
        (first, second) if first <= 12 => Some((first, second, false)),
        _ => None,
    }
}

/// Whether figures are a date and no piece of an address, a version or a longer number.
fn stands_alone(range: &Range<usize>, captures: &Captures, text: &str) -> bool {
    let same = |name| captures.name(name).map(|found| found.as_str());
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let (next, second) = (after.next(), after.next());
    same("a") == same("b")
        && !before.is_some_and(|c| matches!(c, '/' | '-' | '.' | '='))
        && !next.is_some_and(|c| matches!(c, '/' | '-') || c == '.' && second.is_some_and(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2020-09-10`, with `?` where it is not certain.
    fn read(text: &str) -> Vec<String> {
        let shown = |dated: Dated| format!("{}{}", dated.date.day, if dated.date.certain { "" } else { "?" });
        dates_in(text).into_iter().map(shown).collect()
    }

    #[test]
    fn one_day_in_many_dresses() {
        let dresses = [
            "10 September 2020",
            "Thursday, 10 September 2020",
            "10th September, 2020",
            "10th of September, 2020",
            "September 10, 2020",
            "SEPTEMBER 10TH 2020",
            "Sept. 10, 2020",
            "10 Sep 2020",
            "10-Sep-2020",
            "2020-09-10",
            "2020-09-10T10:00:00Z",
            "2020/9/10",
            "10.9.2020",
            "10.09.2020",
            "10th day of September 2020",
            "10 septembre 2020",
            "10. September 2020",
            "10 de septiembre de 2020",
            "10 settembre 2020",
            "10 de setembro de 2020",
            "10 september 2020",
            "2020年9月10日",
        ];
        for dress in dresses {
            assert_eq!(read(dress), ["2020-09-10"], "{dress}");
        }
        assert_eq!(read("1er mars 2021, 3. März 2021"), ["2021-03-01", "2021-03-03"]);
    }

    #[test]
    fn figures_that_can_be_read_two_ways_are_not_certain() {
        assert_eq!(read("01/02/2020"), ["2020-02-01?"]);
        assert_eq!(read("25/02/2020 02/25/2020 02/02/2020"), ["2020-02-25", "2020-02-25", "2020-02-02"]);
    }

    #[test]
    fn of_several_days_the_first_is_taken_and_not_certain() {
        assert_eq!(read("23-24 November 2024"), ["2024-11-23?"]);
        assert_eq!(read("November 23–24, 2024"), ["2024-11-23?"]);
    }

    #[test]
    fn days_that_never_were_are_no_dates() {
        let none = [
            "30 February 2020",
            "2021-02-29",
            "32.1.2020",
            "31/31/2020",
            "10 September 99999",
            "1 Mehr 1399",
            "12 May 1066",
            "September 2020",
            "https://a.example/2020/09/10/letter",
            "2020-09-10-letter",
            "1.2.2020.4",
        ];
        for text in none {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn ranges_cover_the_date() {
        let text = "Oslo, 10 September 2020.";
        assert_eq!(&text[dates_in(text)[0].range.clone()], "10 September 2020");
    }
}

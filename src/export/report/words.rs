//! Numbers, days and rows of names in plain words.

use super::markdown::{Markdown, plain, said};
use jiff::civil::Date;

/// `1 document`, `2 documents`.
pub fn counted(number: usize, one: &'static str, many: &'static str) -> Markdown {
    said![number, " ", if number == 1 { one } else { many }]
}

/// `1 document`, `2 documents`.
pub fn documents(number: usize) -> Markdown {
    counted(number, "document", "documents")
}

/// `A, B and C`; nothing of nothing.
pub fn row(mut words: Vec<Markdown>) -> Markdown {
    let Some(last) = words.pop() else { return Markdown::default() };
    if words.is_empty() { last } else { said![Markdown::joined(words, ", "), " and ", last] }
}

/// `A, B or C`; nothing of nothing.
pub fn either(mut words: Vec<Markdown>) -> Markdown {
    let Some(last) = words.pop() else { return Markdown::default() };
    if words.is_empty() { last } else { said![Markdown::joined(words, ", "), " or ", last] }
}

/// The first `shown` of some words, and how many more there are.
pub fn first(words: impl ExactSizeIterator<Item = Markdown>, shown: usize) -> Markdown {
    let rest = words.len().saturating_sub(shown);
    let mut some: Vec<Markdown> = words.take(shown).collect();
    if rest > 0 {
        some.push(said![rest, " more"]);
    }
    row(some)
}

/// `12 September 2022`.
pub fn day(day: Date) -> Markdown {
    plain(&day.strftime("%-d %B %Y").to_string())
}

/// `on 3 March 2022`, or `from 3 March 2022 to 11 May 2023`; nothing where nothing is dated.
pub fn days(days: &[Date]) -> Markdown {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => said!["on ", day(*first)],
        (Some(first), Some(last)) => said!["from ", day(*first), " to ", day(*last)],
        _ => Markdown::default(),
    }
}

/// A share of 1 as `28 %`, and `0.4 %` where whole ones would say too little.
pub fn per_cent(share: f64) -> Markdown {
    let hundredths = share * 100.0;
    match hundredths {
        _ if hundredths > 0.0 && hundredths < 0.1 => "less than 0.1 %".into(),
        _ if hundredths > 99.0 && hundredths < 100.0 => "more than 99 %".into(),
        _ if hundredths < 10.0 && hundredths.fract() != 0.0 => plain(&format!("{hundredths:.1} %")),
        _ => plain(&format!("{hundredths:.0} %")),
    }
}

/// `4.2 times`.
pub fn times(number: f64) -> Markdown {
    let digits = if number < 9.95 { format!("{number:.1}") } else { format!("{number:.0}") };
    plain(&format!("{} times", digits.trim_end_matches(".0")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_are_said_in_words() {
        assert_eq!(documents(1).to_string(), "1 document");
        assert_eq!(documents(12_345).to_string(), "12,345 documents");
        let shares: Vec<String> =
            [0.0, 0.0004, 0.004, 0.281, 0.997, 1.0].map(|share| per_cent(share).to_string()).into();
        assert_eq!(shares, ["0 %", "less than 0.1 %", "0.4 %", "28 %", "more than 99 %", "100 %"]);
        assert_eq!([1.0, 2.54, 31.2].map(|number| times(number).to_string()), ["1 times", "2.5 times", "31 times"]);
    }

    #[test]
    fn days_are_said_in_words() {
        let (one, other) = (date(2022, 9, 3), date(2023, 5, 11));
        assert_eq!(days(&[one]).to_string(), "on 3 September 2022");
        assert_eq!(days(&[one, other]).to_string(), "from 3 September 2022 to 11 May 2023");
        assert!(days(&[]).is_empty());
    }

    #[test]
    fn rows_end_with_and() {
        let names = || ["A", "B", "C"].into_iter().map(Markdown::from).collect::<Vec<_>>();
        assert_eq!(row(names()).to_string(), "A, B and C");
        assert_eq!(either(names()).to_string(), "A, B or C");
        assert_eq!(first(names().into_iter(), 1).to_string(), "A and 2 more");
        assert!(row(Vec::new()).is_empty());
    }
}

//! Stretches of time, and what of the network lies in each.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};

/// How long a slice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// A calendar year.
    Year,
    /// Three months, from January, April, July or October.
    Quarter,
    /// A calendar month.
    Month,
}

impl Every {
    /// The word used in settings and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Every::Year => "year",
            Every::Quarter => "quarter",
            Every::Month => "month",
        }
    }

    /// The first and the last day of the slice that holds a day.
    pub fn around(self, day: Date) -> (Date, Date) {
        let months: i8 = match self {
            Every::Year => 12,
            Every::Quarter => 3,
            Every::Month => 1,
        };
        let first = date(day.year(), (day.month() - 1) / months * months + 1, 1);
        let last = first.saturating_add(i32::from(months - 1).months()).last_of_month();
        (first, last)
    }

    /// What the slice from this day on is called: `2021`, `2021-Q3` or `2021-07`.
    pub fn name(self, first: Date) -> String {
        match self {
            Every::Year => format!("{:04}", first.year()),
            Every::Quarter => format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1),
            Every::Month => format!("{:04}-{:02}", first.year(), first.month()),
        }
    }
}

/// The network of one stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// `2021`, `2021-Q3` or `2021-07`.
    pub name: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Documents of these days.
    pub documents: u32,
    /// Nodes that appear in them, rising, each with the number of those documents.
    pub nodes: Vec<(NodeIndex, u32)>,
    /// Ties that they make, rising, each with the number of those documents.
    pub ties: Vec<(EdgeIndex, u32)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_are_those_of_the_calendar() {
        let day = date(2024, 2, 29);
        assert_eq!(Every::Year.around(day), (date(2024, 1, 1), date(2024, 12, 31)));
        assert_eq!(Every::Quarter.around(day), (date(2024, 1, 1), date(2024, 3, 31)));
        assert_eq!(Every::Month.around(day), (date(2024, 2, 1), day));
        assert_eq!(Every::Quarter.name(date(2024, 10, 1)), "2024-Q4");
        assert_eq!(Every::Month.name(date(987, 3, 1)), "0987-03");
    }
}

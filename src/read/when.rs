//! Which of the days a document names is its own.
//!
//! In this order: a date line near the top; one at the foot; what a page's head says; the day of the event that the
//! opening sentence reports. Days inside running text are of other things and never taken.

use super::dates::{Dated, WEEKDAYS, dates_in};
use super::lines::{clip, foot, is_salutation, top};
use super::markdown::{front, told};
use crate::model::DocumentDate;

/// Lines that are looked at, empty ones not counted.
const TOP: usize = 15;
const FOOT: usize = 10;

/// Words a date line may hold beside its date: a place, a byline, a page.
const WORDS_AT_TOP: usize = 8;
const WORDS_AT_FOOT: usize = 3;

/// Longer lines are prose.
const PROSE: usize = 80;

/// Words that make a day a thing's own when they stand before it, in lower case; all others make it another's.
const LABELS: &[&str] = &["date", "dated", "posted", "published", "issued", "released", "created", "sent", "signed"];

/// Words before a day that lies in the past, the future, or another text.
#[rustfmt::skip]
const RELATIONS: &[&str] = &[
    "on", "since", "until", "till", "before", "after", "by", "between", "from", "to", "in", "the", "adopted",
    "accessed", "retrieved", "updated", "modified", "visited", "copyright", "archived", "deadline", "as",
    "next", "effective",
];

/// Words of a sentence that reports an event, in lower case.
#[rustfmt::skip]
const EVENTS: &[&str] = &[
    "conference", "meeting", "forum", "summit", "seminar", "webinar", "workshop", "symposium", "panel",
    "roundtable", "rally", "ceremony", "session", "hearing", "congress", "assembly", "briefing", "event",
    "celebrat", "was held", "were held", "took place", "took part", "gathered", "hosted", "organised",
    "organized", "convened", "observe",
];

/// The day a text gives itself.
pub fn find_date(text: &str) -> Option<DocumentDate> {
    date(text, &[])
}

/// The day a text gives itself, or else one of the days its page's head gives, best first.
pub(super) fn date(text: &str, declared: &[String]) -> Option<DocumentDate> {
    // What stands above a page tells when it was put up: what the page says of itself comes first.
    if let Some((above, below)) = front(text) {
        let put_up = || told(above, "date").and_then(|day| dates_in(clip(day, PROSE)).first().map(|dated| dated.date));
        return date(below, declared).or_else(put_up);
    }
    let top = top(text, TOP);
    let stated = || top.iter().find_map(|line| date_line(line, WORDS_AT_TOP));
    let signed =
        || foot(text, FOOT).iter().find_map(|line| date_line(line, WORDS_AT_FOOT).filter(|_| !is_reference(line)));
    let declared =
        || declared.iter().find_map(|written| dates_in(clip(written, PROSE)).first().map(|dated| dated.date));
    minuted(&top).or_else(stated).or_else(signed).or_else(declared).or_else(|| opening(&top))
}

/// The date of a line that holds little else: "Oslo, 10 May 2020", "Date: …", "By Jane Doe | May 10, 2020 | Page 4".
fn date_line(line: &str, words_allowed: usize) -> Option<DocumentDate> {
    let dated = dates_in(line).into_iter().next()?;
    let before = words(&line[..dated.range.start]);
    let after = words(&line[dated.range.end..]);
    let labelled = before.iter().rev().take(2).any(|word| LABELS.contains(&word.as_str()));
    let related = before.last().is_some_and(|word| RELATIONS.contains(&word.as_str()));
    let sentence = line.ends_with('.') && before.len() + after.len() > 2;
    let short = before.len() + after.len() <= words_allowed;
    (labelled && before.len() <= words_allowed || short && !related && !sentence).then_some(dated.date)
}

/// Words in lower case without weekdays, times of day, and numbers.
fn words(text: &str) -> Vec<String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != ':' && c != '\'')
        .map(|word| word.trim_matches(':').to_lowercase());
    let beside = |word: &String| {
        word.is_empty()
            || word.starts_with(|c: char| c.is_ascii_digit())
            || WEEKDAYS.contains(&word.as_str())
            || ["am", "pm", "gmt", "utc"].contains(&word.as_str())
    };
    words.filter(|word| !beside(word)).collect()
}

/// A line of a list of sources or of a site's footer.
fn is_reference(line: &str) -> bool {
    line.contains(['(', '[', '<', '©']) || line.contains("http") || line.contains("www.")
}

/// The day in the heading of minutes: "Minutes of the board's meeting held on 10 May 2020".
fn minuted(top: &[&str]) -> Option<DocumentDate> {
    const MINUTES: &str = "minutes of ";
    let heads = |line: &&&str| {
        let opening = line.trim_start_matches(['#', ' ']).get(..MINUTES.len());
        opening.is_some_and(|opening| opening.eq_ignore_ascii_case(MINUTES))
    };
    let held = |line: &&str| dates_in(line).into_iter().find(|dated| is_its_day(line, dated));
    top.iter().filter(heads).find_map(held).map(|dated| dated.date)
}

/// The day in the first sentences of a report of an event: "A conference was held on 10 May 2020 in Oslo".
fn opening(top: &[&str]) -> Option<DocumentDate> {
    if top.iter().any(|line| is_salutation(line)) {
        return None;
    }
    let prose = top.iter().filter(|line| line.len() > PROSE).take(3);
    prose
        .filter(|line| is_report(line))
        .find_map(|line| dates_in(line).into_iter().find(|dated| is_its_day(line, dated)))
        .map(|dated| dated.date)
}

/// Whether a line speaks of an event.
fn is_report(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    EVENTS.iter().any(|word| line.contains(word))
}

/// Whether "on" stands before the day, a weekday apart.
fn is_its_day(line: &str, dated: &Dated) -> bool {
    let before = words(&line[..dated.range.start]);
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    matches!(before.as_slice(), [.., "on"] | [.., "on", "the"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        find_date(text).map(|date| date.day.to_string())
    }

    #[test]
    fn a_date_line_near_the_top_wins() {
        for line in [
            "20 October 2020",
            "**Thursday, 20 October 2020, 11:02 am**",
            "Lakeside , October 20, 2020:",
            "Lakeside, Examplia — October 20, 2020",
            "Posted On: 20 OCT 2020 5:40PM by the press office",
            "Published: Tue, 20 Oct 2020 22:16:21 +0000",
            "By Jane Doe | October 20, 2020 | Page 11",
            "2020-10-20T17:01:10.399Z",
            "# Minutes of meeting #15 October 20, 2020",
        ] {
            let text = format!("A heading\n\n{line}\n\nThe text speaks of 3 May 1999 at length.\n\n4 June 2021\n");
            assert_eq!(day(&text).as_deref(), Some("2020-10-20"), "{line}");
        }
    }

    #[test]
    fn a_date_at_the_foot_is_next_and_sources_are_not() {
        let body = "Open letter\n\nDear friends,\n\n".to_string() + &"We write to you.\n".repeat(20);
        assert_eq!(day(&format!("{body}\nJane Doe\n20 October 2020\n")).as_deref(), Some("2020-10-20"));
        for source in [
            "1. Report (Example Press, 3 May 2019)",
            "https://a.example, 3 May 2019",
            "Last updated 3 May 2019",
            "© 3 May 2019",
        ] {
            assert_eq!(day(&format!("{body}\n{source}\n")), None, "{source}");
        }
    }

    #[test]
    fn minutes_are_of_the_day_of_the_meeting() {
        let text = "---\nlayout: post\ndate: 2020-11-02\n---\n\nMinutes of the meeting held on 20 October 2020\n\nPresent: Jane Doe\n";
        assert_eq!(day(text).as_deref(), Some("2020-10-20"));
        assert_eq!(day("---\ndate: 2020-11-02\n---\n\nThe hall is open.\n").as_deref(), Some("2020-11-02"));
    }

    #[test]
    fn the_opening_of_a_report_names_its_day() {
        let report = "A heading\n\nDelegates of three unions took part in an online conference on Tuesday, 20 October 2020, to speak \
                      about the events of 3 May 1999.\n";
        assert_eq!(day(report).as_deref(), Some("2020-10-20"));
        let reversed = "A heading\n\nSurvivors of the events of 3 May 1999 took part in a conference that was held on the 20th of \
                        October 2020 in Lakeside.\n";
        assert_eq!(day(reversed).as_deref(), Some("2020-10-20"));
    }

    #[test]
    fn a_letter_never_takes_a_day_from_its_story() {
        let letter = "Dear Ms. Example,\n\nAt a meeting that was held on 20 October 2020 in Lakeside the board promised us an answer \
                      within a month.\n\nJane Doe\n";
        assert_eq!(day(letter), None);
        assert_eq!(day("A heading\n\nThe ship sailed on 20 October 2020.\n"), None);
    }

    #[test]
    fn what_the_page_declares_comes_before_the_story() {
        let text = "A heading\n\nA conference that many will remember for a long time was held in Lakeside on 20 October 2020.\n";
        let declared = ["2020-10-22T09:00:00Z".to_string()];
        assert_eq!(date(text, &declared).map(|date| date.day.to_string()).as_deref(), Some("2020-10-22"));
        assert_eq!(date("", &["soon".to_string()]), None);
    }
}

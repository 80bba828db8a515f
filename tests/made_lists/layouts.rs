//! The layouts: each sets the same entries in its own way.

use super::names::{Dice, Entry};
use super::{Layout, Shows, Who};
use undersigned::model::Kind;

const fn text(name: &'static str, who: Who, shows: Shows, set: fn(&mut Dice, &[Entry]) -> String) -> Layout {
    Layout { name, who, shows, extension: "txt", set }
}

const fn file(name: &'static str, extension: &'static str, set: fn(&mut Dice, &[Entry]) -> String) -> Layout {
    Layout { name, who: Who::People, shows: Shows::Employers, extension, set }
}

use Shows::{Employers, Names};
use Who::{Bodies, Both, People};

/// Every layout, by name.
pub const LAYOUTS: &[Layout] = &[
    text("numbered, dash without spaces", People, Names, |_, all| {
        under("Signed by:", numbered(all, |e| format!("{}-{}", e.name, e.post)), "")
    }),
    text("numbered, dash with spaces", People, Employers, |_, all| {
        under("Signatories:", numbered(all, |e| format!(" {} – {}", e.written(), described(e, ", "))), "")
    }),
    text("numbered, commas", People, Employers, |_, all| {
        under("Signatories", numbered(all, |e| format!(" {}, {}", e.written(), described(e, ", "))), "")
    }),
    text("numbered, wrapped at a margin", People, Employers, |_, all| {
        under(
            "Signed,",
            wrapped(numbered(all, |e| format!(" {}, {}, {}", e.written(), described(e, ", "), e.place)), 44, "   "),
            "",
        )
    }),
    text("bullets", People, Employers, |_, all| {
        under("## Signatories", each(all, |e| format!("* {}, {}", e.written(), described(e, ", "))), "")
    }),
    text("bars", People, Employers, |_, all| {
        under("Signed by", each(all, |e| format!("{} | {}", e.written(), described(e, ", "))), "")
    }),
    text("slashes", People, Employers, |_, all| {
        under("Signed by", each(all, |e| format!("**{}** / {}", e.written(), described(e, "/"))), "")
    }),
    text("commas", People, Employers, |_, all| {
        under("Signed:", each(all, |e| format!("{}, {}, {}", e.written(), described(e, ", "), e.place)), "")
    }),
    text("commas without spaces", People, Employers, |_, all| {
        under("Signed:", each(all, |e| format!("{},{},{}", e.written(), described(e, ","), e.place)), "")
    }),
    text("colons", People, Employers, |_, all| {
        under("Signatories:", each(all, |e| format!("{}: {}", e.written(), described(e, ", "))), "")
    }),
    text("surnames in capitals, colons", People, Employers, |_, all| {
        under("Signatories:", each(all, |e| format!("{}: {}", e.name, body_first(e))), "")
    }),
    text("tabs", People, Employers, |_, all| {
        under("Signed by:", each(all, |e| format!("{}\t{}\t{}", e.written(), described(e, "\t"), e.place)), "")
    }),
    text("tabs under a head", People, Employers, |_, all| {
        let rows = each(all, |e| format!("{}\t{}\t{}", e.written(), e.body.as_deref().unwrap_or(""), e.place));
        under("Signatories", [vec!["Name\tAffiliation\tCountry".to_string()], rows].concat(), "")
    }),
    text("semicolons", People, Employers, |_, all| {
        under("Signed by:", each(all, |e| format!("{};{};{}", e.written(), e.place, described(e, ", "))), "")
    }),
    text("brackets", People, Employers, |_, all| under("Signatories:", each(all, bracketed), "")),
    text("at-signs", People, Employers, |_, all| {
        under(
            "Signatories:",
            each(all, |e| e.body.as_ref().map_or(e.name.clone(), |b| format!("{} @ {b}", e.name))),
            "",
        )
    }),
    text("at", People, Employers, |_, all| {
        let post = |e: &Entry| e.body.as_ref().map_or(format!(", {}", e.post), |b| format!(", {} at {b}", e.post));
        under("Signatories:", each(all, |e| format!("{}{}", e.written(), post(e))), "")
    }),
    text("on behalf of", People, Employers, |_, all| {
        let of = |e: &Entry| e.body.as_ref().map_or(String::new(), |b| format!(", on behalf of the {b}"));
        under("Signatories:", each(all, |e| format!("{}{}", e.written(), of(e))), "")
    }),
    text("post of body", People, Employers, |_, all| {
        let of = |e: &Entry| e.body.as_ref().map_or(e.post.to_string(), |b| format!("{} of the {b}", e.post));
        under("The undersigned:", each(all, |e| format!("{}, {}", e.written(), of(e))), "")
    }),
    text("rows that go on below, set in", People, Employers, |_, all| {
        let rows = each(all, |e| format!("{}, {}, {}", e.written(), described(e, ", "), e.place));
        under("Signatories", wrapped(rows, 46, "    "), "")
    }),
    text("rows that go on below", People, Employers, |_, all| {
        let rows = each(all, |e| format!("{}, {}, {}", e.written(), described(e, ", "), e.place));
        under("Signatories", wrapped(rows, 46, ""), "")
    }),
    text("bullets with a blank line between", People, Employers, |_, all| {
        under("Signatories", each(all, |e| format!("- {}, {}", e.written(), described(e, ", "))), "\n")
    }),
    text("rows with a blank line between", People, Employers, |_, all| {
        under("Signatories", each(all, |e| format!("{}, {}", e.written(), described(e, ", "))), "\n")
    }),
    text("rows that end with semicolons", People, Employers, |_, all| {
        under("Signed by:", each(all, |e| format!("{}, {};", e.written(), described(e, ", "))), "")
    }),
    text("rows that end with commas", Bodies, Names, |_, all| {
        under("Signed by:", each(all, |e| format!("{},", with_acronym(e))), "")
    }),
    text("post before the name", People, Names, |_, all| {
        under("Signatories:", each(all, |e| format!("{}: {}", e.post, e.name)), "")
    }),
    text("family name first", People, Employers, |_, all| {
        let row = |e: &Entry| {
            let small = [" van der ", " de ", " al-"].into_iter().find_map(|small| e.name.find(small));
            let (given, family) = e.name.split_at(small.or(e.name.rfind(' ')).unwrap_or(0));
            let family = family.trim();
            format!("{family}, {given}, {}", described(e, ", "))
        };
        under("Signatories", each(all, row), "")
    }),
    text("two names on a line, tabs", People, Names, |_, all| {
        let rows = all.chunks(2).map(|pair| each(pair, Entry::written).join("\t"));
        under("Signed,", rows.collect(), "")
    }),
    text("underlined signatures", People, Names, |_, all| {
        under("Sincerely,", each(all, |e| format!("____________________\n{}\n{}", e.written(), e.post)), "\n")
    }),
    text("signed with /s/", People, Employers, |_, all| {
        under("Respectfully,", each(all, |e| format!("/s/ {}\n{}", e.written(), described(e, ", "))), "\n")
    }),
    text("bare names in small letters", People, Names, |_, all| {
        let low = |(at, e): (usize, &Entry)| if at % 7 == 3 { e.name.to_lowercase() } else { e.name.clone() };
        under("Signatories", all.iter().enumerate().map(low).collect(), "")
    }),
    text("bare names", People, Names, |_, all| under("Signatories", each(all, |e| e.name.clone()), "")),
    text("bare names, double spaced", People, Names, |_, all| under("Signed,", each(all, Entry::written), "\n")),
    text("name and country", People, Names, |_, all| {
        under("Signatories", each(all, |e| format!("{}, {}", e.written(), e.place)), "")
    }),
    text("name, town and day", People, Names, |_, all| {
        let rows = all.iter().zip(1..).map(|(e, n)| format!("{n}\t{}\t{}\t2021-03-{:02}", e.name, e.place, n % 28 + 1));
        under("Signatures", rows.collect(), "")
    }),
    text("blocks of two lines", People, Employers, |_, all| {
        under("Yours sincerely,", each(all, |e| format!("{}\n{}", e.written(), described(e, ", "))), "\n")
    }),
    text("blocks of three lines", People, Employers, |_, all| {
        under("Yours faithfully,", each(all, |e| format!("{}\n{}", e.written(), described(e, ",\n"))), "\n")
    }),
    text("two lines without blanks", People, Employers, |_, all| {
        under("Sincerely,", each(all, |e| format!("{}\n{}", e.written(), described(e, ", "))), "")
    }),
    text("post beside the name, body below", People, Employers, |_, all| {
        let below = |e: &Entry| e.body.as_ref().map_or(String::new(), |b| format!("\n{b}"));
        under("Respectfully,", each(all, |e| format!("{}, {}{}", e.written(), e.post, below(e))), "\n")
    }),
    text("blocks side by side", People, Employers, |_, all| under("Sincerely,", blocks_beside(all), "")),
    text("two columns of people", People, Names, |_, all| under("Signed,", beside(all, 2, |e| e.written()), "")),
    text("three columns of people", People, Names, |_, all| under("Signed,", beside(all, 3, |e| e.name.clone()), "")),
    text("two columns of bodies", Bodies, Names, |_, all| under("Signed,", beside(all, 2, with_acronym), "")),
    text("bodies", Bodies, Names, |_, all| under("Signed by:", each(all, |e| e.name.clone()), "")),
    text("bodies, acronyms and countries", Bodies, Names, |_, all| {
        under("Signatory organisations:", each(all, |e| format!("{}, {}", with_acronym(e), e.place)), "")
    }),
    text("bodies with countries in brackets", Bodies, Names, |_, all| {
        under("Endorsed by:", each(all, |e| format!("• {} ({})", e.name, e.place)), "")
    }),
    text("bodies under countries", Bodies, Names, |_, all| under("Signatories:", by_country(all), "")),
    text("bodies over pages", Bodies, Names, |_, all| under("Signed,", paged(all, with_acronym), "")),
    text("people over pages with heads", People, Employers, |_, all| {
        let page = |(rows, number): (&[Entry], usize)| {
            let foot = format!("\nPage {number}\n\nThe harbour letter, signatories\n");
            [each(rows, |e| format!("{}, {}", e.written(), described(e, ", "))), vec![foot]].concat()
        };
        under("Signatories:", all.chunks(25).zip(1..).flat_map(page).collect(), "")
    }),
    text("bodies and individuals", Both, Names, |_, all| {
        let row = |e: &Entry| match e.kind {
            Kind::Person => format!("{}, in an individual capacity", e.name),
            _ => with_acronym(e),
        };
        under("Signed,", each(all, row), "")
    }),
    text("under two headings", Both, Employers, |_, all| under("Signatories", sections(all), "")),
    text("body before the person", People, Employers, |_, all| {
        let row = |e: &Entry| e.body.as_ref().map_or(e.name.clone(), |b| format!("{b} – {}", e.name));
        under("Signatories:", each(all, row), "")
    }),
    text("aliases in brackets", People, Names, |dice, all| {
        let mut alias = || dice.pick(&["杨淇", "王珠", "李明", "张伟", "赵敏"]).to_string();
        under("Signed by", all.iter().map(|e| format!("{}({})", e.name, alias())).collect(), "")
    }),
    text("a run of semicolons", People, Employers, |_, all| {
        let rows = each(all, |e| format!("{}, {}", e.written(), described(e, ", ")));
        format!("This letter is signed by: {}.\n", rows.join("; "))
    }),
    text("a run of commas", People, Names, |_, all| {
        format!("Signed by:\n\n{}\n", each(all, |e| e.name.clone()).join(", "))
    }),
    text("a run with brackets", People, Employers, |_, all| {
        format!("Signatories:\n\n{}\n", each(all, bracketed).join(", "))
    }),
    text("a table in Markdown", People, Employers, |_, all| {
        let row = |e: &Entry| format!("| {} | {} | {} |", e.written(), described(e, ", "), e.place);
        let head = vec!["| Name | Affiliation | Country |".to_string(), "|---|---|---|".to_string()];
        under("## Signatories", [head, each(all, row)].concat(), "")
    }),
    text("a numbered table in Markdown", People, Employers, |_, all| {
        let rows = all.iter().zip(1..).map(|(e, n)| format!("| {n} | {} | {} |", e.name, described(e, ", ")));
        let head = vec!["| No. | Name | Organisation |".to_string(), "|:--|:--|:--|".to_string()];
        under("## Signatories", head.into_iter().chain(rows).collect(), "")
    }),
    text("a table in plain text", People, Employers, |_, all| under("Signatories", plain_table(all), "")),
    text("a boxed table", People, Employers, |_, all| under("Signatories", boxed(all), "")),
    file("a file of commas", "csv", |_, all| {
        let row = |e: &Entry| format!("{},\"{}\",{}", e.name, described(e, ", "), e.place);
        under_head("Full name,Affiliation,Country", each(all, row))
    }),
    file("a file of semicolons", "csv", |_, all| {
        let row = |e: &Entry| format!("2021-03-04;{};{};{}", e.name, e.post, e.body.as_deref().unwrap_or(""));
        under_head("Timestamp;Name;Position;Organisation", each(all, row))
    }),
    file("a file of tabs, names in two columns", "tsv", |_, all| {
        let split = |e: &Entry| e.name.split_once(' ').map(|(a, b)| format!("{a}\t{b}")).unwrap_or_default();
        let row = |e: &Entry| format!("{}\t{}\t{}", split(e), e.post, e.body.as_deref().unwrap_or(""));
        under_head("First name\tLast name\tTitle\tInstitution", each(all, row))
    }),
    file("a file without a head", "csv", |_, all| {
        let row = |e: &Entry| format!("{},{},{}\n", e.name, e.body.as_deref().unwrap_or(""), e.place);
        each(all, row).concat()
    }),
];

fn each(all: &[Entry], row: impl Fn(&Entry) -> String) -> Vec<String> {
    all.iter().map(row).collect()
}

fn numbered(all: &[Entry], row: impl Fn(&Entry) -> String) -> Vec<String> {
    all.iter().zip(1..).map(|(entry, number)| format!("{number}.{}", row(entry))).collect()
}

/// Rows below a heading, parted by a line end and `between`.
fn under(heading: &str, rows: Vec<String>, between: &str) -> String {
    format!("{heading}\n\n{}\n", rows.join(&format!("\n{between}")))
}

fn under_head(head: &str, rows: Vec<String>) -> String {
    format!("{head}\n{}\n", rows.join("\n"))
}

/// Post and body, as much as there is of them.
fn described(entry: &Entry, mark: &str) -> String {
    match &entry.body {
        Some(body) => format!("{}{mark}{body}", entry.post),
        None => entry.post.to_string(),
    }
}

fn body_first(entry: &Entry) -> String {
    match &entry.body {
        Some(body) => format!("{body}, {}", entry.post),
        None => entry.post.to_string(),
    }
}

fn bracketed(entry: &Entry) -> String {
    match &entry.body {
        Some(body) => format!("{} ({body})", entry.written()),
        None => entry.written(),
    }
}

fn with_acronym(entry: &Entry) -> String {
    if entry.acronym.is_empty() { entry.name.clone() } else { format!("{} ({})", entry.name, entry.acronym) }
}

/// Lines of more than `margin` characters go on below, set in.
fn wrapped(rows: Vec<String>, margin: usize, indent: &str) -> Vec<String> {
    let wrap = |row: String| {
        let mut lines = vec![String::new()];
        for word in row.split(' ') {
            let line = lines.last_mut().expect("there is a line");
            if line.trim().is_empty() || line.chars().count() + word.chars().count() < margin {
                let gap = if line.trim().is_empty() { "" } else { " " };
                line.push_str(gap);
                line.push_str(word);
            } else {
                lines.push(format!("{indent}{word}"));
            }
        }
        lines.join("\n")
    };
    rows.into_iter().map(wrap).collect()
}

/// Cells side by side, filled up with spaces.
fn beside(all: &[Entry], columns: usize, cell: impl Fn(&Entry) -> String) -> Vec<String> {
    let cells = each(all, cell);
    let width = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0) + 6;
    let padded = |cell: &String| format!("{cell}{}", " ".repeat(width - cell.chars().count()));
    cells.chunks(columns).map(|row| row.iter().map(padded).collect::<String>().trim_end().to_string()).collect()
}

/// Two blocks side by side: name over post over body.
fn blocks_beside(all: &[Entry]) -> Vec<String> {
    let lines = |e: &Entry| [e.written(), e.post.to_string(), e.body.clone().unwrap_or_default()];
    let mut rows = Vec::new();
    for pair in all.chunks(2) {
        let (left, right) = (lines(&pair[0]), pair.get(1).map(lines).unwrap_or_default());
        for (a, b) in left.iter().zip(&right) {
            rows.push(
                format!("{a}{}{b}", " ".repeat(60_usize.saturating_sub(a.chars().count()).max(4)))
                    .trim_end()
                    .to_string(),
            );
        }
        rows.push(String::new());
    }
    rows
}

fn by_country(all: &[Entry]) -> Vec<String> {
    let groups = all.chunks(all.len().div_ceil(4).max(2)).zip(["Norway", "Germany", "Kenya", "Brazil"]);
    groups
        .flat_map(|(group, land)| [vec![land.to_string()], each(group, with_acronym), vec![String::new()]].concat())
        .collect()
}

/// Twenty rows a page, a note and a page number at the foot of each.
fn paged(all: &[Entry], row: impl Fn(&Entry) -> String) -> Vec<String> {
    let page = |(rows, number): (&[Entry], usize)| {
        let note = format!(
            "\n{number}\n  A Study of the Old Harbour and its Boats, Report for the Harbour Board, Second Edition, page 12\nhttps://harbour.example/report\n"
        );
        [each(rows, &row), vec![note]].concat()
    };
    all.chunks(20).zip(1..).flat_map(page).collect()
}

fn sections(all: &[Entry]) -> Vec<String> {
    let of = |kind: Kind| all.iter().filter(|e| e.kind == kind).cloned().collect::<Vec<_>>();
    let (people, bodies) = (of(Kind::Person), of(Kind::Organisation));
    let employed = |e: &Entry| e.body.as_ref().map_or(e.written(), |b| format!("{}, {b}", e.written()));
    let bodies = [vec!["Organisations:".to_string()], each(&bodies, with_acronym), vec![String::new()]].concat();
    [bodies, vec!["Individuals:".to_string()], each(&people, employed)].concat()
}

/// A table whose columns are told by runs of spaces, under a head.
fn plain_table(all: &[Entry]) -> Vec<String> {
    let row = |e: &Entry| [e.written(), e.body.clone().unwrap_or_default(), e.place.to_string()];
    let cells: Vec<[String; 3]> =
        std::iter::once(["Name", "Affiliation", "Country"].map(str::to_string)).chain(all.iter().map(row)).collect();
    let width = |at: usize| cells.iter().map(|row| row[at].chars().count()).max().unwrap_or(0) + 4;
    let widths = [width(0), width(1), width(2)];
    let padded = |row: &[String; 3]| -> String {
        row.iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect()
    };
    cells.iter().map(|row| padded(row).trim_end().to_string()).collect()
}

fn boxed(all: &[Entry]) -> Vec<String> {
    let rule = "+------------------+------------------+".to_string();
    let row = |e: &Entry| format!("| {} | {} |", e.name, e.body.as_deref().unwrap_or(""));
    let mut rows = vec![rule.clone(), "| Name | Organisation |".to_string(), rule.clone()];
    rows.extend(each(all, row));
    rows.push(rule);
    rows
}

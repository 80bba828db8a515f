//! `undersigned compare`: how alike two names are, or each two names of a table; no document is read.

use super::Outcome;
use super::failure::Failure;
use super::input;
use super::terminal::{BOLD, DIM, Terminal, clean};
use crate::model::Kind;
use crate::names::compare::{Name, Reason, Score, reasons, score};
use crate::names::vocabulary::Vocabulary;
use crate::settings::MergeSettings;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// At most so many features are told in a row of a table.
const IN_A_ROW: usize = 3;
/// At most so many features are told of two names.
const TOLD: usize = 12;
/// A feature that moves the score less is not told.
const LEAST: f64 = 0.005;

/// Tell how alike two names are, or each two names of a table
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned compare \"Mara Ostrander\" \"M. Ostrander\"\n  \
    undersigned compare --kind organisation \"Quay Watch\" \"Quay Watch Ltd\"\n  undersigned compare pairs.csv > scored.csv\n\n\
    A table has the columns left and right and, if you like, kind (person or organisation); its rows come back in the\n\
    same order with score, band (merge, ask, apart) and why: the rule, or the strongest features.")]
pub struct Args {
    /// A name; or a table of names, as .csv
    #[arg(value_name = "NAME|FILE.csv")]
    left: String,
    /// The other name
    #[arg(value_name = "NAME2")]
    right: Option<String>,
    /// What the names name, where the table does not say
    #[arg(long, value_name = "KIND", default_value = "person", value_parser = super::words::one_of(super::words::ACTORS))]
    kind: Kind,
    /// Settings: bands and aliases [default: none]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

/// Compares.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let settings = input::settings_of(args.settings.as_deref())?.merge;
    let vocabulary = Vocabulary::built_in().with_aliases(&settings.aliases);
    match &args.right {
        Some(right) => tell(args.kind, &args.left, right, &vocabulary, &settings, out)?,
        None => table(Path::new(&args.left), args.kind, &vocabulary, &settings, out)?,
    }
    Ok(Outcome::Done)
}

fn tell(
    kind: Kind,
    left: &str,
    right: &str,
    vocabulary: &Vocabulary,
    settings: &MergeSettings,
    out: &mut Terminal,
) -> io::Result<()> {
    let (a, b) = (Name::new(kind, left, vocabulary), Name::new(kind, right, vocabulary));
    let scored = score(&a, &b);
    writeln!(out, "{BOLD}{}{BOLD:#}\n{BOLD}{}{BOLD:#}\n", clean(left), clean(right))?;
    writeln!(out, "score  {:.3}\nband   {}", scored.score, scored.band(settings.merge, settings.ask))?;
    tell_reasons(&scored, &reasons(&a, &b), out)
}

/// The rule and the features, for and against.
pub fn tell_reasons(scored: &Score, reasons: &[Reason], out: &mut Terminal) -> io::Result<()> {
    if let Some(rule) = scored.rule {
        let (name, verdict) = (rule.rule.name, rule.verdict);
        writeln!(out, "rule   {name} ({verdict})  {DIM}`undersigned rules {name}` tells more{DIM:#}")?;
    }
    for (title, sign) in [("for", 1.0), ("against", -1.0)] {
        let told: Vec<_> = reasons.iter().filter(|reason| reason.adds * sign >= LEAST).take(TOLD).collect();
        if !told.is_empty() {
            writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        }
        for Reason { feature, says, value, adds } in told {
            writeln!(out, "  {adds:+.3}  {feature} = {value:.2}  {DIM}{says}{DIM:#}")?;
        }
    }
    Ok(())
}

fn table(
    path: &Path,
    usual: Kind,
    vocabulary: &Vocabulary,
    settings: &MergeSettings,
    out: &mut Terminal,
) -> anyhow::Result<()> {
    let what = || format!("cannot compare {}", path.display());
    let bytes = std::fs::read(path).map_err(|cause| {
        Failure::new(what(), cause, "give two names, or a .csv file with the columns left and right")
    })?;
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let malformed = |cause: csv::Error| Failure::new(what(), cause, "give a UTF-8 .csv file with commas");
    let header = reader.headers().map_err(malformed)?.clone();
    let column = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let (Some(left), Some(right)) = (column("left"), column("right")) else {
        let cause = format!("its columns are {}", header.iter().collect::<Vec<_>>().join(", "));
        return Err(Failure::new(what(), cause, "name two columns left and right").into());
    };
    let kind_column = column("kind");
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    let added = ["score", "band", "why"];
    rows.write_record(header.iter().chain(added))?;
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let kind = match kind_column.map(cell).unwrap_or_default().to_lowercase().as_str() {
            "" => usual,
            "person" | "people" => Kind::Person,
            "organisation" | "organization" | "org" => Kind::Organisation,
            other => {
                let line = record.position().map_or(0, csv::Position::line);
                let cause = format!("line {line}: {other:?} is no kind");
                return Err(Failure::new(what(), cause, "write person, organisation, or nothing").into());
            }
        };
        let (a, b) = (Name::new(kind, cell(left), vocabulary), Name::new(kind, cell(right), vocabulary));
        let scored = score(&a, &b);
        let (number, band) = (format!("{:.4}", scored.score), scored.band(settings.merge, settings.ask).to_string());
        let padded = (0..header.len()).map(|at| record.get(at).unwrap_or_default());
        rows.write_record(padded.chain([number.as_str(), band.as_str(), why(&scored, &reasons(&a, &b)).as_str()]))?;
    }
    rows.flush()?;
    Ok(())
}

/// The rule, or the strongest features with their values.
pub fn why(scored: &Score, reasons: &[Reason]) -> String {
    if let Some(rule) = scored.rule {
        return format!("rule {}", rule.rule.name);
    }
    let strongest = reasons.iter().filter(|reason| reason.adds.abs() >= LEAST).take(IN_A_ROW);
    let told: Vec<_> = strongest
        .map(|reason| {
            format!("{} {:.2} {}", reason.feature, reason.value, if reason.adds < 0.0 { "against" } else { "for" })
        })
        .collect();
    told.join(" | ")
}

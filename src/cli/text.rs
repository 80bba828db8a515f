//! `undersigned text`: the text that all offsets count in.

use super::failure::Failure;
use super::gear::Gear;
use super::terminal::Terminal;
use super::{Outcome, input};
use crate::pipeline;
use crate::read::Unread;
use crate::settings::Settings;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Print a document's text as it is read, for another recogniser
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned text letters/a.html\n  \
    undersigned text --json letters/ > texts.jsonl    every document, one JSON object a line\n\n\
    The text is decoded, in NFC, with LF at the ends of lines and without what cannot be seen; nothing is\n\
    added. The offsets of mentions count its code points: see docs/mentions.md.")]
pub struct Args {
    /// A document; with --json documents and folders too; - is standard input
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// Print JSON: the fields document (its id) and text
    #[arg(long)]
    json: bool,
    /// The encoding of text files, such as windows-1250 [default: found by itself]
    #[arg(long, value_name = "NAME", value_parser = super::words::encoding)]
    encoding: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    text: &'a str,
}

/// Prints one text as it is, or each as a line of JSON.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    if args.json {
        return lines(args, out);
    }
    let [file] = args.paths.as_slice() else {
        return Err(Failure::plain("several texts are not one", "give one document, or --json for all").into());
    };
    let settings = settings(args);
    let opened = input::open(&input::one(file)?, &settings)?;
    out.write_all(opened.document.text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The encoding that was named; else the bytes tell.
fn settings(args: &Args) -> Settings {
    let mut settings = Settings::default();
    settings.read.encoding = args.encoding.clone().unwrap_or_default();
    settings
}

fn lines(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let found = input::find(&args.paths, &input::Options::default())?;
    let (gear, settings) = (Gear::new(1), settings(args));
    let mut all_read = found.errors.is_empty();
    for source in &found.sources {
        let unfolded = pipeline::open(source, &settings, gear.means(None));
        for opened in &unfolded.documents {
            let line = Line { document: &opened.document.head.id, text: &opened.document.text };
            writeln!(out, "{}", serde_json::to_string(&line)?)?;
        }
        all_read &= unfolded.errors.is_empty();
        input::tell(&unfolded.errors.iter().map(Unread::error).collect::<Vec<_>>());
    }
    Ok(if all_read { Outcome::Done } else { Outcome::Partly })
}

//! `undersigned text`: the text that all offsets count in.

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Outcome, input};
use crate::read;
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
}

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    text: &'a str,
}

/// Prints one text as it is, or each as a line of JSON.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    if args.json {
        return lines(&args.paths, out);
    }
    let [file] = args.paths.as_slice() else {
        return Err(Failure::plain("several texts are not one", "give one document, or --json for all").into());
    };
    let opened = read::read(&input::one(file)?).map_err(|error| Failure::from(&error))?;
    out.write_all(opened.document.text.as_bytes())?;
    Ok(Outcome::Done)
}

fn lines(paths: &[PathBuf], out: &mut Terminal) -> anyhow::Result<Outcome> {
    let found = input::find(paths)?;
    let mut all_read = found.errors.is_empty();
    for source in &found.sources {
        match read::read(source) {
            Ok(opened) => {
                let line = Line { document: &source.id, text: &opened.document.text };
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
            }
            Err(error) => {
                input::tell(&[error]);
                all_read = false;
            }
        }
    }
    Ok(if all_read { Outcome::Done } else { Outcome::Partly })
}

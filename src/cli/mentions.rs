//! `undersigned mentions`: the names of documents and where they stand, for other programs and for `--mentions`.

use super::gear::Gear;
use super::terminal::Terminal;
use super::{Outcome, input};
use crate::pipeline;
use crate::recognise::tagger::model::Model;
use std::path::PathBuf;

/// Print every name and where it stands, one JSON object a line
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned mentions letters/ > ours.jsonl\n  \
    undersigned build letters/ --mentions ours.jsonl    the same as without --mentions\n\n\
    Offsets count code points of what `undersigned text` prints. docs/mentions.md describes every field.")]
pub struct Args {
    /// Documents and folders of documents; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Settings [default: undersigned.toml in the first folder given]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Another model of the recogniser
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Threads that read [default: one for each core]; the output is the same
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
}

/// Reads the documents as `build` does and prints their names.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let settings = input::settings(&args.paths, args.settings.as_deref())?;
    let found = input::find(&args.paths, &input::Options::default())?;
    let named = args.model.as_deref().map(input::model).transpose()?;
    let model = named.as_ref().map_or_else(|| Model::built_in(), |(model, _)| model);
    let gear = Gear::new(args.threads);
    let errors = pipeline::mentions(&found.sources, model, &settings, gear.means(None), out)?;
    input::tell(&errors);
    let all_read = found.errors.is_empty() && errors.is_empty();
    Ok(if all_read { Outcome::Done } else { Outcome::Partly })
}

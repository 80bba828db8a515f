//! `undersigned cache`: where readings are kept, how large it is, and an end to it.

use super::Outcome;
use super::failure::Failure;
use super::gear::{cache_file, cache_room};
use super::terminal::{Terminal, clean, count};
use crate::store::Cache;
use std::io::Write;
use std::path::Path;

/// Print where readings are kept between runs and how many there are, or clear them
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A reading is kept under the hash of the document's bytes, its id, this very program and the settings\n\
    it depends on, so that a second run over the same files takes seconds. Nothing is lost by clearing it.\n\
    Of more than 2,000 MB those readings go that were not used for longest; UNDERSIGNED_CACHE_MB sets another limit.\n\
    UNDERSIGNED_CACHE names another folder; --no-cache of every command goes without."
)]
pub struct Args {
    /// Remove all that is kept
    #[arg(long)]
    clear: bool,
}

/// Prints it, or clears it.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let help = "set HOME, or UNDERSIGNED_CACHE to a folder";
    let path = cache_file().ok_or_else(|| Failure::plain("there is no folder for a cache", help))?;
    let shown = clean(&path.display().to_string()).into_owned();
    let size = std::fs::metadata(&path).map(|facts| facts.len());
    match size {
        Err(_) => writeln!(out, "{shown}\nnothing is kept")?,
        Ok(_) if args.clear => {
            std::fs::remove_file(&path).map_err(|cause| {
                Failure::new(format!("cannot remove {shown}"), cause, "see that no run is using it, then try again")
            })?;
            writeln!(out, "{shown}\nremoved")?;
        }
        Ok(size) => {
            let room = cache_room()?;
            writeln!(out, "{shown}\n{}, {:.1} MB", kept(&path, room)?, size as f64 / 1e6)?;
        }
    }
    Ok(Outcome::Done)
}

fn kept(path: &Path, room: u64) -> Result<String, Failure> {
    let cache =
        Cache::open(path, b"", room).map_err(|error| Failure::plain(error.to_string(), "wait until it is done"))?;
    Ok(count(usize::try_from(cache.len()).unwrap_or(usize::MAX), "reading", "readings"))
}

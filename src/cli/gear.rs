//! What a run works with: worker processes and the cache of readings.

use super::failure::Failure;
use super::terminal::Volume;
use crate::pipeline::Means;
use crate::read::Workers;
use crate::store::{Cache, CacheError};
use std::env;
use std::io;
use std::path::PathBuf;

/// The command that makes this program a worker.
pub const WORKER: &str = "read-worker";

const MEGABYTE: u64 = 1_000_000;

/// So many bytes of readings are kept where the user sets no limit.
const ROOM: u64 = 2_000 * MEGABYTE;

/// Worker processes and the cache, where there are such.
pub struct Gear {
    threads: usize,
    workers: Option<Workers>,
    cache: Option<Cache>,
}

impl Gear {
    /// Workers of this very program, and no cache.
    pub fn new(threads: usize) -> Gear {
        let program = env::current_exe().ok();
        let workers = program.map(|program| Workers::new(program, vec![WORKER.into()]));
        Gear { threads, workers, cache: None }
    }

    /// The cache too, unless another run has it or there is no place for it; `scope` is what its readings depend on beside
    /// what the pipeline knows of.
    ///
    /// # Errors
    /// When the limit that the user sets on it is no number.
    pub fn with_cache(mut self, scope: &str, volume: Volume) -> Result<Gear, Failure> {
        let room = cache_room()?;
        let help = "this run goes on without; --no-cache says so beforehand";
        let Some(path) = cache_file() else {
            let what = "there is no folder for the cache: neither HOME nor UNDERSIGNED_CACHE is set";
            Failure::plain(what, help).warn();
            return Ok(self);
        };
        match Cache::open(&path, format!("{} {scope}", env!("UNDERSIGNED_FINGERPRINT")).as_bytes(), room) {
            Ok(cache) => self.cache = Some(cache),
            // The run goes on without, a little slower; who wants to know is told.
            Err(CacheError::InUse(_)) if volume < Volume::Verbose => {}
            Err(error) => Failure::plain(error.to_string(), help).warn(),
        }
        Ok(self)
    }

    /// For the pipeline.
    pub fn means<'a>(&'a self, tick: Option<&'a (dyn Fn() + Sync)>) -> Means<'a> {
        Means { threads: self.threads, workers: self.workers.as_ref(), cache: self.cache.as_ref(), tick }
    }
}

/// Serves as a worker until nobody asks any more.
pub fn serve() -> io::Result<()> {
    crate::read::serve(io::stdin().lock(), io::stdout().lock())
}

/// Where the cache lies: in the user's folder for such things, or where `UNDERSIGNED_CACHE` says.
pub fn cache_file() -> Option<PathBuf> {
    let of = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || {
        of("HOME").map(|home| if cfg!(target_os = "macos") { home.join("Library/Caches") } else { home.join(".cache") })
    };
    let users = || of("XDG_CACHE_HOME").or_else(|| of("LOCALAPPDATA").filter(|_| cfg!(windows))).or_else(home);
    let folder = of("UNDERSIGNED_CACHE").or_else(|| users().map(|folder| folder.join("undersigned")))?;
    Some(folder.join("readings.redb"))
}

/// The most bytes of readings that are kept: 2,000 MB, or as many as `UNDERSIGNED_CACHE_MB` says. A setting of the user and
/// not of a folder, since all folders share the cache.
///
/// # Errors
/// When it says something that is no number.
pub fn cache_room() -> Result<u64, Failure> {
    let Some(said) = env::var_os("UNDERSIGNED_CACHE_MB").filter(|value| !value.is_empty()) else { return Ok(ROOM) };
    let number = said.to_str().and_then(|said| said.parse::<u64>().ok());
    number.map(|megabytes| megabytes.saturating_mul(MEGABYTE)).ok_or_else(|| {
        let what = format!("UNDERSIGNED_CACHE_MB is {said:?}, which is no number of megabytes");
        Failure::plain(what, "write it like 500; 0 keeps nothing")
    })
}

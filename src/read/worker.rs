//! The inside of a worker: one file a request over a pipe, read under limits that a hostile file cannot argue with.

use super::parse::{Ask, parse};
use super::{Cause, Parsed};
use crate::model::Format;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a reader makes of a file.
pub(super) type Outcome = Result<(Format, Parsed), Cause>;

/// Longer messages are no worker's.
const LONGEST: u64 = 4 << 30;

/// Answers requests until there are no more: each a question and the bytes of a file, each answer what was read.
///
/// # Errors
/// When the other end of a pipe is gone.
pub fn serve(mut requests: impl Read, mut replies: impl Write) -> io::Result<()> {
    // Nobody reads what a panic says; the answer tells it.
    std::panic::set_hook(Box::new(|_| {}));
    while let Some(question) = take(&mut requests)? {
        let Some(bytes) = take(&mut requests)? else { return Ok(()) };
        let outcome = match postcard::from_bytes::<Ask>(&question) {
            Ok(ask) => {
                limit(&ask);
                guarded(bytes, &ask)
            }
            Err(_) => Err(Cause::Crashed),
        };
        give(&mut replies, &postcard::to_stdvec(&outcome).map_err(io::Error::other)?)?;
    }
    Ok(())
}

/// Reads bytes; a reader that panics is told as one that broke down.
pub(super) fn guarded(bytes: Vec<u8>, ask: &Ask) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| parse(bytes, ask))).unwrap_or(Err(Cause::Crashed))
}

/// Writes a message behind its length.
pub(super) fn give(pipe: &mut impl Write, message: &[u8]) -> io::Result<()> {
    pipe.write_all(&(message.len() as u64).to_le_bytes())?;
    pipe.write_all(message)?;
    pipe.flush()
}

/// Reads a message; none where the pipe is closed between two.
pub(super) fn take(pipe: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match pipe.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut message = Vec::new();
    pipe.take(length).read_to_end(&mut message)?;
    if message.len() as u64 == length { Ok(Some(message)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Memory, and time of the processor from here on; no file may be written or opened, nor another program started.
#[cfg(unix)]
fn limit(ask: &Ask) {
    use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
    let used =
        getrusage(UsageWho::RUSAGE_SELF).map_or(0, |usage| usage.user_time().tv_sec() + usage.system_time().tv_sec());
    let seconds = u64::try_from(used).unwrap_or(0) + ask.budget.seconds;
    // What the system does not know or grant goes without: the clock of the caller still runs.
    let _ = setrlimit(Resource::RLIMIT_CPU, seconds, nix::libc::RLIM_INFINITY);
    let _ = setrlimit(Resource::RLIMIT_AS, ask.budget.memory, nix::libc::RLIM_INFINITY);
    let _ = setrlimit(Resource::RLIMIT_FSIZE, 0, 0);
    let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    let _ = setrlimit(Resource::RLIMIT_NOFILE, 3, 3);
}

#[cfg(not(unix))]
fn limit(_ask: &Ask) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_out_as_they_went_in() {
        let mut pipe = Vec::new();
        for message in [b"".as_slice(), b"one", &[0; 100_000]] {
            give(&mut pipe, message).expect("a vector takes all");
        }
        let mut pipe = pipe.as_slice();
        let lengths = std::iter::from_fn(|| take(&mut pipe).expect("they are whole")).map(|message| message.len());
        assert_eq!(lengths.collect::<Vec<_>>(), [0, 3, 100_000]);
        assert!(take(&mut [5, 0, 0, 0, 0, 0, 0, 0, 1].as_slice()).is_err(), "cut short");
    }
}

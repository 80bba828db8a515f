//! The raw bytes of an input, whole, and their hash.

use super::Cause;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// All bytes of a regular file of at most `limit` bytes.
///
/// The kind of file is asked for before it is opened (opening a pipe would wait for its other end) and again
/// after (it may have been exchanged in between).
pub(super) fn of_file(path: &Path, limit: u64) -> Result<Vec<u8>, Cause> {
    if !fs::metadata(path)?.is_file() {
        return Err(Cause::NotRegular);
    }
    let file = File::open(path)?;
    let facts = file.metadata()?;
    if !facts.is_file() {
        return Err(Cause::NotRegular);
    }
    if facts.len() > limit {
        return Err(Cause::TooLarge { limit });
    }
    let bytes = of(&file, limit)?;
    let after = file.metadata()?;
    // What grew, shrank or was written to in between is neither the old file nor the new one.
    let is_same = after.len() == bytes.len() as u64 && after.modified().ok() == facts.modified().ok();
    if is_same || !has_length(&after) { Ok(bytes) } else { Err(Cause::Changed) }
}

/// Files that a system makes up when they are read have no length of their own.
fn has_length(facts: &fs::Metadata) -> bool {
    facts.len() > 0
}

/// All bytes of a stream of at most `limit` bytes; a stream that never ends is left at the limit.
pub(super) fn of(stream: impl Read, limit: u64) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Cause::TooLarge { limit });
    }
    Ok(bytes)
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn the_hash_is_the_known_one() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn an_endless_stream_is_left_at_the_limit() {
        assert_eq!(of(io::repeat(b'a').take(10), 10).map(|bytes| bytes.len()).ok(), Some(10));
        assert!(matches!(of(io::repeat(b'a'), 10), Err(Cause::TooLarge { limit: 10 })));
    }

    #[test]
    fn a_folder_is_not_a_file() {
        assert!(matches!(of_file(Path::new("/"), 10), Err(Cause::NotRegular)));
    }
}

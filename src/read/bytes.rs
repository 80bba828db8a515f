//! The raw bytes of an input, whole, and their hash.

use super::Cause;
use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// All bytes of a regular file of at most `limit` bytes.
pub(super) fn of_file(path: &Path, limit: u64) -> Result<Vec<u8>, Cause> {
    let (file, facts) = open(path, limit)?;
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).map_or(0, |length| length + 1));
    add(&file, limit, &mut bytes)?;
    let after = file.metadata()?;
    // What grew, shrank or was written to in between is neither the old file nor the new one.
    let is_same = after.len() == bytes.len() as u64 && after.modified().ok() == facts.modified().ok();
    if is_same || !has_length(&after) { Ok(bytes) } else { Err(Cause::Changed) }
}

/// The hash of a regular file of at most `limit` bytes, which is never held whole.
pub(super) fn hash_of_file(path: &Path, limit: u64) -> Result<String, Cause> {
    let (file, _) = open(path, limit)?;
    let mut digest = Sha256::new();
    let mut file = BufReader::new(file.take(limit));
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(in_hex(&digest.finalize()));
        }
        digest.update(bytes);
        let length = bytes.len();
        file.consume(length);
    }
}

/// Opens a regular file of at most `limit` bytes.
///
/// The kind of file is asked for before it is opened (opening a pipe would wait for its other end) and again
/// after (it may have been exchanged in between).
fn open(path: &Path, limit: u64) -> Result<(File, Metadata), Cause> {
    if !fs::metadata(path)?.is_file() {
        return Err(Cause::NotRegular);
    }
    let file = File::open(path)?;
    let facts = file.metadata()?;
    match () {
        () if !facts.is_file() => Err(Cause::NotRegular),
        () if facts.len() > limit => Err(Cause::TooLarge { limit }),
        () => Ok((file, facts)),
    }
}

/// Files that a system makes up when they are read have no length of their own.
fn has_length(facts: &Metadata) -> bool {
    facts.len() > 0
}

/// All bytes of a stream of at most `limit` bytes; a stream that never ends is left at the limit.
pub(super) fn of(stream: impl Read, limit: u64) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    add(stream, limit, &mut bytes)?;
    Ok(bytes)
}

fn add(stream: impl Read, limit: u64, bytes: &mut Vec<u8>) -> Result<(), Cause> {
    stream.take(limit + 1).read_to_end(bytes)?;
    if bytes.len() as u64 > limit { Err(Cause::TooLarge { limit }) } else { Ok(()) }
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    in_hex(&Sha256::digest(bytes))
}

fn in_hex(digest: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).expect("four bits are one digit");
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
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

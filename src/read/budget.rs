//! How much one input may cost before reading stops and says so.

use super::Cause;
use crate::settings::ReadSettings;
use serde::{Deserialize, Serialize};

/// Text of fewer characters is never too much for its file.
const ALWAYS_ALLOWED: usize = 1_000_000;

/// Limits for one input. Each is told when it is hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Largest file, in bytes.
    pub file: u64,
    /// Most bytes that may come out of compressed streams.
    pub unpacked: u64,
    /// Most characters of text for each byte of the file, past a million characters.
    pub ratio: usize,
    /// Most pages.
    pub pages: usize,
    /// Most files inside a file: attachments, members of an archive.
    pub parts: usize,
    /// How deep files may lie in files: an archive in a mail is 2.
    pub depth: usize,
    /// Most memory of a worker, in bytes.
    pub memory: u64,
    /// Most time of the processor for one file, in seconds.
    pub seconds: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget::of(&ReadSettings::default())
    }
}

impl Budget {
    /// The limits that the settings name.
    pub fn of(settings: &ReadSettings) -> Budget {
        let megabytes = |number: u64| number.saturating_mul(1 << 20);
        Budget {
            file: megabytes(settings.file_size),
            unpacked: megabytes(settings.unpacked_size),
            ratio: settings.text_ratio,
            pages: settings.pages,
            parts: settings.parts,
            depth: settings.depth,
            memory: megabytes(settings.memory),
            seconds: settings.seconds,
        }
    }

    /// Most bytes of text that a file of `length` bytes may give.
    pub fn text(&self, length: usize) -> usize {
        ALWAYS_ALLOWED.max(length.saturating_mul(self.ratio))
    }

    /// Refuses a text that is too long for a file of `length` bytes.
    ///
    /// # Errors
    /// [`Cause::TooMuchText`].
    pub fn check_text(&self, text: usize, length: usize) -> Result<(), Cause> {
        if text > self.text(length) { Err(Cause::TooMuchText { limit: self.text(length) }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_file_may_hold_a_million_characters_and_no_more() {
        let budget = Budget::default();
        assert!(budget.check_text(1_000_000, 10).is_ok());
        assert!(matches!(budget.check_text(1_000_001, 10), Err(Cause::TooMuchText { limit: 1_000_000 })));
        assert!(budget.check_text(2_000_000, 20_000).is_ok());
    }
}

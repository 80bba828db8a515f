//! What reaches the terminal: styles, widths, and no character of a document that could command it.

use super::Outcome;
use crate::model::Role;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::ops::Deref;

/// Headings and the names of things.
pub const BOLD: Style = Style::new().bold();
/// What matters least.
pub const DIM: Style = Style::new().dimmed();
/// The word `error:`.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();

/// How much a command says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Volume {
    /// Errors only.
    Quiet,
    /// The summary.
    Normal,
    /// Each document too.
    Verbose,
}

/// Standard output: buffered, without colour where none is wanted.
pub struct Terminal {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
    /// How much to say.
    pub volume: Volume,
    /// Whether colour reaches the reader; where it does not, marks must.
    pub colour: bool,
}

impl Terminal {
    /// Standard output, locked for this command.
    pub fn stdout(volume: Volume) -> Terminal {
        let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        Terminal { out: BufWriter::new(anstream::stdout().lock()), volume, colour }
    }

    /// Hands the last bytes over.
    ///
    /// # Errors
    /// When they cannot be written, as with a closed pipe.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// The help of the whole program.
    pub(super) fn print_help(&mut self, mut command: clap::Command) -> anyhow::Result<Outcome> {
        write!(self, "{}", command.render_help().ansi())?;
        Ok(Outcome::Done)
    }
}

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether the reader at the other end of the pipe has gone away (`| head`).
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// Text that no terminal takes for a command; only [`clean`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harmless<'a>(Cow<'a, str>);

/// Text of a document or a path made harmless: control characters and those that turn the direction of writing are
/// written as `\u{…}`, tabs and line ends as spaces.
pub fn clean(text: &str) -> Harmless<'_> {
    if !text.contains(commands_terminal) {
        return Harmless(Cow::Borrowed(text));
    }
    let mut harmless = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' => harmless.push(' '),
            c if commands_terminal(c) => {
                let _ = write!(harmless, "{}", c.escape_unicode());
            }
            c => harmless.push(c),
        }
    }
    Harmless(Cow::Owned(harmless))
}

impl Harmless<'_> {
    /// The same, held for itself.
    pub fn into_owned(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Harmless<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Display for Harmless<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

/// C0, C1 and DEL; line and paragraph separators; bidirectional marks, embeddings, overrides and isolates (UAX #9).
fn commands_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Columns a text takes: its characters without combining marks.
pub fn width(text: &str) -> usize {
    text.chars().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).count()
}

/// Words filled into rows of at most `columns`; a longer word has a row of its own.
pub fn fill(text: &str, columns: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match rows.last_mut() {
            Some(row) if width(row) + 1 + width(word) <= columns => {
                row.push(' ');
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        }
    }
    rows
}

/// The colour of a role, the same in every command.
pub fn role_style(role: Role) -> Style {
    match role {
        Role::Signatory => AnsiColor::Blue.on_default().bold(),
        Role::Speaker => AnsiColor::Green.on_default().bold(),
        Role::Chair => AnsiColor::Magenta.on_default().bold(),
        Role::Addressee => AnsiColor::Yellow.on_default().bold(),
        Role::Issuer => AnsiColor::Red.on_default().bold(),
        Role::Participant => AnsiColor::Cyan.on_default().bold(),
        Role::Mentioned => Style::new().underline(),
    }
}

/// `1 document`, `2 documents`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_command_a_terminal_is_written_out() {
        assert_eq!(&*clean("Ann Lee"), "Ann Lee");
        assert_eq!(&*clean("a\x1b[31mb\u{9b}c\x07"), "a\\u{1b}[31mb\\u{9b}c\\u{7}");
        assert_eq!(&*clean("Ann \u{202e}eeL"), "Ann \\u{202e}eeL");
        assert_eq!(&*clean("one\ttwo\nthree"), "one two three");
    }

    #[test]
    fn joiners_that_spelling_needs_stay() {
        assert_eq!(&*clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn rows_are_filled_and_long_words_kept_whole() {
        assert_eq!(fill("one two three", 7), ["one two", "three"]);
        assert_eq!(fill("unbreakable a b", 4), ["unbreakable", "a b"]);
        assert!(fill("  ", 4).is_empty());
    }
}

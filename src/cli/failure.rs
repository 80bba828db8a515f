//! What stopped, why, and the next step: `error:`, `cause:`, `help:`.

use super::terminal::{BOLD, ERROR, clean};
use crate::decisions::DecisionError;
use crate::export::ExportError;
use crate::mentions::MentionsError;
use crate::read::ReadError;
use crate::settings::SettingsError;
use std::io::Write;

/// An error as it is told: lower case, always with the next step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct Failure {
    /// What could not be done.
    pub what: String,
    /// Why.
    pub cause: Option<String>,
    /// The next step.
    pub help: String,
}

impl Failure {
    /// A failure whose cause is its own.
    pub fn new(what: impl Into<String>, cause: impl ToString, help: impl Into<String>) -> Failure {
        Failure { what: what.into(), cause: Some(cause.to_string()), help: help.into() }
    }

    /// A failure that needs no cause beside it.
    pub fn plain(what: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure { what: what.into(), cause: None, help: help.into() }
    }

    /// Another part's error: its message, its source as the cause.
    pub fn of(error: &dyn std::error::Error, help: impl Into<String>) -> Failure {
        let cause = error.source().map(ToString::to_string);
        Failure { what: error.to_string(), cause, help: help.into() }
    }

    /// Whatever a command gave up with.
    pub fn from_error(error: anyhow::Error) -> Failure {
        let help = "if this looks like a fault of undersigned, report it with the command you gave";
        error.downcast::<Failure>().unwrap_or_else(|error| Failure::of(error.as_ref(), help))
    }

    /// Tells it on standard error.
    pub fn tell(&self) {
        self.tell_as("error:");
    }

    /// Tells what does not stop the run.
    pub fn warn(&self) {
        self.tell_as("warning:");
    }

    fn tell_as(&self, word: &str) {
        let mut err = anstream::stderr().lock();
        let mut text = format!("{ERROR}{word}{ERROR:#} {}\n", clean(&self.what));
        if let Some(cause) = &self.cause {
            text.push_str(&format!("{BOLD}cause:{BOLD:#} {}\n", clean(cause)));
        }
        text.push_str(&format!("{BOLD}help:{BOLD:#} {}\n", clean(&self.help)));
        // When nobody can hear it, the exit code still says it.
        let _ = err.write_all(text.as_bytes());
    }
}

impl From<&ReadError> for Failure {
    fn from(error: &ReadError) -> Failure {
        Failure::of(error, error.cause.help())
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        Failure::of(&error, error.help())
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Failure {
        Failure::of(&error, error.help())
    }
}

impl From<DecisionError> for Failure {
    fn from(error: DecisionError) -> Failure {
        Failure::of(&error, error.help())
    }
}

impl From<MentionsError> for Failure {
    fn from(error: MentionsError) -> Failure {
        Failure::of(&error, error.help())
    }
}

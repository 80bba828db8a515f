//! From the file `undersigned.toml` to settings, or to the line that is wrong and the next step.

use super::Settings;
use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error as _};
use std::path::{Path, PathBuf};

/// Why a settings file cannot be used; its source says what is wrong with it.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be opened.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's word.
        #[source]
        cause: std::io::Error,
    },
    /// A line says what cannot be.
    #[error("cannot use {}:{}:{}", path.display(), at.0, at.1)]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Line and column, from 1.
        at: (usize, usize),
        /// What is wrong.
        #[source]
        cause: Wrong,
        /// The key that was meant, where one is near.
        nearest: Option<String>,
    },
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(String);

impl SettingsError {
    /// The next step.
    pub fn help(&self) -> String {
        match self {
            SettingsError::Unreadable { .. } => "check the path after --settings".to_owned(),
            SettingsError::Wrong { nearest: Some(key), .. } => format!("did you mean `{key}`?"),
            SettingsError::Wrong { .. } => "`undersigned settings` prints every key with its meaning".to_owned(),
        }
    }
}

/// Opens and reads a settings file; gives its bytes too, for their hash.
///
/// # Errors
/// When it cannot be opened, is not UTF-8 or TOML, or has an unknown key or an impossible value.
pub fn load(path: &Path) -> Result<(Settings, Vec<u8>), SettingsError> {
    let bytes = std::fs::read(path).map_err(|cause| SettingsError::Unreadable { path: path.to_owned(), cause })?;
    let text = std::str::from_utf8(&bytes).map_err(|cause| SettingsError::Wrong {
        path: path.to_owned(),
        at: line_and_column(&String::from_utf8_lossy(&bytes[..cause.valid_up_to()]), cause.valid_up_to()),
        cause: Wrong("this is not UTF-8".to_owned()),
        nearest: None,
    })?;
    let settings = parse(text, path)?;
    Ok((settings, bytes))
}

/// Reads settings from text; `path` is only named in errors.
///
/// # Errors
/// When it is not TOML, or has an unknown key or an impossible value.
pub fn parse(text: &str, path: &Path) -> Result<Settings, SettingsError> {
    let text = text.trim_start_matches('\u{feff}');
    toml::from_str(text).map_err(|error| SettingsError::Wrong {
        path: path.to_owned(),
        at: line_and_column(text, error.span().map_or(0, |span| span.start)),
        cause: Wrong(error.message().replace('\n', " ")),
        nearest: nearest(error.message()),
    })
}

/// A day, written as TOML's own date or as a string; absent is `None`.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let written = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => text,
        toml::Value::Datetime(datetime) => datetime.to_string(),
        other => return Err(D::Error::custom(format!("expected a day such as 2020-01-31, found {other}"))),
    };
    let day = written.parse().map_err(|_| D::Error::custom(format!("`{written}` is not a day such as 2020-01-31")))?;
    Ok(Some(day))
}

/// A mark of one character; absent is `None`.
pub(super) fn mark<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<char>, D::Error> {
    let written = String::deserialize(deserializer)?;
    let mut marks = written.chars();
    match (marks.next(), marks.next()) {
        (Some(mark), None) if !mark.is_alphanumeric() => Ok(Some(mark)),
        _ => Err(D::Error::custom(format!("`{written}` is not one mark such as `;`"))),
    }
}

/// The name of an encoding, as web pages write it; empty where the bytes have to tell.
pub(super) fn encoding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let written = String::deserialize(deserializer)?;
    let known = written.is_empty() || encoding_rs::Encoding::for_label(written.as_bytes()).is_some();
    known.then(|| written.clone()).ok_or_else(|| {
        D::Error::custom(format!("`{written}` is not an encoding such as windows-1250, utf-8 or shift_jis"))
    })
}

/// The name of an encoding; absent is `None`.
pub(super) fn own_encoding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    encoding(deserializer).map(|name| Some(name).filter(|name| !name.is_empty()))
}

/// A likeness, from 0 to 1.
pub(super) fn likeness<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let written = f64::deserialize(deserializer)?;
    let possible = (0.0..=1.0).contains(&written);
    possible.then_some(written).ok_or_else(|| D::Error::custom(format!("`{written}` is not from 0 to 1")))
}

/// Line and column, from 1, of the byte at `offset`.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The known word nearest to the unknown one in serde's "unknown … `x`, expected one of `a`, `b`".
fn nearest(message: &str) -> Option<String> {
    let mut words = message.split('`').skip(1).step_by(2);
    let unknown = words.next().filter(|_| message.starts_with("unknown "))?;
    words
        .map(|word| (strsim::normalized_damerau_levenshtein(unknown, word), word))
        .filter(|(alike, _)| *alike >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn wrong(text: &str) -> SettingsError {
        parse(text, Path::new("undersigned.toml")).expect_err("it is wrong")
    }

    fn cause(error: &SettingsError) -> String {
        std::error::Error::source(error).expect("it has a cause").to_string()
    }

    #[test]
    fn an_unknown_key_is_told_with_its_line_and_the_nearest_key() {
        let error = wrong("[network]\nmax-cliqe = 30\n");
        assert_eq!(error.to_string(), "cannot use undersigned.toml:2:1");
        assert!(cause(&error).contains("max-cliqe"), "{error:?}");
        assert_eq!(error.help(), "did you mean `max-clique`?");
    }

    #[test]
    fn an_unknown_role_is_told_too() {
        let error = wrong("[network]\nroles = [\"signatroy\"]\n");
        assert_eq!(error.to_string(), "cannot use undersigned.toml:2:10");
        assert_eq!(error.help(), "did you mean `signatory`?");
    }

    #[test]
    fn a_key_like_no_other_points_to_the_list_of_keys() {
        assert!(wrong("zzz = 1\n").help().contains("undersigned settings"));
    }

    #[test]
    fn days_are_read_as_dates_and_as_strings() {
        let text = "[network]\nsince = 2020-01-31\nuntil = \"2021-02-28\"\n";
        let settings = parse(text, Path::new("-")).expect("both are days");
        assert_eq!(
            (settings.network.since, settings.network.until),
            (Some(date(2020, 1, 31)), Some(date(2021, 2, 28)))
        );
        assert!(cause(&wrong("[network]\nsince = 2020\n")).contains("expected a day"));
        assert!(cause(&wrong("[network]\nsince = \"31 June\"\n")).contains("is not a day"));
    }

    #[test]
    fn a_likeness_is_from_0_to_1() {
        assert_eq!(parse("[merge]\nalike = 1\n", Path::new("-")).expect("it is possible").merge.alike, 1.0);
        for impossible in ["7", "-0.1", "nan"] {
            assert!(cause(&wrong(&format!("[merge]\nalike = {impossible}\n"))).contains("is not from 0 to 1"));
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = load(Path::new("no/such.toml")).expect_err("it is not there");
        assert_eq!(error.to_string(), "cannot read no/such.toml");
    }
}

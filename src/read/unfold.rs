//! A source and the files inside it: each a document of its own.

use super::parse::{Ask, parse};
use super::worker::guarded;
use super::{Budget, Cause, Opened, ReadError, Source, Workers, bytes, counted, find, format, opened, parsed};
use crate::model::{Format, Notice};
use crate::settings::Settings;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// All that one source holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unfolded {
    /// Its documents: itself, then what it encloses.
    pub documents: Vec<Opened>,
    /// About what encloses them.
    pub notices: Vec<Notice>,
    /// What cannot be read.
    pub errors: Vec<Unread>,
}

/// A document that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The id it would have.
    pub id: String,
    /// Its path as errors name it.
    pub what: String,
    /// Why.
    pub cause: Cause,
}

/// How files are read on their way down.
struct Way<'a> {
    ask: Ask,
    workers: Option<&'a Workers>,
    /// Files and bytes that may still come out.
    parts: usize,
    unpacked: u64,
}

/// A file on its way: its id, its path as errors name it, and how deep it lies.
struct Place {
    id: String,
    what: String,
    named: Option<Format>,
    depth: usize,
}

/// The raw bytes of a source.
///
/// # Errors
/// When it cannot be opened, is not a regular file, or is larger than the settings allow.
pub fn load(source: &Source, settings: &Settings) -> Result<Vec<u8>, Unread> {
    let limit = Budget::of(&settings.read).file;
    let loaded = match &source.path {
        Some(path) => bytes::of_file(path, limit),
        None => bytes::of(std::io::stdin().lock(), limit),
    };
    loaded.map_err(|cause| Unread { id: source.id.clone(), what: source.shown(), cause })
}

/// How many bytes a source has; none where it is no regular file.
pub fn size(source: &Source) -> Option<u64> {
    let facts = std::fs::metadata(source.path.as_ref()?).ok()?;
    facts.is_file().then_some(facts.len())
}

/// The SHA-256 of a source's bytes, in lower-case hex.
///
/// # Errors
/// When it is no regular file, cannot be opened, or is larger than the settings allow.
pub fn hash(source: &Source, settings: &Settings) -> Result<String, Cause> {
    let path = source.path.as_ref().ok_or(Cause::NotRegular)?;
    bytes::hash_of_file(path, Budget::of(&settings.read).file)
}

/// Reads the bytes of a source and of the files inside it. Compressed and structured formats are read by workers; without
/// them, in this process.
pub fn unfold(source: &Source, bytes: Vec<u8>, settings: &Settings, workers: Option<&Workers>) -> Unfolded {
    let own = settings.documents.get(&source.id).and_then(|document| document.encoding.clone());
    let budget = Budget::of(&settings.read);
    let encoding = own.unwrap_or_else(|| settings.read.encoding.clone());
    let ask = Ask { named: source.format, encoding, budget };
    let mut way = Way { ask, workers, parts: budget.parts, unpacked: budget.unpacked };
    let mut found = Unfolded::default();
    let place = Place { id: source.id.clone(), what: source.shown(), named: source.format, depth: 0 };
    descend(place, bytes, &mut way, &mut found);
    found
}

fn descend(place: Place, bytes: Vec<u8>, way: &mut Way<'_>, found: &mut Unfolded) {
    let sha256 = bytes::sha256(&bytes);
    let budget = way.ask.budget;
    let ask = Ask { named: place.named, ..way.ask.clone() };
    let isolated = format::of_bytes(&bytes).is_some_and(|format| format != Format::Html);
    let outcome = match way.workers.filter(|_| isolated) {
        Some(workers) => workers.read(&bytes, &ask),
        None if isolated => guarded(bytes, &ask),
        None => parse(bytes, &ask),
    };
    let (format, mut parsed) = match outcome {
        Ok(read) => read,
        Err(cause) => return found.errors.push(place.unread(cause)),
    };
    let parts = std::mem::take(&mut parsed.parts);
    if format != Format::Zip {
        found.documents.push(opened(&place.id, format, sha256, parsed));
    } else if parts.is_empty() {
        let passed_over = parsed.notices.len();
        return found.errors.push(place.unread(Cause::NoDocuments { passed_over }));
    } else {
        found.notices.extend(parsed.notices.into_iter().map(|notice| Notice { document: place.id.clone(), ..notice }));
    }
    let mut taken = BTreeSet::new();
    for part in parts {
        let inside = place.inside(&part.name, part.format, &mut taken);
        let size = part.bytes.len() as u64;
        let cause = match () {
            () if inside.depth > budget.depth => Some(Cause::TooDeep { limit: budget.depth }),
            () if way.parts == 0 => Some(Cause::TooManyParts { limit: budget.parts }),
            () if way.unpacked < size => Some(Cause::TooLargeUnpacked { limit: budget.unpacked }),
            () => None,
        };
        if let Some(cause) = cause {
            found.errors.push(inside.unread(cause));
            continue;
        }
        (way.parts, way.unpacked) = (way.parts - 1, way.unpacked - size);
        descend(inside, part.bytes, way, found);
    }
}

impl Place {
    fn unread(&self, cause: Cause) -> Unread {
        Unread { id: self.id.clone(), what: self.what.clone(), cause }
    }

    /// The place of a file inside this one; of two files of one name the second has a number.
    fn inside(&self, name: &str, named: Option<Format>, taken: &mut BTreeSet<String>) -> Place {
        let name = find::shown(Path::new(name));
        let numbered = |n: usize| if n == 1 { name.clone() } else { format!("{name} ({n})") };
        let name = (1..).map(numbered).find(|name| !taken.contains(name)).expect("numbers do not end");
        taken.insert(name.clone());
        let below = |whole: &str| format!("{whole}!/{name}");
        Place { id: below(&self.id), what: below(&self.what), named, depth: self.depth + 1 }
    }
}

impl Unread {
    /// As an error.
    pub fn error(&self) -> ReadError {
        ReadError { what: self.what.clone(), cause: self.cause.clone() }
    }

    /// As a row of `notices.csv`.
    pub fn notice(&self) -> Notice {
        Notice { document: self.id.clone(), ..self.error().notice() }
    }
}

impl Unfolded {
    /// The one document of a source.
    ///
    /// # Errors
    /// When it cannot be read, or there are several.
    pub fn one(mut self) -> Result<Opened, ReadError> {
        match (self.documents.len(), self.errors.first()) {
            (0, Some(unread)) => Err(unread.error()),
            (0, None) => Err(ReadError { what: String::new(), cause: Cause::NoDocuments { passed_over: 0 } }),
            (1, _) => Ok(self.documents.remove(0)),
            (number, _) => {
                let first = &mut self.documents[0];
                let message = format!("{} in it are documents of their own", counted(number - 1, "file"));
                let help = "`undersigned build` reads them all";
                let notice = parsed::notice("encloses", None, message, help);
                first.notices.push(Notice { document: first.document.head.id.clone(), ..notice });
                Ok(self.documents.remove(0))
            }
        }
    }
}

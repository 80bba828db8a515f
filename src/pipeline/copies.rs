//! Files with the bytes of an earlier one: told before they are read, so that each is read once.

use super::sources::{Means, Yield, by_their_ids};
use super::{Recogniser, of_document};
use crate::model::{Format, Notice, Reading};
use crate::read::{self, Source};
use crate::settings::Settings;
use std::collections::BTreeMap;

/// A file with the bytes of another, which would be read in the same way.
pub(super) struct Copy<'a> {
    pub source: &'a Source,
    /// The first of them by its id.
    first: &'a Source,
    sha256: String,
}

/// What the outcome of reading depends on beside the id: the bytes, the format that the name announces, and the encoding
/// that the analyst names.
type Twins<'a> = (String, Option<Format>, Option<&'a str>);

/// Parts sources, sorted by id, into those that are to be read and the copies of these. Only files of one size are looked
/// into. A copy that given mentions name is read all the same: they have to fit it.
pub(super) fn set_aside<'a>(
    sources: Vec<&'a Source>,
    recogniser: Recogniser<'_>,
    settings: &Settings,
    means: Means<'_>,
) -> (Vec<&'a Source>, Vec<Copy<'a>>) {
    let hashes = hashes(&sources, settings, means);
    let is_named = |id: &str| matches!(recogniser, Recogniser::Given(all) if all.contains_key(id));
    let mut first_of: BTreeMap<Twins<'_>, &Source> = BTreeMap::new();
    let (mut firsts, mut copies) = (Vec::new(), Vec::new());
    for source in sources {
        let hash = hashes.get(source.id.as_str()).filter(|_| !is_named(&source.id));
        let Some(sha256) = hash else {
            firsts.push(source);
            continue;
        };
        let encoding = settings.documents.get(&source.id).and_then(|known| known.encoding.as_deref());
        match first_of.get(&(sha256.clone(), source.format, encoding)) {
            Some(first) => copies.push(Copy { source, first, sha256: sha256.clone() }),
            None => {
                first_of.insert((sha256.clone(), source.format, encoding), source);
                firsts.push(source);
            }
        }
    }
    (firsts, copies)
}

/// The hashes of files that are not the only ones of their size, by id.
fn hashes<'a>(sources: &[&'a Source], settings: &Settings, means: Means<'_>) -> BTreeMap<&'a str, String> {
    let mut by_size: BTreeMap<u64, Vec<&Source>> = BTreeMap::new();
    for source in sources {
        if let Some(size) = read::size(source) {
            by_size.entry(size).or_default().push(source);
        }
    }
    let alike: Vec<&Source> = by_size.into_values().filter(|all| all.len() > 1).flatten().collect();
    let hash = |(): &mut (), source| read::hash(source, settings).ok();
    let hashed = by_their_ids(&alike, Means { tick: None, ..means }, || (), hash);
    hashed.into_iter().filter_map(|(id, hash)| Some((id, hash?))).collect()
}

impl Copy<'_> {
    /// Whether all that the copy would give is told by what its first gave: one document of the same bytes, and nothing to
    /// say about files inside it or about a fault.
    pub fn is_told_by(&self, found: &BTreeMap<&str, Yield>) -> bool {
        let is_whole = |found: &Yield| match found.readings.as_slice() {
            [only] => {
                let head = &only.head;
                let alone = found.notices.is_empty() && found.unread.is_empty() && found.misfits.is_empty();
                alone && head.id == self.first.id && head.sha256 == self.sha256
            }
            _ => false,
        };
        found.get(self.first.id.as_str()).is_some_and(is_whole)
    }
}

/// Leaves out each document whose bytes are those of an earlier one, with a notice for it and for each copy that was not
/// read. `readings` are sorted by id.
pub(super) fn leave_out(readings: &mut Vec<Reading>, unread: &[Copy<'_>]) -> Vec<Notice> {
    let mut first_of: BTreeMap<String, String> = BTreeMap::new();
    let mut notices = Vec::new();
    readings.retain(|Reading { head, .. }| {
        let first = first_of.entry(head.sha256.clone()).or_insert_with(|| head.id.clone());
        if *first != head.id {
            notices.push(same_file(&head.id, first));
        }
        *first == head.id
    });
    let first = |copy: &Copy<'_>| first_of.get(&copy.sha256).map(|first| same_file(&copy.source.id, first));
    notices.extend(unread.iter().filter_map(first));
    notices
}

fn same_file(id: &str, first: &str) -> Notice {
    let help = "none is needed; remove one of the two to be rid of this";
    of_document("same-file", id, format!("the same bytes as {first}: read once"), help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Given, GivenMentions, Kind};
    use crate::pipeline::read_all;
    use crate::recognise::tagger::model::Model;
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tempfile::TempDir;

    const LETTER: &str = "Signed by:\n\n1. Mara Ostrander, Quay Watch\n2. Tobias Wend, Bay Council\n";

    /// A folder with these files, and its sources in the opposite order of their ids.
    fn pile(files: &[(&str, &[u8])]) -> (TempDir, Vec<Source>) {
        let folder = TempDir::new().expect("the system has a folder for such things");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("the folder is ours");
        }
        let mut sources = read::find(&[folder.path().to_owned()], &read::Choice::default()).sources;
        sources.reverse();
        (folder, sources)
    }

    fn told<'a>(notices: impl IntoIterator<Item = &'a Notice>) -> Vec<(&'a str, &'a str)> {
        notices.into_iter().map(|notice| (notice.document.as_str(), notice.message.as_str())).collect()
    }

    fn ids<'a>(sources: impl IntoIterator<Item = &'a Source>) -> Vec<&'a str> {
        sources.into_iter().map(|source| source.id.as_str()).collect()
    }

    fn ours() -> Recogniser<'static> {
        Recogniser::Ours(Model::built_in())
    }

    fn in_order(sources: &[Source]) -> Vec<&Source> {
        sources.iter().rev().collect()
    }

    #[test]
    fn the_first_is_read_and_the_others_are_told() {
        let other = LETTER.replace("Mara", "Vera");
        let files = [("c.txt", LETTER), ("a.txt", LETTER), ("b.txt", other.as_str()), ("d.txt", LETTER)];
        let (_folder, sources) = pile(&files.map(|(name, text)| (name, text.as_bytes())));
        let settings = Settings::default();
        let (firsts, copies) = set_aside(in_order(&sources), ours(), &settings, Means::default());
        assert_eq!(ids(firsts), ["a.txt", "b.txt"]);
        assert_eq!(ids(copies.iter().map(|copy| copy.source)), ["c.txt", "d.txt"]);

        let ticks = AtomicUsize::new(0);
        let tick = || {
            ticks.fetch_add(1, Ordering::Relaxed);
        };
        let pile = read_all(&sources, ours(), &settings, Means { tick: Some(&tick), ..Means::default() });
        let read: Vec<_> = pile.readings.iter().map(|reading| reading.head.id.as_str()).collect();
        assert_eq!(read, ["a.txt", "b.txt"]);
        let same = "the same bytes as a.txt: read once";
        assert_eq!(told(&pile.notices), [("c.txt", same), ("d.txt", same)]);
        assert_eq!(ticks.into_inner(), 4);
    }

    #[test]
    fn what_may_be_read_otherwise_is_no_copy() {
        let western = b"Signed by:\n\n1. Zo\xEB Doe, Quay Watch\n".as_slice();
        let (_folder, sources) = pile(&[("a.txt", western), ("b.md", western), ("c.txt", western)]);
        let mut settings = Settings::default();
        settings.documents.entry("c.txt".to_owned()).or_default().encoding = Some("iso-8859-5".to_owned());
        let (firsts, copies) = set_aside(in_order(&sources), ours(), &settings, Means::default());
        assert_eq!((firsts.len(), copies.len()), (3, 0));
        let pile = read_all(&sources, ours(), &settings, Means::default());
        let same = "the same bytes as a.txt: read once";
        assert_eq!(told(&pile.notices), [("b.md", same), ("c.txt", same)]);
    }

    #[test]
    fn every_file_that_cannot_be_read_or_holds_others_is_told_for_itself() {
        let mail = "MIME-Version: 1.0\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=o\n\n--o\n\n\
                    Ada Marsh said so.\n--o\nContent-Disposition: attachment; filename=a.txt\n\nLena Quill said no.\n--o--\n";
        let files = [
            ("a.eml", mail),
            ("b.eml", mail),
            ("p.txt", "\u{89}PNG"),
            ("q.txt", "Rar!\u{1A}"),
            ("r.txt", "Rar!\u{1A}"),
        ];
        let (_folder, sources) = pile(&files.map(|(name, text)| (name, text.as_bytes())));
        let pile = read_all(&sources, ours(), &Settings::default(), Means::default());
        let errors: Vec<_> = pile.errors.iter().map(|error| error.what.rsplit('/').next().unwrap_or("")).collect();
        assert_eq!(errors, ["q.txt", "r.txt"]);
        let copies: Vec<_> = pile.notices.iter().filter(|notice| notice.code == "same-file").collect();
        let expected = [
            ("b.eml", "the same bytes as a.eml: read once"),
            ("b.eml!/a.txt", "the same bytes as a.eml!/a.txt: read once"),
        ];
        assert_eq!(told(copies), expected);
    }

    #[test]
    fn given_mentions_have_to_fit_copies_too() {
        let (_folder, sources) = pile(&[("a.txt", LETTER.as_bytes()), ("b.txt", LETTER.as_bytes())]);
        let wrong = Given {
            document: "b.txt".to_owned(),
            start: 0,
            end: 3,
            text: "Ann".to_owned(),
            kind: Kind::Person,
            name: None,
            form: None,
            titles: None,
            postnominals: None,
            pieces: None,
            whole: None,
            rule: None,
            confidence: None,
            recogniser: None,
            line: 7,
        };
        let given = GivenMentions::from([("a.txt".to_owned(), vec![]), ("b.txt".to_owned(), vec![wrong])]);
        let pile = read_all(&sources, Recogniser::Given(&given), &Settings::default(), Means::default());
        assert_eq!(pile.misfits.iter().map(|misfit| misfit.line).collect::<Vec<_>>(), [7]);
    }
}

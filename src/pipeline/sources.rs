//! Sources to readings: opened, read or taken from the cache, in parallel, with nothing of it to be seen in the result.

use super::{Recogniser, copies, laid_out, of_document, read_by, read_given};
use crate::lexicon::Lexicon;
use crate::mentions;
use crate::model::{GivenMentions, Notice, Reading, Texts};
use crate::read::{self, Opened, ReadError, Source, Unfolded, Unread, Workers};
use crate::recognise::tagger::model::Model;
use crate::recognise::{self, Misfit, Wordbook};
use crate::settings::Settings;
use crate::store::{Cache, Key};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::{self, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// What a run has at hand. Nothing of it leaves a trace in what is returned.
#[derive(Clone, Copy, Default)]
pub struct Means<'a> {
    /// Threads that read; 0: one for each core.
    pub threads: usize,
    /// Processes that read what is compressed or structured; without them it is read in this one.
    pub workers: Option<&'a Workers>,
    /// Readings of earlier runs.
    pub cache: Option<&'a Cache>,
    /// Told after each source.
    pub tick: Option<&'a (dyn Fn() + Sync)>,
}

/// A pile of documents, read.
#[derive(Debug, Default)]
pub struct Pile {
    /// Sorted by document id.
    pub readings: Vec<Reading>,
    /// One for each source that could not be read, and for each document that given mentions name in vain.
    pub notices: Vec<Notice>,
    /// The sources that could not be read, as errors, in the order of their ids.
    pub errors: Vec<ReadError>,
    /// Given mentions that do not fit their document: of each such document one, in the order of the ids.
    pub misfits: Vec<Misfit>,
}

/// What comes of one source: an archive or a mail may hold several documents.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Yield {
    pub readings: Vec<Reading>,
    pub notices: Vec<Notice>,
    pub unread: Vec<Unread>,
    #[serde(skip)]
    pub misfits: Vec<Misfit>,
}

/// Reads every source. The order of the sources and the means leave no trace in what is returned. Of documents with the
/// same bytes the first is read.
pub fn read_all(sources: &[Source], recogniser: Recogniser<'_>, settings: &Settings, means: Means<'_>) -> Pile {
    let (firsts, copies) = copies::set_aside(by_id(sources), recogniser, settings, means);
    let mut found = read_each(&firsts, recogniser, settings, means);
    let (told, others): (Vec<_>, Vec<_>) = copies.into_iter().partition(|copy| copy.is_told_by(&found));
    let others: Vec<&Source> = others.iter().map(|copy| copy.source).collect();
    found.extend(read_each(&others, recogniser, settings, means));
    means.tick.inspect(|tick| told.iter().for_each(|_| tick()));
    if let Some(cache) = means.cache {
        cache.finish();
    }

    let mut pile = Pile::default();
    for found in found.into_values() {
        pile.readings.extend(found.readings);
        pile.notices.extend(found.notices);
        pile.notices.extend(found.unread.iter().map(Unread::notice));
        pile.errors.extend(found.unread.iter().map(Unread::error));
        pile.misfits.extend(found.misfits);
    }
    pile.readings.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    pile.notices.extend(copies::leave_out(&mut pile.readings, &told));
    pile.notices.extend(unused_mentions(&pile, recogniser));
    pile
}

/// What comes of these sources, by id.
fn read_each<'a>(
    sources: &[&'a Source],
    recogniser: Recogniser<'_>,
    settings: &Settings,
    means: Means<'_>,
) -> BTreeMap<&'a str, Yield> {
    let read = |(at_work, texts): &mut (AtWork, Texts), source| {
        let mut found = read_source(source, at_work, settings, means);
        found.readings.iter_mut().for_each(|reading| reading.share(texts));
        found
    };
    by_their_ids(sources, means, || (recogniser.begin(), Texts::default()), read)
}

/// Writes our own mentions of every document that can be read, as the lines of a file, and gives what cannot be read: both in
/// the order of the ids. Given back, they make the same readings.
///
/// # Errors
/// When `out` takes no more.
pub fn mentions(
    sources: &[Source],
    model: &Model,
    settings: &Settings,
    means: Means<'_>,
    out: &mut impl Write,
) -> io::Result<Vec<ReadError>> {
    let sources = by_id(sources);
    let begin = || Wordbook::new(model, Lexicon::built_in());
    // The lines of a great text take more room than all that they tell of.
    if let [source] = sources[..] {
        return write_mentions(source, &mut begin(), settings, means, out);
    }
    let of_source = |book: &mut Wordbook, source| {
        let mut lines = Vec::new();
        let errors = write_mentions(source, book, settings, means, &mut lines).expect("a vector takes all");
        (lines, errors)
    };
    let mut all = Vec::new();
    each(&sources, means, begin, of_source, |(lines, errors)| {
        all.extend(errors);
        out.write_all(&lines)
    })?;
    Ok(all)
}

fn write_mentions(
    source: &Source,
    book: &mut Wordbook,
    settings: &Settings,
    means: Means<'_>,
    out: &mut impl Write,
) -> io::Result<Vec<ReadError>> {
    let unfolded = open(source, settings, means);
    for opened in &unfolded.documents {
        let (document, layout) = laid_out(&opened.document, settings, &book.lines);
        let (mentions, _) = recognise::recognise_by(&document, &layout, book, Lexicon::built_in());
        drop(layout);
        mentions::write(&document.head.id, recognise::give(&document, mentions), out)?;
    }
    Ok(unfolded.errors.iter().map(Unread::error).collect())
}

/// The documents of a source.
pub fn open(source: &Source, settings: &Settings, means: Means<'_>) -> Unfolded {
    match read::load(source, settings) {
        Ok(bytes) => read::unfold(source, bytes, settings, means.workers),
        Err(unread) => Unfolded { errors: vec![unread], ..Unfolded::default() },
    }
}

fn by_id(sources: &[Source]) -> Vec<&Source> {
    let mut sources: Vec<&Source> = sources.iter().collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources
}

/// What comes of every source, by id; see [`each`].
pub(super) fn by_their_ids<'a, H, T: Send>(
    sources: &[&'a Source],
    means: Means<'_>,
    hand: impl Fn() -> H + Sync,
    make: impl Fn(&mut H, &'a Source) -> T + Sync,
) -> BTreeMap<&'a str, T> {
    let (mut found, mut ids) = (BTreeMap::new(), sources.iter().map(|source| source.id.as_str()));
    let Ok(()) = each(sources, means, hand, make, |made| {
        found.extend(ids.next().map(|id| (id, made)));
        Ok::<(), Infallible>(())
    });
    found
}

/// Each thread takes sources in so many shares, at least …
const SHARES: usize = 64;
/// … but no more of them at once than these.
const AT_ONCE: usize = 32;

/// Takes what comes of every source, in their order. Each is made by a hand that has made others before: that may make it
/// quicker, and must leave no trace.
///
/// # Errors
/// The first of `take`: what comes after is not made.
fn each<'a, H, T: Send, E>(
    sources: &[&'a Source],
    means: Means<'_>,
    hand: impl Fn() -> H + Sync,
    make: impl Fn(&mut H, &'a Source) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let made = |hand: &mut H, source: &'a Source| {
        let made = make(hand, source);
        means.tick.inspect(|tick| tick());
        made
    };
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if means.threads == 0 { cores() } else { means.threads };
    // One source is read here: memory that another thread gives back is lost to those that come after it.
    if threads.min(sources.len()) <= 1 {
        let mut hand = hand();
        return sources.iter().try_for_each(|source| take(made(&mut hand, source)));
    }
    let at_once = (sources.len() / (threads * SHARES)).clamp(1, AT_ONCE);
    let shares: Vec<&[&Source]> = sources.chunks(at_once).collect();
    let next = AtomicUsize::new(0);
    let (give, given) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads.min(sources.len()) {
            let give = give.clone();
            scope.spawn(|| {
                let (give, mut hand) = (give, hand());
                let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
                let mut theirs = numbers.map_while(|at| Some((at, *shares.get(at)?)));
                // Where nobody takes any more, nothing more is made.
                theirs.all(|(at, share)| {
                    let made: Vec<T> = share.iter().map(|source| made(&mut hand, source)).collect();
                    give.send((at, made)).is_ok()
                })
            });
        }
        drop(give);
        let (mut early, mut due) = (BTreeMap::new(), 0);
        for (at, made) in given {
            early.insert(at, made);
            while let Some(made) = early.remove(&due) {
                made.into_iter().try_for_each(&mut take)?;
                due += 1;
            }
        }
        Ok(())
    })
}

/// A recogniser at work on one document after the other.
enum AtWork<'a> {
    Ours(Box<Wordbook<'a>>),
    Given(&'a GivenMentions),
}

impl<'a> Recogniser<'a> {
    fn begin(self) -> AtWork<'a> {
        match self {
            Recogniser::Ours(model) => AtWork::Ours(Box::new(Wordbook::new(model, Lexicon::built_in()))),
            Recogniser::Given(all) => AtWork::Given(all),
        }
    }
}

/// Reads a source, or takes its readings from the cache.
fn read_source(source: &Source, recogniser: &mut AtWork<'_>, settings: &Settings, means: Means<'_>) -> Yield {
    let bytes = match read::load(source, settings) {
        Ok(bytes) => bytes,
        Err(unread) => return Yield { unread: vec![unread], ..Yield::default() },
    };
    let kept = means.cache.map(|cache| (cache, key(cache, source, &bytes, settings)));
    let known = kept.and_then(|(cache, key)| postcard::from_bytes(&cache.get(&key)?).ok());
    if let Some(known) = known {
        return known;
    }
    let found = attributed(read::unfold(source, bytes, settings, means.workers), recogniser, settings);
    let lasting = found.misfits.is_empty() && found.unread.iter().all(|unread| unread.cause.is_lasting());
    if let Some((cache, key)) = kept.filter(|_| lasting)
        && let Ok(value) = postcard::to_stdvec(&found)
    {
        cache.put(key, &value);
    }
    found
}

/// All that the readings of a source depend on beside program, recogniser and lexicon: its bytes, its id and name, and the
/// settings that reading uses.
fn key(cache: &Cache, source: &Source, bytes: &[u8], settings: &Settings) -> Key {
    let inside = format!("{}!/", source.id);
    let own: BTreeMap<_, _> =
        settings.documents.iter().filter(|(id, _)| **id == source.id || id.starts_with(&inside)).collect();
    let used =
        serde_json::to_vec(&(&settings.read, &settings.list, &settings.rules, own, source.format, source.shown()));
    cache.key(&[bytes, source.id.as_bytes(), &used.expect("settings are plain tables, strings and numbers")])
}

/// The readings of a source's documents.
fn attributed(unfolded: Unfolded, recogniser: &mut AtWork<'_>, settings: &Settings) -> Yield {
    let mut found = Yield { notices: unfolded.notices, unread: unfolded.errors, ..Yield::default() };
    for opened in unfolded.documents {
        match read_opened(opened, recogniser, settings) {
            Ok(reading) => found.readings.push(reading),
            Err(misfit) => found.misfits.push(misfit),
        }
    }
    found
}

fn read_opened(opened: Opened, recogniser: &mut AtWork<'_>, settings: &Settings) -> Result<Reading, Misfit> {
    let lexicon = Lexicon::built_in();
    let id = &opened.document.head.id;
    let mut reading = match recogniser {
        AtWork::Ours(book) => read_by(&opened.document, book, settings, lexicon).1,
        AtWork::Given(all) => {
            let given = all.get(id);
            let lines = given.map_or(&[][..], Vec::as_slice);
            let mut reading = read_given(&opened.document, lines, settings, lexicon)?.1;
            reading.notices.extend(given.is_none().then(|| without_mentions(id)));
            reading
        }
    };
    reading.notices.splice(0..0, opened.notices);
    Ok(reading)
}

/// The notice for a document that the given mentions pass over.
fn without_mentions(id: &str) -> Notice {
    let help = "run your recogniser on it; if it finds nobody, a line with the field `document` alone says so";
    of_document("no-mentions", id, "the file of mentions has no line for it: nobody is named in it".to_owned(), help)
}

/// One notice for each document that given mentions name and nobody gave.
fn unused_mentions(pile: &Pile, recogniser: Recogniser<'_>) -> Vec<Notice> {
    let Recogniser::Given(all) = recogniser else { return Vec::new() };
    let told = pile.notices.iter().map(|notice| notice.document.as_str());
    let here: BTreeSet<&str> = pile.readings.iter().map(|reading| reading.head.id.as_str()).chain(told).collect();
    let unused = all.keys().filter(|id| !here.contains(id.as_str()));
    let message = "the file of mentions names this document, but it is not among those given";
    let help = "write its id as in documents.csv, or give the document too";
    unused.map(|id| of_document("unused-mentions", id, message.to_owned(), help)).collect()
}

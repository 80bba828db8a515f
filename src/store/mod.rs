//! The cache of readings: one file in the user's cache folder, from keys to bytes. What is in it can always be made again,
//! so whatever is wrong with it, a run goes on without.

mod uses;

use redb::{
    Database, DatabaseError, ReadableDatabase, ReadableTableMetadata, StorageError, TableDefinition, WriteTransaction,
};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// SHA-256 of all that a value depends on.
pub type Key = [u8; 32];

/// Keys to values, each behind a checksum of its own.
const READINGS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("readings-1");

/// So many values are written at once.
const BATCH: usize = 512;

/// Bytes of a value's checksum.
const CHECK: usize = 8;

/// The engine holds so many bytes of the file: each value is read once.
const HELD: usize = 32 << 20;

/// A file so many times as large as what it may hold is made smaller.
const SLACK: u64 = 2;

/// The engine's file is never smaller than some megabytes.
const LEAST_FILE: u64 = 4_000_000;

/// An open cache.
#[derive(Debug)]
pub struct Cache {
    /// Held until the cache is dropped.
    database: Option<Database>,
    /// Hash of what all values of this run depend on: program, model, given mentions.
    scope: Key,
    /// The most bytes of values that it keeps.
    room: u64,
    waiting: Mutex<Waiting>,
    path: PathBuf,
    /// Found damaged on the way: it is removed at the end, and the next run makes it anew.
    is_damaged: AtomicBool,
}

/// What the next transaction writes.
#[derive(Debug, Default)]
struct Waiting {
    values: BTreeMap<Key, Vec<u8>>,
    /// Values that were asked for, with their bytes.
    used: BTreeMap<Key, u64>,
    /// Bytes of all values that this run has put.
    put: u64,
    /// Whether anything was asked for or put since the last time that all was written.
    is_touched: bool,
}

/// Why a cache cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// Another run has it open.
    #[error("another run is using the cache {}", .0.display())]
    InUse(PathBuf),
    /// The folder or the file cannot be made or opened.
    #[error("cannot use the cache {}: {cause}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// The system's word.
        cause: String,
    },
}

impl Cache {
    /// Opens the cache in a file, made where it is not there and made anew where it is damaged or no cache of ours. `scope`
    /// is what all values of this run depend on. Of more than `room` bytes of values those go that were not used for longest.
    ///
    /// # Errors
    /// When another run has it open, or it can be neither opened nor made.
    pub fn open(path: &Path, scope: &[u8], room: u64) -> Result<Cache, CacheError> {
        let unusable = |cause: String| CacheError::Unusable { path: path.to_owned(), cause };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unusable(error.to_string()))?;
        }
        let database = match create(path) {
            Ok(database) => database,
            Err(Refused::InUse) => return Err(CacheError::InUse(path.to_owned())),
            Err(Refused::Denied(cause)) => return Err(unusable(cause)),
            Err(Refused::Damaged) => {
                fs::remove_file(path).map_err(|error| unusable(error.to_string()))?;
                create(path).map_err(|_| unusable("it cannot be made anew".to_owned()))?
            }
        };
        let scope = Sha256::digest(scope).into();
        let (waiting, path, is_damaged) = (Mutex::default(), path.to_owned(), AtomicBool::new(false));
        Ok(Cache { database: Some(database), scope, room, waiting, path, is_damaged })
    }

    /// The key of what depends on these things too.
    pub fn key(&self, parts: &[&[u8]]) -> Key {
        let mut hash = Sha256::new();
        hash.update(self.scope);
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }

    /// The value of a key; none where it is not there or not what was written.
    pub fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let read = || {
            let table = self.database.as_ref()?.begin_read().ok()?.open_table(READINGS).ok()?;
            let found = table.get(key.as_slice()).ok()??;
            let (check, value) = found.value().split_at_checked(CHECK)?;
            Some((check == checksum(key, value)).then(|| value.to_vec()))
        };
        let found = guarded(read).unwrap_or(Some(None));
        if found == Some(None) {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
        let value = found.flatten()?;
        let mut waiting = self.waiting();
        waiting.used.insert(*key, (CHECK + value.len()) as u64);
        waiting.is_touched = true;
        Some(value)
    }

    /// Keeps a value; it is on the disk after [`Cache::finish`] at the latest. One run keeps no more than there is room for.
    pub fn put(&self, key: Key, value: &[u8]) {
        let checked = [checksum(&key, value).as_slice(), value].concat();
        let mut waiting = self.waiting();
        waiting.put += checked.len() as u64;
        waiting.is_touched = true;
        if waiting.put > self.room {
            return;
        }
        waiting.values.insert(key, checked);
        if waiting.values.len() >= BATCH {
            self.write(std::mem::take(&mut waiting.values));
        }
    }

    /// Writes what waits and which values were used, and lets go of those that were not used for longest where there is no
    /// room for all.
    pub fn finish(&self) {
        let (values, used) = {
            let mut waiting = self.waiting();
            if !std::mem::take(&mut waiting.is_touched) {
                return;
            }
            (std::mem::take(&mut waiting.values), std::mem::take(&mut waiting.used))
        };
        if !values.is_empty() {
            self.write(values);
        }
        self.transact(|transaction| uses::settle(transaction, &used, self.room));
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many values it holds.
    pub fn len(&self) -> u64 {
        let count = || self.database.as_ref()?.begin_read().ok()?.open_table(READINGS).ok()?.len().ok();
        guarded(count).flatten().unwrap_or(0)
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn write(&self, values: BTreeMap<Key, Vec<u8>>) {
        self.transact(|transaction| {
            let mut table = transaction.open_table(READINGS)?;
            for (key, value) in &values {
                table.insert(key.as_slice(), value.as_slice())?;
            }
            let sizes = values.iter().map(|(key, value)| (*key, value.len() as u64)).collect();
            uses::mark(transaction, &sizes)
        });
    }

    /// One transaction: all of it is there afterwards, or nothing, whatever happens meanwhile. A disk that is full costs
    /// only time on the next run.
    fn transact(&self, work: impl FnOnce(&WriteTransaction) -> Result<(), redb::Error>) {
        let write = || -> Result<(), redb::Error> {
            let Some(database) = &self.database else { return Ok(()) };
            let transaction = database.begin_write()?;
            work(&transaction)?;
            transaction.commit()?;
            Ok(())
        };
        if !matches!(guarded(write), Some(Ok(()) | Err(redb::Error::Io(_)))) {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the file has grown far beyond what it may hold, which only another limit can bring about.
    fn is_bloated(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|facts| facts.len() / SLACK > self.room.max(LEAST_FILE))
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.finish();
        // The engine tidies up when it is closed, which a damaged file may not let it do.
        let (database, is_bloated) = (self.database.take(), self.is_bloated());
        let closed = guarded(|| {
            if let Some(mut database) = database.filter(|_| is_bloated) {
                // What cannot be made smaller stays as large as it is.
                let _ = database.compact();
            }
        });
        if closed.is_none() || self.is_damaged.load(Ordering::Relaxed) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Why a file could not be opened as a cache.
enum Refused {
    InUse,
    Denied(String),
    Damaged,
}

fn create(path: &Path) -> Result<Database, Refused> {
    match guarded(|| Database::builder().set_cache_size(HELD).create(path)) {
        Some(Ok(database)) => Ok(database),
        Some(Err(DatabaseError::DatabaseAlreadyOpen)) => Err(Refused::InUse),
        Some(Err(DatabaseError::Storage(StorageError::Io(error)))) if !is_damage(&error) => {
            Err(Refused::Denied(error.to_string()))
        }
        _ => Err(Refused::Damaged),
    }
}

/// What the system says of the file's bytes, not of its place.
fn is_damage(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof)
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is at work on a file whose damage the store expects: a panic then is no fault of the program, and
/// nobody needs to hear of it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// What comes of work on a file that may be damaged; none where the damage makes the engine panic.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    GUARDED.set(true);
    let made = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    made.ok()
}

fn checksum(key: &Key, value: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::new().chain_update(key).chain_update(value).finalize();
    std::array::from_fn(|at| digest[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: u64 = 1_000_000;

    fn folder() -> tempfile::TempDir {
        tempfile::TempDir::new().expect("the system has a folder for such things")
    }

    #[test]
    fn what_was_kept_is_there_again_for_the_same_scope_only() {
        let folder = folder();
        let path = folder.path().join("deep/cache.redb");
        for (scope, held) in [("one", false), ("one", true), ("two", false)] {
            let cache = Cache::open(&path, scope.as_bytes(), ROOM).expect("nobody else has it");
            let key = cache.key(&[b"a", b"bc"]);
            assert_eq!(cache.get(&key).is_some(), held, "{scope}");
            cache.put(key, b"value");
            cache.finish();
            assert_eq!(cache.get(&key).as_deref(), Some(b"value".as_slice()));
        }
        let cache = Cache::open(&path, b"one", ROOM).expect("nobody else has it");
        assert_ne!(cache.key(&[b"a", b"bc"]), cache.key(&[b"ab", b"c"]));
        assert_eq!(cache.len(), 2);
    }

    #[test]
    fn a_damaged_or_foreign_file_is_made_anew() {
        let folder = folder();
        let path = folder.path().join("cache.redb");
        for bytes in [b"this is no cache".to_vec(), Vec::new(), vec![0xFF; 100_000]] {
            fs::write(&path, bytes).expect("the folder is ours");
            let cache = Cache::open(&path, b"x", ROOM).expect("it is made anew");
            let key = cache.key(&[]);
            cache.put(key, b"value");
            cache.finish();
            assert!(cache.get(&key).is_some());
        }
    }

    #[test]
    fn flipped_bytes_are_never_given_back() {
        let folder = folder();
        let path = folder.path().join("cache.redb");
        let keys: Vec<Key> = {
            let cache = Cache::open(&path, b"x", ROOM).expect("new");
            let put = |at: u8| {
                let key = cache.key(&[&[at]]);
                cache.put(key, &[at; 300]);
                key
            };
            (0..50).map(put).collect()
        };
        let whole = fs::read(&path).expect("it is there");
        for step in 0..40 {
            let mut bytes = whole.clone();
            for at in (step * 97..bytes.len()).step_by(4_001) {
                bytes[at] ^= 0x55;
            }
            fs::write(&path, bytes).expect("the folder is ours");
            let Ok(cache) = Cache::open(&path, b"x", ROOM) else { continue };
            for (at, key) in (0u8..).zip(&keys) {
                assert!(cache.get(key).is_none_or(|value| value == [at; 300]));
            }
        }
    }

    #[test]
    fn a_second_run_is_told_that_the_first_has_it() {
        let folder = folder();
        let path = folder.path().join("cache.redb");
        let _first = Cache::open(&path, b"x", ROOM).expect("new");
        assert!(matches!(Cache::open(&path, b"x", ROOM), Err(CacheError::InUse(_))));
    }
}

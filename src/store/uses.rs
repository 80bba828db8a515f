//! Which values of the cache were used last, so that those go first which nobody has asked for.

use super::{Key, READINGS};
use redb::{ReadableTable, ReadableTableMetadata, Table, TableDefinition, WriteTransaction};
use std::collections::{BTreeMap, BTreeSet};

/// Keys to the number of the transaction that last used the value, and its bytes: no clock, which could be set back.
const USES: TableDefinition<'_, &[u8], (u64, u64)> = TableDefinition::new("uses-1");

/// The number of the last transaction that marked anything.
const LAST: TableDefinition<'_, (), u64> = TableDefinition::new("last-use-1");

/// Marks values, given with their bytes, as used now.
pub(super) fn mark(transaction: &WriteTransaction, used: &BTreeMap<Key, u64>) -> Result<(), redb::Error> {
    let mut last = transaction.open_table(LAST)?;
    let now = last.get(())?.map_or(0, |number| number.value()) + 1;
    last.insert((), now)?;
    let mut uses = transaction.open_table(USES)?;
    for (key, bytes) in used {
        uses.insert(key.as_slice(), (now, *bytes))?;
    }
    Ok(())
}

/// Marks values as used now, and removes the longest unused until the rest has room.
pub(super) fn settle(transaction: &WriteTransaction, used: &BTreeMap<Key, u64>, room: u64) -> Result<(), redb::Error> {
    mark(transaction, used)?;
    let mut uses = transaction.open_table(USES)?;
    let mut values = transaction.open_table(READINGS)?;
    if values.len()? != uses.len()? {
        agree(&mut values, &mut uses)?;
    }
    let mut all = 0;
    for entry in uses.iter()? {
        all += entry?.1.value().1;
    }
    if all <= room {
        return Ok(());
    }
    let mut kept = Vec::new();
    for entry in uses.iter()? {
        let (key, used) = entry?;
        let (number, bytes) = used.value();
        kept.push((number, key.value().to_vec(), bytes));
    }
    kept.sort_unstable();
    for (_, key, bytes) in kept {
        if all <= room {
            break;
        }
        values.remove(key.as_slice())?;
        uses.remove(key.as_slice())?;
        all -= bytes;
    }
    Ok(())
}

/// Removes values of which nobody knows when they were used, and uses of values that are gone.
fn agree(values: &mut Table<'_, &[u8], &[u8]>, uses: &mut Table<'_, &[u8], (u64, u64)>) -> Result<(), redb::Error> {
    let mut marked: BTreeSet<Vec<u8>> = BTreeSet::new();
    for entry in uses.iter()? {
        marked.insert(entry?.0.value().to_vec());
    }
    let mut held: BTreeSet<Vec<u8>> = BTreeSet::new();
    values.retain(|key, _| {
        let is_marked = marked.contains(key);
        if is_marked {
            held.insert(key.to_vec());
        }
        is_marked
    })?;
    uses.retain(|key, _| held.contains(key))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::store::{Cache, Key};
    use std::path::Path;

    /// Opens the cache, asks for some values, puts others of a thousand bytes each, and closes it.
    fn run(path: &Path, room: u64, asked: &[u8], put: &[u8]) {
        let cache = Cache::open(path, b"x", room).expect("nobody else has it");
        let key = |name: u8| -> Key { cache.key(&[&[name]]) };
        asked.iter().for_each(|name| assert!(cache.get(&key(*name)).is_some(), "{name} is there"));
        put.iter().for_each(|name| cache.put(key(*name), &[*name; 1_000]));
    }

    fn held(path: &Path) -> Vec<u8> {
        let cache = Cache::open(path, b"x", u64::MAX).expect("nobody else has it");
        (0..20).filter(|name| cache.get(&cache.key(&[&[*name]])).is_some()).collect()
    }

    #[test]
    fn the_longest_unused_go_first() {
        let folder = tempfile::TempDir::new().expect("the system has a folder for such things");
        let path = folder.path().join("cache.redb");
        run(&path, 4_500, &[], &[1, 2, 3]);
        run(&path, 4_500, &[1], &[4]);
        run(&path, 4_500, &[2], &[5]);
        assert_eq!(held(&path), [1, 2, 4, 5], "of five, four have room; 3 was not asked for again");
        run(&path, 4_500, &[1], &[]);
        run(&path, 2_500, &[4, 5], &[]);
        assert_eq!(held(&path), [4, 5], "a smaller cache keeps what was used last");
    }

    #[test]
    fn one_run_keeps_no_more_than_there_is_room_for() {
        let folder = tempfile::TempDir::new().expect("the system has a folder for such things");
        let path = folder.path().join("cache.redb");
        run(&path, 3_500, &[], &[1, 2, 3, 4, 5, 6]);
        assert_eq!(held(&path), [1, 2, 3]);
        run(&path, 0, &[], &[7]);
        assert!(held(&path).is_empty());
    }
}

//! Fonts for Chinese, Japanese and Korean that say no letters: Adobe's collections of characters, and the maps with names
//! that lead to their numbers.

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Maps that were opened, by their names; only those that every viewer has are among them.
static OPENED: LazyLock<Mutex<Maps>> = LazyLock::new(Mutex::default);

type Maps = HashMap<Vec<u8>, Option<Arc<CMap>>>;

/// A map that every viewer has.
#[derive(Clone)]
pub(super) struct Named(Arc<CMap>);

/// What the numbers of a collection stand for.
#[derive(Clone)]
pub(super) struct Collection(Arc<CMap>);

impl Named {
    /// The map of a name; those that change nothing (`Identity-H`) are none.
    pub(super) fn open(name: &[u8]) -> Option<Named> {
        if name.starts_with(b"Identity") { None } else { opened(name).map(Named) }
    }

    /// The number of a code of so many bytes in the collection.
    pub(super) fn glyph(&self, code: u32, bytes: usize) -> Option<u32> {
        self.0.lookup_cid_code(code, u8::try_from(bytes).ok()?)
    }

    /// The collection that the map leads to.
    pub(super) fn collection(&self) -> Option<Collection> {
        let collection = self.0.metadata().character_collection.as_ref()?;
        Collection::of(&collection.family)
    }
}

impl Collection {
    /// The collection of this name: `Japan1`, `GB1`, `CNS1` or `Korea1`.
    pub(super) fn open(ordering: &[u8]) -> Option<Collection> {
        Collection::of(&CidFamily::from_registry_ordering(b"Adobe", ordering))
    }

    fn of(family: &CidFamily) -> Option<Collection> {
        opened(family.ucs2_cmap()?.to_bytes()).map(Collection)
    }

    /// The text of a number; empty where nothing tells.
    pub(super) fn text(&self, glyph: u32) -> String {
        match self.0.lookup_bf_string(glyph) {
            Some(BfString::Char(c)) if c != char::REPLACEMENT_CHARACTER => c.to_string(),
            Some(BfString::String(text)) => text,
            _ => String::new(),
        }
    }
}

/// A map that every viewer has, by its name.
fn opened(name: &[u8]) -> Option<Arc<CMap>> {
    let known = CMapName::from_bytes(name);
    if let CMapName::Custom(_) = known {
        return None;
    }
    let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    let parsed = || CMap::parse(load_embedded(known)?, load_embedded).map(Arc::new);
    opened.entry(name.to_vec()).or_insert_with(parsed).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_collections_lead_to_text() {
        for (ordering, glyph, text) in
            [("Japan1", 1125, "亜"), ("GB1", 34, "A"), ("CNS1", 34, "A"), ("Korea1", 34, "A")]
        {
            let collection = Collection::open(ordering.as_bytes()).expect(ordering);
            assert_eq!(collection.text(glyph), text, "{ordering}");
            assert_eq!((collection.text(0), collection.text(u32::MAX)), Default::default(), "{ordering}");
        }
        assert!(Collection::open(b"Identity").is_none());
    }

    #[test]
    fn named_maps_lead_to_collections() {
        let map = Named::open(b"90ms-RKSJ-V").expect("every viewer has it");
        let collection = map.collection().expect("it is Japanese");
        let text = |code: u32, bytes: usize| collection.text(map.glyph(code, bytes).unwrap_or(0));
        assert_eq!((text(0x41, 1).as_str(), text(0x889F, 2).as_str()), ("A", "亜"));
        assert_eq!(map.glyph(0x41, 9), None);
        for name in ["Identity-H", "Identity-V", "", "Nobody-H"] {
            assert!(Named::open(name.as_bytes()).is_none(), "{name}");
        }
    }
}

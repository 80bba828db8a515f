//! An opened file: its objects, its pages, and what may still be unpacked.

use super::super::{Budget, Cause};
use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};
use std::borrow::Cow;
use std::cell::Cell;

/// How far up the tree of pages an entry is looked for.
const HEIGHT: usize = 64;

/// A file whose objects are known; streams are unpacked when asked for.
pub(super) struct File {
    pub document: Document,
    limit: u64,
    left: Cell<usize>,
}

impl File {
    /// Opens a file; one locked for changing alone is opened with the empty password.
    ///
    /// # Errors
    /// [`Cause::NeedsPassword`], [`Cause::TooLargeUnpacked`], or [`Cause::Damaged`].
    pub(super) fn open(bytes: &[u8], budget: &Budget) -> Result<File, Cause> {
        let limit = budget.unpacked;
        let left = usize::try_from(limit).unwrap_or(usize::MAX);
        let options = LoadOptions { max_decompressed_size: Some(left), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(|error| cause(&error, limit))?;
        if document.is_encrypted() {
            return Err(Cause::NeedsPassword);
        }
        Ok(File { document, limit, left: Cell::new(left) })
    }

    /// The pages in order. Where no tree leads to them, all objects that say they are pages.
    ///
    /// # Errors
    /// [`Cause::TooManyPages`], and [`Cause::Damaged`] where there is none.
    pub(super) fn pages(&self, limit: usize) -> Result<Vec<&Dictionary>, Cause> {
        let mut ids: Vec<ObjectId> = self.document.page_iter().take(limit.saturating_add(1)).collect();
        if ids.is_empty() {
            let is_page = |object: &Object| object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"Page"));
            let pages = self.document.objects.iter().filter(|(_, object)| is_page(object));
            ids = pages.map(|(id, _)| *id).take(limit.saturating_add(1)).collect();
        }
        if ids.len() > limit {
            return Err(Cause::TooManyPages { limit });
        }
        let pages: Vec<_> = ids.into_iter().filter_map(|id| self.document.get_dictionary(id).ok()).collect();
        if pages.is_empty() { Err(Cause::Damaged { what: "no page can be found".to_owned() }) } else { Ok(pages) }
    }

    /// The content of a stream, unpacked; empty where it is damaged or no text.
    ///
    /// # Errors
    /// [`Cause::TooLargeUnpacked`].
    pub(super) fn unpacked(&self, stream: &Stream) -> Result<Vec<u8>, Cause> {
        let stream = self.with_filters(stream);
        match stream.get_plain_content_with_limit(self.left.get()) {
            Ok(content) => {
                self.left.set(self.left.get() - content.len().min(self.left.get()));
                Ok(content)
            }
            Err(error @ Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                Err(cause(&error, self.limit))
            }
            Err(_) => Ok(Vec::new()),
        }
    }

    /// The stream with its filters in it: they may stand in objects of their own.
    fn with_filters<'a>(&self, stream: &'a Stream) -> Cow<'a, Stream> {
        let refers = |key: &&[u8]| stream.dict.get(key).is_ok_and(|entry| matches!(entry, Object::Reference(_)));
        let mut stream = Cow::Borrowed(stream);
        for key in [b"Filter".as_slice(), b"DecodeParms"].into_iter().filter(refers) {
            let Some(entry) = self.entry(&stream.dict, key).cloned() else { continue };
            stream.to_mut().dict.set(key.to_vec(), entry);
        }
        stream
    }

    /// The content of a page: its streams, one after the other.
    ///
    /// # Errors
    /// [`Cause::TooLargeUnpacked`].
    pub(super) fn content(&self, page: &Dictionary) -> Result<Vec<u8>, Cause> {
        let mut content = Vec::new();
        match page.get_deref(b"Contents", &self.document) {
            Ok(Object::Stream(stream)) => content = self.unpacked(stream)?,
            Ok(Object::Array(streams)) => {
                for stream in streams.iter().filter_map(|stream| self.resolved(stream)?.as_stream().ok()) {
                    content.extend(self.unpacked(stream)?);
                    content.push(b'\n');
                }
            }
            _ => {}
        }
        Ok(content)
    }

    /// What a reference leads to.
    pub(super) fn resolved<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    /// An entry of a dictionary, references followed.
    pub(super) fn entry<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get_deref(key, &self.document).ok()
    }

    /// An entry that is a dictionary, or a stream's.
    pub(super) fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        match self.entry(dictionary, key)? {
            Object::Dictionary(found) => Some(found),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// An entry that is a list of numbers.
    pub(super) fn numbers(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
        let array = self.entry(dictionary, key)?.as_array().ok()?;
        array.iter().map(|object| number(self.resolved(object)?)).collect()
    }

    /// An entry of a page or of what stands above it.
    pub(super) fn inherited<'a>(&'a self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        let up = |page: &&'a Dictionary| self.dictionary(page, b"Parent");
        std::iter::successors(Some(page), up).take(HEIGHT).find(|page| page.has(key))
    }
}

/// A number of either kind.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

fn cause(error: &Error, limit: u64) -> Cause {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Cause::TooLargeUnpacked { limit },
        Error::InvalidPassword | Error::Decryption(_) => Cause::NeedsPassword,
        Error::UnsupportedSecurityHandler(_) => Cause::NeedsPassword,
        error => Cause::Damaged { what: error.to_string() },
    }
}

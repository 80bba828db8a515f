//! `undersigned` reads a pile of documents, finds the people, organisations and roles in them, and builds the
//! network of who appears alongside whom.
//!
//! In one sentence: [`model`] holds the nouns; the other modules hold the verbs, in the order the data passes; no
//! verb knows another verb; only [`pipeline`] knows the order; only [`cli`] speaks.

pub mod model;

pub mod lexicon;
pub mod names;
pub mod text;

// Laid down by the analyst: `decisions.csv` and `undersigned.toml`. Both open their own file and import only `model`
// and `names`; every verb may import them.
pub mod decisions;
pub mod settings;

// Laid down by another recogniser: a file of mentions, in and out. Knows only `model`.
pub mod mentions;

pub mod read;

pub mod layout;

pub mod recognise;

pub mod extract;

pub mod attach;

pub mod merge;

pub mod graph;

pub mod draw;
pub mod export;

pub mod evaluate;

pub mod store;

pub mod pipeline;

pub mod cli;

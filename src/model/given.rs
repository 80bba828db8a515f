//! A mention as another recogniser gives it: a line of a file, and the only noun that counts in code points.

use super::{Form, Kind, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All mentions of a file by document id, in the order of their lines. A document without any is one in which the
/// recogniser found nobody; one that is not there was not read by it.
pub type GivenMentions = BTreeMap<String, Vec<Given>>;

/// From the first code point to one past the last, into `Document::text`.
pub type Points = (usize, usize);

/// One line of a file of mentions. What is `None` is found in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The document's id, as in `documents.csv`.
    pub document: String,
    /// The name's first code point.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// What stands there.
    pub text: String,
    /// What it names.
    pub kind: Kind,
    /// The name, where it is not the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// How much of the name is written out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Titles and honorifics before the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub titles: Option<Box<[Text]>>,
    /// Letters after the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postnominals: Option<Box<[Text]>>,
    /// Where the name stands, if in several pieces; the first begins at `start`, the last stops at `end`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Vec<Points>>,
    /// From the first title to the last post-nominal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Points>,
    /// The rule of ours that found it; `given` where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Text>,
    /// 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// What the recogniser calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recogniser: Option<String>,
    /// Its line in the file, from 1.
    #[serde(skip)]
    pub line: usize,
}

//! The texts that others marked: one word a line with its label (BIO), marks in running text, and annotations of whole
//! documents projected back onto their texts.

use crate::text::{Marked, Text};
use anyhow::{Context, Result};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use undersigned::lexicon::{Lexicon, key};
use undersigned::model::{Kind, Span};

/// A file of words with labels as texts; `split` says how many sentences at most belong together.
pub struct Bio {
    /// The words of each sentence with their places in the text.
    pub sentences: Vec<Vec<(String, String, Span)>>,
    /// The texts; sentence by sentence as above.
    pub texts: Vec<Text>,
    /// For each text the indices of its sentences.
    pub of_text: Vec<std::ops::Range<usize>>,
}

/// Reads a BIO file. A file without marks between its documents is read sentence by sentence.
pub fn bio(path: &Path, collection: &str) -> Result<Bio> {
    let source = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let parted = source.matches("-DOCSTART-").count() > 1;
    let mut bio = Bio { sentences: Vec::new(), texts: Vec::new(), of_text: Vec::new() };
    let (mut text, mut stretches, mut marked, mut start) = (String::new(), Vec::new(), Vec::new(), 0);
    let blocks = source.split("\n\n").map(|block| {
        let cells = block.lines().filter_map(|line| line.split_once('\t'));
        cells.map(|(word, tag)| (word.to_owned(), tag.trim().to_owned())).collect::<Vec<_>>()
    });
    let close = |text: &mut String,
                 stretches: &mut Vec<Span>,
                 marked: &mut Vec<Marked>,
                 from: usize,
                 to: usize,
                 bio: &mut Bio| {
        if from < to {
            let file = format!("{collection}-{}", bio.texts.len());
            let text = std::mem::take(text);
            bio.texts.push(Text::of_stretches((collection, &file), text, stretches, std::mem::take(marked)));
            bio.of_text.push(from..to);
            stretches.clear();
        }
    };
    for mut block in blocks {
        let begins = block.first().is_some_and(|(word, _)| word == "-DOCSTART-");
        if begins || !parted {
            close(&mut text, &mut stretches, &mut marked, start, bio.sentences.len(), &mut bio);
            start = bio.sentences.len();
        }
        if begins {
            // The mark stands with the sentence behind it in some files, by itself in others.
            block.remove(0);
            if block.is_empty() {
                bio.sentences.push(Vec::new());
                continue;
            }
        }
        if block.is_empty() {
            continue;
        }
        let from = text.len();
        let words = write(&mut text, block);
        stretches.push(Span::new(from, text.len()));
        marked.extend(names(&words));
        text.push('\n');
        bio.sentences.push(words);
    }
    close(&mut text, &mut stretches, &mut marked, start, bio.sentences.len(), &mut bio);
    Ok(bio)
}

/// Writes words as running text and tells where each one stands.
fn write(text: &mut String, words: Vec<(String, String)>) -> Vec<(String, String, Span)> {
    let mut found = Vec::new();
    let (mut glued, mut quoted) = (true, false);
    for (word, tag) in words {
        let closing = word == "\"" && quoted;
        let leans_left = closing
            || matches!(
                word.as_str(),
                "," | "."
                    | ";"
                    | ":"
                    | "!"
                    | "?"
                    | ")"
                    | "]"
                    | "%"
                    | "''"
                    | "”"
                    | "’s"
                    | "'s"
                    | "n't"
                    | "'re"
                    | "'ve"
                    | "'ll"
                    | "'d"
                    | "'"
            );
        if !glued && !leans_left {
            text.push(' ');
        }
        glued = matches!(word.as_str(), "(" | "[" | "$" | "``" | "“") || (word == "\"" && !quoted);
        quoted ^= word == "\"";
        let start = text.len();
        text.push_str(&word);
        found.push((word, tag, Span::new(start, text.len())));
    }
    found
}

fn names(words: &[(String, String, Span)]) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut open: Option<&str> = None;
    for (_, tag, span) in words {
        let (place, label) = tag.split_once('-').unwrap_or((tag, ""));
        let kind = match label {
            "PER" => Kind::Person,
            "ORG" => Kind::Organisation,
            "LOC" => Kind::Place,
            _ => Kind::Other,
        };
        if place == "I" && open == Some(label) {
            let last = found.last_mut().expect("a name is open");
            last.span = last.span.join(*span);
        } else if place == "B" || place == "I" {
            found.push(Marked { span: *span, kind, optional: false });
        }
        open = (place != "O").then_some(label);
    }
    found
}

/// Texts with marks `⟦P:…⟧`.
pub fn marked(folder: &Path, collection: &str) -> Result<Vec<Text>> {
    let marks = Regex::new("⟦([POLM]):([^⟧]*)⟧").expect("the pattern is one");
    let texts = files(folder, "txt")?.into_iter().map(|path| {
        let source = fs::read_to_string(&path)?;
        let source = source
            .split_once('\n')
            .filter(|(first, _)| first.starts_with("# source"))
            .map_or(&*source, |(_, rest)| rest);
        let (mut text, mut names, mut end) = (String::new(), Vec::new(), 0);
        for found in marks.captures_iter(source) {
            let whole = found.get(0).expect("a match has a whole");
            text.push_str(&source[end..whole.start()]);
            let kind = match &found[1] {
                "P" => Kind::Person,
                "O" => Kind::Organisation,
                "L" => Kind::Place,
                _ => Kind::Other,
            };
            let start = text.len();
            text.push_str(&found[2]);
            names.push(Marked { span: Span::new(start, text.len()), kind, optional: false });
            end = whole.end();
        }
        text.push_str(&source[end..]);
        Ok(Text::of_document((collection, &stem(&path)), text, names, true))
    });
    texts.collect()
}

#[derive(Deserialize)]
struct Annotation {
    entities: Vec<Annotated>,
}

#[derive(Deserialize)]
struct Annotated {
    kind: String,
    name: String,
    #[serde(default)]
    variants: Vec<String>,
    #[serde(default)]
    optional: bool,
}

/// Annotated documents: wherever a name or a variant of an entity stands in the text, it is marked; longer ones first.
pub fn annotated(folder: &Path, collection: &str) -> Result<Vec<Text>> {
    let texts = files(folder, "json")?.into_iter().map(|path| {
        let annotation: Annotation = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let text = fs::read_to_string(path.with_extension("txt"))?;
        let marked = projected(&text, &annotation.entities)?;
        Ok(Text::of_document((collection, &stem(&path)), text, marked, false))
    });
    texts.collect()
}

fn projected(text: &str, entities: &[Annotated]) -> Result<Vec<Marked>> {
    let mut wanted: BTreeSet<(std::cmp::Reverse<usize>, &str, Kind, bool)> = BTreeSet::new();
    for entity in entities {
        let kind = if entity.kind == "person" { Kind::Person } else { Kind::Organisation };
        for name in entity.variants.iter().chain([&entity.name]) {
            let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name).trim();
            if bare.chars().any(char::is_uppercase) {
                // "Mrs. Laura Bush", "Senator Bush": only the words of the name are the name.
                let own: Vec<_> = entity.name.split_whitespace().map(key).collect();
                let words: Vec<&str> = bare.split_whitespace().collect();
                let ours = |word: &&str| own.contains(&key(word));
                let first = words.iter().position(ours);
                let bare = match (kind, first) {
                    (Kind::Person, Some(first)) => &bare[words[first].as_ptr() as usize - bare.as_ptr() as usize..],
                    _ => bare,
                };
                let optional = entity.optional || kind == Kind::Organisation && is_generic(bare);
                wanted.insert((std::cmp::Reverse(bare.len()), bare, kind, optional));
            }
        }
    }
    let mut found: Vec<Marked> = Vec::new();
    for (_, name, kind, optional) in wanted {
        let words = name.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
        let pattern = Regex::new(&words)?;
        for hit in pattern.find_iter(text) {
            let span = Span::new(hit.start(), hit.end());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = !letter(text[..span.start].chars().next_back()) && !letter(text[span.end..].chars().next());
            if whole && !found.iter().any(|other| other.span.overlaps(span)) {
                found.push(Marked { span, kind, optional });
            }
        }
    }
    found.sort_by_key(|name| name.span.start);
    Ok(found)
}

/// Whether a short form is made of heads alone ("Council", "Central Committee"): readers differ on it.
fn is_generic(name: &str) -> bool {
    let lexicon = Lexicon::built_in();
    name.split_whitespace()
        .all(|word| lexicon.organisation_heads.has(&key(word)) || word.chars().all(char::is_lowercase))
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

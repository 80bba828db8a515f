//! The shorter forms under which a body's full name goes on in one document.

use crate::lexicon::{Lexicon, key};
use crate::model::Text;
use smallvec::SmallVec;

/// Words that join the parts of a body's name.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "to", "against", "at"];

/// The keys of shorter forms of a body's name that a later sentence may use.
///
/// Ends that hold a head word ("Security Council", "Council" of "Northern Security Council"), and beginnings before a
/// joining word ("Law Society" of "Law Society of Kestria"), or before "International".
pub fn short_forms(name: &str, lexicon: &Lexicon) -> Vec<Text> {
    let whole = key(name);
    if !whole.contains(' ') {
        return Vec::new();
    }
    let words: SmallVec<[&str; 8]> = whole.split(' ').collect();
    let length = |words: &[&str]| words.iter().map(|word| word.len() + 1).sum::<usize>();
    // Some of the words, as they stand in the name.
    let part = |from: usize, to: usize| &whole[length(&words[..from])..length(&words[..to]) - 1];
    let small = |word: &str| SMALL.contains(&word);
    let headed = |part: &[&str]| {
        let core = part.iter().position(|word| small(word)).unwrap_or(part.len());
        core > 0 && lexicon.organisation_heads.class(part[core - 1]).is_some_and(|class| class != "state")
    };
    let mut found: SmallVec<[&str; 4]> = SmallVec::new();
    let core = words.iter().position(|word| small(word)).unwrap_or(words.len());
    for cut in 1..words.len() {
        let (front, back) = (&words[..cut], &words[cut..]);
        if cut < core && (cut == 1 || cut + 1 == core) && headed(back) {
            found.push(part(cut, words.len()));
            found.push(part(cut, core));
        }
        if small(back[0])
            && !small(front[cut - 1])
            && (front.len() > 1 || headed(front))
            && !lexicon.positions.has(front[0])
        {
            found.push(part(0, cut));
        }
        if cut == 1 && back == ["international"] {
            found.push(part(0, cut));
        }
    }
    // "Radical" of "Radical Party".
    if let [front, "party"] = words[..] {
        found.push(front);
    }
    // "Harbour Office" of "United Kingdom Harbour Office".
    if let Some(n) = lexicon.states.longest_at(&words).map(|(n, _)| n).filter(|n| n + 1 < core && headed(&words[*n..]))
    {
        found.push(part(n, words.len()));
    }
    // "Northern Resistance" of "Northern Resistance Movement".
    let front = &words[..words.len() - 1];
    if words.len() > 2 && core == words.len() && headed(&words) && !front.iter().any(|word| headed(&[word])) {
        found.push(part(0, words.len() - 1));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter(|form| *form != whole).map(Text::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_goes_on_under_its_ends_and_beginnings() {
        let forms = |name| short_forms(name, Lexicon::built_in());
        assert_eq!(forms("Northern Security Council"), ["council", "northern security", "security council"]);
        assert!(forms("Law Society of Kestria").contains(&"law society".into()));
        assert!(forms("Lampwright International").contains(&"lampwright".into()));
        assert!(forms("Ministry").is_empty());
    }
}

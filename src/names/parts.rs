//! The shorter forms under which a body's full name goes on in one document.

use crate::lexicon::{Lexicon, key};

/// Words that join the parts of a body's name.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "to", "against", "at"];

/// The keys of shorter forms of a body's name that a later sentence may use.
///
/// Ends that hold a head word ("Security Council", "Council" of "Northern Security Council"), and beginnings before a
/// joining word ("Law Society" of "Law Society of Kestria"), or before "International".
pub fn short_forms(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let whole = key(name);
    if !whole.contains(' ') {
        return Vec::new();
    }
    let words: Vec<&str> = whole.split(' ').collect();
    let small = |word: &str| SMALL.contains(&word);
    let headed = |part: &[&str]| {
        let core = part.iter().position(|word| small(word)).unwrap_or(part.len());
        core > 0 && lexicon.organisation_heads.class(part[core - 1]).is_some_and(|class| class != "state")
    };
    let mut found = Vec::new();
    let core = words.iter().position(|word| small(word)).unwrap_or(words.len());
    for cut in 1..words.len() {
        let (front, back) = (&words[..cut], &words[cut..]);
        if cut < core && (cut == 1 || cut + 1 == core) && headed(back) {
            found.push(back.join(" "));
            found.push(words[cut..core].join(" "));
        }
        if small(back[0])
            && !small(front[cut - 1])
            && (front.len() > 1 || headed(front))
            && !lexicon.positions.has(front[0])
        {
            found.push(front.join(" "));
        }
        if cut == 1 && back == ["international"] {
            found.push(front.join(" "));
        }
    }
    // "Radical" of "Radical Party".
    if let [front, "party"] = words[..] {
        found.push(front.to_owned());
    }
    // "Harbour Office" of "United Kingdom Harbour Office".
    if let Some(n) = lexicon.states.longest_at(&words).map(|(n, _)| n).filter(|n| n + 1 < core && headed(&words[*n..]))
    {
        found.push(words[n..].join(" "));
    }
    // "Northern Resistance" of "Northern Resistance Movement".
    let front = &words[..words.len() - 1];
    if words.len() > 2 && core == words.len() && headed(&words) && !front.iter().any(|word| headed(&[word])) {
        found.push(front.join(" "));
    }
    found.sort();
    found.dedup();
    found.retain(|form| *form != whole);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_goes_on_under_its_ends_and_beginnings() {
        let forms = |name| short_forms(name, Lexicon::built_in());
        assert_eq!(forms("Northern Security Council"), ["council", "northern security", "security council"]);
        assert!(forms("Law Society of Kestria").contains(&"law society".to_string()));
        assert!(forms("Lampwright International").contains(&"lampwright".to_string()));
        assert!(forms("Ministry").is_empty());
    }
}

//! Lines that belong to the page and not to the text: menus, teasers, credits, cookie notices, page numbers.

use super::lines::has_more_words;
use super::notes::tells_affiliations;
use crate::lexicon::{Book, Fact, Glossary, Lexicon, Word, key};
use crate::model::Text;
use memchr::{memchr, memchr2, memchr2_iter};

/// The words before a colon that open a teaser or a credit.
const LABEL: usize = 5;

/// A teaser or a notice has no more words.
const TEASER: usize = 45;

/// A credit has no more words behind its label.
const CREDIT: usize = 9;

/// "Page 3", "Page 3 of 12", "- 3 -", "3/12"; a bare number may be that of a note.
pub fn is_page_number(line: &str) -> bool {
    if line.len() >= 20 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let figures = words.iter().filter(|word| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())).count();
    let said = |word: &&&str| matches!(word.to_lowercase().as_str(), "page" | "p" | "of");
    let framed = words.len() > figures || line.contains(['-', '/', '–']);
    figures > 0
        && figures <= 2
        && framed
        && words.len() <= 4
        && figures + words.iter().filter(said).count() == words.len()
}

/// Whether a line holds a byte that addresses, numbers and handles are written with.
fn may_reach(line: &str) -> bool {
    line.bytes().any(|byte| byte <= b'@' && (byte.is_ascii_digit() || matches!(byte, b'@' | b'+' | b':' | b'.')))
}

/// "Tel: +31 20 555 0101", "a.marsh@quay.example", "www.quay.example": whether a line tells how to reach somebody, and
/// nothing else.
pub fn is_contact(line: &str, lexicon: &Lexicon) -> bool {
    // Most lines hold nothing that an address or a number could be written with.
    if !may_reach(line) {
        return false;
    }
    let reached = |words: &str| {
        let figures = words.bytes().filter(u8::is_ascii_digit).count();
        let dialled = figures >= 6 && words.chars().all(|c| c.is_ascii_digit() || "+()-./ ".contains(c));
        let mut parts = words.split_whitespace();
        let linked = |word: &str| {
            let at = word.split_once('@').is_some_and(|(box_, host)| !box_.is_empty() && host.contains('.'));
            at || word.starts_with("www.") || word.contains("://")
        };
        dialled || (parts.next().is_some_and(linked) && parts.all(linked))
    };
    if !line.contains(['@', '+'])
        && !line.contains("www.")
        && !line.contains("://")
        && !line.contains(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let label =
        line.split_once([':', ' ']).filter(|(label, _)| lexicon.furniture.class(&key(label)) == Some("contact"));
    reached(line.trim()) || label.is_some_and(|(_, rest)| reached(rest.trim_start_matches(':').trim()))
}

/// "Twitter: @quill", "@quill", "ORCID: 0000-0001-2345-6789", "Follow us on Facebook": whether a field behind a name tells
/// where to find somebody, and nothing else.
pub fn is_handle(field: &str, lexicon: &Lexicon) -> bool {
    // Most fields hold nothing that a handle or a number could be written with.
    if !may_reach(field) && !field.starts_with(['f', 'F']) {
        return false;
    }
    let word = |rest: &str| !rest.is_empty() && rest.split_whitespace().nth(1).is_none();
    let handle = |rest: &str| rest.strip_prefix('@').is_some_and(|name| word(name) && !name.starts_with(' '));
    let figures = |rest: &str| word(rest) && rest.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let follows = || {
        let opens = field.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("follow "));
        opens && lexicon.furniture.line(field).is_some()
    };
    let labelled = |mark: char, told: &dyn Fn(&str) -> bool| {
        let parted = field.split_once(mark).filter(|(_, rest)| told(rest));
        parted.is_some_and(|(label, _)| lexicon.networks.has(&key(label)))
    };
    handle(field)
        || labelled(':', &|rest| word(rest.trim()))
        || labelled(' ', &|rest| handle(rest) || figures(rest))
        || is_contact(field, lexicon)
        || follows()
}

/// Whether a line is one of the table, whole. `first` is its first word, which most lines are told by.
pub fn is_furniture(line: &str, first: Option<&Word>, lexicon: &Lexicon) -> bool {
    if !first.is_some_and(|first| first.is(Fact::OpensFurniture)) {
        return false;
    }
    let bare = line.trim_end_matches([':', '.', '…', '»', '>', '→', ' ']);
    // A line of figures is not "15+".
    let figure = |word: &&str| word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    let said = || bare.split_whitespace().filter(|word| !figure(word)).collect::<Vec<_>>().join(" ");
    // "See all 1,821 signatures"
    let listed = |line: &str| lexicon.furniture.line(line).is_some();
    bare.contains(char::is_alphabetic)
        && (listed(bare)
            || (bare.starts_with(char::is_alphabetic)
                && bare.contains(|c: char| c.is_ascii_digit())
                && listed(&said())))
}

/// "Read also: Minister …", "Tags: …", "Photo: Ada Marsh/Quay Press", "This site uses cookies": a line that is furniture
/// by its first words, wherever it stands, and that opens no foot. The line has so many words, of which `first` is the
/// first.
pub fn is_aside(line: &str, words: usize, first: Option<&Word>, book: &Book) -> bool {
    if words > TEASER {
        return false;
    }
    let lexicon = book.tables();
    let bare = line.trim_start_matches(['(', '[', '*', '_', '▶', '»', '→', ' ']);
    if tells_affiliations(bare) {
        return lexicon.list_openers.line(bare.trim_end_matches([':', '.', ')', '*', ' '])).is_none();
    }
    // What was cut off may have been counted as words.
    let least = words.saturating_sub(line.len() - bare.len());
    let opens = first.is_some_and(|first| first.is(Fact::OpensFurniture));
    if is_of_page(bare, least, opens, lexicon) {
        return true;
    }
    let parts = memchr2(b':', b'|', bare.as_bytes()).is_some() || !bare.is_ascii();
    let label = if parts { bare.split_once([':', '|', '»']) } else { None };
    let label = label.filter(|(label, _)| label.split_whitespace().count() <= LABEL);
    let class = label.and_then(|(label, _)| lexicon.furniture.class(&key(label)));
    match (class, label) {
        (Some("teaser"), Some((_, rest))) => !rest.trim().is_empty(),
        // "Photo: Mara Ilves speaks at the rally" tells of somebody; a credit is names alone.
        (Some("credit"), Some((_, rest))) => is_credit(rest.split_whitespace()),
        _ => is_notice(bare, least, opens, book),
    }
}

/// "© Quay Media", "Advertisement - scroll to go on", "Find more from Quay Media": a line of the page by its first words.
/// It has so many words at least, and its first word may open furniture.
fn is_of_page(line: &str, least: usize, may_open: bool, lexicon: &Lexicon) -> bool {
    let dash = || memchr(b'-', line.as_bytes()).and_then(|_| line.split_once(" - "));
    let first = dash().map(|(first, _)| first);
    let aside = |first: &str| lexicon.furniture.class(&key(first)) == Some("aside");
    let opens = || {
        let keys: Vec<Text> = line.split_whitespace().take(5).map(key).collect();
        matches!(lexicon.furniture.longest_at(&keys), Some((n, "opening")) if n < line.split_whitespace().count())
    };
    let short = || !has_more_words(line, CREDIT * 2);
    let opened = || may_open && least <= CREDIT * 2 && short() && opens();
    line.starts_with('©') || first.is_some_and(aside) || opened()
}

/// Whether words are names alone: each with a capital, but for "of", "and", "via".
fn is_credit<'a>(words: impl Iterator<Item = &'a str> + Clone) -> bool {
    let small =
        |word: &str| matches!(word, "of" | "and" | "via" | "for" | "the" | "by" | "courtesy" | "de" | "van" | "von");
    let mut parts =
        words.clone().flat_map(|word| word.split(['/', '|', ',', '(', ')'])).filter(|word| !word.is_empty());
    (1..=CREDIT).contains(&words.take(CREDIT + 1).count())
        && parts.all(|word| small(word) || !word.starts_with(char::is_lowercase))
}

/// "By continuing to browse you accept our use of cookies", "(Photo by Ada Marsh)", "Follow @quaywatch on Twitter".
/// The line has so many words at least, and its first word may open furniture.
fn is_notice(line: &str, least: usize, may_open: bool, book: &Book) -> bool {
    let lexicon = book.tables();
    let bare = |word: &str| book.word(word.trim_matches(|c: char| !c.is_alphanumeric())).key;
    let follows = || line.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("follow @"));
    let told = |word: &str| word.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("cookie"));
    // Most lines hold none of these words, and are told by them.
    let cookies = || {
        let before = |at: usize| line.as_bytes().get(at.checked_sub(3)?..=at);
        let cook = |at: usize| before(at).is_some_and(|four| four.eq_ignore_ascii_case(b"cook"));
        memchr2_iter(b'k', b'K', line.as_bytes()).any(cook) && line.split(|c: char| !c.is_alphanumeric()).any(told)
    };
    let consent = |word: &Text| {
        matches!(
            word.as_str(),
            "agree"
                | "agreeing"
                | "accept"
                | "accepting"
                | "browse"
                | "browsing"
                | "consent"
                | "use"
                | "uses"
                | "using"
                | "continuing"
        )
    };
    let keys = || line.split_whitespace().map(bare).collect::<Vec<Text>>();
    let asks = || {
        let keys = keys();
        keys.iter().any(|word| word == "cookies")
            && keys.iter().any(consent)
            && keys.iter().any(|word| matches!(word.as_str(), "site" | "website" | "our" | "we" | "your"))
    };
    let opens = || line.split_whitespace().next().is_some_and(|first| lexicon.furniture.opens(&bare(first)));
    let names = || least <= CREDIT + 2 && is_credit(line.split_whitespace().skip(2));
    let credits = || matches!(lexicon.furniture.longest_at(&keys()), Some((n, "credit")) if n > 1);
    (cookies() && asks()) || follows() || (may_open && names() && opens() && credits())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(line: &str) -> bool {
        let book = Book::new(Lexicon::built_in());
        is_aside(line, line.split_whitespace().count(), book.first(line).as_ref(), &book)
    }

    #[test]
    fn teasers_credits_and_notices_are_asides() {
        assert!(aside("READ ALSO: Minister Ebba Lund said the port would close"));
        assert!(aside("Tags: Ebba Lund, Ida Falk"));
        assert!(aside("Photo: Giulia Ferrante/Nordic Press Agency"));
        assert!(aside("(Photo by Giulia Ferrante)"));
        assert!(aside("By continuing to browse the site you are agreeing to our use of cookies."));
        assert!(aside("Follow @varlapost on Twitter"));
    }

    #[test]
    fn what_tells_of_somebody_is_none() {
        assert!(!aside("Photo: Mara Ilves speaks at the rally"));
        assert!(!aside("Mara Ilves baked cookies for the guests of the site."));
        assert!(!aside("Speakers: Mara Ilves, Otto Krag"));
        assert!(!aside("Read more:"), "alone it opens the foot");
    }
}

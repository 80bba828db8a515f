//! Small words before a body's name: its article, and posts in languages of which the tables know no word.

use super::phrase::{Reader, Word};
use crate::model::Span;

/// A body's name without its article: "the Quay Union", "l'Atelier".
pub fn without_article(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let article = inner.get(..4).filter(|start| start.eq_ignore_ascii_case("the ")).map(str::len);
    Span::new(span.start + article.or_else(|| elision(inner)).unwrap_or(0), span.end)
}

/// What stands behind small words that lead from a post to its body: "directrice de recherche au Quai Ouvert",
/// "présidente d'Atelier Nord". Only small letters tell that they are a post.
pub fn behind_post(reader: &Reader, words: &[Word]) -> Option<Span> {
    let small = words.iter().take_while(|word| !word.written.contains(char::is_uppercase)).count();
    let (first, last) = (words.get(small)?, words.last()?);
    if small > 0
        && let Some(length) = elision(first.written)
    {
        return Some(Span::new(first.span.start + length, last.span.end));
    }
    let leads = |word: &Word| {
        let link = matches!(reader.lexicon.particles.class(word.key()), Some("romance" | "germanic"));
        link || LINKS.contains(&word.key())
    };
    (small > 1 && leads(&words[small - 1])).then(|| first.span.join(last.span))
}

/// Words that lead to a body, and stand in no name of a person.
const LINKS: &[&str] = &["au", "aux", "beim"];

/// The bytes of "d'" or "l'" before a capital.
fn elision(word: &str) -> Option<usize> {
    let rest = word.strip_prefix(['d', 'l', 'D', 'L'])?;
    let name = rest.strip_prefix(['\'', '’'])?;
    name.starts_with(char::is_uppercase).then_some(word.len() - name.len())
}

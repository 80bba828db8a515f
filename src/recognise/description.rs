//! What stands behind a name in a row: the bodies that a field names whole, told from posts, places and subjects.

use super::phrase::{Reader, Word, holds_mark, joined};
use super::small_words::{behind_post, without_article};
use super::titled::{body_before, body_cut};
use crate::lexicon::Fact;
use crate::model::Span;
use crate::names::shape::is_acronym;

/// Posts that are held over a place, or for one.
const SEATED: &[&str] = &[
    "mayor",
    "mayoress",
    "governor",
    "bishop",
    "archbishop",
    "patriarch",
    "vicar",
    "rector",
    "canon",
    "king",
    "queen",
    "prince",
    "princess",
    "duke",
    "duchess",
    "earl",
    "emir",
    "sultan",
    "chief",
    "councillor",
    "senator",
    "mp",
    "member",
];

impl Reader<'_> {
    /// The bodies that a field names, in order. A field with a post names one behind "at", "of" or right behind the
    /// post; a field without one is a body's name whole, unless it is a place, a subject or ordinary words.
    /// Behind a post in a field of its own, a capitalised everyday word or two are a name, too ("Engineer, Harvest").
    pub(super) fn read_bodies(&self, field: Span, posted: bool) -> Vec<Span> {
        let core = self.without_bracket(field);
        let mut found = self.split(core);
        if found.is_empty() && posted && self.is_everyday_name(core) {
            found.push(core);
        }
        if let Some(inner) = self.bracket(field) {
            let individual = core.of(self.text).to_lowercase().contains("capacity");
            let acronym = is_acronym(inner.of(self.text)) && !found.is_empty();
            if acronym {
                found.push(inner);
            } else if individual || core.is_empty() {
                found.extend(self.split(inner));
            }
        }
        found
    }

    /// Whether a field names a post.
    pub fn names_post(&self, field: Span) -> bool {
        self.post_in(field).is_some()
    }

    /// A field that a column says is a body's name, as far as its words let it: no post, place, subject or "none".
    pub fn whole_body(&self, field: Span) -> Option<Span> {
        let words = self.words(field);
        let subject =
            words.iter().all(|word| matches!(self.lexicon.topics.class(word.key()), Some("subject" | "theme")));
        let idle = self.lexicon.list_words.class(&joined(&words)) == Some("idle");
        let named = words.iter().any(|word| word.capital || word.is(Fact::Caseless))
            || (words.len() == 1 && self.is_strange(field) && !words[0].is(Fact::PositionModifier));
        let post = self.post_in(field).is_some_and(|(start, end)| {
            start == 0 || end + 1 == words.len() || words[start..=end].iter().any(|word| !word.capital)
        });
        let plural = words.last().is_some_and(|last| last.key().ends_with('s') && last.capital && words.len() > 1);
        let figure = !field.of(self.text).contains(char::is_alphabetic);
        let barred = words.is_empty() || figure || idle || subject || (post && !plural) || self.is_place(field);
        (named && !barred && !is_link(field, self.text)).then(|| without_article(self.text, field))
    }

    /// One to three capitalised words that are no post, place or subject.
    fn is_everyday_name(&self, field: Span) -> bool {
        let words = self.words(field);
        let named = |word: &Word| {
            let posts = [Fact::PositionModifier, Fact::Position, Fact::Postnominal];
            let subject = self.lexicon.topics.class(word.key()).is_some_and(|class| class != "product");
            let figure = word.written.starts_with(|c: char| c.is_ascii_digit());
            word.capital && !subject && !figure && !word.known.is_any(posts)
        };
        let place = self.is_district(&words) || self.is_place(field) || words.iter().any(|word| word.is(Fact::State));
        (1..=3).contains(&words.len()) && words.iter().all(named) && !place && !is_link(field, self.text)
    }

    /// The field without a bracket at its end.
    pub fn without_bracket(&self, field: Span) -> Span {
        match self.bracket(field) {
            Some(inner) => Span::new(field.start, self.text[..inner.start].rfind(['(', '（']).unwrap_or(inner.start))
                .trim(self.text),
            None => field,
        }
    }

    /// The words in the bracket at the end of a field.
    pub fn bracket(&self, field: Span) -> Option<Span> {
        let inner = field.of(self.text).trim_end_matches(['.', ',', ' ']);
        let end = inner.strip_suffix([')', '）'])?;
        let (at, mark) = end.match_indices(['(', '（']).next_back()?;
        Some(Span::new(field.start + at + mark.len(), field.start + end.len()).trim(self.text))
    }

    /// Parts of a field that slashes and "at" part, each read by itself.
    fn split(&self, field: Span) -> Vec<Span> {
        let inner = field.of(self.text);
        if !inner.contains('/') && !holds_mark(inner, &[" at ", " @ ", " from ", " and ", " & "]) {
            return self.part(field);
        }
        let posted = self.post_in(field).is_some();
        let slash =
            inner.find(" / ").map(|at| (at, 3)).or_else(|| inner.find('/').filter(|_| !posted).map(|at| (at, 1)));
        let at = [" at ", " @ ", " from "].into_iter().find_map(|mark| Some((inner.rfind(mark)?, mark.len())));
        let and = [" and ", " & "].into_iter().find_map(|mark| Some((inner.find(mark)?, mark.len()))).filter(
            |(at, length)| {
                let left = self.words(Span::new(field.start, field.start + at));
                let right = self.words(Span::new(field.start + at + length, field.end));
                // "Reed Institute & Pilot"; but "Union of Teachers and Lecturers".
                let posted = self.post(&right).is_some();
                let single = posted && right.last().is_some_and(|last| !last.key().ends_with('s'));
                // "Professor of Weaving and Director Institute of Dyes"
                let two = self.post(&right).is_some_and(|(start, _)| start == 0) && self.post(&left).is_some();
                two && right.len() > 1
                    || (posted || !self.is_subject(&right))
                        && self.headed(&left)
                        && !self.qualifies(&left)
                        && (single || (right.len() > 1 && (posted || self.headed(&right))))
            },
        );
        let Some((at, length)) = slash.or(and).or(at) else { return self.part(field) };
        let left = Span::new(field.start, field.start + at).trim(self.text);
        let right = Span::new(field.start + at + length, field.end).trim(self.text);
        // "University of Marland at Selby" is one name.
        let one =
            slash.is_none() && and.is_none() && !posted && (self.is_place(right) || !self.headed(&self.words(right)));
        if one {
            return self.part(field);
        }
        let mut found = self.split(left);
        found.extend(self.split(right));
        found
    }

    /// The bodies of a part without slashes and "at": one, or a unit and the body it is a part of.
    fn part(&self, part: Span) -> Vec<Span> {
        let all = self.words(part);
        let mut words = &all[..];
        let behalf = ["on", "behalf", "of"];
        if words.len() > 3 && words.iter().zip(behalf).all(|(word, key)| word.key() == key) {
            words = &words[3..];
            let articles = words.iter().take_while(|word| word.key() == "the").count();
            words = &words[articles.min(words.len() - 1)..];
        }
        let is_former = |word: &&Word| self.lexicon.position_modifiers.class(word.key()) == Some("former");
        let former = words.iter().take_while(is_former).count();
        words = &words[former..];
        if words.is_empty()
            || self.is_place(part)
            || part.of(self.text).contains(['@', '#'])
            || is_link(part, self.text)
        {
            return Vec::new();
        }
        let post = if words.len() == all.len() { self.post_in(part) } else { self.post(words) };
        let found = match (self.body_before_post(words, post), post) {
            // "Quay Union General Secretary"
            (Some(n), _) => Some(whole(&words[..n])),
            // "Qvarzo Contractor": a body that is known stands before the post, too.
            (_, Some((start, _))) if start > 0 && self.is_told(&words[..start]) => Some(whole(&words[..start])),
            (_, Some(post)) => self.behind_post(words, post),
            (_, None) => self.names_body(words).then(|| behind_post(self, words).unwrap_or_else(|| whole(words))),
        };
        // "directrice d'école à Bamako"
        let found = found.filter(|body| *body == part || !self.is_place(*body));
        let Some(found) = found else { return Vec::new() };
        // A closing mark of the name ("Inc.") stays, a full stop of the row goes.
        let closed = self.text[found.end..part.end].starts_with([')', '"']);
        self.nested(without_article(self.text, Span::new(found.start, found.end + usize::from(closed))))
    }

    /// How many words are a body's name before the post that ends a part.
    fn body_before_post(&self, words: &[Word], post: Option<(usize, usize)>) -> Option<usize> {
        if !words.iter().any(|word| word.is(Fact::ClosesPosition)) {
            return None;
        }
        let keys: Vec<&str> = words.iter().map(Word::key).collect();
        let capital: Vec<bool> = words.iter().map(|word| word.capital).collect();
        let cut = || post.is_none().then(|| body_cut(&keys, &capital, self.lexicon)).flatten();
        let one = |n: &usize| !whole(&words[..*n]).of(self.text).contains(['(', ')', ',', ';', ':', '/']);
        body_before(&keys, &capital, self.lexicon).or_else(cut).filter(one)
    }

    /// "Central Committee of the Weavers' Party": a unit and its body.
    fn nested(&self, body: Span) -> Vec<Span> {
        let inner = body.of(self.text);
        let parted = inner.match_indices(" of the ").find_map(|(at, mark)| {
            let unit = Span::new(body.start, body.start + at);
            let parent = Span::new(body.start + at + mark.len(), body.end);
            let left = self.words(unit);
            let closed = self.head(&left[left.len().saturating_sub(1)..]).is_some();
            (closed && self.headed(&self.words(parent))).then_some((unit, parent))
        });
        match parted {
            Some((unit, parent)) => [unit].into_iter().chain(self.nested(parent)).collect(),
            None => vec![body],
        }
    }

    /// First and last word of the post in a part; none where the post's word belongs to a body's name ("Union of
    /// Teachers").
    pub(super) fn post(&self, words: &[Word]) -> Option<(usize, usize)> {
        let may_open = |word: &Word| word.is(Fact::OpensPosition) || without_co(word.key()).len() < word.key().len();
        if !words.iter().any(may_open) {
            return None;
        }
        // "Co-Director"
        let keys: Vec<&str> = words.iter().map(|word| without_co(word.key())).collect();
        let posts = |at: usize| self.lexicon.positions.longest_at(&keys[at..]).map(|(n, _)| (at, at + n - 1));
        let (start, mut end) = (0..words.len()).find_map(posts)?;
        // "Queen Ada College", "Lawyers for the Harbour".
        let royal = self.lexicon.namesakes.has(keys[start]) && self.headed(&words[end + 1..]);
        let league =
            keys[end].ends_with('s') && matches!(keys.get(end + 1).copied(), Some("for" | "without" | "against"));
        // "Mill Workers Union".
        let union = keys[end].ends_with('s') && end + 1 < words.len() && self.headed(&words[end + 1..=end + 1]);
        // "Student Union"
        let trade = self.lexicon.positions.class(keys[end]) == Some("occupation")
            && end + 2 == words.len()
            && words[end].capital
            && self.headed(&words[end + 1..]);
        // "Lagoon Coast Guard", "Qvarzo Graduate School"
        let table = &self.lexicon.organisation_heads;
        let opens = || table.longest_at(&keys[start..]).is_some_and(|(n, _)| n > 1 && words[start + n - 1].capital);
        let heads = table.longest_before(&keys[..=end]).is_some_and(|(n, _)| n > 1) || opens();
        if royal
            || trade
            || (heads && words[end].capital)
            || (union && words[end].capital)
            || (league && words[end].capital)
        {
            return None;
        }
        let named = self.head(&words[..start]).is_some_and(|head| {
            matches!(keys.get(head + 1).copied(), Some("of" | "for" | "against" | "and")) && words[head].capital
        });
        if named && !self.qualifies(&words[..start]) || (self.legal(words) && start > 0) {
            return None;
        }
        while let Some((_, last)) = (end + 1 < words.len()).then(|| posts(end + 1)).flatten() {
            end = last;
        }
        Some((start, end))
    }

    /// The body behind a post: "of X", "for X", or X itself.
    fn behind_post(&self, words: &[Word], (start, end): (usize, usize)) -> Option<Span> {
        let rest = &words[end + 1..];
        let first = rest.first()?;
        let led = matches!(first.key(), "of" | "for" | "in" | "with" | "to");
        let body = if led { &rest[1..] } else { rest };
        let body = if body.first().is_some_and(|word| word.key() == "the") { &body[1..] } else { body };
        let from = body.iter().position(|word| word.capital)?;
        let body = self.behind_subject(&body[from..]);
        if matches!(first.key(), "of" | "in") && self.is_subject(body) {
            return None;
        }
        let leads =
            self.lexicon.positions.longest_before(&words[start..=end]).is_some_and(|(_, class)| class == "post");
        // "Archbishop of Wennick"
        let seat = matches!(first.key(), "of" | "for") && SEATED.contains(&words[end].key());
        let strange = !seat
            && body.iter().all(|word| word.capital)
            && body.iter().any(|word| !self.is_ordinary(word))
            && !self.is_place(whole(body));
        let named = self.headed(body)
            || self.legal(body)
            || self.is_product(body)
            || (strange && !led && !self.is_ordinary(&body[0]))
            || (strange && leads && first.key() == "of");
        let numeral = body.iter().all(|word| word.key().chars().all(|c| "ivx".contains(c)));
        (named && !numeral).then(|| whole(body))
    }

    /// "Chemistry of the Harbour Institute": the body behind a subject that its post is held in.
    fn behind_subject<'w>(&self, words: &'w [Word<'w>]) -> &'w [Word<'w>] {
        let links = |pair: &[Word]| matches!(pair[0].key(), "of" | "at" | "in") && pair[1].key() == "the";
        let Some(at) = words.windows(2).position(links).filter(|at| at + 2 < words.len()) else { return words };
        let (subject, body) = (&words[..at], &words[at + 2..]);
        let plain = subject.iter().all(|word| self.is_ordinary(word)) && self.head(subject).is_none();
        if plain && (self.headed(body) || self.legal(body)) { body } else { words }
    }

    /// Whether words without a post are a body's name.
    fn names_body(&self, words: &[Word]) -> bool {
        if !words.iter().any(|word| word.capital) && words.iter().all(|word| !word.is(Fact::Caseless)) {
            return self.is_small_school(words);
        }
        // "Canal Ward": a word that bodies are called by stands before the one for a part of a town.
        let closes = words.last().is_some_and(|last| last.is(Fact::OrganisationHead));
        let short = words.len() <= 3 && words.iter().all(|word| word.capital);
        if short && !closes && self.is_district(words) {
            return false;
        }
        if self.headed(words)
            || self.legal(words)
            || self.memory.is_body(&joined(words))
            || self.is_product(words)
            || self.is_branch(words)
        {
            return true;
        }
        if self.is_district(words) {
            return false;
        }
        let qualified = words.iter().any(|word| word.is(Fact::PositionModifier));
        let titled = words.iter().all(|word| word.is(Fact::Postnominal));
        let strange = words.iter().filter(|word| !self.is_ordinary(word)).count();
        let small = words.iter().filter(|word| !word.capital).count();
        let occupied = words.last().is_some_and(|word| self.is_occupation(word));
        !qualified && !titled && !occupied && strange > 0 && small <= strange + 1
    }

    /// "Canal Ward", where a councillor sits.
    fn is_district(&self, words: &[Word]) -> bool {
        let named = |last: &Word| last.is(Fact::District);
        words.len() > 1 && words.last().is_some_and(named)
    }
}

/// "Co-Director" is a director.
fn without_co(key: &str) -> &str {
    ["co-", "co "].into_iter().find_map(|co| key.strip_prefix(co)).unwrap_or(key)
}

fn whole(words: &[Word]) -> Span {
    words[0].span.join(words[words.len() - 1].span)
}

fn is_link(part: Span, text: &str) -> bool {
    let inner = part.of(text);
    inner.contains("://") || inner.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;
    use crate::lexicon::{Book, Lexicon};

    fn bodies(field: &str) -> Vec<&str> {
        let (memory, lexicon) = (Memory::default(), Lexicon::built_in());
        let book = Book::new(lexicon);
        let reader = Reader::new(field, &memory, &|_| Vec::new(), &book);
        reader.bodies(Span::new(0, field.len()), false).into_iter().map(|span| span.of(field)).collect()
    }

    #[test]
    fn a_field_without_a_post_is_a_name_whole() {
        assert_eq!(bodies("Tarnwick University of Weaving"), ["Tarnwick University of Weaving"]);
        assert_eq!(bodies("University of Texas at Austin"), ["University of Texas at Austin"]);
        assert_eq!(bodies("the Lantern Society (LSX)"), ["Lantern Society", "LSX"]);
        assert_eq!(bodies("Qvarzo"), ["Qvarzo"]);
        assert_eq!(bodies("Union of Teachers"), ["Union of Teachers"]);
        assert_eq!(bodies("University of Hamburg/QVAR"), ["University of Hamburg", "QVAR"]);
    }

    #[test]
    fn a_post_leads_to_a_body_or_to_none() {
        assert_eq!(bodies("Director of the Harbour Institute"), ["Harbour Institute"]);
        assert_eq!(bodies("CEO Qvarzo"), ["Qvarzo"]);
        assert_eq!(bodies("Weaving Engineer at Qvarzo"), ["Qvarzo"]);
        assert_eq!(bodies("Professor of Chemistry"), [""; 0]);
        assert_eq!(bodies("Software Engineer"), [""; 0]);
        assert_eq!(bodies("Student"), [""; 0]);
        assert_eq!(bodies("Bridge Engineer-Surveyor"), [""; 0]);
    }

    #[test]
    fn places_subjects_and_links_are_no_bodies() {
        for field in ["United Kingdom", "FRANCE", "New York City", "freelance", "https://qvarzo.example", "Mathematics"]
        {
            assert_eq!(bodies(field), [""; 0], "{field}");
        }
    }

    #[test]
    fn a_bracket_behind_an_individual_holds_the_employer() {
        assert_eq!(bodies("in an individual capacity (Harbour Institute)"), ["Harbour Institute"]);
        assert_eq!(bodies("in an individual capacity"), [""; 0]);
    }
}

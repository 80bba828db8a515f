//! Bodies that no table knows, told by where they stand: "co-founder of Quillmark", "Ada Marsh from Quillmark".

use super::beside::{Scene, mention};
use super::standing::is_initials;
use crate::lexicon::Lexicon;
use crate::lexicon::sentences::Word;
use crate::model::{Kind, Mention, MentionRule, Span};
use crate::names::places::is_place;

/// What such a body is sure of.
const CONFIDENCE: f32 = 0.6;
/// The most words of such a name.
const LONGEST: usize = 4;
/// The most words of a name that small words hold together.
const LONGEST_HEADED: usize = 8;
/// The most words between a post and "at", or of a post between commas.
const POST: usize = 7;

/// Bodies where a sentence says for whom somebody works, as long as no name was found there, or an unknown place.
///
/// `hails` tells whether people of the document come from bodies: [`come_from_bodies`].
pub fn bodies(scene: &Scene, found: &[Mention], hails: bool) -> Vec<Mention> {
    let words = &scene.sentence.words;
    let opening = words.first().is_some_and(|word| word.capital && !scene.sentence.shouting);
    let mut bodies: Vec<Mention> = opening.then(|| before_post(scene, found, 0)).flatten().into_iter().collect();
    for at in (1..words.len()).filter(|at| words[*at].capital && !scene.sentence.shouting) {
        if bodies.last().is_some_and(|body| words[at].token.span.start < body.whole.end) {
            continue;
        }
        let body = employer(scene, found, at, hails).or_else(|| among_bodies(scene, found, bodies.last(), at));
        let body = body
            .or_else(|| before_post(scene, found, at))
            .or_else(|| first_of_row(scene, found, at))
            .or_else(|| last_of_row(scene, found, at));
        bodies.extend(body);
    }
    bodies
}

/// Whether a document tells of people by the bodies that they come from: "Ada Marsh from the Reed Institute", and of
/// nobody by a place.
pub fn come_from_bodies(text: &str, found: &[Mention], lexicon: &Lexicon) -> bool {
    let come_from = |pair: &&[Mention]| {
        pair[0].kind == Kind::Person
            && matches!(text[pair[0].whole.end..pair[1].whole.start].trim(), "from" | "from the")
    };
    let mut homes = found.windows(2).filter(come_from).map(|pair| &pair[1]).peekable();
    homes.peek().is_some()
        && homes.all(|home| match home.kind {
            Kind::Organisation => true,
            Kind::Place => !is_place(&home.name, lexicon),
            Kind::Person | Kind::Other => false,
        })
        && found.windows(2).filter(come_from).any(|pair| pair[1].kind == Kind::Organisation)
}

/// The body that opens at a word, behind a post or a person.
fn employer(scene: &Scene, found: &[Mention], at: usize, hails: bool) -> Option<Mention> {
    let sentence = scene.sentence;
    let lead = at - usize::from(sentence.key(Some(at - 1)) == "the");
    let link = lead.checked_sub(1)?;
    let of_body = match sentence.key(Some(link)) {
        "of" => is_held_in_bodies(sentence.key(link.checked_sub(1)), scene.lexicon),
        "at" => is_posted(scene, link),
        "by" | "with" => is_staged(scene, link),
        "from" => hails && lead == at && behind_person(scene, found, link),
        _ => lead == at && sentence.words[link].token.is_mark(scene.text, ',') && is_card(scene, found, link),
    };
    let name = of_body.then(|| strange(scene, found, at)).flatten();
    let headed = || {
        let posted = matches!(sentence.key(Some(link)), "of" | "at")
            && scene.lexicon.positions.longest_before(sentence.keys_before(link)).is_some();
        posted.then(|| headed(scene, found, at)).flatten()
    };
    let staged = || matches!(sentence.key(Some(link)), "by" | "with") && of_body;
    let led =
        || lead == at && sentence.key(Some(link)) == "of" && is_led(sentence.key(link.checked_sub(1)), scene.lexicon);
    let name = name.or_else(|| led().then(|| alone(scene, found, at)).flatten());
    let last = name.or_else(headed).or_else(|| staged().then(|| several(scene, found, at)).flatten())?;
    Some(mention(scene, Kind::Organisation, (at, last), MentionRule::Organisation, CONFIDENCE))
}

/// Whether a word, or the last part of one ("co-founder"), is a post that is held in bodies.
pub fn is_held_in_bodies(word: &str, lexicon: &Lexicon) -> bool {
    word.rsplit([' ', '-']).next().is_some_and(|post| lexicon.held_posts.is(post, "body"))
}

/// Whether a word is no body's own: a state's or a place's, a post, a title or a day.
fn names_no_body(key: &str, lexicon: &Lexicon) -> bool {
    let tables = [&lexicon.states, &lexicon.places, &lexicon.positions, &lexicon.honorifics, &lexicon.calendar];
    tables.into_iter().any(|table| table.has(key))
}

/// The last word of a name that is no known place and not made of ordinary words: capitals side by side.
fn strange(scene: &Scene, found: &[Mention], at: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let beside = |next: &usize| {
        let gap = Span::new(words[next - 1].token.span.end, words[*next].token.span.start);
        words[*next].capital && gap.of(scene.text) == " "
    };
    let last = (at + 1..words.len().min(at + 1 + LONGEST)).take_while(beside).last().unwrap_or(at);
    let span = scene.sentence.span(at, last);
    let lexicon = scene.lexicon;
    let own = |at: usize| {
        let key = words[at].key.as_str();
        let known = names_no_body(key, lexicon) || lexicon.topics.has(key) || lexicon.position_modifiers.has(key);
        is_initials(words[at].token.span.of(scene.text), lexicon)
            || (key.len() > 2 && !known && !lexicon.is_common(key) && !words[at].acronym)
    };
    let free = match over(found, span) {
        [] => true,
        [place] => place.kind == Kind::Place && place.whole == span && !is_place(&place.name, lexicon),
        _ => false,
    };
    (free && last - at < LONGEST && own(at)).then_some(last)
}

/// Posts that are held in companies, or by whoever made something.
fn is_led(post: &str, lexicon: &Lexicon) -> bool {
    post.rsplit([' ', '-']).next().is_some_and(|post| lexicon.held_posts.is(post, "leads"))
}

/// One capitalised word that may be an everyday word, but no place, belief, title or given name: "founder of Moonlight".
fn alone(scene: &Scene, found: &[Mention], at: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let lexicon = scene.lexicon;
    let key = words[at].key.as_str();
    let other = names_no_body(key, lexicon) || lexicon.other_heads.class(key) == Some("belief");
    let goes_on = |next: &Word| next.capital || matches!(next.key.as_str(), "of" | "is" | "for");
    let ends = words.get(at + 1).is_none_or(|next| !goes_on(next));
    let free = over(found, words[at].token.span).is_empty();
    (ends && free && !other && key.len() > 2 && !lexicon.is_given_name(key)).then_some(at)
}

/// The last word of two or more capitals side by side that are no place, no post and no person: "Digital Harbours". A
/// name that was taken for a person's is none with initials in it ("RHU Salu").
fn several(scene: &Scene, found: &[Mention], at: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let lexicon = scene.lexicon;
    let beside = |next: &usize| {
        let gap = Span::new(words[next - 1].token.span.end, words[*next].token.span.start);
        words[*next].capital && gap.of(scene.text) == " "
    };
    let last = (at + 1..words.len().min(at + 1 + LONGEST)).take_while(beside).last()?;
    let span = scene.sentence.span(at, last);
    let known = |at: usize| {
        let key = &words[at].key;
        let tables = [&lexicon.positions, &lexicon.honorifics, &lexicon.calendar, &lexicon.states];
        tables.into_iter().any(|table| table.has(key)) || words[at].initial
    };
    let free = match over(found, span) {
        [] => !lexicon.is_given_name(&words[at].key),
        [person] => person.kind == Kind::Person && person.whole == span && (at..=last).any(|at| words[at].acronym),
        _ => false,
    };
    let place = is_place(span.of(scene.text), lexicon);
    (free && !place && last - at < LONGEST && !(at..=last).any(known)).then_some(last)
}

/// The last word of an unnoticed name with a word that bodies are called by and "of" or "for" behind it: "House of Elders".
fn headed(scene: &Scene, found: &[Mention], at: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let key = words[at].key.as_str();
    let is_head = key == "house" || scene.lexicon.organisation_heads.class(key).is_some_and(|class| class != "state");
    let inner = |at: usize| matches!(scene.sentence.key(Some(at)), "of" | "for" | "and" | "the");
    let joined = |next: &usize| words[*next].capital || inner(*next);
    let last = (at + 1..words.len().min(at + 1 + LONGEST_HEADED))
        .take_while(joined)
        .filter(|next| words[*next].capital)
        .last()?;
    let linked = matches!(scene.sentence.key(Some(at + 1)), "of" | "for");
    let free = over(found, scene.sentence.span(at, last)).is_empty();
    (is_head && linked && free && last - at < LONGEST_HEADED).then_some(last)
}

/// "engineer at", "Director of Business at": a post, and no verb, before a word.
fn is_posted(scene: &Scene, at: usize) -> bool {
    let words = &scene.sentence.words;
    let joined =
        |back: &usize| words[*back].capital || matches!(words[*back].key.as_str(), "of" | "for" | "and" | "the");
    let ends = |end: usize| scene.lexicon.positions.longest_before(scene.sentence.keys_before(end)).is_some();
    let open = (at.saturating_sub(POST)..at).rev().take_while(joined).last().unwrap_or(at);
    (open..=at).any(ends)
}

/// "organised by", "in partnership with": what bodies do, up to the word at `link`. People sign, too.
fn is_staged(scene: &Scene, link: usize) -> bool {
    let signs = scene.sentence.key(link.checked_sub(1)).ends_with("signed");
    !signs && scene.lexicon.body_lists.longest_before(scene.sentence.keys_before(link + 1)).is_some_and(|(n, _)| n > 1)
}

/// Whether a person's name ends right before a word.
fn behind_person(scene: &Scene, found: &[Mention], at: usize) -> bool {
    let Some(end) = at.checked_sub(1).map(|before| scene.sentence.words[before].token.span.end) else { return false };
    let next = found.partition_point(|mention| mention.whole.end < end);
    found.get(next).is_some_and(|mention| mention.kind == Kind::Person && mention.whole.end == end)
}

/// "Ada Marsh, Director for the Coast,": a person and a post between commas.
fn is_card(scene: &Scene, found: &[Mention], comma: usize) -> bool {
    let words = &scene.sentence.words;
    let is_comma = |at: &usize| words[*at].token.is_mark(scene.text, ',');
    let Some(open) = (comma.saturating_sub(POST + 1)..comma).rev().find(is_comma) else { return false };
    let post = open + 1..comma;
    let plain = post.clone().all(|at| !words[at].key.is_empty());
    let held = |at: usize| scene.lexicon.positions.longest_at(&words[at..comma]).is_some();
    plain && post.clone().any(held) && behind_person(scene, found, open)
}

/// Initials that a comma or "and" joins with a body before them ("the Reed Institute, HJU and Harbour Watch"), or a strange
/// name between two bodies.
fn among_bodies(scene: &Scene, found: &[Mention], last: Option<&Mention>, at: usize) -> Option<Mention> {
    let joins = |gap: &str| matches!(gap, ", " | " and " | ", and " | ", the " | " and the " | ", and the " | "; ");
    let span = scene.sentence.words[at].token.span;
    let next = found.partition_point(|mention| mention.whole.end <= span.start);
    let before = next.checked_sub(1).map(|before| &found[before]).filter(|m| m.kind == Kind::Organisation);
    let mut ends = [before, last].into_iter().flatten().map(|body| body.whole.end.min(span.start));
    if !ends.any(|end| joins(&scene.text[end..span.start])) {
        return None;
    }
    if is_initials(span.of(scene.text), scene.lexicon) && over(found, span).is_empty() {
        return Some(mention(scene, Kind::Organisation, (at, at), MentionRule::Acronym, CONFIDENCE));
    }
    let end = strange(scene, found, at)?;
    let whole = scene.sentence.span(at, end);
    let behind = &found[found.partition_point(|mention| mention.whole.start < whole.end)..];
    let body = behind.first().filter(|mention| mention.kind == Kind::Organisation)?;
    joins(&scene.text[whole.end..body.whole.start])
        .then(|| mention(scene, Kind::Organisation, (at, end), MentionRule::Organisation, CONFIDENCE))
}

/// "Quillmark co-founder Ada Marsh": a strange name before a post in small letters that is held in bodies, and its holder.
fn before_post(scene: &Scene, found: &[Mention], at: usize) -> Option<Mention> {
    let words = &scene.sentence.words;
    let lexicon = scene.lexicon;
    let last = strange(scene, found, at)?;
    let post = (last + 1..words.len().min(last + POST)).find(|next| is_held_in_bodies(&words[*next].key, lexicon))?;
    let small = |at: usize| words[at].token.span.of(scene.text).starts_with(char::is_lowercase);
    let end = words[post].token.span.end;
    let holder = words.get(post + 1).filter(|next| next.capital && scene.text[end..].starts_with([' ', '\n']))?;
    let person = over(found, holder.token.span).first().is_none_or(|holder| holder.kind == Kind::Person);
    let named = |at: usize| {
        let key = &words[at].key;
        let written = words[at].token.span.of(scene.text);
        // "Salu-based director"
        let based = written.split_once('-').is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase));
        lexicon.is_given_name(key) || lexicon.is_surname(key) || based
    };
    let alone = at == 0 || !words[at - 1].capital || !scene.text[..words[at].token.span.start].ends_with(' ');
    let posted = (last + 1..=post).all(small) && person && alone;
    (posted && !(at..=last).any(named))
        .then(|| mention(scene, Kind::Organisation, (at, last), MentionRule::Organisation, CONFIDENCE))
}

/// "On Monday, Digital Harbours, the Reed Institute and RHU met": capitals that open a row of two known bodies or more.
fn first_of_row(scene: &Scene, found: &[Mention], at: usize) -> Option<Mention> {
    let before = scene.sentence.words[at - 1].token;
    if !before.is_mark(scene.text, ',') && !matches!(scene.sentence.key(Some(at - 1)), "by" | "with") {
        return None;
    }
    let last = several(scene, found, at)?;
    let end = scene.sentence.words[last].token.span.end;
    let next = found.partition_point(|mention| mention.whole.start < end);
    let bodies = found[next..].iter().take(2).map(|body| (body.kind == Kind::Organisation, body.whole));
    let [(true, first), (true, second)] = bodies.collect::<Vec<_>>()[..] else { return None };
    let row = matches!(scene.text.get(end..first.start), Some(", " | ", the "))
        && matches!(
            scene.text.get(first.end..second.start),
            Some(", " | ", the " | " and " | " and the " | ", and " | ", and the ")
        );
    row.then(|| mention(scene, Kind::Organisation, (at, last), MentionRule::Organisation, CONFIDENCE))
}

/// "RHU, the Reed Institute, Salu Port, Quill and Lantern": a word that goes on with a row of three known bodies or more.
fn last_of_row(scene: &Scene, found: &[Mention], at: usize) -> Option<Mention> {
    const ROW: usize = 3;
    let words = &scene.sentence.words;
    let span = words[at].token.span;
    let start = words[0].token.span.start;
    let lead = scene.text[start..span.start].trim_end();
    let lead = lead.strip_suffix("and").map_or(lead, str::trim_end);
    // The items before it, from the last one on: initials and bodies, at most one of them unknown.
    let mut unknown = 0;
    let is_known = |item: &&str| {
        let item = item.trim().trim_start_matches("and ").trim_start_matches("the ");
        let from = item.as_ptr() as usize - scene.text.as_ptr() as usize;
        let names = over(found, Span::new(from, from + item.len()));
        let body = names.iter().any(|name| name.kind == Kind::Organisation) || is_initials(item, scene.lexicon);
        unknown += usize::from(!body);
        body || unknown == 1 && item.starts_with(char::is_uppercase) && !item.contains(' ')
    };
    let items = lead.strip_suffix(',').map_or(0, |lead| lead.rsplit(", ").take(ROW + 1).take_while(is_known).count());
    let known = items.saturating_sub(unknown.min(1));
    let closes = words.get(at + 1).is_none_or(|next| next.key.is_empty());
    let lexicon = scene.lexicon;
    let key = words[at].key.as_str();
    let other = names_no_body(key, lexicon) || lexicon.is_given_name(key);
    let free = match over(found, span) {
        [] => true,
        [place] => place.kind == Kind::Place && place.whole == span,
        _ => false,
    };
    (known >= ROW && closes && !other && free)
        .then(|| mention(scene, Kind::Organisation, (at, at), MentionRule::Organisation, CONFIDENCE))
}

/// The names that share letters with a stretch.
pub fn over(found: &[Mention], span: Span) -> &[Mention] {
    let first = found.partition_point(|mention| mention.whole.end <= span.start);
    let count = found[first..].iter().take_while(|mention| mention.whole.start < span.end).count();
    &found[first..first + count]
}

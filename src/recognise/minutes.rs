//! Bodies whose minutes a heading announces: "Minutes of the Quay Board Meeting", "Quay Board Meeting Minutes".

use super::beside::{Scene, folded, mention};
use crate::lexicon::sentences::Setting;
use crate::model::{Kind, Mention, MentionRule, Span};

/// What such a body is sure of.
const CONFIDENCE: f32 = 0.6;
/// The most words of such a name.
const LONGEST: usize = 9;
/// What stands before a name that was read too far.
const LEADS: &[&str] = &["minutes of the ", "minutes of ", "minutes from the "];

/// Takes "Minutes of the" off the names of bodies that were read with it.
pub fn mend(text: &str, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Organisation && m.is_whole()) {
        let inner = mention.whole.of(text);
        let lead =
            LEADS.iter().find(|lead| inner.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead)));
        if let Some(lead) = lead.filter(|lead| inner.len() > lead.len()) {
            let span = Span::new(mention.whole.start + lead.len(), mention.whole.end);
            mention.stand_at(span);
            mention.name = folded(span.of(text));
        }
    }
}

/// The body that met, in a heading that says whose minutes follow.
pub fn bodies(scene: &Scene) -> Option<Mention> {
    let sentence = scene.sentence;
    if sentence.setting != Setting::Heading {
        return None;
    }
    let at = sentence.words.iter().take(LONGEST * 2).position(|word| word.key == "minutes")?;
    let (first, end) = named_behind(scene, at).or_else(|| named_before(scene, at))?;
    let first = first + usize::from(sentence.key(Some(first)) == "the");
    let end = (first..end).find(|at| *at > first && tells_when(scene, *at)).unwrap_or(end);
    let keys = || (first..end).map(|at| sentence.key(Some(at)));
    let lexicon = scene.lexicon;
    let generic = |key: &str| {
        let tables = [&lexicon.organisation_heads, &lexicon.position_modifiers, &lexicon.topics];
        is_joint(key) || tables.into_iter().any(|table| table.has(key))
    };
    let headed = keys().any(|key| lexicon.organisation_heads.class(key).is_some_and(|class| class != "state"));
    let told = headed && keys().any(|key| !generic(key));
    let high = (first..end).all(|at| sentence.words[at].capital || is_joint(sentence.key(Some(at))));
    let whole = (1..=LONGEST).contains(&(end.max(first) - first)) && high && !is_joint(sentence.key(Some(end - 1)));
    (whole && told).then(|| mention(scene, Kind::Organisation, (first, end - 1), MentionRule::Organisation, CONFIDENCE))
}

/// "Draft minutes of the annual meeting of the X": the words behind, up to a mark.
fn named_behind(scene: &Scene, minutes: usize) -> Option<(usize, usize)> {
    let sentence = scene.sentence;
    let opens = minutes == 0 || (minutes == 1 && scene.lexicon.meetings.is(sentence.key(Some(0)), "draft"));
    let leads = |at: usize| matches!(sentence.key(Some(at)), "of" | "from" | "for");
    if !opens || !leads(minutes + 1) {
        return None;
    }
    let mut first = minutes + 1;
    loop {
        match meeting(scene, first) {
            0 if leads(first) || matches!(sentence.key(Some(first)), "the" | "a" | "an") => first += 1,
            0 => break,
            n => first += n,
        }
    }
    let end = (first..sentence.words.len()).find(|at| sentence.words[*at].key.is_empty());
    Some((first, end.unwrap_or(sentence.words.len())))
}

/// "X Meeting Minutes": the words before, where nothing but a mark or a day follows.
fn named_before(scene: &Scene, minutes: usize) -> Option<(usize, usize)> {
    let next = scene.sentence.words.get(minutes + 1);
    let ends = next.is_none_or(|next| next.key.is_empty() || tells_when(scene, minutes + 1));
    (ends && minutes > 1).then_some((0, minutes))
}

/// Whether the kind of meeting begins here, or its day: "Annual General Meeting", "meeting", "held on", "4 May".
fn tells_when(scene: &Scene, at: usize) -> bool {
    let key = scene.sentence.key(Some(at));
    meeting(scene, at) > 0
        || matches!(key, "" | "held" | "on" | "at" | "dated")
        || scene.lexicon.calendar.has(key)
        || key.starts_with(|c: char| c.is_ascii_digit())
}

/// How many words name a kind of meeting here.
fn meeting(scene: &Scene, at: usize) -> usize {
    let sentence = scene.sentence;
    let is = |key: &str, class| scene.lexicon.meetings.is(key, class);
    let kind = |key: &str| is(key, "kind") || key.ends_with("th") && key.starts_with(|c: char| c.is_ascii_digit());
    let kinds = (at..sentence.words.len()).take_while(|i| kind(sentence.key(Some(*i)))).count();
    if is(sentence.key(Some(at + kinds)), "meeting") { kinds + 1 } else { 0 }
}

fn is_joint(key: &str) -> bool {
    matches!(key, "of" | "and" | "the" | "for")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::lexicon::sentences::{Vocabulary, of_span};

    fn body(heading: &str) -> String {
        let lexicon = Lexicon::built_in();
        let mut vocabulary = Vocabulary::new(lexicon);
        let all = of_span(heading, Span::new(0, heading.len()), Setting::Heading, &mut vocabulary);
        let scene = Scene { text: heading, sentence: &all[0], lexicon };
        bodies(&scene).map_or(String::new(), |body| body.name.to_string())
    }

    #[test]
    fn the_body_that_met_is_told_from_its_meeting() {
        assert_eq!(body("Minutes of the Quay Harbour Board Meeting"), "Quay Harbour Board");
        assert_eq!(body("Minutes of the Annual General Meeting of the Lagoon Trust"), "Lagoon Trust");
        assert_eq!(body("Minutes of the Lagoon Trust Annual General Meeting, 4 May 2023"), "Lagoon Trust");
        assert_eq!(body("MINUTES OF MEETING OF THE SELBY PARISH COUNCIL"), "SELBY PARISH COUNCIL");
        assert_eq!(body("Lagoon Trust Meeting Minutes"), "Lagoon Trust");
        assert_eq!(body("Draft Minutes of Selby Parish Council held on 4 May"), "Selby Parish Council");
        assert_eq!(body("Minutes of the Board Meeting"), "");
        assert_eq!(body("Minutes of the meeting"), "");
        assert_eq!(body("Ten Minutes to Save the Lagoon Trust"), "");
    }
}

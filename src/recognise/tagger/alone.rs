//! What each word says by itself, for itself and for its neighbours: summed once for each word, since a text has the same
//! words again and again.
//!
//! Weights are whole multiples of powers of two and few, so that sums are exact and no order of adding them matters.

use super::features::{BEYOND, Teller, of_neighbours};
use super::form::Form;
use super::model::{Model, Points};
use super::tags::TAGS;

/// The points that a word gives to the labels of the words around it: by its place, seen from the word that is told.
type Sums = [Points; PLACES];

/// From the second word before to the second word behind.
const PLACES: usize = 5;

/// Sums of more words are not kept: they would be those of words that hardly come again.
const KEPT: usize = 1 << 15;

/// The sums of the words met so far.
#[derive(Debug)]
pub struct Alone<'m> {
    model: &'m Model,
    /// By the number of the word.
    kept: Vec<Option<Box<Sums>>>,
    /// Those of what stands beyond a sentence.
    beyond: Sums,
}

impl<'m> Alone<'m> {
    /// None yet.
    pub fn new(model: &'m Model) -> Alone<'m> {
        Alone { model, kept: Vec::new(), beyond: sums(model, &BEYOND) }
    }

    /// What the word at `at` and its neighbours say by themselves of its labels.
    pub fn points(&mut self, forms: &[&Form], at: usize) -> Points {
        let mut points = [0.0; TAGS];
        for place in 0..PLACES {
            let form = (at + place).checked_sub(PLACES / 2).and_then(|at| forms.get(at));
            let mut add = |sums: &Sums| points.iter_mut().zip(sums[place]).for_each(|(sum, more)| *sum += more);
            match form {
                None => add(&self.beyond),
                Some(form) if form.number as usize >= KEPT => add(&sums(self.model, form)),
                Some(form) => add(self.kept(form)),
            }
        }
        points
    }

    fn kept(&mut self, form: &Form) -> &Sums {
        let number = form.number as usize;
        if self.kept.len() <= number {
            self.kept.resize(number + 1, None);
        }
        self.kept[number].get_or_insert_with(|| Box::new(sums(self.model, form)))
    }
}

fn sums(model: &Model, form: &Form) -> Sums {
    let mut told: [Vec<u64>; PLACES] = Default::default();
    // What others would tell beside it is left out, so that they may be anything.
    of_neighbours([form; PLACES], 0, |teller, feature| match teller {
        Teller::TwoBefore => told[0].push(feature),
        Teller::Before => told[1].push(feature),
        Teller::Here => told[2].push(feature),
        Teller::After => told[3].push(feature),
        Teller::TwoAfter => told[4].push(feature),
        Teller::Several => {}
    });
    told.map(|features| {
        let mut points = [0.0; TAGS];
        model.add(&features, &mut points);
        points
    })
}

#[cfg(test)]
mod tests {
    use super::super::features::View;
    use super::super::form::Forms;
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::lexicon::sentences::{Setting, Vocabulary, of_span};
    use crate::model::Span;

    #[test]
    fn what_words_say_alone_and_together_is_what_all_features_say() {
        let text = "Dr Ada Marsh of the Harbour Union (HU) wrote to Ben Okafor-Lind, MP, in 2019. HARBOUR UNION!";
        let (model, lexicon) = (Model::built_in(), Lexicon::built_in());
        let mut vocabulary = Vocabulary::new(lexicon);
        let (mut forms, mut alone) = (Forms::new(lexicon, &model.clusters), Alone::new(model));
        let mut heard = 0;
        for sentence in of_span(text, Span::new(0, text.len()), Setting::Running, &mut vocabulary) {
            let forms = forms.of(text, &sentence);
            let view = View::new(text, &sentence, &forms, lexicon);
            for at in 0..forms.len() {
                let (mut all, mut several, mut whole) = (Vec::new(), Vec::new(), [0.0; TAGS]);
                view.of_word(at, &mut all);
                view.of_several(at, &mut several);
                assert!(several.len() < all.len());
                model.add(&all, &mut whole);
                let mut parts = alone.points(&forms, at);
                model.add(&several, &mut parts);
                assert_eq!(parts, whole, "{at}");
                heard += 1;
            }
        }
        assert!(heard > 20);
    }
}

//! The figures of the gallery, each with its file.

use super::piles::{letters, southern_women};
use undersigned::draw::figure;
use undersigned::draw::plan::{Form, Part, Plan, Ties};
use undersigned::model::Dossier;
use undersigned::settings::{ColourBy, FigureSettings};

/// A figure, and the pile that it is drawn of.
pub struct Drawn {
    /// The file's name in `graphs/gallery`, without its extension.
    pub name: &'static str,
    /// What was drawn.
    pub pile: Dossier,
    /// The figure.
    pub svg: String,
}

/// All of them.
pub fn all() -> Vec<Drawn> {
    let women = "Southern women at their events (Davis, Gardner and Gardner 1941)";
    vec![
        drawn("southern-women", southern_women(), Form::Ties, (women, Ties::All)),
        drawn("southern-women-two-mode", southern_women(), Form::TwoMode, (women, Ties::All)),
        drawn("60", letters(60), Form::Ties, ("Made letters among 60 names", Ties::All)),
        drawn("300", letters(300), Form::Ties, ("Made letters among 300 names", Ties::Backbone)),
        drawn("2000", letters(2_000), Form::Ties, ("Made letters among 2,000 names", Ties::Backbone)),
    ]
}

fn drawn(name: &'static str, pile: Dossier, form: Form, (title, ties): (&str, Ties)) -> Drawn {
    let settings = FigureSettings { colour: ColourBy::Community, title: title.to_owned(), ..FigureSettings::default() };
    let svg = figure(&pile, &Plan { part: Part::Strongest, ties, form, settings });
    Drawn { name, svg: svg.expect("the strongest are always there"), pile }
}

//! The network as a figure: `plan` says what is to be shown, `choice` finds the names, `names` and `documents` make
//! items and lines of them, `lines`, `steps`, `matrix`, `timeline` and `slices` lay them out, `page` puts words around it.

mod advances;
mod arrange;
mod choice;
mod documents;
mod excerpt;
pub mod geometry;
pub mod graphviz;
mod legend;
mod lines;
mod matrix;
mod name;
mod names;
mod overlap;
mod pack;
mod page;
mod palette;
pub mod plan;
#[cfg(feature = "print")]
pub mod print;
mod slices;
mod steps;
pub mod stress;
pub mod svg;
mod text;
mod ties;
mod timeline;
mod words;

use crate::model::{Dossier, Network};
use crate::settings::FigureSettings;
use choice::Choice;
use excerpt::Excerpt;
use page::{Body, Words, inner};
use plan::{CannotDraw, Form, Part, Plan, Ties};

/// More names fit no page and would take hours to place; the caption says how many are left out.
const MOST: usize = 2_000;
/// Names whose ids the description of a figure lists.
const DESCRIBED: usize = 5;

/// The strongest names of the network and their ties as one SVG file, fit to print, with a legend and a caption. At
/// the width of its page all its text is at least 7 pt high.
pub fn svg(network: &Network, settings: &FigureSettings) -> String {
    let choice = choice::strongest(network, settings.names.min(MOST));
    let shown = names::names(network, &choice, Ties::All, settings.colour);
    drawn(network, &shown, settings, "")
}

/// The figure that `plan` asks for, as one SVG file.
///
/// # Errors
/// When a name, component or document of the plan is not in the network, or a timeline has no dates.
pub fn figure(dossier: &Dossier, plan: &Plan) -> Result<String, CannotDraw> {
    let (network, settings) = (&dossier.network, &plan.settings);
    let names = settings.names.min(MOST);
    let most = match plan.form {
        Form::Ties | Form::TwoMode => names,
        Form::Matrix => settings.names.min(matrix::MOST),
        Form::Timeline => settings.names.min(timeline::MOST),
        Form::Slices(_) => settings.names.min(slices::MOST),
    };
    let choice = choice::choose(dossier, plan, most)?;
    if let Part::Between { .. } = plan.part {
        return between(dossier, &choice, settings);
    }
    Ok(match plan.form {
        Form::Ties => drawn(network, &names::names(network, &choice, plan.ties, settings.colour), settings, ""),
        Form::TwoMode => {
            let shown = documents::documents(dossier, &choice, None, names, settings.colour);
            drawn(network, &shown, settings, "Who appears where")
        }
        Form::Matrix => matrix::matrix(network, &choice, plan),
        Form::Timeline => timeline::timeline(dossier, &choice, settings)?,
        Form::Slices(every) => slices::slices(dossier, &choice, every, plan)?,
    })
}

/// The shortest ways between the two subjects of `choice`.
fn between(dossier: &Dossier, choice: &Choice, settings: &FigureSettings) -> Result<String, CannotDraw> {
    let (graph, names) = (&dossier.network.graph, settings.names.min(MOST));
    let [from, to] = [choice.subjects[0], choice.subjects[1]];
    let (one, other) = (graph[from].label.to_string(), graph[to].label.to_string());
    let (on_the_way, read) =
        documents::ways(dossier, from, to).ok_or_else(|| CannotDraw::NoWay(one.clone(), other.clone()))?;
    let all = on_the_way.len();
    let ends = [from.index(), to.index()];
    let rest = on_the_way.into_iter().filter(|name| !ends.contains(name)).take(names.saturating_sub(2));
    let nodes: Vec<_> = ends.into_iter().chain(rest).map(petgraph::graph::NodeIndex::new).collect();
    let left_out = if nodes.len() < all { format!(" ({} of {all} names)", nodes.len()) } else { String::new() };
    let said = vec![format!("Shown: every shortest way from {one} to {other}{left_out}; its steps are documents.")];
    let way = Choice { nodes, subjects: choice.subjects.clone(), said };
    let shown = documents::documents(dossier, &way, Some(&read), names, settings.colour);
    let shown = Excerpt { from: Some(0), ..shown };
    Ok(drawn(&dossier.network, &shown, settings, &format!("From {one} to {other}")))
}

/// Items and lines on a page of their own.
fn drawn(network: &Network, shown: &Excerpt, settings: &FigureSettings, title: &str) -> String {
    let room = inner(settings.page);
    let legend = legend::legend(shown, room);
    let (body, said) = lines::lines(shown, (room, page::left(settings.page, &legend)));
    let caption = shown.said.iter().cloned().chain(said).collect();
    let labels = shown.items.iter().map(|item| item.label.as_str());
    finished(network, settings, title, (body, legend), (caption, labels.take(DESCRIBED).collect()))
}

/// A figure with its words: `title` stands where the settings give none; `said` are sentences of the caption and the
/// labels that the description lists.
fn finished(
    network: &Network,
    settings: &FigureSettings,
    title: &str,
    (body, legend): (Body, Body),
    (caption, leading): (Vec<String>, Vec<&str>),
) -> String {
    let given = settings.title.trim();
    let plain = if title.is_empty() { page::plain_title(network) } else { title };
    let counts = page::counts(network);
    let first = if leading.is_empty() { String::new() } else { format!(" First: {}.", leading.join("; ")) };
    let caption: Vec<String> = caption.into_iter().chain(page::source(network)).collect();
    let words = Words {
        title: if given.is_empty() { plain } else { given }.to_owned(),
        described: format!("{counts}.{first} {}", caption.join(" ")),
        counts,
        caption,
    };
    page::page(&words, &body, &legend, settings.page)
}

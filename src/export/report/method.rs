//! How the report was made: what a reader has to know to check it.

use super::View;
use super::markdown::{Markdown, Page, plain, said};
use crate::export::facts::covers;
use crate::model::tables::PROGRAM;

/// Tells it.
pub fn tell(view: &View, page: &mut Page) {
    let facts = &view.dossier.facts;
    let scope = &view.dossier.network.scope;
    page.heading(2, "How this was made");
    let recognised = match (facts.recognisers.is_empty(), facts.model.is_empty()) {
        (false, _) => {
            let names = facts.recognisers.iter().map(|name| plain(name));
            said!["; names were given by ", Markdown::joined(names, ", ")]
        }
        (true, false) => said!["; names were found with the model ", plain(&facts.model)],
        (true, true) => Markdown::default(),
    };
    let version = plain(concat!(env!("CARGO_PKG_VERSION")));
    let items = [
        said![PROGRAM, " ", version, recognised, "; run.json has all settings and the hashes of the documents."],
        said!["The network covers ", plain(&covers(scope)), "."],
        "Two names are tied when both sign, speak, chair, take part or issue in one document; whoever is written to or \
         merely named is not."
            .into(),
        "*By chance* is how often two would meet if each were in as many documents, drawn at random; nearly identical \
         documents count once."
            .into(),
    ];
    page.list(items.into_iter().map(|item| (item, Vec::new())));
}

//! The network as a figure: `page` puts it together from what the other files make.

mod advances;
mod arrange;
mod excerpt;
mod geometry;
pub mod graphviz;
mod legend;
mod name;
mod overlap;
mod pack;
mod page;
mod palette;
mod stress;
mod svg;
mod text;
mod ties;

use crate::model::Network;
use crate::settings::FigureSettings;

/// The network as one SVG file, fit to print: its strongest names, their ties, a legend and a caption. Set 160 mm
/// wide, which is the text width of an A4 page, all its text is at least 7 pt high.
pub fn svg(network: &Network, settings: &FigureSettings) -> String {
    page::page(network, settings)
}

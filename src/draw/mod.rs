//! The network as a figure.

pub mod graphviz;

use crate::model::Network;
use crate::settings::FigureSettings;

/// The network as one SVG file, fit to print.
pub fn svg(_network: &Network, _settings: &FigureSettings) -> String {
    String::new()
}

//! The external `dot`.

use crate::settings::Engine;

/// `dot` is not there or fails.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct GraphvizError(String);

/// Draws a DOT text as SVG.
///
/// # Errors
/// When `dot` is not there or fails.
pub fn render(_dot: &str, engine: &Engine) -> Result<String, GraphvizError> {
    Err(GraphvizError(format!("no dot for {engine:?}")))
}

//! Graphviz instead of the embedded renderer, when the analyst asks for it and has it: runs the `dot` program.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

/// The layout engines that may be asked for.
pub const ENGINES: [&str; 8] = ["dot", "neato", "sfdp", "fdp", "circo", "twopi", "osage", "patchwork"];

/// Why there is no figure by Graphviz.
#[derive(Debug, thiserror::Error)]
pub enum GraphvizError {
    /// No such engine.
    #[error("no layout engine is called {0:?}; there are {list}", list = ENGINES.join(", "))]
    UnknownEngine(String),
    /// The program is not installed.
    #[error("the program `dot` of Graphviz is not installed")]
    Missing,
    /// It was started, and failed.
    #[error("`dot` could not draw the network: {0}")]
    Failed(String),
    /// It could not be started or talked to.
    #[error("cannot run the `dot` program")]
    Run(#[from] std::io::Error),
}

impl GraphvizError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            GraphvizError::UnknownEngine(_) => "name one of these, or leave --engine out: undersigned draws by itself",
            GraphvizError::Missing => {
                "install Graphviz (apt install graphviz, brew install graphviz, winget install graphviz), or leave \
                 --engine out: undersigned draws by itself"
            }
            GraphvizError::Failed(_) | GraphvizError::Run(_) => "leave --engine out: undersigned draws by itself",
        }
    }
}

/// The SVG that Graphviz's `engine` makes of the DOT source `dot`.
///
/// # Errors
/// When the engine is unknown, `dot` is not installed, or it fails.
pub fn render(dot: &str, engine: &str) -> Result<String, GraphvizError> {
    render_with("dot", dot, engine)
}

fn render_with(program: &str, dot: &str, engine: &str) -> Result<String, GraphvizError> {
    if !ENGINES.contains(&engine) {
        return Err(GraphvizError::UnknownEngine(engine.to_owned()));
    }
    let mut child = Command::new(program)
        .arg(format!("-K{engine}"))
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| if error.kind() == ErrorKind::NotFound { GraphvizError::Missing } else { error.into() })?;
    let mut input = child.stdin.take().expect("its input is piped");
    let output = std::thread::scope(|scope| {
        // Written beside the reading, so that neither side waits for the other. A program that ends early tells why
        // by itself.
        scope.spawn(move || input.write_all(dot.as_bytes()));
        child.wait_with_output()
    })?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let first = told.lines().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason");
        return Err(GraphvizError::Failed(first.trim().to_owned()));
    }
    String::from_utf8(output.stdout).map_err(|_| GraphvizError::Failed("its output is not UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_told_with_the_way_to_get_it() {
        let error = render_with("no-such-dot-program", "graph {}", "neato").expect_err("there is no such program");
        assert!(matches!(error, GraphvizError::Missing));
        for way in ["apt install graphviz", "brew install graphviz", "winget install graphviz"] {
            assert!(error.help().contains(way));
        }
    }

    #[test]
    fn an_unknown_engine_is_told_before_anything_runs() {
        let error = render("graph {}", "neato; rm").expect_err("there is no such engine");
        assert!(error.to_string().contains("sfdp"), "{error}");
    }

    #[test]
    fn what_dot_draws_comes_back() {
        match render("graph { ann -- ben }", "neato") {
            Ok(svg) => assert!(svg.contains("<svg") && svg.contains("ann")),
            Err(GraphvizError::Missing) => eprintln!("skipped: no `dot` here"),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_source_that_is_not_dot_is_told() {
        match render("this is not a graph", "neato") {
            Err(GraphvizError::Failed(reason)) => assert!(reason.contains("syntax"), "{reason}"),
            Err(GraphvizError::Missing) => eprintln!("skipped: no `dot` here"),
            other => panic!("{other:?}"),
        }
    }
}

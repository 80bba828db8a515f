//! README.md promises nothing that is not there: its commands run, and its links lead to files.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The arguments of a command as a shell would part them, without the comment.
fn arguments(command: &str) -> Vec<String> {
    let command = command.split(" #").next().unwrap().trim();
    // Every second part stands between quotes.
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .map(str::to_owned)
        .collect()
}

#[test]
fn its_commands_about_the_samples_run() {
    let readme = readme();
    let commands = readme.lines().filter_map(|line| line.strip_prefix("$ undersigned "));
    let commands: Vec<&str> = commands.filter(|command| !command.contains("letters/")).collect();
    assert!(commands.len() >= 6, "{commands:?}");
    for command in commands {
        Command::cargo_bin("undersigned").unwrap().current_dir(root()).args(arguments(command)).assert().success();
    }
}

#[test]
fn its_links_lead_to_files() {
    let readme = readme();
    let targets = readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let lost: Vec<&str> = targets.filter(|target| !target.contains("://") && !root().join(target).exists()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

//! Runs that are killed at random moments: decisions stay whole, outputs are the old ones or the new ones.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use undersigned::decisions::read_decisions;

/// Kills of each command.
const KILLS: u64 = 25;

/// A letter whose signatories look like those of the other.
fn letter(number: u32) -> String {
    let second = if number == 1 { "" } else { " Stone" };
    let rows: Vec<String> = ["Kenneth", "Margaret", "Robert", "William", "Katherine", "Edward"]
        .iter()
        .zip(["Marlow", "Thornquist", "Ostrander", "Wendell", "Lampwright", "Quayle"])
        .enumerate()
        .map(|(at, (given, family))| format!("{}. {given} {family}{second}, Quay Watch", at + 1))
        .collect();
    format!(
        "Open Letter {number}\n\n3 May 2021\n\nWe ask the board to keep the ferry.\n\nSigned by:\n\n{}\n",
        rows.join("\n")
    )
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command.args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs to the end; how long it took.
fn whole(folder: &Path, args: &[&str]) -> Duration {
    let begun = Instant::now();
    assert!(command(folder, args).status().unwrap().success());
    begun.elapsed()
}

/// Moments in no order, the same in every run: shares of a whole run and a little more.
fn moments() -> impl Iterator<Item = f64> {
    let mut state = 11u64;
    (0..KILLS).map(move |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        1.2 * (state >> 11) as f64 / (1u64 << 53) as f64
    })
}

fn killed(folder: &Path, args: &[&str], input: &str, after: Duration) {
    let mut child = command(folder, args).spawn().unwrap();
    // A run that is over reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn a_killed_review_loses_no_answer() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("letters")).unwrap();
    for number in [1, 2] {
        fs::write(folder.path().join(format!("letters/{number}.txt")), letter(number)).unwrap();
    }
    let span = whole(folder.path(), &["review", "letters", "--batch", "open.csv"]);
    assert!(
        fs::read_to_string(folder.path().join("open.csv")).unwrap().lines().count() > 3,
        "there is something to ask"
    );
    let decisions = folder.path().join("letters/decisions.csv");
    let mut before = Vec::new();
    for moment in moments() {
        killed(folder.path(), &["review", "letters"], "u\nz\nu\nz\nu\nz\n", span.mul_f64(moment));
        let now = fs::read(&decisions).unwrap_or_default();
        assert!(now.starts_with(&before), "it only grows");
        assert!(now.is_empty() || now.ends_with(b"\n"), "every line is whole");
        if !now.is_empty() {
            read_decisions(&decisions).unwrap();
        }
        before = now;
    }
    assert!(!before.is_empty(), "some of the runs came so far");
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new() {
    let folder = TempDir::new().unwrap();
    for (inputs, letters) in [("old", vec![1]), ("new", vec![1, 2])] {
        fs::create_dir(folder.path().join(inputs)).unwrap();
        for number in letters {
            fs::write(folder.path().join(format!("{inputs}/{number}.txt")), letter(number)).unwrap();
        }
    }
    let build = |inputs: &'static str, out: &'static str| ["build", inputs, "-o", out];
    let mut span = Duration::ZERO;
    for inputs in ["old", "new"] {
        span = whole(folder.path(), &build(inputs, "out"));
        fs::rename(folder.path().join("out"), folder.path().join(format!("{inputs}-whole"))).unwrap();
    }
    let wholes = ["old", "new"].map(|inputs| files(&folder.path().join(format!("{inputs}-whole"))));
    assert_ne!(wholes[0], wholes[1]);
    whole(folder.path(), &build("old", "out"));
    for (number, moment) in moments().enumerate() {
        let inputs = if number % 2 == 0 { "new" } else { "old" };
        killed(folder.path(), &build(inputs, "out"), "", span.mul_f64(moment));
        let found = files(&folder.path().join("out"));
        assert!(wholes.contains(&found), "kill {number}: {:?}", found.keys().collect::<Vec<_>>());
    }
    whole(folder.path(), &build("new", "out"));
    assert_eq!(files(&folder.path().join("out")), wholes[1], "what was left behind is no hindrance");
    assert!(!folder.path().join(".out.partial").exists());
}

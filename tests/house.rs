//! The rules of the house, held: layers, lengths, first lines, doors, pages and columns.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use undersigned::model::rows::{
    AffiliationRow, AlikeRow, AppearanceRow, ChangeRow, CytoscapeRow, DocumentRow, EdgeRow, IncidenceRow,
    KumuConnectionRow, KumuElementRow, NameRow, NodeRow, NoticeRow, SliceRow,
};
use undersigned::model::tables::Table;
use undersigned::pipeline::RULES;

/// What every verb may know.
const NOUNS: &[&str] = &["model", "text", "names", "lexicon", "settings"];
/// The verbs: none knows another.
const VERBS: &[&str] =
    &["read", "layout", "recognise", "extract", "attach", "merge", "graph", "draw", "export", "evaluate", "store"];
/// What lies below the verbs, and what each may know. The lexicon folds its keys as names are folded, and the parts of
/// a name are told by the lexicon: the two share a storey.
const BELOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("lexicon", &["model", "text", "names"]),
    ("names", &["model", "text", "lexicon"]),
    ("settings", &["model"]),
    ("decisions", &["model", "names"]),
    ("mentions", &["model"]),
];
/// Where files are opened and programs run; `main` only names the exit code.
const DOORS: &[&str] =
    &["read/", "store/", "export/", "settings", "decisions", "mentions.rs", "cli/", "draw/graphviz.rs", "main.rs"];
/// The longest file, in lines.
const LONGEST: usize = 400;

/// A file below `src`: its path there, and its text without comments and tests.
struct Source {
    path: String,
    text: String,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry, extension));
        } else if entry.extension().is_some_and(|found| found == extension) {
            found.push(entry);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let source = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let is_test = path.ends_with("tests.rs");
        let code = if is_test { String::new() } else { code(&text) };
        Source { path, text, code }
    };
    files(&src, "rs").into_iter().map(source).collect()
}

/// The text without comment lines and from `#[cfg(test)]` on a module without the rest.
fn code(text: &str) -> String {
    let program = text.find("#[cfg(test)]\nmod ").map_or(text, |at| &text[..at]);
    let lines = program.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The module of `src` that a file belongs to.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The names right below `root` that paths in the code lead to: `model` in `crate::model::Span`, and each member of
/// `crate::{model, names}`.
fn below(code: &str, root: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, path) in code.match_indices(&format!("{root}::")) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            None => drop(names.insert(word(rest))),
            Some(group) => names.extend(members(group).into_iter().map(word)),
        }
    }
    names
}

/// The members of a group of imports, up to its closing brace.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut members) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                members.push(group[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    members.retain(|member| !member.is_empty());
    members
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Complaints, all at once.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn imports_are_read_as_rust_reads_them() {
    let code = "use crate::{\n    model::{Span, Role},\n    names,\n};\nlet x = crate::read::find();\nuse mycrate::no;";
    let names: Vec<_> = below(code, "crate").into_iter().collect();
    assert_eq!(names, ["model", "names", "read"]);
    assert_eq!(Vec::from_iter(below("use std::{fs, io::Write};", "std")), ["fs", "io"]);
}

#[test]
fn no_verb_knows_another_and_no_noun_a_verb() {
    let below_verbs: BTreeMap<_, _> = BELOW.iter().copied().collect();
    let mut complaints = Vec::new();
    for source in sources() {
        let module = module(&source.path);
        let allowed: Vec<&str> = match below_verbs.get(module) {
            Some(allowed) => allowed.to_vec(),
            None if VERBS.contains(&module) => NOUNS.to_vec(),
            // It writes the lines of mentions where they are made, so that a pile of them is never held.
            None if module == "pipeline" => NOUNS.iter().chain(VERBS).chain(&["mentions"]).copied().collect(),
            None if ["cli", "main", "lib"].contains(&module) => continue,
            None => {
                complaints.push(format!("{}: the house has no room of this name", source.path));
                continue;
            }
        };
        let known = below(&source.code, "crate").into_iter().filter(|name| name != module);
        let strange = known.filter(|name| !allowed.contains(&name.as_str()));
        complaints.extend(strange.map(|name| format!("{}: {module} must not know {name}", source.path)));
    }
    none(complaints);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let tests = files(&root().join("tests"), "rs").into_iter().map(|file| {
        let text = fs::read_to_string(&file).unwrap();
        (file.strip_prefix(root()).unwrap().display().to_string(), text)
    });
    let src = sources().into_iter().map(|source| (format!("src/{}", source.path), source.text));
    let mut complaints = Vec::new();
    for (path, text) in src.chain(tests) {
        if !text.starts_with("//! ") {
            complaints.push(format!("{path}: the first line does not say what the file is"));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            complaints.push(format!("{path}: {lines} lines, more than {LONGEST}"));
        }
    }
    none(complaints);
}

#[test]
fn files_are_opened_and_programs_run_only_at_the_doors() {
    let inside = sources().into_iter().filter(|source| !DOORS.iter().any(|door| source.path.starts_with(door)));
    let complaints = inside.flat_map(|source| {
        let used = below(&source.code, "std").into_iter();
        let used = used.filter(|name| ["fs", "process", "net", "env"].contains(&name.as_str()));
        used.map(|name| format!("{}: std::{name} is for the doors", source.path)).collect::<Vec<_>>()
    });
    none(complaints.collect());
}

#[test]
fn only_the_command_line_prints() {
    let words = ["println!", "eprintln!", "print!(", "eprint!(", "io::stdout", "io::stderr", "stdout()", "stderr()"];
    forbid(&words, |path| !path.starts_with("cli/"));
}

#[test]
fn nothing_is_left_undone_or_unchecked() {
    forbid(&[".unwrap()", "unsafe ", "todo!", "unimplemented!", "dbg!("], |_| true);
    // What is no number has a place in every order, and a count that runs over ends the run.
    forbid(&[".partial_cmp("], |_| true);
    assert!(fs::read_to_string(root().join("Cargo.toml")).unwrap().contains("\noverflow-checks = true\n"));
    let mut complaints = Vec::new();
    for folder in ["src", "tests"] {
        for file in files(&root().join(folder), "rs") {
            // Put together, so that this line does not complain about itself.
            if fs::read_to_string(&file).unwrap().contains(&["#[", "ignore"].concat()) {
                complaints.push(format!("{}: a test is ignored", file.display()));
            }
        }
    }
    none(complaints);
}

fn forbid(words: &[&str], here: impl Fn(&str) -> bool) {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| here(&source.path)) {
        let found = words.iter().filter(|word| source.code.contains(**word));
        complaints.extend(found.map(|word| format!("{}: {word}", source.path)));
    }
    none(complaints);
}

#[test]
fn every_rule_has_its_page_with_examples() {
    let mut complaints = Vec::new();
    let mut names = BTreeSet::new();
    for rule in RULES.iter().flat_map(|(_, rules)| *rules) {
        if !names.insert(rule.name) {
            complaints.push(format!("{}: two rules of one name", rule.name));
        }
        if !rule.page.starts_with("# ") || rule.summary().is_empty() {
            complaints.push(format!("{}: the page has no heading or no summary", rule.name));
        }
        if !rule.page.contains("```") {
            complaints.push(format!("{}: the page has no examples", rule.name));
        }
    }
    none(complaints);
}

#[test]
fn every_page_is_listed() {
    let listed: BTreeSet<&str> = RULES.iter().flat_map(|(_, rules)| *rules).map(|rule| rule.page).collect();
    let mut complaints = Vec::new();
    for folder in ["recognise", "extract", "attach"] {
        for page in files(&root().join("src").join(folder), "md") {
            if !listed.contains(fs::read_to_string(&page).unwrap().as_str()) {
                complaints.push(format!("{}: `undersigned rules` does not list it", page.display()));
            }
        }
    }
    none(complaints);
}

#[test]
fn every_column_is_documented_and_nothing_else() {
    let guide = fs::read_to_string(root().join("docs/columns.md")).unwrap();
    let documented = |file: &str| -> Vec<String> {
        let section = guide.split("\n## ").find(|section| section.starts_with(&format!("{file}\n")));
        let rows = section.unwrap_or("").lines().filter_map(|line| line.strip_prefix("| `"));
        rows.map(|row| row.split('`').next().unwrap().to_owned()).collect()
    };
    fn check<R: Table>(documented: impl Fn(&str) -> Vec<String>) {
        let columns: Vec<_> = R::HEADER.split(',').map(str::to_owned).collect();
        assert_eq!(documented(R::FILE), columns, "docs/columns.md, {}", R::FILE);
    }
    check::<AppearanceRow>(documented);
    check::<DocumentRow>(documented);
    check::<NoticeRow>(documented);
    check::<NameRow>(documented);
    check::<IncidenceRow>(documented);
    check::<AffiliationRow>(documented);
    check::<AlikeRow>(documented);
    check::<NodeRow>(documented);
    check::<EdgeRow>(documented);
    check::<SliceRow>(documented);
    check::<CytoscapeRow>(documented);
    check::<KumuElementRow>(documented);
    check::<KumuConnectionRow>(documented);
    check::<ChangeRow>(documented);
}

#[test]
fn every_notice_is_documented() {
    let guide = fs::read_to_string(root().join("docs/commands.md")).unwrap();
    let mut complaints = Vec::new();
    for source in sources() {
        for before in ["code: \"", "of_document(\"", "notice(\""] {
            for (at, found) in source.code.match_indices(before) {
                let code: String = source.code[at + found.len()..].chars().take_while(|c| *c != '"').collect();
                if !guide.contains(&format!("`{code}`")) {
                    complaints.push(format!("{}: docs/commands.md does not explain the notice `{code}`", source.path));
                }
            }
        }
    }
    none(complaints);
}

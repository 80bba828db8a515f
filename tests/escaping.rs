//! One escape a sink: whatever a text holds, a reader of the sink's kind reads it back, or what the escape says of it.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use graphviz_rust::dot_structures::{Graph, Id, NodeId, Stmt};
use std::io::Write;
use std::process::{Command, Stdio};
use undersigned::cli::terminal::clean;
use undersigned::decisions::{append, read_decisions};
use undersigned::draw::svg;
use undersigned::export::cell::{guard, unguard};
use undersigned::export::{dot, xml};
use undersigned::model::{Decision, Judgement, Side};

/// What means something to some reader, or is drawn as nothing.
const PIECES: [&str; 40] = [
    "\"",
    "'",
    "\\",
    "\\\\",
    "\\N",
    "\\n",
    "\\\"",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{1b}[2J",
    "\u{1b}]0;a\u{7}",
    "\u{9b}31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{200d}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{fdd0}",
    "\u{1fffe}",
    "=",
    "+",
    "-",
    "@",
    "＝",
    "|",
    ";",
    ",",
    "<",
    ">",
    "&",
    "]]>",
    "&#0;",
];

/// Texts made of such pieces, of letters, and of characters from anywhere: without chance, the same on every machine.
fn texts() -> impl Iterator<Item = String> {
    let mut state = 0x5DEE_CE66_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..20_000).map(move |_| {
        let length = next(14);
        let piece = |_| match next(4) {
            0 | 1 => PIECES[next(PIECES.len())].to_owned(),
            2 => ["a", "Ann", " ", "é", "ß", "杨", "ي"][next(7)].to_owned(),
            _ => char::from_u32(next(0x11_0000) as u32).unwrap_or(' ').to_string(),
        };
        (0..length).map(piece).collect()
    })
}

#[test]
fn a_cell_of_csv_comes_back_and_is_no_formula() {
    let expected = |text: &str| -> String {
        let kept = text.chars().filter_map(|c| match c {
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\\' => Some('⧵'),
            '\u{feff}' => None,
            c => (!c.is_control()).then_some(c),
        });
        kept.collect::<String>().trim().to_owned()
    };
    let mut table = csv::Writer::from_writer(Vec::new());
    for text in texts() {
        table.write_record([guard(&text), guard("end")]).unwrap();
    }
    let bytes = table.into_inner().unwrap();
    let mut records = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice()).into_records();
    for text in texts() {
        let record = records.next().unwrap().unwrap();
        assert_eq!((unguard(&record[0]), &record[1]), (expected(&text).as_str(), "end"), "{text:?}");
        let is_formula = record[0].starts_with(['=', '+', '@', '＝', '＋', '－', '＠']);
        assert!(!is_formula && (!record[0].starts_with('-') || record[0] == *"-"), "{text:?}");
    }
}

#[test]
fn names_of_decisions_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("decisions.csv");
    let is_name = |text: &String| !text.is_empty() && text.trim() == text && !text.contains(char::is_control);
    let names: Vec<String> = texts().filter(is_name).take(300).collect();
    for name in &names {
        let side = Side { name: name.clone(), document: None };
        let decision = Decision {
            kind: None,
            left: side,
            right: None,
            judgement: Judgement::NotAName,
            by: String::new(),
            date: String::new(),
            note: name.clone(),
            line: 0,
        };
        append(&file, &decision).unwrap();
    }
    let read = read_decisions(&file).unwrap();
    for (decision, name) in read.iter().zip(&names) {
        assert_eq!((&decision.left.name, &decision.note), (name, name));
    }
    assert_eq!(read.len(), names.len());
    let risky = |line: &str| line.split(',').any(|cell| cell.starts_with(['=', '+', '@', '＝']));
    assert!(!std::fs::read_to_string(&file).unwrap().lines().any(risky));
}

#[test]
fn text_and_attributes_of_xml_come_back() {
    for text in texts() {
        let file = format!("<a b=\"{0}\">{0}</a>", xml::escape(&text));
        let parsed = roxmltree::Document::parse(&file).unwrap();
        let kept = text.chars().filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            '\u{fffe}' | '\u{ffff}' => None,
            c => (!c.is_control()).then_some(c),
        });
        let kept: String = kept.collect();
        assert_eq!(parsed.root_element().attribute("b"), Some(&*kept));
        assert_eq!(parsed.root_element().text().unwrap_or_default(), kept);
        assert_eq!(parsed.root_element().children().filter(roxmltree::Node::is_element).count(), 0);
    }
}

#[test]
fn text_of_the_figure_comes_back_without_what_turns_it_round() {
    for text in texts() {
        let file = format!("<text id=\"{0}\">{0}</text>", svg::escape(&text));
        let parsed = roxmltree::Document::parse(&file).unwrap();
        let kept = text.chars().filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            c if c.is_control() || is_no_character(c) => Some('\u{fffd}'),
            c => Some(c),
        });
        let kept: String = kept.collect();
        assert_eq!(parsed.root_element().attribute("id"), Some(&*kept));
        assert_eq!(parsed.root_element().text().unwrap_or_default(), kept);
    }
}

fn is_no_character(c: char) -> bool {
    ('\u{fdd0}'..='\u{fdef}').contains(&c) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What a reader of DOT makes of the text between its quotes.
fn unquoted(id: &str) -> String {
    let inside = id.strip_prefix('"').and_then(|id| id.strip_suffix('"')).unwrap();
    let (mut text, mut characters) = (String::new(), inside.chars());
    while let Some(c) = characters.next() {
        match (c, c == '\\') {
            (_, true) => text.push(match characters.next().unwrap() {
                'n' => '\n',
                escaped => escaped,
            }),
            ('"', _) => panic!("a quote ends {id:?} too early"),
            _ => text.push(c),
        }
    }
    text
}

fn seen_by_dot(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[test]
fn a_string_of_dot_comes_back() {
    for text in texts() {
        let quoted = dot::quote(&text).to_string();
        assert_eq!(unquoted(&quoted), seen_by_dot(&text), "{text:?}");
    }
    let nodes: String = texts().take(2_000).map(|text| format!("{}\n", dot::quote(&text))).collect();
    let Graph::DiGraph { stmts, .. } = graphviz_rust::parse(&format!("digraph {{\n{nodes}}}")).unwrap() else {
        panic!("it is a digraph");
    };
    for (text, stmt) in texts().take(2_000).zip(&stmts) {
        let Stmt::Node(node) = stmt else { panic!("{stmt:?}") };
        let NodeId(Id::Escaped(id), None) = &node.id else { panic!("{:?}", node.id) };
        assert_eq!(unquoted(id), seen_by_dot(&text));
    }
}

/// Where Graphviz is, it reads each label as one node's and says it back.
#[test]
fn graphviz_reads_what_was_meant() {
    let labels: Vec<String> = texts().take(3_000).filter(|text| !text.contains('&')).collect();
    let nodes = labels.iter().enumerate().map(|(at, text)| format!("{at} [tooltip={}]\n", dot::quote(text)));
    let graph = format!("digraph {{\n{}}}\n", nodes.collect::<String>());
    let child = Command::new("dot")
        .arg("-Tdot_json")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return };
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(graph.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let objects = read["objects"].as_array().unwrap();
    assert_eq!(objects.len(), labels.len());
    for (object, text) in objects.iter().zip(&labels) {
        let said = format!("\"{}\"", object["tooltip"].as_str().unwrap_or_default().replace('"', "\\\""));
        assert_eq!(unquoted(&said), seen_by_dot(text), "{text:?}");
    }
}

#[test]
fn nothing_commands_a_terminal() {
    for text in texts() {
        let shown = clean(&text);
        let expected: String = text
            .chars()
            .map(|c| match c {
                '\t' | '\n' => " ".to_owned(),
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                    format!("\\u{{{:x}}}", u32::from(c))
                }
                c if c.is_control() => format!("\\u{{{:x}}}", u32::from(c)),
                c => c.to_string(),
            })
            .collect();
        assert_eq!(&*shown, expected);
        // A reader of terminals' own language finds nothing in it but text.
        assert_eq!(anstream::adapter::strip_str(&shown).to_string(), *shown);
    }
}

#[test]
fn json_comes_back() {
    for text in texts() {
        let written = serde_json::to_string(&text).unwrap();
        assert!(written.bytes().all(|byte| byte >= b' '), "one line: {written:?}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}

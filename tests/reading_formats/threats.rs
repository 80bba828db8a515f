//! Files and folders that are not what they seem: each is read or told, and nothing is opened that was not given.

use crate::letter::{docx_of, zip};
use crate::{unfolded, workers};
use std::fs;
use tempfile::TempDir;
use undersigned::lexicon::Lexicon;
use undersigned::model::Format;
use undersigned::pipeline::read_document;
use undersigned::read::{Cause, Choice, Source, Unfolded, find, load, unfold};
use undersigned::settings::Settings;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Unfolded {
    unfolded(name, bytes.into(), &Settings::default(), Some(&workers()))
}

fn text(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let found = read(name, bytes);
    assert_eq!(found.errors, [], "{name}");
    found.documents[0].document.text.clone()
}

/// The text of a table of plain text.
fn table(bytes: String) -> String {
    let source = Source { id: "a.csv".to_owned(), path: None, format: Some(Format::Table) };
    unfold(&source, bytes.into_bytes(), &Settings::default(), None).documents[0].document.text.clone()
}

/// Ids of what was read, and codes of what was not.
fn told(found: &Unfolded) -> (Vec<&str>, Vec<&str>) {
    let ids = found.documents.iter().map(|opened| opened.document.head.id.as_str()).collect();
    (ids, found.errors.iter().map(|unread| unread.cause.code()).collect())
}

/// The little-endian number at a place.
fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// An archive whose directory names one member many times: a bomb whose parts overlap.
fn overlapping(times: u16) -> Vec<u8> {
    let one = zip(&[("0000.txt", vec![b'a'; 1 << 20])]);
    let end = one.len() - 22;
    let (size, start) = (number(&one, end + 12), number(&one, end + 16));
    let mut bytes = one[..start].to_vec();
    for at in 0..times {
        let mut record = one[start..start + size].to_vec();
        record[46..54].copy_from_slice(format!("{at:04}.txt").as_bytes());
        bytes.extend(record);
    }
    let mut last = one[end..].to_vec();
    last[8..10].copy_from_slice(&times.to_le_bytes());
    last[10..12].copy_from_slice(&times.to_le_bytes());
    last[12..16].copy_from_slice(&(size as u32 * u32::from(times)).to_le_bytes());
    [bytes, last].concat()
}

#[test]
fn members_that_overlap_count_each_time() {
    let bomb = overlapping(900);
    assert!(bomb.len() < 100_000);
    let told = read("bomb.zip", bomb).errors.remove(0).cause;
    assert!(matches!(told, Cause::TooLargeUnpacked { .. } | Cause::Damaged { .. }), "{told:?}");
}

#[test]
fn a_directory_that_lies_is_damage() {
    let whole = zip(&[("a.txt", b"Ada Marsh".to_vec()), ("b.txt", b"Lena Quill".to_vec())]);
    for (at, value) in [(16, 3u8), (16, 0xFF), (10, 0xFF), (12, 1)] {
        let mut bytes = whole.clone();
        let end = bytes.len() - 22;
        bytes[end + at] = value;
        let found = read("a.zip", bytes);
        assert!(found.documents.len() + found.errors.len() > 0);
        assert!(found.errors.iter().all(|unread| unread.cause != Cause::Crashed), "{:?}", found.errors);
    }
}

#[test]
fn of_two_members_with_one_name_the_last_counts() {
    let body = |name: &str| docx_of(&format!("<w:p><w:r><w:t>{name}</w:t></w:r></w:p>"));
    assert_eq!(text("a.docx", body("Ada")).trim(), "Ada");
    let xml = |name: &str| {
        format!("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:body></w:document>")
    };
    let mut twice =
        zip(&[("word/document.xml", xml("Ada").into_bytes()), ("word/documenX.xml", xml("Lena").into_bytes())]);
    let (wrong, right) = (b"word/documenX.xml", b"word/document.xml");
    while let Some(at) = twice.windows(wrong.len()).position(|window| window == wrong) {
        twice[at..at + right.len()].copy_from_slice(right);
    }
    assert_eq!(text("b.docx", twice).trim(), "Lena");
}

#[test]
fn names_inside_files_open_nothing() {
    let found = read("a.zip", zip(&[("/etc/hosts.txt", b"Ada".to_vec()), ("..\\..\\b.txt", b"Lena".to_vec())]));
    assert_eq!(told(&found), (vec!["a.zip!/../../b.txt", "a.zip!//etc/hosts.txt"], vec![]));
    let mail = "MIME-Version: 1.0\r\nFrom: a@b.example\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nAda\r\n--o\r\n\
                Content-Disposition: attachment; filename*0*=utf-8''..%2F..%2Fetc%2F; filename*1=hosts.txt\r\n\r\nLena\r\n--o--\r\n";
    let found = read("a.eml", mail);
    assert_eq!(told(&found), (vec!["a.eml", "a.eml!/../../etc/hosts.txt"], vec![]));
}

#[test]
fn mails_without_measure_are_read_or_told() {
    let head = "MIME-Version: 1.0\r\nFrom: a@b.example\r\n";
    let nested = format!("{head}{}\r\nAda\r\n", "Content-Type: message/rfc822\r\n\r\n".repeat(20_000));
    let fields = format!("{head}{}\r\nAda\r\n", "X-Field: y\r\n".repeat(1_000_000));
    let recipients = format!("{head}To: {}\r\n\r\nAda\r\n", "Lena Quill <l@q.example>,\r\n ".repeat(200_000));
    let garbage = format!("{head}Content-Transfer-Encoding: base64\r\n\r\n{}\r\n", "%%=A=!".repeat(100_000));
    let boundary = format!("{head}Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nAda\r\n----\r\n");
    for (name, mail) in [
        ("nested", nested),
        ("fields", fields),
        ("recipients", recipients),
        ("garbage", garbage),
        ("boundary", boundary),
    ] {
        let found = read(&format!("{name}.eml"), mail);
        assert!(found.documents.len() + found.errors.len() > 0, "{name}");
        assert!(found.errors.iter().all(|unread| unread.cause != Cause::Crashed), "{name}: {:?}", found.errors);
    }
}

#[test]
fn what_outlook_alone_opens_is_told() {
    let mail = "MIME-Version: 1.0\r\nFrom: a@b.example\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nAda\r\n--o\r\n\
                Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\
                Content-Disposition: attachment; filename=winmail.dat\r\n\r\neJ8+IgEC\r\n--o--\r\n";
    let found = read("a.eml", mail);
    assert_eq!(told(&found), (vec!["a.eml"], vec!["unsupported-format"]));
    assert!(found.errors[0].cause.help().contains("tnef"), "{:?}", found.errors);
}

#[test]
fn a_mailbox_gives_each_of_its_mails() {
    let mail = |name: &str| {
        format!(
            "From a@b.example Mon May  3 10:00:00 2021\nMessage-ID: <1@b.example>\nSubject: Of {name}\nFrom: a@b.example\n\n{name} said so.\n\n"
        )
    };
    let found = read("all.mbox", [mail("Ada"), mail("Lena")].concat());
    assert_eq!(told(&found), (vec!["all.mbox!/1.eml", "all.mbox!/2.eml"], vec![]));
    assert_eq!(found.documents[1].document.text.trim(), "Lena said so.");
    assert_eq!(found.documents[1].document.head.title.as_deref(), Some("Of Lena"));
}

#[test]
fn odd_encodings_are_told_or_read_with_marks() {
    assert_eq!(told(&read("a.txt", "+/v8-Ada +AOk-".as_bytes())), (vec![], vec!["unsupported-format"]));
    let long = "We ask the board to keep the ferry, é and ö and ü. ".repeat(5);
    for broken in [b"\xC0\xAF".as_slice(), b"\xED\xA0\x80\xED\xB0\x80", b"\xF8\x88\x80\x80\x80", b"\xE2\x82"] {
        let found = read("a.txt", [long.as_bytes(), broken].concat());
        let opened = &found.documents[0];
        assert!(opened.document.text.starts_with(&long) && opened.document.text.ends_with('\u{FFFD}'));
        assert!(opened.notices.iter().any(|notice| notice.message.contains("replaced")), "{:?}", opened.notices);
    }
    let page = b"\xEF\xBB\xBF<!DOCTYPE html><meta charset=windows-1251><p>Zo\xC3\xAB Doe";
    assert_eq!(text("a.html", page.as_slice()), "Zoë Doe", "the mark wins over what the page declares");
}

#[test]
fn a_table_without_measure_is_read() {
    let wide = format!("{}\n{}\n", vec!["Name"; 10_000].join(","), vec!["Ada"; 10_000].join(","));
    assert_eq!(table(wide).lines().next().map(|line| line.split('\t').count()), Some(10_000));
    assert_eq!(table("Name,Body\nAda\nLena,Quay,x,y\n\n".to_owned()).lines().count(), 3);
}

#[test]
fn names_without_measure_stop_nobody() {
    let flood = format!("Zoe{}", "\u{301}".repeat(10_000));
    let endless = format!("A{}", "a".repeat(1 << 20));
    let letter = format!(
        "Open Letter\n\nSigned by:\n\n1. Ada Marsh, Quay Watch\n2. {flood} Quill\n3. {endless}\n4. İlker Işık, İstanbul\n"
    );
    let found = read("a.txt", letter);
    let document = &found.documents[0].document;
    let (_, reading) = read_document(document, &Settings::default(), Lexicon::built_in());
    let names: Vec<&str> = reading.mentions.iter().map(|mention| mention.name.as_str()).collect();
    assert!(names.contains(&"Ada Marsh"), "{}", names.len());
    assert!(names.contains(&"İlker Işık"), "{}", names.len());
    for piece in reading.mentions.iter().flat_map(|mention| mention.pieces()) {
        assert!(document.text.get(piece.start..piece.end).is_some());
    }
}

#[test]
fn days_that_are_none_are_none() {
    for day in ["30 February 2021", "99999-01-01", "0 May 0000", "1 Mehr 1399", "31/31/2021", "-1-1-1"] {
        let found = read("a.txt", format!("Open Letter\n\n{day}\n\nWe ask the board.\n"));
        assert_eq!(found.documents[0].document.head.date, None, "{day}");
    }
}

#[cfg(unix)]
#[test]
fn sockets_and_long_names() {
    let folder = TempDir::new().unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.txt")).unwrap();
    let long = format!("{}.txt", "n".repeat(251));
    for name in ["-rf.txt", &long] {
        fs::write(folder.path().join(name), "Ada").unwrap();
    }
    let found = find(&[folder.path().to_owned()], &Choice::default());
    let ids: Vec<&str> = found.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["-rf.txt", long.as_str()]);
    assert_eq!(found.errors.iter().map(|error| error.cause.code()).collect::<Vec<_>>(), ["not-regular"]);
}

#[test]
fn a_file_that_grows_while_it_is_read_is_told() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "Ada Marsh\n".repeat(2_000_000)).unwrap();
    let source = find(std::slice::from_ref(&path), &Choice::default()).sources.remove(0);
    let done = AtomicBool::new(false);
    let told = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
            while !done.load(Ordering::Relaxed) {
                file.write_all(b"more\n").unwrap();
            }
        });
        let mut tries = (0..200).map(|_| load(&source, &Settings::default()));
        let told = tries.find_map(Result::err);
        done.store(true, Ordering::Relaxed);
        told
    });
    assert_eq!(told.map(|unread| unread.cause), Some(Cause::Changed));
    assert!(load(&source, &Settings::default()).is_ok(), "it lies still again");
}

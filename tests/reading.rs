//! Reading as the program does it: paths to documents, and every kind of bad input.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use undersigned::model::{Document, Format};
use undersigned::read::{Budget, Cause, Choice, Found, Opened, Source, find, read};

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn found(paths: &[&Path]) -> Found {
    find(&paths.iter().map(PathBuf::from).collect::<Vec<_>>(), &Choice::default())
}

fn ids(found: &Found) -> Vec<&str> {
    found.sources.iter().map(|source| source.id.as_str()).collect()
}

/// Codes of the errors.
fn codes(found: &Found) -> Vec<&str> {
    found.errors.iter().map(|error| error.cause.code()).collect()
}

/// Finds and reads one file by its name.
fn try_open(name: &str, bytes: &[u8]) -> Result<Opened, Cause> {
    let folder = folder(&[(name, bytes)]);
    let found = found(&[&folder.path().join(name)]);
    read(&found.sources[0]).map_err(|error| error.cause)
}

fn open(name: &str, bytes: &[u8]) -> Opened {
    try_open(name, bytes).unwrap()
}

/// The source line of the line that holds `word`.
fn line_of(document: &Document, word: &str) -> u32 {
    document.places.at(document.text.find(word).unwrap()).1
}

fn notice_codes(opened: &Opened) -> Vec<&str> {
    opened.notices.iter().map(|notice| notice.code.as_str()).collect()
}

#[test]
fn a_folder_gives_its_documents_in_the_order_of_their_ids() {
    let folder = folder(&[
        ("b.txt", b"b"),
        ("a/two.MD", b"a"),
        ("a/one.html", b"a"),
        ("a.text", b"a"),
        (".hidden.txt", b"h"),
        (".git/x.txt", b"h"),
        (".gitignore", b"*.txt\n"),
        ("scan.djvu", b"p"),
        ("more/scan.DJVU", b"p"),
        ("list.doc", b"d"),
        ("README", b"r"),
        ("undersigned.toml", b""),
        ("decisions.csv", b""),
    ]);
    let found = found(&[folder.path()]);
    assert_eq!(ids(&found), ["a.text", "a/one.html", "a/two.MD", "b.txt"]);
    assert_eq!(found.sources[2].format, Some(Format::Markdown));
    assert!(found.errors.is_empty());
    assert_eq!(found.notices.len(), 1);
    assert_eq!(found.notices[0].code, "not-read");
    assert!(found.notices[0].message.starts_with("7 files in "));
    assert!(found.notices[0].message.ends_with(" passed over: .djvu 2, .doc 1, hidden 3, without extension 1"));
}

#[test]
fn our_own_outputs_are_never_input() {
    let ours = br#"{"program": "undersigned", "version": "0.1.0"}"#;
    let folder = folder(&[
        ("a.txt", b"a"),
        ("graphs/x/run.json", ours),
        ("graphs/x/notes.txt", b"n"),
        ("other/run.json", b"{}"),
        ("other/b.txt", b"b"),
    ]);
    assert_eq!(ids(&found(&[folder.path()])), ["a.txt", "other/b.txt"]);
    // What a shell makes of `*`.
    let given = ["a.txt", "decisions.csv", "graphs/x", "graphs/x/notes.txt"].map(|name| folder.path().join(name));
    let found = find(&given, &Choice::default());
    assert_eq!(ids(&found), ["a.txt"]);
    assert_eq!(found.notices.iter().map(|notice| notice.code.as_str()).collect::<Vec<_>>(), ["own-file"; 3]);
    assert!(found.errors.is_empty());
}

#[test]
fn a_file_goes_by_its_name_and_the_dash_is_standard_input() {
    let folder = folder(&[("deep/a.txt", b"a"), ("deep/notes", b"n")]);
    let found = found(&[Path::new("-"), &folder.path().join("deep/notes"), &folder.path().join("deep/a.txt")]);
    assert_eq!(ids(&found), ["-", "a.txt", "notes"]);
    assert_eq!((&found.sources[0].path, found.sources[2].format), (&None, None));
}

#[test]
fn the_same_file_twice_is_one_and_the_same_id_twice_is_an_error_that_names_both() {
    let folder = folder(&[("one/a.txt", b"1"), ("two/a.txt", b"2")]);
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    assert_eq!(codes(&found(&[&one, &one.join("a.txt")])), Vec::<&str>::new());
    let found = found(&[&one, &two]);
    assert_eq!(codes(&found), ["same-id"]);
    let error = &found.errors[0];
    assert!(error.what.ends_with("two/a.txt"));
    assert!(error.cause.to_string().contains("one/a.txt"), "{}", error.cause);
}

#[test]
fn what_is_missing_or_empty_is_told_with_a_next_step() {
    let empty = folder(&[("scan.djvu", b"p")]);
    let found = found(&[&empty.path().join("no.txt"), empty.path()]);
    assert_eq!(codes(&found), ["missing", "no-documents"]);
    assert!(found.errors[0].to_string().starts_with("cannot read /"));
    assert!(found.errors.iter().all(|error| !error.cause.help().is_empty() && !error.notice().message.is_empty()));
}

#[test]
fn a_folder_named_like_a_document_is_walked_and_never_opened() {
    let folder = folder(&[("letters.txt/a.txt", b"a")]);
    assert_eq!(ids(&found(&[folder.path()])), ["letters.txt/a.txt"]);
    let source = Source { id: "letters.txt".into(), path: Some(folder.path().join("letters.txt")), format: None };
    assert!(matches!(read(&source).unwrap_err().cause, Cause::NotRegular));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_are_not_followed_and_loops_do_no_harm() {
        let folder = folder(&[("a.txt", b"a")]);
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        symlink(folder.path().join("a.txt"), folder.path().join("b.txt")).unwrap();
        let found = found(&[folder.path()]);
        assert_eq!(ids(&found), ["a.txt"]);
        assert!(found.notices[0].message.ends_with("passed over: symbolic links 2"));
    }

    #[test]
    fn a_link_given_by_name_is_followed() {
        let folder = folder(&[("real/a.txt", b"a")]);
        let link = folder.path().join("link");
        symlink(folder.path().join("real"), &link).unwrap();
        assert_eq!(ids(&found(&[&link])), ["a.txt"]);
    }

    #[test]
    fn pipes_and_devices_are_not_opened() {
        let folder = folder(&[("a.txt", b"a")]);
        let pipe = folder.path().join("pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let found = found(&[folder.path(), Path::new("/dev/zero")]);
        assert_eq!(ids(&found), ["a.txt"]);
        assert_eq!(codes(&found), ["not-regular", "not-regular"]);
        let source = Source { id: "pipe.txt".into(), path: Some(pipe), format: None };
        assert!(matches!(read(&source).unwrap_err().cause, Cause::NotRegular));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_no_text_get_an_id_that_is() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(OsStr::from_bytes(b"let\xFFter\n\x1b[2J.txt")), "a").unwrap();
        let found = found(&[folder.path()]);
        assert_eq!(ids(&found), ["let\\xffter\\x0a\\x1b[2J.txt"]);
        assert_eq!(read(&found.sources[0]).unwrap().document.text, "a");
    }

    #[test]
    fn a_file_without_the_right_to_read_is_told() {
        let folder = folder(&[("a.txt", b"a")]);
        let path = folder.path().join("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
        let found = found(&[folder.path()]);
        match read(&found.sources[0]) {
            Err(error) => assert!(matches!(error.cause, Cause::Denied)),
            Ok(_) => assert!(fs::read(&path).is_ok(), "only root may read it"),
        }
    }
}

#[test]
fn a_letter_is_read_whole() {
    let text = "OPEN LETTER TO THE EXAMPLE UNION\n\n20 October 2020\n\nDear friends,\n\nWe write to you.\n\nJane Doe\n";
    let opened = open("letter.txt", text.as_bytes());
    let head = &opened.document.head;
    assert_eq!(opened.document.text, text);
    assert_eq!((head.id.as_str(), head.kind.as_str(), head.format), ("letter.txt", "letter", Format::Text));
    assert_eq!(head.title.as_deref(), Some("OPEN LETTER TO THE EXAMPLE UNION"));
    assert_eq!(head.date.map(|date| (date.day.to_string(), date.certain)), Some(("2020-10-20".into(), true)));
    assert_eq!(head.sha256.len(), 64);
    assert_eq!(line_of(&opened.document, "Jane"), 9);
    assert!(opened.notices.is_empty());
}

#[test]
fn lines_are_the_lines_of_the_file_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let opened = open("a.txt", ["one", "", "three", "four"].join(end).as_bytes());
        assert_eq!(opened.document.text, "one\n\nthree\nfour");
        assert_eq!(line_of(&opened.document, "four"), 4);
    }
}

#[test]
fn encodings_are_known_or_guessed_aloud() {
    let words = "Zoë Müller, secrétaire\nJosé Ávila\n";
    let utf16 = |to: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let known = [
        words.as_bytes().to_vec(),
        marked(b"\xEF\xBB\xBF", words.as_bytes().to_vec()),
        marked(b"\xFF\xFE", utf16(u16::to_le_bytes)),
        marked(b"\xFE\xFF", utf16(u16::to_be_bytes)),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ];
    for bytes in known {
        let opened = open("a.txt", &bytes);
        assert_eq!(opened.document.text, words);
        assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    }
    let western = open("a.txt", b"Zo\xEB M\xFCller, secr\xE9taire\nJos\xE9 \xC1vila\n");
    assert_eq!(western.document.text, words);
    assert_eq!(western.notices[0].message, "read as windows-1252, a guess: 5 bytes outside ASCII");
    let broken = open("a.txt", &marked("Zoë Müller and José Ávila of the union ".as_bytes(), vec![0xFF, b'!']));
    assert_eq!(broken.document.text, "Zoë Müller and José Ávila of the union \u{FFFD}!");
    assert_eq!(broken.notices[0].message, "not clean UTF-8: 1 place replaced by \u{FFFD}");
    assert!(matches!(try_open("a.txt", b"\xFF\xFE\0\0a\0\0\0"), Err(Cause::Utf32)));
}

#[test]
fn binary_files_are_refused_whatever_their_name() {
    let noise: Vec<u8> = (0..9999u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    for bytes in [noise.as_slice(), &[0; 5000]] {
        assert!(matches!(try_open("a.txt", bytes), Err(Cause::Binary { .. })));
        assert!(matches!(try_open("a.dat", bytes), Err(Cause::Binary { .. })));
    }
    for bytes in [b"\xD0\xCF\x11\xE0rest".as_slice(), b"\x89PNG\r\n\x1a\n"] {
        assert!(matches!(try_open("a.txt", bytes), Err(Cause::Unsupported { .. })));
    }
}

#[test]
fn an_empty_document_is_a_document_with_a_notice() {
    for bytes in [b"".as_slice(), b" \n\t\n", b"\xEF\xBB\xBF"] {
        let opened = open("a.txt", bytes);
        assert_eq!(notice_codes(&opened), ["empty"]);
        assert_eq!(opened.notices[0].document, "a.txt");
        assert_eq!((opened.document.head.title.as_deref(), opened.document.head.date), (None, None));
    }
    assert_eq!(notice_codes(&open("a.html", b"<script>document.write('x')</script>")), ["empty"]);
}

#[test]
fn hidden_characters_are_removed_aloud() {
    let opened = open("a.txt", "first\nJ\u{AD}ane \u{202E}Doe\u{200B}\u{1}\n".as_bytes());
    assert_eq!(opened.document.text, "first\nJane Doe\n");
    let notice = &opened.notices[0];
    assert_eq!(
        (notice.code.as_str(), notice.line, notice.message.as_str()),
        ("hidden-characters", Some(2), "3 invisible characters removed")
    );
}

#[test]
fn a_page_becomes_lines_that_know_their_place() {
    let page = "<!DOCTYPE html>\n<html><head><meta charset=windows-1252>\n<title>Letter | Site</title>\n\
                <meta property='article:published_time' content='2020-10-20T10:00:00Z'></head>\n<body><nav>Menu</nav>\n\
                <h1>Open\nletter</h1>\n<p>We write&shy;.</p>\n<ol>\n<li>Zo\u{EB} Doe\n<li>Max Roe</ol>\n";
    let bytes: Vec<u8> = page.chars().map(|c| c as u8).collect();
    for name in ["a.html", "page", "a.txt"] {
        assert_eq!(open(name, &bytes).document.head.format, Format::Html);
    }
    let opened = open("a.xhtml", &bytes);
    let document = &opened.document;
    assert_eq!(document.text, "# Open letter\n\nWe write.\n\n1. Zoë Doe\n2. Max Roe");
    assert_eq!((document.head.title.as_deref(), document.head.kind.as_str()), (Some("Open letter"), "letter"));
    assert_eq!(document.head.date.map(|date| date.day.to_string()).as_deref(), Some("2020-10-20"));
    let lines = ["Open", "write", "Zoë", "Max"].map(|word| line_of(document, word));
    assert_eq!(lines, [6, 8, 10, 11]);
    assert_eq!((notice_codes(&opened), opened.notices[0].line), (vec!["hidden-characters"], Some(8)));
}

#[test]
fn one_line_of_fifty_megabytes_is_read() {
    let sentence = "Jane Doe of the Example Union said so on 10 May 2020. ";
    let long = sentence.repeat(50_000_000 / sentence.len());
    for name in ["a.txt", "a.html"] {
        let opened = open(name, long.as_bytes());
        assert!(opened.document.text.len() > 49_000_000);
        assert_eq!(opened.document.places.0.len(), 1);
    }
}

#[test]
fn a_deep_page_does_not_overflow() {
    let deep = format!("{}Jane Doe", "<div><b><table>".repeat(200_000));
    assert_eq!(open("a.html", deep.as_bytes()).document.text, "Jane Doe");
}

#[test]
fn a_file_beyond_the_limit_is_refused_before_it_is_held() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("huge.txt");
    fs::File::create(&path).unwrap().set_len(Budget::default().file + 1).unwrap();
    let found = found(&[&path]);
    let error = read(&found.sources[0]).unwrap_err();
    assert_eq!(error.cause.to_string(), "it is larger than 256 MB");
}

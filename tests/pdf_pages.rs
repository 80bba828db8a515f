//! PDF files: what stands where on a page, and letters of fonts that do not name them.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod pdf_writer;

use pdf_writer::{Page, file, of_objects, stream, width, wrapped};
use undersigned::read;

fn text(bytes: Vec<u8>) -> String {
    read::document("page.pdf", None, bytes).unwrap().document.text
}

const STORY: &str = "The hall at the old mill was built by the town for all who live in it and it has been open since then on \
    every day of the year. The council now means to close it and to sell the ground on which it stands. We have met four \
    times to speak about this plan and found nobody who knew of it before the spring. The mill was the place where the \
    choir sang and where the school held its plays and we ask the council to wait until the town has been heard. The \
    roof was mended by those who use it and the garden is kept by the neighbours. What is sold cannot be had again.";

/// Two columns of running text whose lines fill them: lines of the left, and of the right.
fn columns(size: f64) -> (Vec<String>, Vec<String>) {
    let mut lines = wrapped(STORY, size, 220.0);
    let right = lines.split_off(lines.len() / 2);
    (lines, right)
}

/// Where each line stands in the text; lines that are not found stop the test.
fn places(text: &str, lines: &[String]) -> Vec<usize> {
    let place = |line: &String| text.find(line.as_str()).unwrap_or_else(|| panic!("{line} is not in\n{text}"));
    lines.iter().map(place).collect()
}

#[test]
fn columns_of_running_text_are_read_down_though_their_lines_lie_at_unlike_heights() {
    let (left, right) = columns(10.0);
    for offset in [0.0, 3.0, 5.0, 7.0] {
        let mut page = Page::default();
        for (n, line) in (0..).zip(&left) {
            page.text(60.0, 700.0 - 12.0 * f64::from(n), 10.0, line);
        }
        for (n, line) in (0..).zip(&right) {
            page.text(310.0, 700.0 - offset - 12.0 * f64::from(n), 10.0, line);
        }
        let text = text(file(&[page]));
        assert!(places(&text, &[left.clone(), right.clone()].concat()).is_sorted(), "{offset}\n{text}");
    }
}

#[test]
fn white_within_a_column_of_running_text_does_not_part_the_page() {
    let (left, right) = columns(10.0);
    let mut page = Page::default();
    // The fifth line of the left column has white above and below, where the right column has none.
    for (n, line) in (0..).zip(&left) {
        page.text(60.0, 700.0 - 12.0 * f64::from(n) - if n >= 5 { 18.0 } else { 9.0 * f64::from(n == 4) }, 10.0, line);
    }
    for (n, line) in (0..).zip(&right) {
        page.text(310.0, 700.0 - 12.0 * f64::from(n) - if n >= 4 { 30.0 } else { 0.0 }, 10.0, line);
    }
    let text = text(file(&[page]));
    assert!(places(&text, &[left, right].concat()).is_sorted(), "{text}");
}

#[test]
fn a_dash_at_the_end_of_a_column_begins_no_entry_in_it() {
    let (left, right) = columns(10.0);
    let mut page = Page::default();
    for (n, line) in (0..).zip(&left) {
        let y = 700.0 - 12.0 * f64::from(n);
        page.text(60.0, y, 10.0, if n == 4 { "What is still open" } else { line });
        page.text(310.0, y, 10.0, right.get(n as usize).map_or("", String::as_str));
        if n == 4 {
            page.text(270.0, y, 10.0, "-");
        }
    }
    let text = text(file(&[page]));
    assert!(
        places(&text, &[left[..4].to_vec(), left[5..].to_vec(), right[..4].to_vec()].concat()).is_sorted(),
        "{text}"
    );
}

#[test]
fn small_print_beside_a_heading_is_a_line_of_its_own() {
    let mut page = Page::default();
    page.text(60.0, 700.0, 18.0, "Report of the Parks Council");
    page.text(64.0, 709.0, 7.0, "Ministry of Parks and of the Open Country, Department of Lakes");
    let text = text(file(&[page]));
    assert!(text.contains("Report of the Parks Council\n"), "{text}");
    assert!(text.contains("Ministry of Parks and of the Open Country, Department of Lakes\n"), "{text}");
}

#[test]
fn an_index_stays_at_its_letter() {
    let mut page = Page::default();
    page.text(60.0, 700.0, 10.0, "The share k");
    page.text(60.0 + width("The share k", 10.0), 695.6, 6.5, "m");
    page.text(70.0 + width("The share k", 10.0), 700.0, 10.0, "of the mill");
    page.text(60.0, 686.0, 10.0, "is told below.");
    assert_eq!(text(file(&[page])), "The share km of the mill\nis told below.\n");
}

#[test]
fn blocks_of_a_table_keep_their_rows() {
    let mut page = Page::default();
    let rows =
        [("1", "Door", "120,00"), ("2", "Window and frame", "80,00"), ("3", "Lamp", "9,50"), ("4", "Rope", "4,00")];
    for (n, (number, what, price)) in (0..).zip(rows) {
        // White after each second row.
        let y = 700.0 - 13.0 * f64::from(n) - 6.0 * f64::from(n / 2);
        page.text(60.0, y, 10.0, number);
        page.text(120.0, y, 10.0, what);
        page.text(300.0, y, 10.0, price);
    }
    assert_eq!(text(file(&[page])), "1\tDoor\t120,00\n2\tWindow and frame\t80,00\n3\tLamp\t9,50\n4\tRope\t4,00\n");
}

#[test]
fn numbered_lines_of_a_form_beside_a_margin_are_rows() {
    let mut page = Page::default();
    let lines =
        ["Wages and salaries", "Interest", "Dividends and shares", "Rent", "Other income", "Add the lines above"];
    for (n, line) in (0..).zip(["Income", "Attach", "your", "", "letter", ""]) {
        page.text(60.0, 700.0 - 12.0 * f64::from(n), 10.0, line);
    }
    for (n, line) in (0..).zip(lines) {
        let y = 700.0 - 12.0 * f64::from(n);
        page.text(160.0, y, 10.0, &(n + 7).to_string());
        page.text(190.0, y, 10.0, line);
        page.text(400.0, y, 10.0, &(n + 7).to_string());
    }
    let text = text(file(&[page]));
    assert!(text.contains("\t10\tRent\t10\n") && text.contains("\t12\tAdd the lines above\t12\n"), "{text}");
}

#[test]
fn a_numbered_heading_does_not_swallow_the_section_under_it() {
    let mut page = Page::default();
    page.text(60.0, 700.0, 10.0, "C. The hall and the town");
    let lines = wrapped(STORY, 10.0, 300.0);
    for (n, line) in (0..).zip(&lines) {
        // The first line of a paragraph is indented.
        page.text(if n == 0 { 72.0 } else { 60.0 }, 688.0 - 12.0 * f64::from(n), 10.0, line);
    }
    let text = text(file(&[page]));
    assert!(text.starts_with("C. The hall and the town\nThe hall at the old mill"), "{text}");
}

/// A page that shows strings in fonts for Chinese and Japanese; each has an encoding, what its descendant says more, and
/// what is drawn in it.
fn of_fonts(fonts: &[(&str, &str, &str)]) -> Vec<u8> {
    let first = 5;
    let mut objects =
        vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec()];
    let named: String = (0..fonts.len()).map(|n| format!("/F{n} {} 0 R ", first + n)).collect();
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font <<";
    objects.push(format!("{page} {named} >> >> >>").into_bytes());
    let content: String = (0..)
        .zip(fonts)
        .map(|(n, (_, _, drawn))| format!("BT /F{n} 10 Tf 60 {} Td {drawn} ET\n", 700 - 40 * n))
        .collect();
    objects.push(stream("", content.as_bytes()));
    for (encoding, more, _) in fonts {
        let descendant = format!("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Gothic {more} >>");
        let font = format!("/Type /Font /Subtype /Type0 /BaseFont /Gothic /Encoding /{encoding}");
        objects.push(format!("<< {font} /DescendantFonts [{descendant}] >>").into_bytes());
    }
    of_objects(&objects)
}

const JAPANESE: &str = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>";
const CHINESE: &str = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >>";

#[test]
fn fonts_without_a_map_to_unicode_are_read_by_their_collection_of_characters() {
    let fonts = [
        ("Identity-H", JAPANESE, "<08810C3E0B200FE0> Tj"),
        ("90ms-RKSJ-H", JAPANESE, "<8E52936391BE9859> Tj"),
        ("UniJIS-UCS2-H", JAPANESE, "<5C717530592A90CE> Tj"),
        ("H", JAPANESE, "<3B3345444240> Tj"),
        ("Identity-H", CHINESE, "<101716DD> Tj"),
        ("GBK-EUC-H", "", "<D1EEE4BF> Tj"),
    ];
    let text = text(of_fonts(&fonts));
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, ["山田太郎", "山田太郎", "山田太郎", "山田太", "杨淇", "杨淇"]);
}

#[test]
fn letters_of_japanese_fonts_have_the_widths_of_their_numbers() {
    let widths = format!("{JAPANESE} /W [231 325 500]");
    let drawn = "(Ada) Tj 18 0 Td (Marsh) Tj 28 0 Td (Lind) Tj";
    assert_eq!(text(of_fonts(&[("90ms-RKSJ-H", &widths, drawn)])), "Ada Marsh Lind\n");
}

#[test]
fn lines_that_run_down_the_page_follow_each_other_from_the_right() {
    let drawn = "100 0 Td <08810C3E> Tj -14 0 Td <0B200FE0> Tj";
    assert_eq!(text(of_fonts(&[("Identity-V", JAPANESE, drawn)])), "山田\n太郎\n");
}

#[test]
fn numbers_beyond_a_collection_bring_nobody_down() {
    let fonts = [
        ("Identity-H", JAPANESE, "<FFFF08810C3E0B200FE008810C3E0B200FE008810C3E0B200FE0> Tj"),
        ("GBK2K-H", CHINESE, "<FF81308130D1> Tj"),
        ("UniJIS-UTF16-H", JAPANESE, "<D8005C71DC> Tj <D8> Tj"),
        ("CNS-EUC-H", "", "<8EA2A1A1FF> Tj"),
        ("Nobody-RKSJ-H", "", "<81> Tj"),
    ];
    assert!(text(of_fonts(&fonts)).starts_with("山田太"));
}

#[test]
fn double_letters_of_drawn_fonts_stay_whatever_size_the_font_says() {
    let names: String = ('a'..='z').map(|letter| format!("/{letter} ")).collect();
    let font = format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.0042 0 0 0.0042 0 0] /CharProcs << >> \
         /FirstChar 97 /LastChar 122 /Widths [{}] /Encoding << /Differences [97 {names}] >> >>",
        "24 ".repeat(26)
    );
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.as_bytes().to_vec(),
        stream("", b"BT /F1 58 Tf 60 700 Td (account) Tj 50 0 Td (messages) Tj ET"),
        font.into_bytes(),
    ];
    assert_eq!(text(of_objects(&objects)), "account messages\n");
}

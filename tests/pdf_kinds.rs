//! PDF files: kinds of pages that people meet, such as boxes beside columns, tables over pages, chapters with heads of their
//! own, forms, and fonts of signs.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod pdf_writer;

use pdf_writer::{Page, file, of_objects, stream, wrapped};
use undersigned::read;

fn text(bytes: Vec<u8>) -> String {
    read::document("page.pdf", None, bytes).unwrap().document.text
}

const STORY: &str = "The ferry has crossed the lake since the time of our parents and it has carried the post the milk and the \
    doctor. The council now means to sell it and to build a road around the shore. We who live on the far side have met in \
    the school and have found nobody who was asked. The road would be an hour long and the winter closes it. We ask the \
    council to keep the ferry until the road has been seen by all who must use it. What is sold cannot be had again and a \
    boat that lies on land does not float for long. ";

/// The lines that are not empty.
fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

#[test]
fn a_box_under_two_of_three_columns_does_not_part_the_third() {
    let column = |what: &str| wrapped(STORY.replace("ferry", what).trim(), 9.0, 150.0);
    let (first, second, mut third) = (column("ferry"), column("barge"), column("train"));
    third.extend(column("coach"));
    let mut page = Page::default();
    // White stands above a line of the box and above a paragraph beside it, which begins a line later.
    let beside = |n: usize| 700.0 - 11.0 * n as f64 - if n >= 20 { 16.0 } else { 0.0 };
    for (column, lines) in [&first[..14], &second[..14], &third[..30]].into_iter().enumerate() {
        for (n, line) in lines.iter().enumerate() {
            page.text(50.0 + 165.0 * column as f64, beside(n), 9.0, line);
        }
    }
    let questions = ["Who owns the ferry?", "Who keeps it?", "Who pays for coal?", "Who steers it?"];
    for n in 15..32 {
        let y = if n >= 20 { beside(19) - 16.0 - 11.0 * (n - 20) as f64 } else { beside(n) };
        page.text(50.0, y, 9.0, questions[n % 4]);
    }
    let text = text(file(&[page]));
    assert_eq!(lines(&text)[lines(&text).len() - 30..], third[..30], "{text}");
}

#[test]
fn the_last_line_of_a_column_stays_with_it_though_the_lines_beside_it_lie_higher() {
    let column = |what: [&str; 2]| {
        what.iter().flat_map(|what| wrapped(STORY.replace("ferry", what).trim(), 10.0, 220.0)).collect::<Vec<_>>()
    };
    let (left, right) = (column(["ferry", "barge"]), column(["train", "coach"]));
    let mut page = Page::default();
    for (n, line) in left[..18].iter().enumerate() {
        page.text(60.0, 700.0 - 12.0 * n as f64, 10.0, line);
    }
    for (n, line) in right[..17].iter().enumerate() {
        page.text(310.0, 700.0 - 12.0 * n as f64 + if n < 10 { 5.0 } else { 0.0 }, 10.0, line);
    }
    let text = text(file(&[page]));
    assert_eq!(lines(&text), [&left[..18], &right[..17]].concat(), "{text}");
}

#[test]
fn a_heading_of_two_lines_is_not_parted() {
    let mut page = Page::default();
    page.text(60.0, 720.0, 18.0, "Letter to the council");
    page.text(60.0, 698.0, 18.0, "on the ferry");
    for (n, line) in wrapped(STORY, 10.0, 300.0).iter().enumerate() {
        page.text(60.0, 668.0 - 11.0 * n as f64, 10.0, line);
    }
    let text = text(file(&[page]));
    assert!(text.starts_with("Letter to the council\non the ferry\n\nThe ferry"), "{text}");
}

#[test]
fn letters_that_stand_apart_are_a_word() {
    let mut page = Page::default();
    page.text(60.0, 740.0, 14.0, "D E C L A R A T I O N");
    page.text(60.0, 700.0, 10.0, "We ask for the ferry.");
    let text = text(file(&[page]));
    assert!(text.starts_with("DECLARATION\n"), "{text}");
}

#[test]
fn rows_of_a_table_that_stand_on_every_page_stay() {
    let page = |n: usize| {
        let mut page = Page::default();
        page.text(60.0, 780.0, 10.0, ["North shore", "South shore", "Harbour"][n]);
        for row in 0..8 {
            let y = 730.0 - 24.0 * f64::from(row);
            page.text(60.0, y, 10.0, &format!("Pier {}", row + 1));
            page.text(200.0, y, 10.0, "open");
        }
        page.text(60.0, 40.0, 10.0, "Lakeside Ferry Union");
        page
    };
    let text = text(file(&(0..3).map(page).collect::<Vec<_>>()));
    assert_eq!((text.matches("Pier 8").count(), text.matches("Ferry Union").count()), (3, 1), "{text}");
}

#[test]
fn heads_of_chapters_leave_the_text_by_their_page_numbers() {
    let lines = wrapped(&STORY.repeat(20), 10.0, 300.0);
    let page = |n: usize| {
        let mut page = Page::default();
        let head = ["FERRY", "ROAD", "WINTER", "COAL", "SHORE", "SCHOOL"][n / 4];
        page.text(60.0, 790.0, 10.0, &format!("{head} {}", n + 11));
        for (row, line) in lines[n * 6..n * 6 + 6].iter().enumerate() {
            page.text(60.0, 740.0 - 12.0 * row as f64, 10.0, line);
        }
        page
    };
    let text = text(file(&(0..24).map(page).collect::<Vec<_>>()));
    for head in ["FERRY", "ROAD", "WINTER", "COAL", "SHORE", "SCHOOL"] {
        assert_eq!(text.matches(head).count(), 1, "{text}");
    }
}

#[test]
fn facts_beside_their_names_keep_their_lines() {
    let mut page = Page::default();
    let facts = [("Length", "31 m"), ("Beam", "8 m"), ("Engine", "steam"), ("Built", "1911"), ("Crew", "four")];
    for (block, what) in ["Ferry with the name of the lake", "Barge for the coal of the ferry"].into_iter().enumerate()
    {
        let top = 700.0 - 110.0 * block as f64;
        page.text(60.0, top, 10.0, what);
        page.text(400.0, top, 10.0, "in use");
        for (n, (name, fact)) in facts.into_iter().enumerate() {
            page.text(60.0, top - 12.0 * (n + 1) as f64, 10.0, name);
            page.text(250.0, top - 12.0 * (n + 1) as f64, 10.0, fact);
        }
        page.text(250.0, top, 10.0, "a boat of steel and of oak");
    }
    let text = text(file(&[page]));
    assert_eq!(text.lines().filter(|line| line.starts_with("Engine") && line.ends_with("steam")).count(), 2, "{text}");
}

/// A page with a line of text and fonts of signs as they are given, with what is drawn in them.
fn of_fonts(fonts: &[(&str, &str)]) -> String {
    let mut objects =
        vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec()];
    let named: String = (0..fonts.len()).map(|n| format!("/F{n} {} 0 R ", 5 + n)).collect();
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font <<";
    objects.push(format!("{page} {named} >> >> >>").into_bytes());
    let drawn =
        |(n, (_, drawn)): (usize, &(&str, &str))| format!("BT /F{n} 10 Tf 60 {} Td {drawn} Tj ET\n", 700 - 40 * n);
    objects.push(stream("", fonts.iter().enumerate().map(drawn).collect::<String>().as_bytes()));
    objects.extend(fonts.iter().map(|(font, _)| format!("<< /Type /Font {font} >>").into_bytes()));
    text(of_objects(&objects))
}

#[test]
fn fonts_of_signs_have_no_letters() {
    let read = of_fonts(&[
        ("/Subtype /Type1 /BaseFont /Helvetica", "(Ferry)"),
        ("/Subtype /Type1 /BaseFont /Symbol", "<B7AE61>"),
        ("/Subtype /Type1 /BaseFont /ZapfDingbats", "(4ln)"),
        ("/Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding", "<6CFCA8>"),
    ]);
    assert_eq!(read.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(), ["Ferry", "•→α", "✔●■", "●✓□"]);
}

/// A page with these fields on it.
fn of_fields(fields: &[&str]) -> String {
    let list: String = (0..fields.len()).map(|n| format!("{} 0 R ", 7 + n)).collect();
    let page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>";
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{list}] /NeedAppearances true >> >>")
            .into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("{page} /Annots [{list}] >>").into_bytes(),
        stream("", b"BT /F1 10 Tf 60 700 Td (Name:) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>",
            b"BT /F1 8 Tf 2 6 Td (Digitally signed by Ada Marsh) Tj ET",
        ),
    ];
    objects.extend(fields.iter().map(|field| format!("<< /Type /Annot {field} >>").into_bytes()));
    text(of_objects(&objects))
}

#[test]
fn values_that_no_program_has_drawn_stand_where_viewers_draw_them() {
    let read = of_fields(&[
        "/Subtype /Widget /FT /Tx /Rect [100 696 300 712] /V (Ada Marsh) /DA (/Helv 10 Tf 0 g)",
        "/Subtype /Widget /FT /Ch /Rect [100 646 300 662] /V (no) /Opt [[(yes) (Yes, I do)] [(no) (No, never)]]",
        "/Subtype /Widget /FT /Tx /Ff 4096 /Rect [100 500 180 600] /V (We who live by the lake ask for the ferry)",
        "/Subtype /FreeText /Rect [100 400 300 420] /Contents (Received in May) /DA (/Helv 10 Tf)",
    ]);
    assert!(read.starts_with("Name: Ada Marsh\n"), "{read}");
    assert!(read.contains("No, never\n") && read.contains("Received in May"), "{read}");
    assert!(read.contains("We who live\nby the lake\nask for the\nferry\n"), "{read}");
}

#[test]
fn what_nobody_sees_in_a_form_is_not_read() {
    let read = of_fields(&[
        "/Subtype /Widget /FT /Tx /Ff 8192 /Rect [100 696 300 712] /V (secret)",
        "/Subtype /Widget /FT /Tx /F 2 /Rect [100 646 300 662] /V (hidden)",
        "/Subtype /Text /Rect [100 600 300 612] /Contents (comment)",
        "/Subtype /Widget /FT /Btn /Rect [100 560 300 572] /V /Yes",
    ]);
    assert_eq!(read, "Name:\n");
}

#[test]
fn what_shows_that_a_file_was_signed_is_read() {
    let read = of_fields(&["/Subtype /Widget /FT /Sig /Rect [100 300 300 320] /AP << /N 6 0 R >> /V << /Type /Sig >>"]);
    assert!(read.contains("Digitally signed by Ada Marsh"), "{read}");
}

//! PDF files: kinds of pages that people meet, such as boxes beside columns, tables over pages, chapters with heads of their
//! own, forms, and fonts of signs.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod pdf_writer;

use pdf_writer::{Page, file, of_objects, stream, width, wrapped};
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

#[test]
fn an_index_in_small_print_has_no_notes() {
    let mut first = Page::default();
    for (n, line) in wrapped(&STORY.repeat(3), 11.0, 400.0).iter().enumerate() {
        first.text(60.0, 760.0 - 13.0 * n as f64, 11.0, line);
    }
    let mut index = Page::default();
    index.text(60.0, 780.0, 14.0, "Index");
    let entry = |n: usize| match n % 4 {
        3 => format!("{} n, {}", 310 + n, 320 + n),
        _ => format!("{}, {}, {},", ["ferry", "harbour", "winter"][n % 4], 100 + n, 200 + n),
    };
    for n in 0..60 {
        index.text(60.0 + 240.0 * (n / 30) as f64, 740.0 - 11.0 * (n % 30) as f64, 9.0, &entry(n));
    }
    let text = text(file(&[first, index]));
    let read: Vec<&str> = lines(&text).into_iter().skip_while(|line| *line != "Index").skip(1).collect();
    assert_eq!(read, (0..60).map(entry).collect::<Vec<_>>(), "{text}");
}

#[test]
fn names_under_pictures_are_read_across() {
    let names = ["Ada Marsh", "Ben Reed", "Cleo Lind", "Dan Hill", "Eva Moor", "Finn Brook", "Gro Sand", "Hal Shaw"];
    let mut page = Page::default();
    page.text(60.0, 760.0, 10.0, "Those who met at the pier");
    for (n, name) in [names, names].concat().iter().enumerate() {
        page.text(60.0 + 120.0 * (n % 4) as f64, 660.0 - 110.0 * (n / 4) as f64, 9.0, name);
    }
    let text = text(file(&[page]));
    assert_eq!(lines(&text)[1..], [names, names].concat(), "{text}");
}

#[test]
fn an_address_beside_numbers_and_dates_is_a_block() {
    let mut page = Page::default();
    for (n, line) in ["Lakeside Ferry Union", "Pier 4", "1234 Lakeside"].iter().enumerate() {
        page.text(60.0, 700.0 - 12.0 * n as f64, 10.0, line);
    }
    let facts = [("Letter", "2020-17"), ("Your order", "4550"), ("Ordered by", "Ada Marsh"), ("Due", "3 May 2020")];
    let facts: Vec<&str> = facts.iter().flat_map(|(name, fact)| [*name, *fact]).collect();
    for (n, line) in facts.iter().enumerate() {
        // White stands above each name but the second, which stands beside the address too.
        let white = [0.0, 0.0, 0.0, 0.0, 8.0, 8.0, 16.0, 16.0][n];
        page.text(320.0, 700.0 - 12.0 * n as f64 - white, 10.0, line);
    }
    let text = text(file(&[page]));
    assert_eq!(
        lines(&text),
        ["Lakeside Ferry Union", "Pier 4", "1234 Lakeside"].into_iter().chain(facts).collect::<Vec<_>>(),
        "{text}"
    );
}

#[test]
fn tables_on_facing_pages_are_two() {
    let mut page = Page::default();
    let table = |page: &mut Page, left: f64, top: f64, by: f64, what: &str| {
        for n in 0..12 {
            let y = top - by * f64::from(n);
            page.text(left, y, 8.0, &format!("{what} {}", ["coal", "rope", "paint", "oars"][n as usize % 4]));
            page.text(left + 90.0, y, 8.0, &format!("{}.00", 100 + n));
            page.text(left + 150.0, y, 8.0, &format!("{}.50", 200 + n));
        }
    };
    table(&mut page, 40.0, 700.0, 17.0, "North");
    table(&mut page, 330.0, 694.0, 13.0, "South");
    let text = text(file(&[page]));
    let lines = lines(&text);
    assert_eq!((lines[0], lines[12], lines.len()), ("North coal\t100.00\t200.50", "South coal\t100.00\t200.50", 24));
}

#[test]
fn tables_one_below_the_other_are_two() {
    let mut page = Page::default();
    for (n, (crew, post)) in
        [("Ada Marsh", "Pilot"), ("Ben Reed", "Stoker of both boilers since the winter of 1999")].iter().enumerate()
    {
        page.text(60.0, 740.0 - 12.0 * n as f64, 10.0, crew);
        page.text(200.0, 740.0 - 12.0 * n as f64, 10.0, post);
    }
    for (n, (crew, what)) in [("Coal", "12.50"), ("Rope", "3.00"), ("Paint", "7.25")].iter().enumerate() {
        page.text(60.0, 660.0 - 12.0 * n as f64, 10.0, crew);
        page.text(160.0, 660.0 - 12.0 * n as f64, 10.0, "in March");
        page.text(330.0, 660.0 - 12.0 * n as f64, 10.0, what);
    }
    let text = text(file(&[page]));
    let read =
        ["Ada Marsh\tPilot", "Ben Reed\tStoker of both boilers since the winter of 1999", "Coal\tin March\t12.50"];
    assert_eq!(lines(&text)[..3], read, "{text}");
}

#[test]
fn headings_in_greater_letters_part_two_tables() {
    let mut page = Page::default();
    let mut y = 740.0;
    for (boat, board) in [("Ferry", "Crew"), ("Barge", "Freight")] {
        page.text(60.0, y, 14.0, boat);
        page.text(60.0, y - 20.0, 12.0, board);
        for (n, (left, right)) in [
            ("Return", "Name"),
            ("coal", "keep(boat,"),
            ("", "every winter,"),
            ("", "until May)"),
            ("rope", "tie(boat)"),
        ]
        .iter()
        .enumerate()
        {
            page.text(60.0, y - 38.0 - 12.0 * n as f64, 9.0, left);
            page.text(130.0, y - 38.0 - 12.0 * n as f64, 9.0, right);
        }
        y -= 120.0;
    }
    let text = text(file(&[page]));
    let line = |what: &str| lines(&text).iter().position(|line| line.contains(what));
    assert!(line("rope") < line("Barge") && line("tie(boat)") < line("Barge"), "{text}");
}

#[test]
fn a_line_that_nearly_fills_its_column_does_not_reach_into_the_next() {
    let (left, right) =
        (wrapped(STORY.trim(), 10.0, 225.0), wrapped(&STORY.trim().replace("ferry", "train"), 10.0, 220.0));
    let mut page = Page::default();
    for (n, (a, b)) in left.iter().zip(&right).enumerate() {
        // A paragraph ends, and the next begins with a line that ends half a size before the next column.
        let x = if n == 5 { 300.0 - 5.5 - width(a, 10.0) } else { 60.0 };
        if n != 4 {
            page.text(x, 700.0 - 12.0 * n as f64, 10.0, a);
        }
        page.text(300.0, 700.0 - 12.0 * n as f64, 10.0, b);
    }
    let text = text(file(&[page]));
    let read: Vec<&str> = lines(&text).into_iter().take(9).collect();
    let told: Vec<&str> =
        left.iter().map(String::as_str).enumerate().filter(|(n, _)| *n != 4).map(|(_, line)| line).collect();
    assert_eq!(read, told[..9], "{text}");
}

#[test]
fn a_year_inside_a_sentence_and_the_word_for_or_begin_no_entry() {
    let mut page = Page::default();
    let told = [
        "The council had kept the ferry through the whole of the winter of",
        "1942. The road around the shore was then no more than a plan and",
        "o por los que viven en la otra orilla, que no han sido preguntados",
        "and nobody had asked those who live there.",
    ];
    for (n, line) in told.iter().enumerate() {
        page.text(60.0, 700.0 - 12.0 * n as f64, 10.0, line);
    }
    let text = text(file(&[page]));
    assert_eq!(lines(&text), told, "{text}");
}

//! Pages to lines.

use super::*;

fn text(source: &str) -> String {
    page(source).text
}

#[test]
fn blocks_items_rows_and_headings_keep_their_lines() {
    let source = "<h1>Open letter</h1><p>One  <b>bold</b>\nline<br>and another</p><ul><li>Jane Doe<li><p>Max Roe</p></ul>\
                  <ol start=3><li>three</li><li value=7>seven</li><li>eight</li></ol><h3>Signed</h3>";
    let lines = "# Open letter\n\nOne bold line\nand another\n\n• Jane Doe\n• Max Roe\n\n3. three\n7. seven\n8. eight\n\n### Signed";
    assert_eq!(text(source), lines);
}

#[test]
fn table_rows_are_lines_with_tabs() {
    let source = "<table><tr><th>Name</th><th>Body</th></tr>\n<tr><td><p>Jane Doe</p></td><td> Example\n Union </td></tr>\
                  <tr><td>Max Roe<td></td><td>Oslo</table>after";
    assert_eq!(text(source), "Name\tBody\nJane Doe\tExample Union\nMax Roe\t\tOslo\n\nafter");
}

#[test]
fn a_cell_of_several_lines_shares_none() {
    let source = "<table><tr><td><p>One.</p><p>Two.</p></td><td>side</td></tr></table>";
    assert_eq!(text(source), "One.\n\nTwo.\nside");
}

#[test]
fn furniture_is_dropped_and_footers_stay() {
    let source = "<head><title>T</title><style>p{}</style><script>'<p>no'</script></head><nav><ul><li>Menu</ul></nav>\
                  <p>yes<svg><title>no</title><style/></svg><template>no</template></p><noscript>no</noscript>\
                  <footer>Jane Doe</footer>";
    assert_eq!(text(source), "yes\n\nJane Doe");
}

#[test]
fn an_unclosed_menu_ends_with_its_parent() {
    assert_eq!(text("<div><nav>Menu<ul><li>Item</div><p>text"), "text");
}

#[test]
fn links_give_their_text_and_breaks_in_headings_are_spaces() {
    assert_eq!(
        text("<h2>To<br>all</h2><a href='http://x.example'>Jane</a>&nbsp;Doe &amp; Co"),
        "## To all\n\nJane\u{A0}Doe & Co"
    );
}

#[test]
fn preformatted_text_keeps_lines_and_spaces() {
    assert_eq!(text("<p>a</p><pre>Jane  Doe\n  Max Roe\n\nEnd</pre>b c"), "a\n\nJane  Doe\n  Max Roe\n\nEnd\n\nb c");
}

#[test]
fn every_line_knows_its_line_in_the_file() {
    for end in ["\n", "\r\n", "\r"] {
        let source =
            ["<p>one", "and a half</p>", "", "<p>four<br>", "five</p><!-- x", "-->", "<p>seven &amp; more</p>"];
        let page = page(&source.join(end));
        assert_eq!(page.text, "one and a half\n\nfour\nfive\n\nseven & more");
        assert_eq!(page.lines, [1, 4, 4, 5, 7, 7]);
    }
}

#[test]
fn the_page_names_its_title_and_its_dates() {
    let head =
        "<meta property='og:title' content='Shared'><meta name=Date content='2021-03-04'><title>Window | Site</title>";
    let facts = |body: &str| page(&format!("{head}{body}")).facts();
    assert_eq!(facts("<h1>Only</h1>").title.as_deref(), Some("Only"));
    assert_eq!(facts("<h1>Logo</h1><h1>Two</h1>").title.as_deref(), Some("Shared"));
    assert_eq!(facts("<time datetime='2021-03-05T10:00'>Friday</time>").dates, ["2021-03-04", "2021-03-05T10:00"]);
    let several = page("<title>Two - Site</title><h1>Site</h1><h1> Two </h1>");
    assert_eq!(several.facts().title.as_deref(), Some("Two"));
    assert_eq!(page("<title>Window | Site</title>").facts().title.as_deref(), Some("Window"));
}

#[test]
fn the_declared_encoding_is_found() {
    assert_eq!(charset(b"<html><META charset=\"windows-1251\">").map(Encoding::name), Some("windows-1251"));
    let long = b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>";
    assert_eq!(charset(long).map(Encoding::name), Some("ISO-8859-2"));
    assert_eq!(charset(b"<meta charset=utf-16>").map(Encoding::name), Some("UTF-8"));
    assert_eq!(charset(b"<p>charset=latin1").map(Encoding::name), None);
}

#[test]
fn depth_and_mismatched_ends_lose_nothing() {
    // In quadratic time this would not end.
    for (open, close) in [("<div>", "</div>"), ("<b>", "</i>"), ("<table><tr><td>", "</p>"), ("<ul><li>", "</b>")] {
        let deep = format!("{}Jane Doe{}", open.repeat(200_000), close.repeat(200_000));
        assert!(text(&deep).contains("Jane Doe"));
    }
}

#[test]
fn unclosed_raw_elements_swallow_the_rest_and_no_more() {
    assert_eq!(text("<p>Jane</p><script>var x = '<p>no</p>'"), "Jane");
    assert_eq!(text("<p>Jane</p><!-- <p>no</p>"), "Jane");
    assert_eq!(text("<p>Jane</p><plaintext><p>Doe"), "Jane\n\n<p>Doe");
}

/// A page of a site: menu, main text, teasers, comments and, beside the text, whatever is given.
fn of_site(beside: &str) -> String {
    let said = "We ask the board to keep the ferry, and to answer within a month. ".repeat(10);
    format!(
        "<body class='has-sidebar'><div id=top><ul><li><a href=a>Home</a><li><a href=b>About us</a></ul></div>\
         <div class=wrap><h1>The ferry</h1><p>3 May 2021</p><div class=text><p>{said}</p><p>{said}</p></div>\
         <div class='share-buttons'>Tell others</div>{beside}\
         <div class=latest><a href=c>Bo Lind resigns over the harbour</a> <a href=d>Cleo Park on trams</a></div></div>\
         <div class='comments-area'><p>Max Roe says: never.</p></div><footer>© Site</footer>"
    )
}

#[test]
fn the_site_around_the_main_text_is_left_out() {
    let text = text(&of_site(""));
    assert!(text.starts_with("# The ferry\n\n3 May 2021\n\nWe ask the board"), "{text}");
    for word in ["Home", "Tell others", "Bo Lind", "Max Roe", "©"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
fn lists_beside_the_main_text_stay() {
    let rows = ["Jane Doe, Quay Watch", "Max Roe, Bay Council", "Ada Marsh, Oslo"];
    let items: String = rows.iter().map(|row| format!("<li>{row}</li>")).collect();
    let lines: String = rows.iter().map(|row| format!("<p>{row}</p>")).collect();
    let cells: String = rows.iter().map(|row| format!("<tr><td>{row}</td></tr>")).collect();
    for list in [
        format!("<div class=signers><ul>{items}</ul></div>"),
        format!("<aside>{lines}</aside>"),
        format!("<table>{cells}</table>"),
        format!("<footer><ol>{items}</ol></footer>"),
    ] {
        let text = text(&of_site(&list));
        assert!(rows.iter().all(|row| text.contains(row)) && !text.contains("Bo Lind"), "{list}: {text}");
    }
}

#[test]
fn what_nobody_sees_is_left_out_unless_it_is_the_page() {
    let shown =
        "<p>We ask the board to keep the ferry.</p><p style='display: none'>Max Roe</p><div hidden>Bo Lind</div>";
    assert_eq!(text(shown), "We ask the board to keep the ferry.");
    assert_eq!(text("<div style='display:none'><p>We ask the board.</p></div>"), "We ask the board.");
}

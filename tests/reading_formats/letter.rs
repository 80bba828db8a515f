//! One letter with 120 numbered signatories, and small writers of the formats that analysts have it in.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Who signs.
pub struct Signatory {
    pub name: String,
    pub post: &'static str,
    pub body: String,
}

const TITLE: &str = "Open Letter to the Harbour Board";
const DAY: &str = "3 May 2021";
const PROSE: [&str; 2] = [
    "We write to you as people who cross the bay every morning, and we ask the board to keep the ferry, to repair the old quay, and to answer us.",
    "The crossing has run for ninety years. It would be a pity & a shame to lose it now, when the road over the hill is closed every winter.",
];
const CALL: &str = "Signed by:";

#[rustfmt::skip]
const GIVEN: [&str; 12] = [
    "Mara", "Tobias", "Ines", "Rowan", "Petra", "Joris", "Lena", "Edda", "Zoë", "Karim", "Amina", "Łukasz",
];
#[rustfmt::skip]
const FAMILY: [&str; 10] = [
    "Ostrander", "Wendell", "Ashgrove", "Calloway", "Lundqvist", "Tideswell", "Marshall", "Penhale", "Quillon", "Harcastle",
];
const POSTS: [&str; 4] = ["Chair", "Secretary", "Director", "Professor of History"];
const BODIES: [&str; 5] = [
    "Ferry Users Association",
    "Institute of Coastal Studies",
    "Tideswell University",
    "Harbour Workers Union",
    "Bay Council",
];

/// All 120, in order.
pub fn signatories() -> Vec<Signatory> {
    let of = |at: usize| Signatory {
        name: format!("{} {}", GIVEN[at % 12], FAMILY[at / 12]),
        post: POSTS[at % 4],
        body: BODIES[at % 5].to_owned(),
    };
    (0..120).map(of).collect()
}

impl Signatory {
    /// As it stands behind its number.
    pub fn row(&self) -> String {
        format!("{}, {}, {}", self.name, self.post, self.body)
    }
}

fn numbered() -> Vec<String> {
    (1..).zip(signatories()).map(|(number, who)| format!("{number}. {}", who.row())).collect()
}

/// The letter as plain text.
pub fn text() -> String {
    format!("{TITLE}\n\n{DAY}\n\n{}\n\n{CALL}\n\n{}\n", PROSE.join("\n\n"), numbered().join("\n"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// As a web page with a numbered list.
pub fn html() -> String {
    let prose = PROSE.map(|text| format!("<p>{}</p>", escaped(text))).concat();
    let rows: String = signatories().iter().map(|who| format!("<li>{}</li>\n", who.row())).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE}</title></head><body><nav>Home</nav>\
         <article><h1>{TITLE}</h1><p>{DAY}</p>{prose}<p>{CALL}</p></article><div><ol>{rows}</ol></div></body></html>"
    )
}

/// An archive of members.
pub fn zip(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// How the signatories stand in an office document.
#[derive(Clone, Copy, PartialEq)]
pub enum Rows {
    /// Typed numbers.
    Typed,
    /// A list that counts by itself.
    Counted,
    /// Each row over two lines of its paragraph.
    Wrapped,
    /// A table of name, post and body.
    Table,
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A member `word/document.xml` around these paragraphs.
pub fn docx_of(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        "<w:styles {WORD}><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
         <w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", document.into_bytes()),
        ("word/styles.xml", styles.into_bytes()),
        ("word/numbering.xml", numbering.into_bytes()),
    ])
}

/// As Word saves it, with a run cut in two and a deletion that is still tracked.
pub fn docx(rows: Rows) -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let paragraph = |properties: &str, text: &str| {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let (one, two) = text.split_at(middle);
        let gone = "<w:del><w:r><w:delText>Nobody At All</w:delText></w:r></w:del>";
        format!("<w:p><w:pPr>{properties}</w:pPr>{}{gone}{}</w:p>", run(one), run(two))
    };
    let plain = |text: &str| paragraph("", text);
    let mut body = paragraph("<w:pStyle w:val=\"berschrift1\"/>", TITLE) + &plain(DAY);
    body += &PROSE.map(|text| plain(text)).concat();
    body += &plain(CALL);
    let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    body += &match rows {
        Rows::Typed => numbered().iter().map(|row| plain(row)).collect::<String>(),
        Rows::Counted => signatories().iter().map(|who| paragraph(list, &who.row())).collect(),
        Rows::Wrapped => {
            let wrapped = |who: &Signatory| {
                let (name, rest) = (run(&format!("{},", who.name)), run(&format!("{}, {}", who.post, who.body)));
                format!("<w:p><w:pPr>{list}</w:pPr>{name}<w:r><w:br/></w:r>{rest}</w:p>")
            };
            signatories().iter().map(wrapped).collect()
        }
        Rows::Table => {
            let cell = |text: &str| format!("<w:tc>{}</w:tc>", plain(text));
            let row =
                |who: &Signatory| format!("<w:tr>{}{}{}</w:tr>", cell(&who.name), cell(who.post), cell(&who.body));
            let head = format!("<w:tr>{}{}{}</w:tr>", cell("Name"), cell("Position"), cell("Organisation"));
            format!("<w:tbl>{head}{}</w:tbl>", signatories().iter().map(row).collect::<String>())
        }
    };
    docx_of(&body)
}

const OPEN: &str = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\"";

/// As LibreOffice saves it.
pub fn odt(rows: Rows) -> Vec<u8> {
    let paragraph = |text: &str| format!("<text:p text:style-name=\"P1\">{}</text:p>", escaped(text));
    let mut body = format!("<text:h text:outline-level=\"1\">{TITLE}</text:h>{}", paragraph(DAY));
    body += &PROSE.map(|text| paragraph(text)).concat();
    body += &paragraph(CALL);
    let items = |row: &dyn Fn(&Signatory) -> String| {
        let items: String =
            signatories().iter().map(|who| format!("<text:list-item>{}</text:list-item>", row(who))).collect();
        format!("<text:list text:style-name=\"L1\">{items}</text:list>")
    };
    body += &match rows {
        Rows::Typed => numbered().iter().map(|row| paragraph(row)).collect::<String>(),
        Rows::Counted => items(&|who| paragraph(&who.row())),
        Rows::Wrapped => {
            items(&|who| format!("<text:p>{},<text:line-break/>{},<text:s/>{}</text:p>", who.name, who.post, who.body))
        }
        Rows::Table => {
            let cell = |text: &str| format!("<table:table-cell>{}</table:table-cell>", paragraph(text));
            let row = |cells: [&str; 3]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
            let rows: String = signatories().iter().map(|who| row([&who.name, who.post, &who.body])).collect();
            format!("<table:table>{}{rows}</table:table>", row(["Name", "Position", "Organisation"]))
        }
    };
    opendocument("text", &format!("<office:text>{body}</office:text>"))
}

fn opendocument(kind: &str, body: &str) -> Vec<u8> {
    let style = "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\"/></text:list-style>";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {OPEN}><office:automatic-styles>{style}\
         </office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", format!("application/vnd.oasis.opendocument.{kind}").into_bytes()),
        ("content.xml", content.into_bytes()),
    ])
}

/// As Rich Text with the numbers that a list writes out for other programs.
pub fn rtf() -> Vec<u8> {
    let coded = |text: &str| -> String {
        let code = |c: char| match c {
            c if c.is_ascii() => c.to_string(),
            c => format!("\\u{}?", c as u32),
        };
        text.chars().map(code).collect()
    };
    let mut body =
        format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\\pard {TITLE}\\par\\par {DAY}\\par\\par ");
    PROSE.iter().for_each(|text| body += &format!("{}\\par\\par ", coded(text)));
    body += &format!("{CALL}\\par\\par\n");
    for (number, who) in (1..).zip(signatories()) {
        body += &format!("{{\\listtext\\tab {number}.\\tab}}{}\\par\n", coded(&who.row()));
    }
    (body + "}").into_bytes()
}

/// As a mail with the letter as its text.
pub fn mail() -> Vec<u8> {
    let text = text().replace('\n', "\r\n");
    let head = "From: Sender Smith <s@post.example>\r\nTo: list@post.example\r\nSubject: Open Letter to the Harbour Board\r\n\
                Date: Mon, 3 May 2021 10:00:00 +0000\r\nMessage-ID: <1@post.example>\r\nMIME-Version: 1.0\r\n\
                Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    format!("{head}{text}").into_bytes()
}

/// As a mail with a file attached to a few words.
pub fn mail_with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let coded: String = bytes.iter().map(|byte| format!("={byte:02X}=\r\n")).collect();
    format!(
        "From: Sender Smith <s@post.example>\r\nSubject: The letter\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\n\
         Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{coded}\r\n--b--\r\n"
    )
    .into_bytes()
}

/// The signatories as comma-separated records.
pub fn csv() -> String {
    let rows: String = signatories().iter().map(|who| format!("{},{},{}\n", who.name, who.post, who.body)).collect();
    format!("Name,Position,Organisation\n{rows}")
}

/// The signatories as a workbook of Excel.
pub fn xlsx() -> Vec<u8> {
    let (mut strings, mut rows) = (String::new(), String::new());
    let mut records = vec![["Name".to_owned(), "Position".to_owned(), "Organisation".to_owned()]];
    records.extend(signatories().into_iter().map(|who| [who.name, who.post.to_owned(), who.body]));
    for (line, [name, post, body]) in (1..).zip(records) {
        strings += &format!("<si><t>{name}</t></si>");
        let shared = line - 1;
        rows += &format!(
            "<row r=\"{line}\"><c r=\"A{line}\" t=\"s\"><v>{shared}</v></c><c r=\"B{line}\" t=\"inlineStr\"><is><t>{post}</t></is></c>\
             <c r=\"C{line}\" t=\"inlineStr\"><is><t>{body}</t></is></c></row>"
        );
    }
    let relation = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    zip(&[
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"All\" sheetId=\"7\" r:id=\"rId1\"/></sheets></workbook>".to_vec(),
        ),
        ("xl/_rels/workbook.xml.rels", relation.as_bytes().to_vec()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").into_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()),
    ])
}

/// The signatories as a workbook of Calc.
pub fn ods() -> Vec<u8> {
    let row = |cells: [&str; 3]| {
        let cells = cells.map(|text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")).concat();
        format!("<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>")
    };
    let rows: String = signatories().iter().map(|who| row([&who.name, who.post, &who.body])).collect();
    let end = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>";
    let head = row(["Name", "Position", "Organisation"]);
    opendocument(
        "spreadsheet",
        &format!(
            "<office:spreadsheet><table:table table:name=\"All\">{head}{rows}{end}</table:table></office:spreadsheet>"
        ),
    )
}

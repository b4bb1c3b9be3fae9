//! `lexloci read` of workbooks: where cells stand, and files that are made to fill memory.

#![expect(clippy::expect_used, clippy::cast_possible_truncation, reason = "a test states what it expects")]

use super::command::{Folder, run};
use serde_json::Value;

/// A part of an archive: its name, its bytes as they are packed, the method, and its size and sum when unpacked.
struct Part {
    name: &'static str,
    packed: Vec<u8>,
    method: u16,
    size: u32,
    sum: u32,
}

fn stored(name: &'static str, text: &str) -> Part {
    let bytes = text.as_bytes();
    Part { name, packed: bytes.to_vec(), method: 0, size: bytes.len() as u32, sum: sum(bytes) }
}

/// Returns the CRC-32 of some bytes.
fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

/// Packs some copies of a space: one as it is, then matches of 258 bytes at a distance of one, of 13 bits each, by RFC 1951, 3.2.6.
fn spaces(matches: usize) -> Vec<u8> {
    let mut bits = vec![true, true, false];
    let code =
        |bits: &mut Vec<bool>, value: u32, length: u32| bits.extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
    code(&mut bits, 0x30 + u32::from(b' '), 8);
    for _ in 0..matches {
        code(&mut bits, 0b1100_0101, 8);
        code(&mut bits, 0, 5);
    }
    code(&mut bits, 0, 7);
    bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |all, (bit, is)| all | u8::from(*is) << bit)).collect()
}

/// Writes an archive.
fn archive(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut index) = (Vec::new(), Vec::new());
    for part in parts {
        let mut head = vec![20, 0, 0, 0];
        head.extend(part.method.to_le_bytes());
        head.extend([0, 0, 0x21, 0x50]);
        head.extend(part.sum.to_le_bytes());
        head.extend((part.packed.len() as u32).to_le_bytes());
        head.extend(part.size.to_le_bytes());
        head.extend((part.name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        let at = file.len() as u32;
        file.extend(b"PK\x03\x04");
        file.extend(&head);
        file.extend(part.name.as_bytes());
        file.extend(&part.packed);
        index.extend(b"PK\x01\x02\x14\x00");
        index.extend(&head);
        index.extend([0; 10]);
        index.extend(at.to_le_bytes());
        index.extend(part.name.as_bytes());
    }
    let (at, count) = (file.len() as u32, parts.len() as u16);
    file.extend(&index);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((index.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// Returns a workbook of Excel with one sheet, whose cells are given as XML, and more parts.
fn excel(cells: &str, more: Vec<Part>) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    );
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheets = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{cells}</sheetData></worksheet>");
    let mut parts = vec![
        stored("[Content_Types].xml", &types),
        stored("_rels/.rels", &root),
        stored("xl/workbook.xml", &book),
        stored("xl/_rels/workbook.xml.rels", &sheets),
        stored("xl/worksheets/sheet1.xml", &sheet),
    ];
    parts.extend(more);
    archive(&parts)
}

/// Returns a row of Excel with texts in some columns.
fn row(number: usize, cells: &[(&str, &str)]) -> String {
    let cell =
        |(column, text): &(&str, &str)| format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("<row r=\"{number}\">{}</row>", cells.iter().map(cell).collect::<String>())
}

fn list() -> String {
    row(2, &[("B", "Vendor"), ("D", "Country")]) + &row(4, &[("B", "Stripe"), ("D", "US")])
}

/// Returns a workbook of OpenDocument with one sheet.
fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"List\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), stored("content.xml", &content)])
}

fn cells(repeated: &str, texts: &[&str]) -> String {
    let cell = |text: &&str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    format!("<table:table-row {repeated}>{}</table:table-row>", texts.iter().map(cell).collect::<String>())
}

/// Returns what is read of a workbook, with its origins.
fn read(name: &str, bytes: &[u8]) -> Value {
    let folder = Folder::new(&format!("workbooks-{name}"));
    let said = run(&["read", &folder.file(name, bytes), "--origins"]);
    assert_eq!(said.code, Some(0), "{name}: {}", said.errors);
    serde_json::from_str(&said.output).expect("JSON")
}

fn fails(name: &str, bytes: &[u8]) -> String {
    let folder = Folder::new(&format!("workbooks-{name}"));
    run(&["read", &folder.file(name, bytes)]).fails(2)
}

#[test]
fn a_cell_in_the_last_corner_costs_what_it_holds() {
    let plain = read("plain.xlsx", &excel(&list(), vec![]));
    let items = &plain["flow"]["transfers"]["items"];
    assert_eq!(
        (items[0]["recipient"]["id"].as_str(), items[0]["to"].as_str()),
        (Some("stripe"), Some("US")),
        "{plain}"
    );
    assert!(
        plain["origins"]["transfers[0].to"].as_str().is_some_and(|at| at.ends_with("plain.xlsx:4 List!D4")),
        "{plain}"
    );
    assert_eq!(items.as_array().map(Vec::len), Some(1));
    let apart = list() + &row(1_048_576, &[("XFD", "a note")]);
    let apart = read("corner.xlsx", &excel(&apart, vec![]));
    assert_eq!(&apart["flow"]["transfers"]["items"], items, "{apart}");
    let told = apart["unread"].to_string();
    assert!(
        told.contains("List!XFD1048576") && told.contains("\\\"a note\\\", which stands under no heading"),
        "{told}"
    );
}

#[test]
fn rows_and_columns_without_end_are_refused() {
    let letters = |column: usize| {
        let letter = |index: usize| char::from(b'A' + index as u8);
        format!("{}{}", letter(column / 26), letter(column % 26))
    };
    // Each row has one cell, in a column of its own or in the first.
    let steps: String = (3..4_000).map(|at| row(at, &[(letters(at % 600).as_str(), "x")])).collect();
    let said = fails("steps.xlsx", &excel(&(list() + &steps), vec![]));
    assert!(said.contains("L0004") && said.contains("sheet List, cell") && said.contains("1000000 cells"), "{said}");
    assert!(said.contains("save the table as CSV"), "{said}");
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let matches = (65 << 20) / 258;
    let bomb = |size: usize| Part {
        name: "xl/media/image1.xml",
        packed: spaces(matches),
        method: 8,
        size: size as u32,
        sum: 0,
    };
    assert!(bomb(0).packed.len() < 500_000, "it is small");
    let said = fails("bomb.xlsx", &excel(&list(), vec![bomb(1 + 258 * matches)]));
    assert!(said.contains("xl/media/image1.xml: the workbook unpacks to more than 64 MiB"), "{said}");
    let said = fails("liar.xlsx", &excel(&list(), vec![bomb(100)]));
    assert!(said.contains("L0004") && said.contains("xl/media/image1.xml"), "it says that it is small: {said}");
    let honest = spaces(1_000);
    let text = " ".repeat(1 + 258_000);
    let part = Part {
        name: "xl/media/image1.xml",
        packed: honest,
        method: 8,
        size: text.len() as u32,
        sum: sum(text.as_bytes()),
    };
    let read = read("honest.xlsx", &excel(&list(), vec![part]));
    assert_eq!(read["flow"]["transfers"]["items"].as_array().map(Vec::len), Some(1), "{read}");
}

#[test]
fn repeated_rows_of_open_document_count_where_they_are_not_empty() {
    let head = cells("", &["Vendor", "Country"]);
    let empty = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let vendor = cells("table:number-rows-repeated=\"2\"", &["Procter &amp; Söhne", "US"]);
    let note = "<table:table-row><table:table-cell><office:annotation><text:p>a remark</text:p></office:annotation><text:p>Stripe</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"1\"/></table:table-row>";
    let value = read("list.ods", &open_document(&format!("{head}{vendor}{note}{empty}")));
    let items = value["flow"]["transfers"]["items"].as_array().expect("a list");
    let names: Vec<_> = items.iter().map(|one| one["recipient"]["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["Procter & Söhne", "Procter & Söhne", "Stripe Inc."], "{value}");
    assert!(value["origins"]["transfers[2]"].as_str().is_some_and(|at| at.contains("List!A4")), "{value}");
    for repeated in ["table:number-rows-repeated=\"1048576\"", "table:number-rows-repeated=\"99999999999999999\""] {
        let said = fails("repeated.ods", &open_document(&format!("{head}{}", cells(repeated, &["Stripe", "US"]))));
        assert!(said.contains("L0004") && said.contains("more than 1000000 cells"), "{said}");
    }
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"999999999999\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let said = fails("wide.ods", &open_document(&format!("{head}{wide}")));
    assert!(said.contains("more than 1000000 cells"), "{said}");
}

#[test]
fn what_is_no_workbook_is_told() {
    for (name, bytes) in [
        ("old.xlsx", &b"\xd0\xcf\x11\xe0"[..]),
        ("text.xlsx", b"Vendor,Country"),
        ("cut.xlsx", b"PK\x03\x04"),
        ("cut.ods", b"PK"),
    ] {
        let said = fails(name, bytes);
        assert!(said.contains("L0004") && !said.contains("panicked"), "{name}: {said}");
    }
    let said = fails("old.xlsx", b"\xd0\xcf\x11\xe0");
    assert!(said.contains("save it as .xlsx, or the sheet as CSV"), "{said}");
}

//! Positions in every encoding, and changes of parts of a text.

use super::session::{Session, nth};
use serde_json::{Value, json};

const URI: &str = "file:///project/a.loci";
const TEXT: &str = "loci 1\r\n# é𝒳 first\r\nset a = {FR} # é𝒳\r\nset b = EEA & a\r\n";

fn session(encodings: Value) -> (Session, Value) {
    let mut session = Session::with(json!({"capabilities": {"general": {"positionEncodings": encodings}}}));
    let shut = session.request("shutdown", Value::Null);
    assert!(shut.is_ok());
    let capabilities = json!({"general": {"positionEncodings": encodings}});
    let mut fresh = Session::with(json!({ "capabilities": capabilities }));
    let _ = &mut fresh;
    let chosen = lexloci::lsp::Server::new(Box::new(session.files.clone()))
        .receive(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": capabilities}})
                .to_string(),
        )
        .remove(0);
    let chosen: Value = serde_json::from_str(&chosen).expect("JSON");
    (fresh, chosen["result"]["capabilities"]["positionEncoding"].clone())
}

#[test]
fn the_encoding_is_the_first_that_both_know() {
    for (offered, chosen) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-16", "utf-8"]), "utf-16"),
        (json!(["utf-32"]), "utf-32"),
        (json!(["utf-7", "utf-32"]), "utf-32"),
        (json!([]), "utf-16"),
        (json!(null), "utf-16"),
        (json!("utf-8"), "utf-16"),
    ] {
        assert_eq!(session(offered.clone()).1, chosen, "{offered}");
    }
}

#[test]
fn columns_count_as_was_agreed() {
    // The name `a` after a comment with é and 𝒳 on its own line: `# é𝒳 set` is 2 + 2 + 4 bytes, 2 + 1 + 2 units, 4 characters.
    let text = "loci 1\nset é𝒳 = {FR}\n";
    for (encoding, column) in [("utf-8", 4 + 2 + 4), ("utf-16", 4 + 1 + 2), ("utf-32", 4 + 1 + 1)] {
        let (mut session, _) = session(json!([encoding]));
        let found = session.open(URI, text);
        let ends: Vec<&Value> = found.iter().map(|each| &each["range"]["end"]).collect();
        assert!(ends.iter().any(|end| **end == json!({"line": 1, "character": column})), "{encoding}: {found:?}");
    }
}

/// Applies changes as the protocol describes them, on UTF-16 units, by itself.
fn changed(text: &str, range: &Value, new: &str) -> String {
    let at = |place: &Value| super::session::byte(text, place);
    format!("{}{new}{}", &text[..at(&range["start"])], &text[at(&range["end"])..])
}

#[test]
fn changes_of_parts_give_the_text_that_the_client_has() {
    let mut session = Session::new();
    session.open(URI, TEXT);
    let mut text = TEXT.to_owned();
    for (words, new) in [
        ("𝒳 first", "é second"),
        ("{FR}", "{FR, DE}"),
        ("é𝒳\r\nset b", "\r\nset c"),
        ("\r\n# é", "\n\n# 𝒳𝒳"),
        ("loci 1", "loci 1"),
    ] {
        let start = nth(&text, words, 0, 0);
        let end = nth(&text, words, 0, words.len());
        let range = json!({"start": start, "end": end});
        let after = changed(&text, &range, new);
        session.change(URI, json!([{"range": range, "text": new}]));
        text = after;
        // The server speaks of the same text: it lays it out as the library does.
        let edits =
            session.request("textDocument/formatting", json!({"textDocument": {"uri": URI}})).expect("no error");
        let laid = super::session::applied(&text, &edits).replace("\r\n", "\n");
        assert_eq!(laid, lexloci::format(&text).expect("no error"), "{text:?}");
    }
    assert!(text.contains("{FR, DE}") && text.contains("𝒳𝒳"));
}

#[test]
fn several_changes_apply_one_after_the_other() {
    let mut session = Session::new();
    session.open(URI, "loci 1\nset a = {FR}\n");
    let at = |from: u32, to: u32| json!({"start": {"line": 1, "character": from}, "end": {"line": 1, "character": to}});
    session.change(URI, json!([{"range": at(4, 5), "text": "longer"}, {"range": at(14, 16), "text": "DE"}]));
    let all = session.of("textDocument/documentSymbol", URI);
    assert_eq!(all[0]["name"], "longer");
    let answer = session.at("textDocument/hover", URI, json!({"line": 1, "character": 15})).expect("an answer");
    assert!(answer["contents"]["value"].as_str().is_some_and(|text| text.contains("Germany")), "{answer}");
}

//! Messages that no client should send: each is answered with an error or passed over, and the next question is answered.

use super::session::{Session, nth};
use super::{POLICY, URI, opened};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

#[test]
fn what_is_no_message_is_answered_with_an_error() {
    let mut session = opened();
    for (text, code) in [
        ("", -32700),
        ("{", -32700),
        ("\u{0}", -32700),
        ("[]", -32600),
        ("1", -32600),
        ("{}", -32600),
        (r#"{"id": 1}"#, -32600),
        (r#"{"id": 1, "method": 2}"#, -32600),
        (r#"{"id": null, "method": "shutdown"}"#, -32600),
        (r#"{"id": 1, "method": "textDocument/nothing"}"#, -32601),
        (r#"{"id": 1, "method": "textDocument/hover"}"#, -32602),
        (r#"{"id": 1, "method": "textDocument/hover", "params": []}"#, -32602),
        (r#"{"id": 1, "method": "textDocument/hover", "params": {"textDocument": {"uri": "file:///x"}}}"#, -32602),
        (r#"{"id": 1, "method": "workspace/executeCommand", "params": {"command": 7}}"#, -32602),
    ] {
        let answers = session.raw(text);
        assert_eq!(answers.len(), 1, "{text}");
        assert_eq!(answers[0]["error"]["code"], code, "{text}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(session.raw(&deep)[0]["error"]["code"], -32700);
    // Answers to what nobody asked, and notifications that nobody knows.
    for text in [
        r#"{"id": 99, "result": null}"#,
        r#"{"id": 99, "error": {"code": 1, "message": ""}}"#,
        r#"{"method": "$/x"}"#,
        r#"{"method": "textDocument/didOpen"}"#,
        r#"{"method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///nowhere"}, "contentChanges": [{"text": ""}]}}"#,
    ] {
        assert_eq!(session.raw(text), Vec::<Value>::new(), "{text}");
    }
    assert!(session.at("textDocument/hover", URI, nth(POLICY, "require", 0, 1)).is_ok_and(|answer| !answer.is_null()));
}

#[test]
fn nothing_is_answered_before_the_start_and_after_the_end() {
    let mut server = lexloci::lsp::Server::new(Box::new(super::session::Files::default()));
    let mut code = |text: &str| -> Option<i64> {
        let answers = server.receive(text);
        let answer: Value = serde_json::from_str(answers.first()?).expect("JSON");
        answer["error"]["code"].as_i64()
    };
    assert_eq!(code(r#"{"id": 1, "method": "textDocument/hover", "params": {}}"#), Some(-32002));
    assert_eq!(code(r#"{"id": 1, "method": "initialize", "params": null}"#), None);
    assert_eq!(code(r#"{"id": 1, "method": "shutdown"}"#), None);
    assert_eq!(code(r#"{"id": 1, "method": "textDocument/hover", "params": {}}"#), Some(-32600));
    assert_eq!(server.ended(), None);
    server.receive(r#"{"method": "exit"}"#);
    assert_eq!(server.ended(), Some(0));
    let mut left = lexloci::lsp::Server::new(Box::new(super::session::Files::default()));
    left.receive(r#"{"method": "exit"}"#);
    assert_eq!(left.ended(), Some(1), "it was not shut down");
}

#[test]
fn a_change_out_of_range_changes_what_it_can() {
    let mut session = opened();
    let place = |line: u64, character: u64| json!({"line": line, "character": character});
    for (start, end) in [
        (place(0, 0), place(99_999, 0)),
        (place(u64::MAX, u64::MAX), place(u64::MAX, u64::MAX)),
        (place(9, 0), place(2, 0)),
        (place(4, 26), place(4, 27)),
        (json!(null), place(0, 0)),
        (json!({"line": -1, "character": 0}), place(0, 0)),
        (json!({"line": 0.5, "character": 0}), place(0, 0)),
    ] {
        session.change(URI, json!([{"text": POLICY}]));
        session.change(
            URI,
            json!([{"range": {"start": start, "end": end}, "text": "é"}, 7, {"text": 7}, {"range": 7, "text": ""}]),
        );
        session.at("textDocument/completion", URI, place(3, 1)).expect("it is answered");
        session.at("textDocument/hover", URI, place(u64::MAX, 3)).expect("it is answered");
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_and_no_more() {
    let mut session = Session::new();
    let text = format!("loci 1\n{}", "# 0123456789abcdef\n".repeat(60_000));
    assert!(text.len() > 1 << 20);
    let found = session.open(URI, &text);
    assert_eq!(found[0]["code"], "L0190");
    for method in ["documentSymbol", "semanticTokens/full", "foldingRange", "codeLens", "inlayHint"] {
        session.of(&format!("textDocument/{method}"), URI);
    }
    assert_eq!(session.change(URI, json!([{"text": "loci 1\nset a = {FR}\n"}])), Vec::<Value>::new());
}

#[test]
fn modules_that_use_each_other_are_read_once() {
    let mut session = Session::new();
    session.file("file:///project/a.loci", "loci 1\nuse b\nset x = {FR}\n");
    session.file("file:///project/b.loci", "loci 1\nuse a\nset y = {DE}\n");
    let text = "loci 1\nuse a\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\"\n    for every s in storage\n    require s in x\n}\n";
    let found = session.open(URI, text);
    assert!(found.iter().all(|each| each["range"].is_object()));
    let asked = json!({"textDocument": {"uri": URI}, "position": nth(text, "in x", 0, 3), "context": {}});
    session.request("textDocument/references", asked).expect("it is answered");
    session.file(URI, "loci 1\nuse shop\nset a = {FR}\n");
    session.open("file:///project/shop.loci", "loci 1\nuse shop\nset a = {FR}\n");
}

/// Draws JSON of any shape, with the keys that the server looks for.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u32>().prop_map(|number| Value::from(number % 40)),
        prop_oneof![
            Just(URI.to_owned()),
            Just("file:///project/house.loci".to_owned()),
            "\\PC{0,12}",
            "[{}\"\\[\\]a-z .=\n\r𝒳é]{0,12}"
        ]
        .prop_map(Value::from),
    ];
    let keys = [
        "textDocument",
        "uri",
        "position",
        "line",
        "character",
        "range",
        "start",
        "end",
        "context",
        "only",
        "newName",
        "contentChanges",
        "text",
        "command",
        "arguments",
        "version",
        "languageId",
        "query",
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(proptest::sample::select(keys.to_vec()), inner, 0..5)
                .prop_map(|map| map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

const METHODS: [&str; 26] = [
    "initialize",
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentSymbol",
    "workspace/symbol",
    "textDocument/formatting",
    "textDocument/semanticTokens/full",
    "textDocument/foldingRange",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/codeAction",
    "lexloci/text",
    "workspace/executeCommand",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
    "$/cancelRequest",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Any parameters of any method: a request gets one answer, and the server goes on.
    #[test]
    fn any_message_is_answered_or_passed_over(messages in proptest::collection::vec((proptest::sample::select(METHODS.to_vec()), any_json(), any::<bool>()), 1..6)) {
        let mut session = opened();
        for (method, params, is_request) in messages {
            let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
            if is_request {
                message["id"] = json!("x");
            }
            let mut answers = session.raw(&message.to_string());
            answers.extend(session.settle());
            prop_assert_eq!(answers.len(), usize::from(is_request), "{}", message);
        }
        let goes_on = session.request("workspace/symbol", json!({"query": ""})).is_ok();
        prop_assert!(goes_on);
    }

    /// Any place of a text that is being written: every question about it is answered.
    #[test]
    fn any_place_of_any_text_is_answered(cut in 0..POLICY.len(), line in 0u32..30, character in 0u32..70, new in "[{}\"\\[\\]a-z .=\n\r𝒳é]{0,6}") {
        let mut session = opened();
        let place = json!({"line": line, "character": character});
        let cut = (0..=cut).rev().find(|at| POLICY.is_char_boundary(*at)).unwrap_or(0);
        session.change(URI, json!([{"text": &POLICY[..cut]}, {"range": {"start": place, "end": place}, "text": new}]));
        for method in ["completion", "hover", "definition", "documentHighlight"] {
            let answer = session.at(&format!("textDocument/{method}"), URI, place.clone());
            prop_assert!(answer.is_ok(), "{:?}", answer);
        }
        for method in ["documentSymbol", "semanticTokens/full", "foldingRange", "codeLens", "inlayHint"] {
            session.of(&format!("textDocument/{method}"), URI);
        }
    }
}

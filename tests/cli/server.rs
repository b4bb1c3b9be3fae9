//! `lexloci lsp` as an editor starts it: messages on standard input and output.

#![expect(clippy::expect_used, clippy::string_slice, reason = "a test states what it expects")]

use super::command::{Folder, Run, run_with};
use serde_json::{Value, json};

/// Returns messages as they are sent.
fn framed(messages: &[Value]) -> String {
    let sent = messages.iter().map(Value::to_string);
    sent.map(|text| format!("Content-Length: {}\r\n\r\n{text}", text.len())).collect()
}

/// Returns the messages in the output.
fn received(mut output: &str) -> Vec<Value> {
    let mut all = vec![];
    while let Some((header, rest)) = output.split_once("\r\n\r\n") {
        let length: usize = header.strip_prefix("Content-Length: ").expect("a header").parse().expect("a number");
        all.push(serde_json::from_str(&rest[..length]).expect("JSON"));
        output = &rest[length..];
    }
    assert_eq!(output, "");
    all
}

fn session(messages: &[Value]) -> Run {
    run_with(&["lsp", "--stdio", "--clientProcessId=1"], &framed(messages))
}

#[test]
fn a_session_reads_modules_beside_the_policy_and_ends_well() {
    let folder = Folder::new("lsp");
    folder.file("house.loci", "loci 1\nset ours = {FR}\n");
    let text = "loci 1\nuse house\nuse gdpr\nset both = ours & adequate\n";
    let uri = format!("file://{}", folder.file("shop.loci", text));
    let at = |id: u32, character: u32| json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/definition", "params": {"textDocument": {"uri": uri}, "position": {"line": 3, "character": character}}});
    let run = session(&[
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": format!("file://{}", folder.path(""))}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "loci", "version": 1, "text": text}}}),
        at(2, 12),
        at(3, 20),
        json!({"jsonrpc": "2.0", "id": 4, "method": "shutdown"}),
        json!({"jsonrpc": "2.0", "method": "exit"}),
    ]);
    assert_eq!((run.code, run.errors.as_str()), (Some(0), ""));
    let all = received(&run.output);
    let result = |id: u32| all.iter().find(|message| message["id"] == id).map(|message| &message["result"]);
    assert_eq!(result(1).expect("an answer")["serverInfo"]["name"], "lexloci");
    let uri_of = |id: u32| result(id).and_then(|result| result["uri"].as_str()).unwrap_or("").to_owned();
    assert!(uri_of(2).ends_with("/house.loci"), "{}", uri_of(2));
    assert!(uri_of(3).ends_with("/gdpr.loci") && !uri_of(3).contains("house"), "{}", uri_of(3));
    // Files that were written for the client are gone with the server.
    assert!(!std::path::Path::new(uri_of(3).trim_start_matches("file://")).exists());
}

#[test]
fn a_client_that_goes_or_sends_no_message_ends_the_session() {
    assert_eq!(session(&[]).code, Some(1));
    assert_eq!(session(&[json!({"jsonrpc": "2.0", "method": "exit"})]).code, Some(1));
    let lost = run_with(&["lsp"], "Content-Length: x\n\n");
    assert_eq!((lost.code, lost.output.as_str()), (Some(2), ""));
    assert_eq!(lost.errors, "lexloci lsp: `Content-Length: x` is no number of bytes\n");
    let broken = run_with(&["lsp"], "Content-Length: 1\r\n\r\n{");
    assert_eq!(received(&broken.output)[0]["error"]["code"], -32700);
}

//! A client in memory: it sends messages to the server and keeps what comes back.

use lexloci::Date;
use lexloci::lsp::{Host, Server};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Files in memory; `kept` are those that the server wrote.
#[derive(Clone, Default)]
pub(crate) struct Files {
    pub(crate) files: Rc<RefCell<BTreeMap<String, String>>>,
    pub(crate) kept: Rc<RefCell<BTreeMap<String, String>>>,
}

impl Host for Files {
    fn read(&self, uri: &str) -> Option<String> {
        self.files.borrow().get(uri).or(self.kept.borrow().get(uri)).cloned()
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.files.borrow().keys().filter(|uri| uri.starts_with(folder) && uri.ends_with(".loci")).cloned().collect()
    }

    fn keep(&self, name: &str, text: &str) -> Option<String> {
        let uri = format!("file:///kept/{name}.loci");
        self.kept.borrow_mut().insert(uri.clone(), text.to_owned());
        Some(uri)
    }

    fn today(&self) -> Date {
        "2026-03-01".parse().expect("a day")
    }
}

pub(crate) struct Session {
    pub(crate) server: Server,
    pub(crate) files: Files,
    /// The diagnostics of each document, as they were last published.
    pub(crate) published: BTreeMap<String, Vec<Value>>,
    /// Notifications and requests of the server but diagnostics.
    pub(crate) heard: Vec<Value>,
    next: u64,
    version: i64,
}

/// Returns what a current client says of itself.
pub(crate) fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "completion": {"completionItem": {"snippetSupport": true}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {"relatedInformation": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {
            "codeLens": {"refreshSupport": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

impl Session {
    pub(crate) fn new() -> Session {
        Session::with(json!({
            "capabilities": capabilities(),
            "workspaceFolders": [{"uri": "file:///project", "name": "work"}],
        }))
    }

    pub(crate) fn with(params: Value) -> Session {
        let files = Files::default();
        let mut session = Session {
            server: Server::new(Box::new(files.clone())),
            files,
            published: BTreeMap::new(),
            heard: vec![],
            next: 0,
            version: 1,
        };
        session.request("initialize", params).expect("it is initialized");
        session.notify("initialized", json!({}));
        session
    }

    pub(crate) fn file(&self, uri: &str, text: &str) {
        self.files.files.borrow_mut().insert(uri.to_owned(), text.to_owned());
    }

    /// Sends any text and returns the messages that come back.
    pub(crate) fn raw(&mut self, text: &str) -> Vec<Value> {
        let sent = self.server.receive(text);
        let mut answers = vec![];
        for message in sent {
            let message: Value = serde_json::from_str(&message).expect("the server sends JSON");
            assert_eq!(message["jsonrpc"], "2.0");
            match message.get("method").and_then(Value::as_str) {
                Some(_) => self.hear(message),
                None => answers.push(message),
            }
        }
        answers
    }

    fn hear(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().expect("an address").to_owned();
            let all = message["params"]["diagnostics"].as_array().expect("a list").clone();
            self.published.insert(uri, all);
        } else {
            self.heard.push(message);
        }
    }

    /// Lets the server do what it left until no message waits. Returns answers that come late.
    pub(crate) fn settle(&mut self) -> Vec<Value> {
        let mut answers = vec![];
        while self.server.is_busy() {
            for message in self.server.rest() {
                let message: Value = serde_json::from_str(&message).expect("the server sends JSON");
                if message.get("method").is_some() { self.hear(message) } else { answers.push(message) }
            }
        }
        answers
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        let answers = self.raw(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
        assert!(answers.is_empty(), "a notification is not answered: {answers:?}");
    }

    /// Sends a request, and returns its result or its error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.next += 1;
        let id = self.next;
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let mut answers = self.raw(&request.to_string());
        if answers.is_empty() {
            answers = self.settle();
        }
        assert_eq!(answers.len(), 1, "{method}: {answers:?}");
        let answer = answers.remove(0);
        assert_eq!(answer["id"], id);
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["result"].clone()),
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let language = if uri.ends_with(".md") { "markdown" } else { "loci" };
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}),
        );
        self.settle();
        self.published.get(uri).cloned().unwrap_or_default()
    }

    pub(crate) fn change(&mut self, uri: &str, changes: Value) -> Vec<Value> {
        self.version += 1;
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": self.version}, "contentChanges": changes}),
        );
        self.settle();
        self.published.get(uri).cloned().unwrap_or_default()
    }

    /// Asks about a place in a document.
    pub(crate) fn at(&mut self, method: &str, uri: &str, place: Value) -> Result<Value, Value> {
        self.request(method, json!({"textDocument": {"uri": uri}, "position": place}))
    }

    pub(crate) fn of(&mut self, method: &str, uri: &str) -> Value {
        self.request(method, json!({"textDocument": {"uri": uri}})).expect("it is answered")
    }
}

/// Returns the place of a byte, counted in UTF-16 from what the text is, and not by the server's own code.
pub(crate) fn place(text: &str, byte: usize) -> Value {
    let before = text[..byte].replace("\r\n", "\n");
    let line = before.matches('\n').count();
    let last = before.rsplit('\n').next().unwrap_or("");
    json!({"line": line, "character": last.encode_utf16().count()})
}

/// Returns the place of the nth occurrence of some words, `into` bytes behind its start.
pub(crate) fn nth(text: &str, words: &str, n: usize, into: usize) -> Value {
    let (byte, _) = text.match_indices(words).nth(n).unwrap_or_else(|| panic!("`{words}` is not there {n} times"));
    place(text, byte + into)
}

/// Returns the words in a range.
pub(crate) fn words<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[byte(text, &range["start"])..byte(text, &range["end"])]
}

/// Returns the byte of a place in UTF-16.
pub(crate) fn byte(text: &str, place: &Value) -> usize {
    let (line, column) = (place["line"].as_u64().expect("a line"), place["character"].as_u64().expect("a column"));
    let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
    let mut units = 0;
    for (at, ch) in text[start..].char_indices() {
        if units >= column {
            return start + at;
        }
        units += ch.len_utf16() as u64;
    }
    text.len()
}

/// Applies edits to a text, as a client does.
pub(crate) fn applied(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("a list")
        .iter()
        .map(|edit| {
            let (start, end) = (byte(text, &edit["range"]["start"]), byte(text, &edit["range"]["end"]));
            (start, end, edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

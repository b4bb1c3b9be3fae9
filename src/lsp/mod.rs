//! A language server for editors, as a state machine: messages in, messages out. It has no input and output of its own: files, the
//! day and the place for shipped texts come from a [`Host`], so that the command and a Wasm file run the same code.
//!
//! It answers from `src/editor`, as the page does. Positions are converted at the border ([`lines`]); a document has one text of
//! the language, or one for each block of a Markdown file ([`unit`]).

mod action;
mod complete;
mod diagnose;
mod format;
mod hint;
mod hover;
mod initialize;
mod lens;
mod lines;
mod outline;
mod paint;
mod refer;
mod rename;
mod rpc;
mod run;
mod skeleton;
mod store;
mod told;
mod unit;
mod uri;

pub use uri::plain;

use crate::date::Date;
use initialize::Client;
use rpc::{Failure, Incoming};
use run::Running;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use store::Open;

/// The files and the day that the server needs from its surroundings.
pub trait Host {
    /// Returns the text of a file; `None` where there is none.
    fn read(&self, uri: &str) -> Option<String>;
    /// Returns the addresses of the `.loci` files in a folder and below.
    fn list(&self, folder: &str) -> Vec<String>;
    /// Writes a shipped text where an editor can open it, and returns its address.
    fn keep(&self, name: &str, text: &str) -> Option<String>;
    /// Returns the current day.
    fn today(&self) -> Date;
}

/// The phase of a session.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
    Ended,
}

/// A session with one client.
///
/// ```
/// use lexloci::lsp::{Host, Server};
///
/// struct Nothing;
/// impl Host for Nothing {
///     fn read(&self, _: &str) -> Option<String> { None }
///     fn list(&self, _: &str) -> Vec<String> { vec![] }
///     fn keep(&self, _: &str, _: &str) -> Option<String> { None }
///     fn today(&self) -> lexloci::Date { "2026-03-01".parse().unwrap() }
/// }
///
/// let mut server = Server::new(Box::new(Nothing));
/// let answers = server.receive(r#"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}"#);
/// assert!(answers[0].contains("hoverProvider"));
/// ```
pub struct Server {
    host: Box<dyn Host>,
    phase: Phase,
    client: Client,
    /// The documents that the client has open, by their plain address.
    open: BTreeMap<String, Open>,
    /// The files that were read, by their plain address; none where there is no such file.
    read: RefCell<BTreeMap<String, Option<Rc<str>>>>,
    /// The documents whose diagnostics are yet to be published.
    due: BTreeSet<String>,
    running: Vec<Running>,
    /// Messages to send, in order.
    outbox: Vec<Value>,
    requests: u64,
}

impl Server {
    /// Starts a session.
    pub fn new(host: Box<dyn Host>) -> Server {
        Server {
            host,
            phase: Phase::New,
            client: Client::default(),
            open: BTreeMap::new(),
            read: RefCell::new(BTreeMap::new()),
            due: BTreeSet::new(),
            running: vec![],
            outbox: vec![],
            requests: 0,
        }
    }

    /// Takes a message, and returns the messages to send. What can wait until no message is there is left to [`Server::rest`].
    pub fn receive(&mut self, message: &str) -> Vec<String> {
        match rpc::read(message) {
            Ok(Incoming::Request { id, method, params }) => self.request(id, &method, &params),
            Ok(Incoming::Notification { method, params }) => self.notification(&method, &params),
            Ok(Incoming::Response) => {}
            Err((id, failure)) => self.outbox.push(rpc::response(&id, Err(failure))),
        }
        self.sent()
    }

    /// Answers a message that the host could not read: one that is too long, or no text.
    pub fn unreadable(&mut self, why: &str) -> Vec<String> {
        self.outbox.push(rpc::response(&Value::Null, Err(Failure::parse(why))));
        self.sent()
    }

    /// Does what was left until no message waits: publishes diagnostics, and goes on with a proof for a while.
    pub fn rest(&mut self) -> Vec<String> {
        for key in std::mem::take(&mut self.due) {
            self.publish(&key);
        }
        self.advance();
        self.sent()
    }

    /// Returns whether [`Server::rest`] has more to do.
    pub fn is_busy(&self) -> bool {
        !self.due.is_empty() || !self.running.is_empty()
    }

    /// Returns the exit code once the client has ended the session: 0 where it was shut down before.
    pub fn ended(&self) -> Option<u8> {
        match self.phase {
            Phase::Ended => Some(0),
            _ if self.client.has_left => Some(1),
            _ => None,
        }
    }

    fn sent(&mut self) -> Vec<String> {
        self.outbox.drain(..).map(|message| message.to_string()).collect()
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.outbox.push(rpc::notification(method, params));
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.requests += 1;
        self.outbox.push(rpc::request(self.requests, method, params));
    }

    fn request(&mut self, id: Value, method: &str, params: &Value) {
        let answer = match (self.phase, method) {
            (Phase::New, "initialize") => Ok(self.initialize(params)),
            (Phase::New, _) => Err(Failure::not_initialized()),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Running, "initialize") => Err(Failure::request("the session is initialized already")),
            (Phase::Running, "workspace/executeCommand") => match self.execute(&id, params) {
                Ok(None) => return,
                Ok(Some(result)) => Ok(result),
                Err(failure) => Err(failure),
            },
            (Phase::Running, _) => self.answer(method, params),
            (Phase::ShutDown | Phase::Ended, _) => Err(Failure::request("the session is shut down")),
        };
        self.outbox.push(rpc::response(&id, answer));
    }

    /// Answers a request that changes nothing.
    fn answer(&self, method: &str, params: &Value) -> Result<Value, Failure> {
        match method {
            "textDocument/completion" => self.completion(params),
            "textDocument/hover" => self.hover(params),
            "textDocument/definition" | "textDocument/declaration" => self.definition(params),
            "textDocument/references" => self.references(params),
            "textDocument/documentHighlight" => self.highlight(params),
            "textDocument/prepareRename" => self.prepare_rename(params),
            "textDocument/rename" => self.rename(params),
            "textDocument/documentSymbol" => self.symbols(params),
            "workspace/symbol" => self.workspace_symbols(params),
            "textDocument/formatting" => self.formatting(params),
            "textDocument/semanticTokens/full" => self.tokens(params),
            "textDocument/foldingRange" => self.folding(params),
            "textDocument/inlayHint" => self.hints(params),
            "textDocument/codeLens" => self.lenses(params),
            "textDocument/codeAction" => self.actions(params),
            "lexloci/text" => self.shipped_text(params),
            "lexloci/policies" => Ok(json!({ "policies": shipped_policies() })),
            _ => Err(Failure::method(method)),
        }
    }

    /// Takes a notification. Nothing answers one, so what cannot be understood is passed over.
    fn notification(&mut self, method: &str, params: &Value) {
        match (self.phase, method) {
            (_, "exit") => match self.phase {
                Phase::ShutDown => self.phase = Phase::Ended,
                _ => self.client.has_left = true,
            },
            (Phase::Running, "initialized") => self.initialized(),
            (Phase::Running, "textDocument/didOpen") => self.opened(params),
            (Phase::Running, "textDocument/didChange") => self.changed(params),
            (Phase::Running, "textDocument/didSave") => self.forget_files(),
            (Phase::Running, "textDocument/didClose") => self.closed(params),
            (Phase::Running, "workspace/didChangeWatchedFiles") => self.forget_files(),
            (Phase::Running, "workspace/didChangeWorkspaceFolders") => self.folders_changed(params),
            (Phase::Running, "$/cancelRequest") => self.cancel(params.get("id")),
            _ => {}
        }
    }

    /// Returns the text of a shipped policy or module, for a client that shows it as a document of its own.
    fn shipped_text(&self, params: &Value) -> Result<Value, Failure> {
        let uri = text_of(params, "uri")?;
        let text = uri::stem(uri).and_then(store::shipped);
        text.map(|text| json!({ "text": text })).ok_or_else(|| Failure::params("there is no shipped text of this name"))
    }
}

/// Returns the names of the shipped policies, for a client that lets one choose.
fn shipped_policies() -> Vec<&'static str> {
    crate::policies::policies().iter().map(|policy| policy.0).collect()
}

/// Returns a text among parameters.
fn text_of<'p>(params: &'p Value, key: &str) -> Result<&'p str, Failure> {
    let text = params.get(key).and_then(Value::as_str);
    text.ok_or_else(|| Failure::params(format!("`{key}` is missing, or no text")))
}

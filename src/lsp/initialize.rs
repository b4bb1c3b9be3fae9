//! The start of a session: what the client can do, and what the server offers.

use super::lines::Encoding;
use super::{Phase, Server, paint, run, uri};
use crate::date::Date;
use serde_json::{Value, json};

/// The capabilities and options of the client.
#[derive(Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    pub(super) snippets: bool,
    pub(super) markdown: bool,
    pub(super) related: bool,
    pub(super) nested_symbols: bool,
    pub(super) refreshes_lenses: bool,
    pub(super) watches: bool,
    /// Says whether it opens shipped modules as `lexloci:` documents.
    pub(super) virtual_documents: bool,
    /// The day of which hints and descriptions speak; the current one where it says none.
    pub(super) day: Option<Date>,
    /// The folders of the workspace.
    pub(super) folders: Vec<String>,
    /// Says whether it ended the session without shutting it down.
    pub(super) has_left: bool,
}

impl Client {
    fn of(params: &Value) -> Client {
        let can = |path: &str| params.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, word: &str| {
            let all = params.pointer(path).and_then(Value::as_array);
            all.is_some_and(|all| all.iter().any(|each| each.as_str() == Some(word)))
        };
        let encodings = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let encoding = encodings.and_then(|all| all.iter().find_map(|name| Encoding::from_name(name.as_str()?)));
        let day = params.pointer("/initializationOptions/day").and_then(Value::as_str);
        Client {
            encoding: encoding.unwrap_or_default(),
            snippets: can("/capabilities/textDocument/completion/completionItem/snippetSupport"),
            markdown: lists("/capabilities/textDocument/hover/contentFormat", "markdown"),
            related: can("/capabilities/textDocument/publishDiagnostics/relatedInformation"),
            nested_symbols: can("/capabilities/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            refreshes_lenses: can("/capabilities/workspace/codeLens/refreshSupport"),
            watches: can("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            virtual_documents: can("/initializationOptions/virtualDocuments"),
            day: day.and_then(Date::parse),
            folders: folders(params),
            has_left: false,
        }
    }
}

/// Returns the folders of the workspace: the list, or else the one root that older clients name.
fn folders(params: &Value) -> Vec<String> {
    let listed = params.get("workspaceFolders").and_then(Value::as_array);
    let listed: Vec<String> = listed.into_iter().flatten().filter_map(folder).collect();
    if !listed.is_empty() {
        return listed;
    }
    params.get("rootUri").and_then(Value::as_str).map(uri::plain).into_iter().collect()
}

fn folder(value: &Value) -> Option<String> {
    value.get("uri").and_then(Value::as_str).map(uri::plain)
}

impl Server {
    pub(super) fn initialize(&mut self, params: &Value) -> Value {
        self.client = Client::of(params);
        self.phase = Phase::Running;
        json!({
            "serverInfo": {"name": "lexloci", "version": env!("CARGO_PKG_VERSION")},
            "capabilities": {
                "positionEncoding": self.client.encoding.name(),
                "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
                "completionProvider": {"triggerCharacters": [".", "[", "/", "@"]},
                "hoverProvider": true,
                "definitionProvider": true,
                "declarationProvider": true,
                "referencesProvider": true,
                "documentHighlightProvider": true,
                "renameProvider": {"prepareProvider": true},
                "documentSymbolProvider": true,
                "workspaceSymbolProvider": true,
                "documentFormattingProvider": true,
                "foldingRangeProvider": true,
                "inlayHintProvider": true,
                "codeLensProvider": {"resolveProvider": false},
                "codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll"]},
                "executeCommandProvider": {"commands": run::COMMANDS},
                "semanticTokensProvider": {"legend": paint::legend(), "full": true},
                "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
            },
        })
    }

    pub(super) fn initialized(&mut self) {
        if self.client.watches {
            let watchers = json!([{"globPattern": "**/*.loci"}]);
            self.ask(
                "client/registerCapability",
                json!({"registrations": [{
                    "id": "files",
                    "method": "workspace/didChangeWatchedFiles",
                    "registerOptions": {"watchers": watchers},
                }]}),
            );
        }
    }

    pub(super) fn folders_changed(&mut self, params: &Value) {
        let listed = |key: &str| {
            let all = params.pointer(key).and_then(Value::as_array);
            all.into_iter().flatten().filter_map(folder).collect::<Vec<_>>()
        };
        let (added, removed) = (listed("/event/added"), listed("/event/removed"));
        self.client.folders.retain(|folder| !removed.contains(folder));
        self.client.folders.extend(added);
    }

    /// Returns the day of which hints and descriptions speak.
    pub(super) fn day(&self) -> Date {
        self.client.day.unwrap_or_else(|| self.host.today())
    }
}

//! The language server, as a client speaks to it: every message is JSON.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test states what it expects"
)]

mod grammar;
mod hostile;
mod markdown;
mod names;
mod positions;
mod session;

use serde_json::{Value, json};
use session::{Session, applied, nth, words};

pub(crate) const POLICY: &str = "loci 1\nuse gdpr\nuse house\n\nsource BOARD is \"Décision 𝒳\" at \"https://example.org/b\"\n\nset approved = EEA & {FR, DE from 2020-01-01, GB}\nset plain = {FR}\ndefine p is foreign \"its seat is outside\" as p.seat not in EU\nfact site.x.inspected is date\n\npolicy shop version 1.0.0 \"Données — 𝒳\" {\n  levels low < high\n  rule stores \"A store is at home\" part places at high [BOARD 1; GDPR 44]\n    for every s in storage where s not in plain\n    require s in approved or s in ours\n    forbid s.operator is foreign\n\n  exception backup to stores \"An encrypted backup\" [BOARD 2]\n    when s.kind is backup and s.encrypted and s.x.inspected >= 2026-01-01\n\n  claim inside \"No store is abroad\"\n    never some s in storage: (s not in EEA and s.encrypted)\n}\n";

pub(crate) const HOUSE: &str = "loci 1\n\nset ours = {FR, CH}\n";

/// The address of the policy.
pub(crate) const URI: &str = "file:///project/shop.loci";

pub(crate) fn opened() -> Session {
    let mut session = Session::new();
    session.file("file:///project/house.loci", HOUSE);
    let found = session.open(URI, POLICY);
    assert_eq!(found, Vec::<Value>::new(), "the policy has no fault");
    session
}

#[test]
fn the_start_says_what_is_offered() {
    let mut session = Session::new();
    assert!(session.heard.iter().any(|message| message["method"] == "client/registerCapability"));
    let error = session.request("initialize", json!({"capabilities": {}})).expect_err("once is enough");
    assert_eq!(error["code"], -32600);
}

#[test]
fn faults_are_published_with_their_fixes() {
    let mut session = opened();
    let text = POLICY.replace("s.kind is backup", "s.kind == bakup");
    let found = session.change(URI, json!([{"text": text}]));
    assert!(!found.is_empty());
    assert_eq!(words(&text, &found[0]["range"]), "==");
    assert_eq!((&found[0]["severity"], &found[0]["source"]), (&json!(1), &json!("lexloci")));
    let asked = json!({"textDocument": {"uri": URI}, "range": found[0]["range"], "context": {"diagnostics": found, "only": ["quickfix"]}});
    let actions = session.request("textDocument/codeAction", asked).expect("it is answered");
    let edits = &actions[0]["edit"]["changes"][URI];
    let mended = applied(&text, edits);
    assert!(mended.contains("s.kind is bakup"), "{mended}");
    let found = session.change(URI, json!([{"text": mended}]));
    assert_eq!(words(&mended, &found[0]["range"]), "bakup");
    // All at once brings the text to where it was.
    let asked = json!({"textDocument": {"uri": URI}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "context": {"diagnostics": [], "only": ["source"]}});
    let actions = session.request("textDocument/codeAction", asked).expect("it is answered");
    assert_eq!(actions[0]["kind"], "source.fixAll");
    let mended = applied(&mended, &actions[0]["edit"]["changes"][URI]);
    assert_eq!(mended, POLICY);
    assert_eq!(session.change(URI, json!([{"text": mended}])), Vec::<Value>::new());
}

#[test]
fn a_fault_of_a_module_stands_at_its_use_and_says_where_it_is() {
    let mut session = Session::new();
    session.file("file:///project/house.loci", &HOUSE.replace("CH", "Narnia"));
    let found = session.open(URI, POLICY);
    let fault = found.iter().find(|each| each["message"].as_str().is_some_and(|text| text.contains("Narnia")));
    let fault = fault.expect("it is reported");
    assert_eq!(words(POLICY, &fault["range"]), "house");
    assert_eq!(fault["relatedInformation"][0]["location"]["uri"], "file:///project/house.loci");
    // Once the module is open, what counts is what its editor holds.
    let found = session.open("file:///project/house.loci", HOUSE);
    assert_eq!(found, Vec::<Value>::new(), "a module needs no policy");
    assert_eq!(session.published[URI], Vec::<Value>::new());
    session.change("file:///project/house.loci", json!([{"text": HOUSE.replace("CH", "Narnia")}]));
    assert_eq!(session.published[URI].len(), 1);
    session.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(session.published[URI], Vec::<Value>::new(), "a closed document keeps no faults");
}

#[test]
fn a_fault_names_the_definition_that_it_is_about() {
    let mut session = opened();
    let text = POLICY.replace("when s.kind is backup", "when approved");
    let found = session.change(URI, json!([{"text": text}]));
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(words(&text, &related["location"]["range"]), "approved", "{found:?}");
    assert_eq!(related["message"], "`approved` is defined here");
}

#[test]
fn completion_offers_what_fits_and_skeletons() {
    let mut session = opened();
    let text = POLICY.replace("require s in approved or s in ours", "require s in app");
    session.change(URI, json!([{"text": text}]));
    let labels = |answer: &Value| -> Vec<String> {
        let items = answer["items"].as_array().expect("a list").iter();
        items.map(|item| item["label"].as_str().expect("a text").to_owned()).collect()
    };
    let answer = session.at("textDocument/completion", URI, nth(&text, "s in app", 0, 8)).expect("an answer");
    assert_eq!(labels(&answer), ["approved"]);
    assert_eq!(words(&text, &answer["items"][0]["textEdit"]["range"]), "app");
    // A place is found by its name.
    let text = POLICY.replace("set plain = {FR}", "set plain = {FR, germ}");
    session.change(URI, json!([{"text": text}]));
    let answer = session.at("textDocument/completion", URI, nth(&text, "germ", 0, 4)).expect("an answer");
    let germany = answer["items"].as_array().expect("a list").iter().find(|item| item["label"] == "DE");
    assert_eq!(germany.expect("it is offered")["filterText"], "DE Germany");
    // A fact has its meaning, a clause its skeleton.
    let text = POLICY.replace("require s in approved", "require s.encr");
    session.change(URI, json!([{"text": text}]));
    let answer = session.at("textDocument/completion", URI, nth(&text, "s.encr", 0, 6)).expect("an answer");
    let fact = answer["items"].as_array().expect("a list").iter().find(|item| item["label"] == "encrypted");
    assert!(fact.expect("it is offered")["documentation"].as_str().is_some_and(|text| !text.is_empty()));
    let text = POLICY.replace("  claim inside", "  ru\n  claim inside");
    session.change(URI, json!([{"text": text}]));
    let answer = session.at("textDocument/completion", URI, nth(&text, "  ru\n", 0, 4)).expect("an answer");
    let snippet = answer["items"].as_array().expect("a list").iter().find(|item| item["insertTextFormat"] == 2);
    let snippet = snippet.expect("a skeleton is offered");
    assert!(snippet["textEdit"]["newText"].as_str().is_some_and(|text| text.starts_with("rule ${1:")));
}

#[test]
fn the_pointer_is_told_meaning_and_citation() {
    let mut session = opened();
    let mut said = |words: &str, n: usize, into: usize| -> String {
        let answer = session.at("textDocument/hover", URI, nth(POLICY, words, n, into)).expect("an answer");
        answer["contents"]["value"].as_str().unwrap_or("").to_owned()
    };
    assert!(said("approved or", 0, 1).contains("DE, FR"), "members today");
    assert!(said("BOARD 1", 0, 1).contains("(https://example.org/b)"), "a link to the source");
    assert!(said("s.encrypted", 0, 4).contains("yes_no") || said("s.encrypted", 0, 4).contains("yes or no"));
    assert!(said("require", 0, 1).contains("what must hold"));
    assert_eq!(said("A store is at home", 0, 1), "");
    let text = POLICY.replace("s.kind is backup", "s.kind is bakup");
    session.change(URI, json!([{"text": text}]));
    let answer = session.at("textDocument/hover", URI, nth(&text, "bakup", 0, 1)).expect("an answer");
    let told = answer["contents"]["value"].as_str().expect("a text");
    let code = session.published[URI][0]["code"].as_str().expect("a code");
    assert!(told.contains(code), "the fault is explained: {told}");
}

#[test]
fn a_text_of_a_policy_draws_nothing_in_a_description() {
    let mut session = Session::new();
    let text =
        POLICY.replace("Décision 𝒳", "![x](https://a) [run](command:x)").replace("https://example.org/b", "command:x");
    session.file("file:///project/house.loci", HOUSE);
    session.open(URI, &text);
    let answer = session.at("textDocument/hover", URI, nth(&text, "BOARD 1", 0, 1)).expect("an answer");
    let told = answer["contents"]["value"].as_str().expect("a text");
    assert!(told.contains("\\[run\\]") && !told.contains("[run]("), "{told}");
}

#[test]
fn symbols_are_nested_or_flat_as_the_client_reads_them() {
    let mut session = opened();
    let all = session.of("textDocument/documentSymbol", URI);
    let names = |all: &Value| -> Vec<String> {
        all.as_array().expect("a list").iter().map(|each| each["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names(&all), ["BOARD", "approved", "plain", "foreign", "site.x.inspected", "shop"]);
    assert_eq!(names(&all[5]["children"]), ["stores", "backup", "inside"]);
    for symbol in all.as_array().expect("a list") {
        assert_eq!(words(POLICY, &symbol["selectionRange"]), symbol["name"].as_str().expect("a name"));
    }
    let mut old = Session::with(json!({"capabilities": {}}));
    old.open(URI, POLICY);
    let all = old.of("textDocument/documentSymbol", URI);
    assert_eq!(names(&all).last().map(String::as_str), Some("inside"));
    assert!(words(POLICY, &all[0]["location"]["range"]).starts_with("source BOARD"));
    let found = session.request("workspace/symbol", json!({"query": "STOR"})).expect("an answer");
    assert_eq!(names(&found), ["stores"]);
}

#[test]
fn formatting_gives_the_standard_layout() {
    let mut session = opened();
    let standard = lexloci::format(POLICY).expect("it has no error");
    for text in [
        POLICY.to_owned(),
        POLICY.replace("  rule", "rule"),
        POLICY.replace('\n', "\r\n"),
        "loci 1 set a={FR}".to_owned(),
    ] {
        session.change(URI, json!([{"text": text}]));
        let edits = session.request("textDocument/formatting", json!({"textDocument": {"uri": URI}, "options": {}}));
        let after = applied(&text, &edits.expect("it is laid out"));
        assert_eq!(after.replace("\r\n", "\n"), lexloci::format(&text).expect("no error"), "{text}");
        assert_eq!(after.contains('\r'), text.contains('\r'));
    }
    assert!(standard.contains("set plain = {FR}"));
    session.change(URI, json!([{"text": "loci 1\nset a = {"}]));
    let error = session.request("textDocument/formatting", json!({"textDocument": {"uri": URI}})).expect_err("no");
    assert_eq!(error["code"], -32803);
}

/// Returns the tokens of a document, decoded as the protocol says: word and type.
fn tokens(session: &mut Session, uri: &str, text: &str) -> Vec<(String, String)> {
    let answer = session.of("textDocument/semanticTokens/full", uri);
    let legend = [
        "keyword",
        "variable",
        "property",
        "enumMember",
        "type",
        "class",
        "namespace",
        "string",
        "comment",
        "number",
        "operator",
        "function",
        "decorator",
        "macro",
    ];
    let data: Vec<u64> =
        answer["data"].as_array().expect("a list").iter().map(|n| n.as_u64().expect("a number")).collect();
    let (mut line, mut column) = (0, 0);
    let mut all = vec![];
    for token in data.chunks(5) {
        (line, column) = if token[0] > 0 { (line + token[0], token[1]) } else { (line, column + token[1]) };
        let range = json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": column + token[2]}});
        all.push((words(text, &range).to_owned(), legend[token[3] as usize].to_owned()));
    }
    all
}

#[test]
fn words_are_coloured_by_what_they_are() {
    let mut session = opened();
    let all = tokens(&mut session, URI, POLICY);
    for (word, kind) in [
        ("loci", "keyword"),
        ("FR", "type"),
        ("EEA", "class"),
        ("s", "variable"),
        ("backup", "enumMember"),
        ("\"Décision 𝒳\"", "string"),
        ("2026-01-01", "number"),
        ("BOARD", "decorator"),
    ] {
        assert!(all.iter().any(|(w, k)| w == word && k == kind), "{word} is no {kind}: {all:?}");
    }
    let start = session.request("initialize", json!({})).expect_err("once");
    assert_eq!(start["code"], -32600);
}

#[test]
fn blocks_fold() {
    let mut session = opened();
    let all = session.of("textDocument/foldingRange", URI);
    let line = |words: &str| POLICY[..POLICY.find(words).expect("it is there")].matches('\n').count() as u64;
    let folds = |first: u64, last: u64| {
        all.as_array().expect("a list").iter().any(|fold| fold["startLine"] == first && fold["endLine"] == last)
    };
    assert!(folds(line("policy shop"), line("}\n") + POLICY.matches('\n').count() as u64 - 1 - line("}\n")), "{all}");
    assert!(folds(line("rule stores"), line("forbid")), "{all}");
}

#[test]
fn a_hint_says_what_a_set_holds_on_the_day() {
    let mut session = opened();
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let asked = json!({"textDocument": {"uri": URI}, "range": whole});
    let hints = session.request("textDocument/inlayHint", asked.clone()).expect("an answer");
    assert_eq!(hints.as_array().map(Vec::len), Some(1), "a set that lists its members says it itself: {hints}");
    // The United Kingdom left, and the intersection with it.
    assert_eq!(hints[0]["label"], "(2: DE, FR)");
    assert_eq!(hints[0]["position"], nth(POLICY, "set approved", 0, 12));
    let mut session = Session::with(json!({"capabilities": {}, "initializationOptions": {"day": "2019-06-01"}}));
    session.open(URI, POLICY);
    let hints = session.request("textDocument/inlayHint", asked).expect("an answer");
    assert_eq!(hints[0]["label"], "(2: FR, GB)", "Germany joins in 2020");
}

#[test]
fn claims_are_proved_where_they_stand() {
    let mut session = opened();
    let lenses = session.of("textDocument/codeLens", URI);
    let command = lenses[0]["command"].clone();
    assert_eq!(words(POLICY, &lenses[0]["range"]), "inside");
    let run = json!({"command": command["command"], "arguments": command["arguments"]});
    let answer = session.request("workspace/executeCommand", run).expect("it is decided");
    assert_eq!(answer["outcome"], "refuted", "a backup abroad is excused: {answer}");
    let policy = lexloci::Policy::parse(POLICY, &[("house".to_owned(), HOUSE.to_owned())].into_iter().collect());
    let flow: lexloci::Json = answer["shown"].to_string().parse().expect("a flow");
    let verdict = policy.expect("no error").check(&flow, &lexloci::Options::new()).expect("it is judged");
    assert_eq!(verdict.verdict, lexloci::Answer::Compliant, "the flow that is shown is compliant");
    session.settle();
    let found = &session.published[URI];
    assert_eq!(words(POLICY, &found[0]["range"]), "inside");
    let lenses = session.of("textDocument/codeLens", URI);
    assert_eq!(lenses[0]["command"]["title"], "✗ refuted");
    assert!(session.heard.iter().any(|message| message["method"] == "workspace/codeLens/refresh"));
    // A change takes the outcome away.
    assert_eq!(session.change(URI, json!([{"text": POLICY}])), Vec::<Value>::new());
    assert_eq!(session.of("textDocument/codeLens", URI)[0]["command"]["title"], "▶ prove");
}

#[test]
fn a_proof_can_be_cancelled() {
    let mut session = opened();
    let run = json!({"jsonrpc": "2.0", "id": "p", "method": "workspace/executeCommand",
        "params": {"command": "lexloci.prove", "arguments": [URI, "inside"]}});
    assert!(session.raw(&run.to_string()).is_empty(), "it goes on while no message waits");
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "p"}});
    let answers = session.raw(&cancel.to_string());
    assert_eq!((&answers[0]["id"], &answers[0]["error"]["code"]), (&json!("p"), &json!(-32800)));
    assert!(session.settle().is_empty());
}

#[test]
fn a_flow_is_checked_and_a_code_explained() {
    let mut session = opened();
    let names = session.request("lexloci/policies", json!({})).expect("an answer");
    assert!(names["policies"].as_array().is_some_and(|names| names.contains(&json!("gdpr_transfers"))));
    let mut run = |command: &str, arguments: Value| {
        session.request("workspace/executeCommand", json!({"command": command, "arguments": arguments}))
    };
    let flow = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#;
    let answer = run("lexloci.check", json!(["eu_residency", flow])).expect("it is judged");
    assert_eq!((&answer["verdict"]["verdict"], &answer["policy"]), (&json!("non_compliant"), &json!("eu_residency")));
    assert!(answer["text"].as_str().is_some_and(|text| text.contains("storage[0]")));
    assert_eq!(run("lexloci.check", json!([URI, flow])).expect("it is judged")["policy"], "shop");
    let error = run("lexloci.check", json!(["eu_residency", "{\"storage\": 1}"])).expect_err("an error is no verdict");
    assert_eq!(error["code"], -32803);
    assert_eq!(run("lexloci.check", json!(["nothing", flow])).expect_err("no")["code"], -32602);
    assert_eq!(run("lexloci.explain", json!(["L0203"])).expect("it is told")["code"], "L0203");
    assert_eq!(run("lexloci.explain", json!([])).expect_err("no")["code"], -32602);
    assert_eq!(run("lexloci.nothing", json!([])).expect_err("no")["code"], -32602);
}

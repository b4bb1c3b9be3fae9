//! Definitions, references and renaming, in one file and across modules.

use super::session::{Session, applied, nth, words};
use super::{HOUSE, POLICY, URI, opened};
use serde_json::{Value, json};

const HOUSE_URI: &str = "file:///project/house.loci";

/// Returns the words at the places that name the same, by their address.
fn references(session: &mut Session, uri: &str, place: Value) -> Vec<(String, Value)> {
    let asked = json!({"textDocument": {"uri": uri}, "position": place, "context": {"includeDeclaration": true}});
    let answer = session.request("textDocument/references", asked).expect("an answer");
    let all = answer.as_array().expect("a list").iter();
    all.map(|each| (each["uri"].as_str().expect("an address").to_owned(), each["range"].clone())).collect()
}

#[test]
fn every_kind_of_name_leads_to_its_definition() {
    let mut session = opened();
    for (use_, n, into, definition, def_n, def_into, name) in [
        ("in approved", 0, 4, "set approved", 0, 4, "approved"),
        ("is foreign\n", 0, 4, "is foreign \"", 0, 3, "foreign"),
        ("[BOARD", 0, 2, "source BOARD", 0, 7, "BOARD"),
        ("require s in", 0, 8, "every s in", 0, 6, "s"),
        ("s.kind is", 0, 0, "every s in", 0, 6, "s"),
        ("to stores", 0, 4, "rule stores", 0, 5, "stores"),
        ("p.seat", 0, 0, "define p", 0, 7, "p"),
        ("s.x.inspected", 0, 5, "site.x.inspected", 0, 7, "inspected"),
        ("at high", 0, 4, "< high", 0, 2, "high"),
        ("part places", 0, 6, "part places", 0, 5, "places"),
    ] {
        let answer = session.at("textDocument/definition", URI, nth(POLICY, use_, n, into)).expect("an answer");
        assert_eq!(answer["uri"], URI, "{use_}: {answer}");
        assert_eq!(answer["range"]["start"], nth(POLICY, definition, def_n, def_into), "{use_}");
        assert_eq!(words(POLICY, &answer["range"]), name, "{use_}");
    }
    for nothing in ["A store", "loci 1", "EEA &", "s.kind", "{FR"] {
        let into = nothing.find("kind").unwrap_or(1);
        let answer = session.at("textDocument/definition", URI, nth(POLICY, nothing, 0, into)).expect("an answer");
        assert_eq!(answer, Value::Null, "{nothing}");
    }
}

#[test]
fn a_name_of_a_module_leads_there() {
    let mut session = opened();
    let answer = session.at("textDocument/definition", URI, nth(POLICY, "in ours", 0, 3)).expect("an answer");
    assert_eq!((answer["uri"].as_str(), words(HOUSE, &answer["range"])), (Some(HOUSE_URI), "ours"));
    let answer = session.at("textDocument/definition", URI, nth(POLICY, "use house", 0, 5)).expect("an answer");
    assert_eq!(answer["uri"], HOUSE_URI);
    // A shipped module is written where it can be opened.
    let answer = session.at("textDocument/definition", URI, nth(POLICY, "GDPR 44", 0, 1)).expect("an answer");
    let uri = answer["uri"].as_str().expect("an address").to_owned();
    let text = session.files.kept.borrow().get(&uri).cloned().expect("it was written");
    assert_eq!(words(&text, &answer["range"]), "GDPR");
    // And is read-only to the server.
    let asked = json!({"textDocument": {"uri": URI}, "position": nth(POLICY, "GDPR 44", 0, 1), "newName": "X"});
    assert_eq!(session.request("textDocument/rename", asked).expect_err("it is shipped")["code"], -32803);
}

#[test]
fn a_client_may_open_shipped_modules_as_documents_of_their_own() {
    let mut session = Session::with(json!({"capabilities": {}, "initializationOptions": {"virtualDocuments": true}}));
    session.open(URI, POLICY);
    let answer = session.at("textDocument/definition", URI, nth(POLICY, "GDPR 44", 0, 1)).expect("an answer");
    let uri = answer["uri"].as_str().expect("an address");
    assert_eq!(uri, "lexloci:/modules/gdpr.loci");
    let text = session.request("lexloci/text", json!({ "uri": uri })).expect("it is there");
    let text = text["text"].as_str().expect("a text").to_owned();
    assert_eq!(words(&text, &answer["range"]), "GDPR");
    assert!(session.files.kept.borrow().is_empty());
    assert_eq!(
        session.request("lexloci/text", json!({"uri": "lexloci:/modules/x.loci"})).expect_err("no")["code"],
        -32602
    );
    // The document itself is a module like others.
    assert_eq!(session.open("lexloci:/modules/gdpr.loci", &text), Vec::<Value>::new());
}

#[test]
fn references_are_found_in_every_file_of_the_workspace() {
    let mut session = opened();
    let other = "loci 1\nuse house\npolicy o version 1.0.0 \"O\" {\n  rule r \"R\"\n    for every ours in storage\n    require ours in EEA\n  rule q \"Q\"\n    for every s in storage\n    require s in ours\n}\n";
    session.file("file:///project/deep/other.loci", "loci 1\nset ours = {FR}\n");
    session.file("file:///project/other.loci", other);
    let found = references(&mut session, URI, nth(POLICY, "in ours", 0, 3));
    let uris: Vec<&str> = found.iter().map(|(uri, _)| uri.as_str()).collect();
    // In the other policy the variable of the same name is something else, as is the set of another folder.
    assert_eq!(uris, [HOUSE_URI, "file:///project/other.loci", URI]);
    assert_eq!(found[1].1["start"], nth(other, "s in ours", 0, 5));
    // The same from the module itself.
    session.open(HOUSE_URI, HOUSE);
    assert_eq!(references(&mut session, HOUSE_URI, nth(HOUSE, "ours", 0, 1)), found);
    let asked = json!({"textDocument": {"uri": URI}, "position": nth(POLICY, "in ours", 0, 3), "context": {"includeDeclaration": false}});
    let answer = session.request("textDocument/references", asked).expect("an answer");
    assert_eq!(answer.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_shipped_set_is_found_where_modules_and_policies_use_it() {
    let mut session = Session::new();
    let text = "loci 1\nuse gdpr\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\"\n    for every t in transfers\n    require t.to in adequate with t.recipient.listed\n}\n";
    session.open(URI, text);
    let found = references(&mut session, URI, nth(text, "adequate", 0, 1));
    assert!(found.iter().any(|(uri, _)| uri == URI) && found.iter().any(|(uri, _)| uri.starts_with("file:///kept/")));
    for (uri, range) in &found {
        let kept = session.files.kept.borrow().get(uri).cloned();
        assert_eq!(words(kept.as_deref().unwrap_or(text), range), "adequate");
    }
}

#[test]
fn a_variable_is_renamed_with_what_an_exception_says_of_it() {
    let mut session = opened();
    let asked = |name: &str| json!({"textDocument": {"uri": URI}, "position": nth(POLICY, "require s in", 0, 8), "newName": name});
    let answer = session.request("textDocument/rename", asked("store")).expect("it is renamed");
    let after = applied(POLICY, &answer["changes"][URI]);
    let expected = POLICY
        .replace("for every s in storage where s not", "for every store in storage where store not")
        .replace("require s in approved or s in ours", "require store in approved or store in ours")
        .replace("forbid s.op", "forbid store.op")
        .replace(
            "when s.kind is backup and s.encrypted and s.x",
            "when store.kind is backup and store.encrypted and store.x",
        );
    assert_eq!(after, expected);
    for name in ["in", "a b", "", "s.x", "EEA", "FR", "approved", "1", "\"x\"", "#"] {
        let error = session.request("textDocument/rename", asked(name)).expect_err(name);
        assert_eq!(error["code"], -32803, "{name}");
    }
}

#[test]
fn a_set_of_a_module_is_renamed_in_every_file() {
    let mut session = opened();
    let asked = json!({"textDocument": {"uri": URI}, "position": nth(POLICY, "in ours", 0, 3), "newName": "home"});
    let answer = session.request("textDocument/rename", asked).expect("it is renamed");
    assert_eq!(applied(POLICY, &answer["changes"][URI]), POLICY.replace("ours", "home"));
    assert_eq!(applied(HOUSE, &answer["changes"][HOUSE_URI]), HOUSE.replace("ours", "home"));
    let ready = session.at("textDocument/prepareRename", URI, nth(POLICY, "in ours", 0, 4)).expect("it can be");
    assert_eq!((words(POLICY, &ready["range"]), &ready["placeholder"]), ("ours", &json!("ours")));
    assert!(session.at("textDocument/prepareRename", URI, nth(POLICY, "EEA", 0, 1)).is_err());
}

#[test]
fn what_replaces_a_set_bears_its_name() {
    let mut session = Session::new();
    session.file(HOUSE_URI, HOUSE);
    let text = "loci 1\nuse house\nreplace set ours = ours + {DE}\npolicy p version 1.0.0 \"P\" {\n  rule r \"R\"\n    for every s in storage\n    require s in ours\n}\n";
    session.open(URI, text);
    let asked = json!({"textDocument": {"uri": URI}, "position": nth(text, "s in ours", 0, 6), "newName": "home"});
    let answer = session.request("textDocument/rename", asked).expect("it is renamed");
    assert_eq!(applied(text, &answer["changes"][URI]), text.replace("ours", "home"));
    assert_eq!(applied(HOUSE, &answer["changes"][HOUSE_URI]), HOUSE.replace("ours", "home"));
}

#[test]
fn what_is_under_the_cursor_is_marked_in_the_text() {
    let mut session = opened();
    let answer =
        session.at("textDocument/documentHighlight", URI, nth(POLICY, "for every s", 0, 10)).expect("an answer");
    let marked: Vec<&str> =
        answer.as_array().expect("a list").iter().map(|each| words(POLICY, &each["range"])).collect();
    assert_eq!(marked, ["s"; 8]);
}

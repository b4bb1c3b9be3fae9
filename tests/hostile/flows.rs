//! Flows that are no flows, or too much of one.

use super::{answer, judged, rule};
use lexloci::Json;

const DAY: &str = r#""as_of": "2026-03-01""#;

fn flow(facts: &str) -> String {
    format!("{{{DAY}, {facts}}}")
}

/// Returns a list of so many entries.
fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    format!("[{}]", (0..count).map(entry).collect::<Vec<_>>().join(","))
}

#[test]
fn what_is_no_flow_is_said_to_be_none() {
    let policy = rule("require data has personal");
    for (text, code) in [
        ("", "L0004"),
        ("[", "L0004"),
        ("{\"as_of\": \"\\ud800\"}", "L0004"),
        ("{\"as_of\": \"2026-03-01\", \"data\": [\"\\udc00\"]}", "L0004"),
        ("[]", "L0503"),
        ("null", "L0503"),
        ("1e308", "L0503"),
        ("\"2026-03-01\"", "L0503"),
        ("{}", "L0504"),
        ("{\"as_of\": null}", "L0504"),
        ("{\"as_of\": 20260301}", "L0503"),
        ("{\"as_of\": \"2026-02-30\"}", "L0503"),
        ("{\"as_of\": \"0000-00-00\"}", "L0503"),
        ("{\"as_of\": \"2026-03-01\", \"__proto__\": {}}", "L0501"),
        ("{\"as_of\": \"2026-03-01\", \"constructor\": 1}", "L0501"),
        ("{\"as_of\": \"2026-03-01\", \"data\": [\"personal\"], \"data\": [\"personal\"]}", "L0502"),
        ("{\"as_of\": \"2026-03-01\", \"as_of\": \"2026-03-01\"}", "L0502"),
        ("{\"as_of\": \"2026-03-01\", \"x\": {\"a\": 1, \"a\": 2}}", "L0502"),
        ("{\"as_of\": \"2026-03-01\", \"storage\": {\"items\": [], \"items\": [\"FR\"], \"complete\": true}}", "L0502"),
        ("{\"as_of\": \"2026-03-01\", \"\\u0000\": 1}", "L0501"),
        ("{\"as_of\": \"2026-03-01\", \"\\u202e\": 1}", "L0501"),
        ("{\"as_of\": \"2026-03-01\", \"\": 1}", "L0501"),
        ("{\"as_of\": \"2026-03-01\", \"data\": [\"perso\\u0000nal\"]}", "L0510"),
        ("{\"as_of\": \"2026-03-01\", \"data\": {\"items\": []}}", "L0503"),
        ("{\"as_of\": \"2026-03-01\", \"storage\": [\"E\\u0301U\"]}", "L0508"),
        ("{\"as_of\": \"2026-03-01\", \"storage\": [\"aws/\\u202eeu\"]}", "L0509"),
        ("{\"as_of\": \"2026-03-01\", \"parties\": []}", "L0501"),
        ("{\"as_of\": \"2026-03-01\", \"exporter\": \"none\"}", "L0503"),
        ("{\"as_of\": \"2026-03-01\", \"exporter\": {\"id\": \"\"}}", "L0503"),
        ("{\"as_of\": \"2026-03-01\", \"exporter\": {\"id\": \"a b\"}}", "L0503"),
        ("{\"as_of\": \"2026-03-01\", \"provider\": \"@\"}", "L0503"),
    ] {
        assert_eq!(answer(text, &policy, text), code, "{text}");
    }
}

#[test]
fn deep_json_is_refused() {
    let policy = rule("require data has personal");
    for depth in [65, 200, 100_000] {
        let deep = format!("{{\"x\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(answer("deep arrays", &policy, &deep), "L0004");
        let deep = format!("{}1{}", "{\"provider\":".repeat(depth), "}".repeat(depth));
        assert_eq!(answer("deep objects", &policy, &deep), "L0004");
    }
    let mut deep = Json::Null;
    for _ in 0..10_000 {
        deep = Json::Array(vec![deep]);
    }
    let flow = Json::Object(vec![("as_of".to_owned(), Json::Text("2026-03-01".to_owned())), ("x".to_owned(), deep)]);
    let _ = judged("a deep value from a host", &policy, &flow);
    // Dropping a value that deep is the host's affair.
    std::mem::forget(flow);
}

#[test]
fn long_lists_have_an_end() {
    let policy = rule("for every s in storage require s in EU");
    assert_eq!(
        answer("100,000 sites", &policy, &flow(&format!("\"storage\": {}", many(100_000, |_| "\"FR\"".to_owned())))),
        "L0590"
    );
    assert_eq!(
        answer("19,000 sites", &policy, &flow(&format!("\"storage\": {}", many(19_000, |_| "\"FR\"".to_owned())))),
        "compliant"
    );
    let wrong = many(100_000, |n| format!("\"F{n}\""));
    assert_eq!(answer("100,000 wrong sites", &policy, &flow(&format!("\"storage\": {wrong}"))), "L0508");
    let keys: Vec<String> = (0..100_000).map(|n| format!("\"storag{n}\": 1")).collect();
    assert_eq!(answer("100,000 wrong keys", &policy, &flow(&keys.join(","))), "L0501");
    let twice = vec!["\"storage\": []"; 50_000].join(",");
    assert_eq!(answer("50,000 equal keys", &policy, &flow(&twice)), "L0502");
    let own: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\": 1")).collect();
    let _ = answer("100,000 keys under x", &policy, &flow(&format!("\"x\": {{{}}}", own.join(","))));
    let instead = many(100_000, |n| format!("\"storage[{n}].place\""));
    let _ = answer("100,000 paths under instead", &policy, &flow(&format!("\"instead\": {instead}")));
    let categories = many(100_000, |n| format!("\"{}\"", ["personal", "contact", "health"][n % 3]));
    let _ = answer("100,000 categories", &policy, &flow(&format!("\"data\": {categories}")));
    let subjects = many(100_000, |n| format!("\"{}\"", ["FR", "DE", "EU", "anywhere"][n % 4]));
    let _ = answer("100,000 places of subjects", &policy, &flow(&format!("\"data\": {{\"subjects\": {subjects}}}")));
}

#[test]
fn people_without_end_have_one() {
    let policy = rule("for every p in parties require p.seat in EU");
    for count in [6_000, 20_000] {
        let suppliers = many(count, |n| format!("{{\"id\": \"s{n}\", \"seat\": \"FR\"}}"));
        let _ = answer("suppliers", &policy, &flow(&format!("\"suppliers\": {suppliers}")));
        let same = many(count, |_| "\"@a\"".to_owned());
        let _ = answer(
            "one supplier many times",
            &policy,
            &flow(&format!("\"provider\": {{\"id\": \"a\"}}, \"suppliers\": {same}")),
        );
        let sites = many(count, |n| format!("{{\"place\": \"US\", \"operator\": {{\"id\": \"o{n}\"}}}}"));
        let transfers = many(count, |n| format!("{{\"to\": \"US\", \"recipient\": \"@o{n}\"}}"));
        let _ = answer(
            "operators and recipients",
            &policy,
            &flow(&format!("\"storage\": {sites}, \"transfers\": {transfers}")),
        );
    }
    let counting = rule("require at least 5000 u in suppliers: u.can_access_data");
    for person in ["", ", \"id\": \"s#\"", ", \"name\": \"s#\""] {
        let suppliers =
            many(9_000, |n| format!("{{\"can_access_data\": true{}}}", person.replace('#', &n.to_string())));
        let _ = answer(&format!("counting {person}"), &counting, &flow(&format!("\"suppliers\": {suppliers}")));
    }
    let mut nested = "{\"id\": \"a\"}".to_owned();
    for _ in 0..28 {
        nested = format!("{{\"id\": \"a\", \"holders\": [{nested}]}}");
    }
    let _ = answer(
        "a party that holds itself",
        &policy,
        &flow(&format!("\"provider\": {nested}, \"suppliers\": [{nested}, {nested}]")),
    );
    let wide = |id: &str, of: &str| format!("{{\"id\": \"{id}\", \"holders\": [{of}, {of}]}}");
    let mut tree = "{\"id\": \"z\"}".to_owned();
    for level in 0..11 {
        tree = wide(&format!("p{level}"), &tree);
    }
    let _ =
        answer("a tree of equal parties", &policy, &flow(&format!("\"provider\": {tree}, \"suppliers\": [{tree}]")));
}

#[test]
fn loops_in_loops_stop_at_the_budget() {
    let policy = rule(
        "for every s in storage for every t in transfers for every u in suppliers require s.place is t.to or u.can_access_data",
    );
    let sites = many(1_000, |_| "{\"place\": \"FR\"}".to_owned());
    let transfers = many(1_000, |_| "{\"to\": \"US\"}".to_owned());
    let suppliers = many(1_000, |n| format!("{{\"id\": \"s{n}\"}}"));
    let all = flow(&format!("\"storage\": {sites}, \"transfers\": {transfers}, \"suppliers\": {suppliers}"));
    assert_eq!(answer("1,000 × 1,000 × 1,000", &policy, &all), "L0591");
    for body in [
        "for every s in storage require some t in transfers: (some u in suppliers: (s.place is t.to and u.can_access_data))",
        "require no s in storage: (some t in transfers: (some u in suppliers: (s.place is t.to and u.can_access_data)))",
        "for every s in storage for every t in transfers require s.place is t.to",
        "for every s in storage require some t in transfers: t.to is s.place",
        "for every s in storage require some u in suppliers: (u in provider.holders or u in suppliers)",
        "for every u in suppliers require at least 500 v in suppliers: (v is u or v.can_access_data)",
        "require at least 900 u in parties: u.seat in EU",
        "for every s in storage require no t in transfers: t.recipient in suppliers",
        "for every s in storage + storage + storage + storage require no t in transfers + transfers + transfers: t.to in EU",
    ] {
        let _ = answer(body, &rule(body), &all);
    }
}

#[test]
fn explanations_have_an_end() {
    let sites = many(15_000, |_| "{\"place\": \"FR\", \"encrypted\": true}".to_owned());
    let all = flow(&format!("\"storage\": {sites}"));
    for body in [
        "require no s in storage: s not in EU",
        "require some s in storage: s in {US}",
        "for every s in storage require s.region in {aws/eu-west-3} or s.disclosed",
        "require at least 14000 s in storage: s.encrypted",
        "require not (every s in storage: (s in EU and s.encrypted))",
    ] {
        let _ = answer(body, &rule(body), &all);
    }
    let open = flow(&format!("\"storage\": {}", many(15_000, |_| "{}".to_owned())));
    for body in ["require no s in storage: s not in EU", "for every s in storage require s in EU and s.encrypted"] {
        let _ = answer(&format!("unknown: {body}"), &rule(body), &open);
    }
}

#[test]
fn groups_of_places_stop_at_the_budget() {
    let policy = rule("for every s in storage require s in EU or s in {CH, US, GB}");
    for count in [2, 6, 8, 20, 5_000] {
        for place in ["anywhere", "EU"] {
            let sites = many(count, |_| format!("{{\"place\": \"{place}\"}}"));
            let _ = answer(&format!("{count} × {place}"), &policy, &flow(&format!("\"storage\": {sites}")));
        }
    }
    let compares = rule("for every s in storage for every t in transfers require s.place is t.to");
    for count in [1, 2, 3, 10] {
        let sites = many(count, |_| "{\"place\": \"anywhere\"}".to_owned());
        let transfers = many(count, |_| "{\"to\": \"anywhere\"}".to_owned());
        let all = flow(&format!("\"storage\": {sites}, \"transfers\": {transfers}"));
        let _ = answer(&format!("{count} × {count} anywhere compared"), &compares, &all);
    }
    // Few choices, and much to judge for each.
    let sites = many(9_000, |n| if n < 10 { "\"anywhere\"".to_owned() } else { "\"FR\"".to_owned() });
    let _ = answer("10 × anywhere of 9,000", &policy, &flow(&format!("\"storage\": {sites}")));
}

#[test]
fn long_texts_are_refused() {
    let policy = rule("require exporter is @acme");
    let long = "n".repeat(1_000_000);
    for facts in [
        format!("\"exporter\": {{\"id\": \"{long}\"}}"),
        format!("\"exporter\": {{\"name\": \"{long}\"}}"),
        format!("\"exporter\": {{\"seat\": \"{long}\"}}"),
        format!("\"storage\": [\"{long}\"]"),
        format!("\"storage\": [{{\"region\": \"{long}\"}}]"),
        format!("\"provider\": \"@{long}\""),
        format!("\"data\": [\"{long}\"]"),
        format!("\"transfers\": [{{\"tool\": \"{long}\"}}]"),
        format!("\"exit\": {{\"notice\": \"{long}\"}}"),
        format!("\"{long}\": 1"),
    ] {
        let code = answer(&facts[..24], &policy, &flow(&facts));
        assert!(code.starts_with("L05"), "{}: {code}", &facts[..40]);
    }
}

//! Numbers, days and durations at their ends.

use super::{answer, codes, judged, rule};
use lexloci::{Date, Json, Modules, Options, Policy};

#[test]
fn numbers_at_their_ends() {
    let text = "loci 1\nfact x.n is number\npolicy p version 1.0.0 \"P\" { rule r \"R\" require x.n <= 5 }";
    let policy = Policy::parse(text, &Modules::new()).expect("a policy");
    let with = |n: f64| {
        Json::Object(vec![
            ("as_of".to_owned(), Json::Text("2026-03-01".to_owned())),
            ("x".to_owned(), Json::Object(vec![("n".to_owned(), Json::Number(n))])),
        ])
    };
    for (n, expected) in [
        (f64::NAN, Err("L0503")),
        (f64::INFINITY, Err("L0503")),
        (f64::NEG_INFINITY, Err("L0503")),
        (1e308, Err("L0503")),
        (f64::MIN, Err("L0503")),
        (f64::MIN_POSITIVE, Ok("compliant")),
        (-0.0, Ok("compliant")),
        (5.0, Ok("compliant")),
        (5.0001, Ok("non_compliant")),
        (5.00001, Err("L0503")),
        (-8e11, Ok("compliant")),
        (1e12, Err("L0503")),
    ] {
        let found = judged("a number", &policy, &with(n)).map(|verdict| verdict.verdict.as_str());
        assert_eq!(found, expected, "{n}");
    }
    for number in
        ["99999999999999999999999999", "0.00001", "1e5", "922337203685477.5807", "922337203685477", "00000005"]
    {
        let _ = codes(number, &text.replace("<= 5", &format!("<= {number}")));
    }
}

#[test]
fn percents_at_their_ends() {
    let policy = rule("require total(h.capital for h in provider.holders) <= 24%");
    for (share, expected) in [
        ("100%", "non_compliant"),
        ("100.01%", "L0503"),
        ("100.5%", "L0503"),
        ("9999%", "L0503"),
        ("99999%", "L0503"),
        ("-1%", "L0503"),
        ("1.234%", "L0503"),
        ("%", "L0503"),
        (".5%", "L0503"),
        ("1e2%", "L0503"),
        ("24 %", "undetermined"),
    ] {
        let flow = format!(r#"{{"as_of": "2026-03-01", "provider": {{"holders": [{{"capital": "{share}"}}]}}}}"#);
        assert_eq!(answer(share, &policy, &flow), expected, "{share}");
    }
    let many = vec![r#"{"capital": "100%"}"#; 9_000].join(",");
    let flow = format!(r#"{{"as_of": "2026-03-01", "provider": {{"holders": [{many}]}}}}"#);
    assert_eq!(answer("900,000 %", &policy, &flow), "L0513");
    for percent in ["99999999999%", "0.001%", "100.51%", "4294967295%"] {
        let _ = codes(
            percent,
            &format!(
                "loci 1\npolicy p version 1.0.0 \"P\" {{ rule r \"R\" require total(h.capital for h in provider.holders) <= {percent} }}"
            ),
        );
    }
}

#[test]
fn days_and_durations_at_their_ends() {
    let policies = [
        rule("require exit.tested within 9999 years"),
        rule("require exit.tested within 9999 days duty exporter \"Later\" within 9999 years"),
        rule("require exit.notice <= 9999 months duty exporter \"Later\" within 9999 months"),
        rule("require exit.switching_time >= exit.retrieval"),
        rule("require exporter.seat in EU on exit.tested"),
    ];
    let durations = ["9999 years", "P9999Y9999M9999W9999D", "9999 weeks", "0 days"];
    for as_of in ["0001-01-01", "2024-02-29", "9999-12-31"] {
        for tested in ["0001-01-01", "9999-12-31", "2024-02-29"] {
            for duration in durations {
                let flow = format!(
                    r#"{{"as_of": "{as_of}", "exporter": {{"seat": "FR"}}, "exit": {{"tested": "{tested}",
                        "notice": "{duration}", "transition": "{duration}", "retrieval": "{duration}"}}}}"#
                );
                for policy in &policies {
                    let found = answer("a duration", policy, &flow);
                    assert!(
                        ["compliant", "non_compliant", "undetermined", "L0508"].contains(&found.as_str()),
                        "{flow}: {found}"
                    );
                }
            }
        }
    }
    for wrong in
        ["10000 years", "-1 days", "1.5 years", "P", "PT1H", "P1D1Y", "P99999Y", "１ year", "1  year", " 1 year"]
    {
        let flow = format!(r#"{{"as_of": "2026-03-01", "exit": {{"notice": "{wrong}"}}}}"#);
        let found = answer(wrong, &policies[2], &flow);
        assert!(found == "L0503" || wrong == "1  year", "{wrong}: {found}");
    }
}

#[test]
fn days_in_policies_at_their_ends() {
    for day in ["0001-01-01", "9999-12-31"] {
        let text = format!(
            "loci 1\nset s = {{FR from {day}, DE before {day}, US through {day}}}\npolicy p version 1.0.0 \"P\" {{ rule r \"R\" from {day} require exporter.seat in s on {day} }}"
        );
        assert!(codes(day, &text).is_empty() || day == "0001-01-01", "{day}");
    }
    for day in ["0000-00-00", "2026-02-29", "10000-01-01", "2026-13-01", "99999999999-01-01", "2026-1-1"] {
        let text =
            format!("loci 1\npolicy p version 1.0.0 \"P\" {{ rule r \"R\" from {day} require exporter.exposed }}");
        assert!(!codes(day, &text).is_empty(), "{day}");
    }
    for duration in ["10000 years", "99999999999 days", "0 days", "4294967296 months"] {
        let _ = codes(
            duration,
            &format!("loci 1\npolicy p version 1.0.0 \"P\" {{ rule r \"R\" require exit.tested within {duration} }}"),
        );
    }
}

#[test]
fn a_host_can_give_the_first_and_the_last_day() {
    let policy = rule("for every s in storage require s in EU duty exporter \"Later\" within 9999 years");
    let flow = serde_json::from_str::<Json>(r#"{"storage": ["FR"]}"#).expect("JSON");
    for day in [Date::MIN, Date::MAX] {
        let judged = policy.check(&flow, &Options::new().as_of(day).level("none"));
        assert_eq!(judged.expect_err("no such level")[0].code, "L0514");
        assert!(policy.check(&flow, &Options::new().as_of(day)).is_ok());
    }
}

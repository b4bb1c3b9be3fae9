//! Policies that mean more than they say.

use super::{codes, judged, timed};
use lexloci::{Json, Modules, Policy};
use std::fmt::Write;

fn policy(items: &str, members: &str) -> String {
    format!("loci 1\n{items}\npolicy p version 1.0.0 \"A policy\" {{\n{members}\n}}")
}

fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = writeln!(text, "{}", piece(index));
        text
    })
}

#[test]
fn definitions_that_double_are_refused() {
    for levels in [12, 30, 300] {
        let doubling = many(levels, |n| format!("define d{} as d{n} and d{n}", n + 1));
        let text =
            policy(&format!("define d0 as data has personal\n{doubling}"), &format!("rule r \"R\" require d{levels}"));
        assert_eq!(codes("doubling definitions", &text).is_empty(), levels == 12);
        let doubling = many(levels, |n| format!("define p is d{} as p is d{n} or p is d{n}", n + 1));
        let text = policy(
            &format!("define p is d0 as p.seat in EU\n{doubling}"),
            &format!("rule r \"R\" require exporter is d{levels}"),
        );
        assert_eq!(codes("doubling predicates", &text).is_empty(), levels == 12);
    }
}

#[test]
fn sets_that_double_are_refused() {
    for levels in [10, 30, 100] {
        let doubling = many(levels, |n| format!("set s{} = s{n} + s{n}", n + 1));
        let text = policy(
            &format!("set s0 = {{FR}}\n{doubling}"),
            &format!("rule r \"R\" require exporter.seat in s{levels}"),
        );
        let found = codes("doubling sets", &text);
        if found.is_empty() {
            let policy = Policy::parse(&text, &Modules::new()).expect("no errors");
            let flow = |seat: &str| {
                serde_json::from_str::<Json>(&format!(r#"{{"as_of":"2026-03-01","exporter":{{"seat":"{seat}"}}}}"#))
                    .expect("JSON")
            };
            for seat in ["FR", "DE", "EU"] {
                let _ = judged("doubling sets", &policy, &flow(seat));
            }
        }
        let lists = many(levels, |n| format!("list l{} = x{n} in l{n} + l{n} where x{n}.encrypted", n + 1));
        let text = policy(
            &format!("list l0 = x in storage where x in EU\n{lists}"),
            &format!("rule r \"R\" for every s in l{levels} require s.disclosed"),
        );
        let _ = codes("doubling lists", &text);
        let replaced = many(levels, |n| format!("set t{n} = {{FR}} & (t{} except t{})", n + 1, n + 1));
        let text = policy(&format!("{replaced}set t{levels} = EU"), "rule r \"R\" require exporter.seat in t0");
        let _ = codes("doubling exceptions of sets", &text);
    }
}

#[test]
fn circles_are_refused() {
    let text = policy("set a = b + {FR}\nset b = a + {DE}", "rule r \"R\" require exporter.seat in a");
    assert_eq!(codes("sets in a circle", &text), ["L0212"]);
    let text = policy("define a as b\ndefine b as a", "rule r \"R\" require a");
    assert_eq!(codes("definitions in a circle", &text), ["L0212"]);
    let text = policy(
        "list a = y in b where y in EU\nlist b = z in a where z in EU",
        "rule r \"R\" for every s in a require s.encrypted",
    );
    assert_eq!(codes("lists in a circle", &text), ["L0212"]);
    let ring = many(1_000, |n| format!("define d{n} as d{}", (n + 1) % 1_000));
    assert_eq!(codes("a long circle", &policy(&ring, "rule r \"R\" require d0")), ["L0212"]);
    let text = policy(
        "",
        "rule r \"R\" require data has personal\nexception a to b \"A\" when exporter.exposed\nexception b to a \"B\" when exporter.exposed",
    );
    assert_eq!(codes("exceptions in a circle", &text), ["L0222"]);
}

#[test]
fn exceptions_to_exceptions_may_not_multiply() {
    for layers in [6, 40, 400] {
        let diamonds = many(layers, |n| {
            let (a, b) = (format!("a{n}"), format!("b{n}"));
            let targets = if n == 0 { "r".to_owned() } else { format!("a{}, b{}", n - 1, n - 1) };
            format!(
                "exception {a} to {targets} \"A\" when exporter.exposed\nexception {b} to {targets} \"B\" when provider.exposed"
            )
        });
        let text = policy("", &format!("rule r \"R\" require data has personal\n{diamonds}"));
        assert_eq!(codes("diamonds", &text).is_empty(), layers == 6);
    }
    let wide = many(1_900, |n| format!("exception e{n} to r \"E\" when exporter.exposed"));
    let _ = codes("1,900 exceptions", &policy("", &format!("rule r \"R\" require data has personal\n{wide}")));
}

#[test]
fn many_small_things_have_an_end() {
    let sets = many(30_000, |n| format!("set s{n} = {{FR}}"));
    assert_eq!(codes("30,000 sets", &policy(&sets, "rule r \"R\" require exporter.seat in s0")), ["L0306"]);
    let sets = many(4_900, |n| format!("set s{n} = {{FR, DE}}"));
    let _ = codes("4,900 sets", &policy(&sets, "rule r \"R\" require exporter.seat in s0"));
    let rules = many(1_900, |n| format!("rule r{n} \"R\" for every s in storage require s in EU"));
    let _ = codes("1,900 rules", &policy("", &rules));
    let unknown =
        many(1_900, |n| format!("rule r{n} \"R\" for every s in storge require s.plce in EUU and s.kind is primry"));
    let _ = codes("1,900 misspelt rules", &policy("", &unknown));
    let or = vec!["exporter.exposed"; 30_000].join(" or ");
    let _ = codes("30,000 times or", &policy("", &format!("rule r \"R\" require {or}")));
    let or = vec!["exporter.seat in EU"; 15_000].join(" or ");
    let _ = codes("15,000 times or in", &policy("", &format!("rule r \"R\" require {or}")));
    let members = vec!["FR"; 60_000].join(", ");
    let _ =
        codes("60,000 members", &policy(&format!("set s = {{{members}}}"), "rule r \"R\" require exporter.seat in s"));
    let union = vec!["{FR}"; 30_000].join(" + ");
    let _ =
        codes("30,000 sets joined", &policy(&format!("set s = {union}"), "rule r \"R\" require exporter.seat in s"));
    let demands = "require exporter.exposed ".repeat(19_000);
    let _ = codes("19,000 demands", &policy("", &format!("rule r \"R\" {demands}")));
    let uses = many(20_000, |_| "use gdpr".to_owned());
    let _ = codes(
        "20,000 uses",
        &format!("loci 1\n{uses}{}", policy("", "rule r \"R\" require exporter.exposed").replace("loci 1\n", "")),
    );
    let facts = many(20_000, |n| format!("fact x.f{n} is number"));
    let _ = codes("20,000 facts", &policy(&facts, "rule r \"R\" require exporter.exposed"));
    let values: Vec<String> = (0..20_000).map(|n| format!("v{n}")).collect();
    let _ = codes(
        "20,000 values",
        &policy(&format!("fact x.f is one of {{{}}}", values.join(", ")), "rule r \"R\" require exporter.exposed"),
    );
    let levels: Vec<String> = (0..50_000).map(|n| format!("v{n}")).collect();
    let _ = codes(
        "50,000 levels",
        &policy("", &format!("levels {}\nrule r \"R\" require exporter.exposed", levels.join(" < "))),
    );
    let cites = vec!["GDPR 1"; 50_000].join("; ");
    let _ = codes(
        "50,000 citations",
        &format!(
            "loci 1\nuse gdpr\n{}",
            policy("", &format!("rule r \"R\" [{cites}] require exporter.exposed")).replace("loci 1\n", "")
        ),
    );
    let parts = many(1_900, |n| format!("rule r{n} \"R\" part p{n} require exporter.exposed"));
    let _ = codes("1,900 parts", &policy("", &parts));
    let loops = many(1_900, |n| format!("for every s{n} in storage"));
    let _ = codes("1,900 loops", &policy("", &format!("rule r \"R\" {loops} require s0 in EU")));
    let targets = vec!["r"; 50_000].join(", ");
    let _ = codes(
        "50,000 targets",
        &policy(
            "",
            &format!("rule r \"R\" require data has personal\nexception e to {targets} \"E\" when exporter.exposed"),
        ),
    );
}

#[test]
fn long_names_and_texts_are_no_trouble() {
    let long = "n".repeat(500_000);
    assert!(codes("a long title", &policy("", &format!("rule r \"{long}\" require data has personal"))).is_empty());
    assert!(codes("a long name", &policy("", &format!("rule {long} \"R\" require data has personal"))).is_empty());
    let _ = codes("a long misspelling", &policy("", &format!("rule r \"R\" require {long}")));
    let path = vec!["exporter"; 50_000].join(".");
    let _ = codes("a long path", &policy("", &format!("rule r \"R\" require {path}")));
}

#[test]
fn modules_of_modules_have_an_end() {
    let modules: Modules =
        (0..200).map(|n| (format!("m{n}"), format!("loci 1\nuse m{}\nset s{n} = {{FR}}", n + 1))).collect();
    let text = "loci 1\nuse m0\npolicy p version 1.0.0 \"P\" { rule r \"R\" require exporter.seat in s0 }";
    let errors = timed("200 modules", || Policy::parse(text, &modules)).expect_err("too many modules");
    assert!(errors.iter().any(|error| error.code == "L0204"), "{errors:?}");
    let big: Modules = (0..40)
        .map(|n| (format!("m{n}"), "loci 1\n".to_owned() + &many(4_000, |s| format!("set m{n}_{s} = {{FR}}"))))
        .collect();
    let uses = many(40, |n| format!("use m{n}"));
    let text = format!("loci 1\n{uses}policy p version 1.0.0 \"P\" {{ rule r \"R\" require exporter.seat in m0_0 }}");
    let _ = timed("40 modules of 4,000 sets", || Policy::parse(&text, &big));
}

//! Measures how time grows with the input: many kinds of large policies and flows, each at n, 2n and 4n, put to the command's verbs
//! and to `decide`. Time that grows with the input doubles from one size to the next; what grows with its square takes four
//! times as long. Nothing is judged by time: the table is for reading.
//!
//! `cargo bench --bench growth` tries everything, `cargo bench --bench growth -- mentions lint` what has such words in its
//! name.

#![expect(clippy::expect_used, reason = "a bench that cannot run has nothing to say")]

use lexloci::{Json, Modules, Options, Policy};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A trial: a name, the first of the three sizes, and the text of each size.
struct Case {
    name: &'static str,
    size: usize,
    text: Box<dyn Fn(usize) -> String>,
}

fn case(name: &'static str, size: usize, text: impl Fn(usize) -> String + 'static) -> Case {
    Case { name, size, text: Box::new(text) }
}

/// Returns `n` texts, with something between them.
fn many(n: usize, between: &str, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect::<Vec<_>>().join(between)
}

/// Returns a policy of these declarations and these rules.
fn policy(declarations: &str, rules: &str) -> String {
    format!("loci 1\n{declarations}\npolicy p version 1.0.0 \"P\" {{\n{rules}\n}}\n")
}

const RULE: &str = "rule r \"R\" for every s in storage require s in EEA";

/// Returns a policy of `n` declarations, and one rule.
fn declared(n: usize, one: impl Fn(usize) -> String) -> String {
    policy(&many(n, "\n", one), RULE)
}

/// Returns a policy of `n` rules.
fn ruled(n: usize, one: impl Fn(usize) -> String) -> String {
    policy("", &many(n, "\n", one))
}

/// Returns a policy whose one rule has `n` parts.
fn within(n: usize, before: &str, between: &str, after: &str, one: impl Fn(usize) -> String) -> String {
    policy("", &format!("rule r \"R\" for every s in storage {before}{}{after}", many(n, between, one)))
}

fn policies() -> Vec<Case> {
    vec![
        case("uses", 4000, |n| declared(n, |_| "use gdpr".to_owned())),
        case("uses that do not exist", 1000, |n| declared(n, |i| format!("use m{i}"))),
        case("sources", 1000, |n| declared(n, |i| format!("source S{i} is \"S\""))),
        case("sets", 1000, |n| declared(n, |i| format!("set s{i} = {{FR, DE}}"))),
        case("sets of one name", 1000, |n| declared(n, |_| "set s = {FR, DE}".to_owned())),
        case("sets, each made of the one before", 20, |n| {
            let set =
                |i: usize| if i == 0 { "set s0 = {FR}".to_owned() } else { format!("set s{i} = s{} + {{DE}}", i - 1) };
            declared(n, set)
        }),
        case("facts", 1000, |n| declared(n, |i| format!("fact x.f{i} is yes_no"))),
        case("lists", 1000, |n| declared(n, |i| format!("list l{i} = s in storage where s in EEA"))),
        case("definitions", 1000, |n| declared(n, |i| format!("define p is d{i} as p.seat in EEA"))),
        case("rules", 1000, |n| ruled(n, |i| format!("rule r{i} \"R\" for every s in storage require s in EEA"))),
        case("rules of one name", 1000, |n| ruled(n, |_| RULE.to_owned())),
        case("rules in parts", 1000, |n| ruled(n, |i| format!("rule r{i} \"R\" part p{i} require data has personal"))),
        case("exceptions of one rule", 1000, |n| {
            policy("", &format!("{RULE}\n{}", many(n, "\n", |i| format!("exception e{i} to r \"E\" when s.encrypted"))))
        }),
        case("exceptions, each of the one before", 30, |n| {
            let one = |i: usize| match i {
                0 => "exception e0 to r \"E\" when s.encrypted".to_owned(),
                _ => format!("exception e{i} to e{} \"E\" when s.encrypted", i - 1),
            };
            policy("", &format!("{RULE}\n{}", many(n, "\n", one)))
        }),
        case("targets of one exception", 500, |n| {
            let targets = many(n, ", ", |i| format!("r{i}"));
            let rules = many(n, "\n", |i| format!("rule r{i} \"R\" for every s in storage require s in EEA"));
            policy("", &format!("{rules}\nexception e to {targets} \"E\" when s.encrypted"))
        }),
        case("claims", 1000, |n| {
            policy(
                "",
                &format!("{RULE}\n{}", many(n, "\n", |i| format!("claim c{i} \"C\" never provider.seat in {{CN}}"))),
            )
        }),
        case("levels", 500, |n| {
            let rules = many(n, "\n", |i| format!("rule r{i} \"R\" at l{i} require data has personal"));
            policy("", &format!("levels {}\n{rules}", many(n, " < ", |i| format!("l{i}"))))
        }),
        case("comments", 8000, |n| format!("{}{}", "# a remark\n".repeat(n), policy("", RULE))),
        case("comments between rules", 1000, |n| {
            ruled(n, |i| format!("# a\n\n# b\n  rule r{i} \"R\" # c\n require data has personal # d"))
        }),
        case("comments in one rule", 2000, |n| within(n, "require ", " # c\n and ", "", |_| "s in EEA".to_owned())),
        case("comments in one head", 4000, |n| {
            policy("", &RULE.replace("\"R\"", &format!("{}\"R\"", "# c\n".repeat(n))))
        }),
        case("members of one set", 8000, |n| {
            declared(1, |_| format!("set s = {{{}}}", many(n, ", ", |_| "FR".to_owned())))
        }),
        case("members with windows", 2000, |n| {
            declared(1, |_| format!("set s = {{{}}}", many(n, ", ", |_| "FR from 2020-01-01".to_owned())))
        }),
        case("sets joined", 2000, |n| declared(1, |_| format!("set s = {}", many(n, " + ", |_| "EEA".to_owned())))),
        case("tests joined by and", 2000, |n| within(n, "require ", " and ", "", |_| "s in EEA".to_owned())),
        case("tests joined by or", 2000, |n| within(n, "require ", " or ", "", |_| "s in EEA".to_owned())),
        case("tests and their opposites", 2000, |n| {
            within(n, "require ", " or ", "", |i| format!("{}s.encrypted", if i % 2 == 0 { "" } else { "not " }))
        }),
        case("demands", 1000, |n| within(n, "", "\n", "", |_| "require s in EEA".to_owned())),
        case("waivers", 1000, |n| within(n, "require s in EEA\n", "\n", "", |_| "unless s.encrypted".to_owned())),
        case("duties", 1000, |n| within(n, "require s in EEA\n", "\n", "", |_| "duty exporter \"D\"".to_owned())),
        case("loops", 8, |n| within(n, "", "\n", " require s in EEA", |i| format!("for every v{i} in processing"))),
        case("citations", 4000, |n| {
            let cites = many(n, "; ", |_| "S 1".to_owned());
            policy("source S is \"S\"", &format!("rule r \"R\" [{cites}] require data has personal"))
        }),
        case("brackets in each other", 20, |n| {
            within(1, "require ", "", "", |_| format!("{}s in EEA{}", "(".repeat(n), ")".repeat(n)))
        }),
        case("brackets in each other, too deep", 20_000, |n| within(1, "require ", "", "", |_| "(".repeat(n))),
        case("a long line", 100_000, |n| policy("", &RULE.replace("\"R\"", &format!("\"{}\"", "x".repeat(n))))),
        case("unknown facts", 1000, |n| {
            ruled(n, |i| format!("rule r{i} \"R\" for every s in storage require s.foo{i}"))
        }),
        case("unknown sets", 1000, |n| {
            ruled(n, |i| format!("rule r{i} \"R\" for every s in storage require s in foo{i}"))
        }),
        case("unknown sources", 1000, |n| {
            ruled(n, |i| format!("rule r{i} \"R\" [FOO{i} 1] require data has personal"))
        }),
        case("clauses that cannot be read", 4000, |n| ruled(n, |_| "rule r == \"R\"".to_owned())),
        case("words of other languages", 4000, |n| within(n, "require ", " && ", "", |_| "s in EEA".to_owned())),
        case("signs that mean nothing", 20_000, |n| policy("", &"$ ".repeat(n))),
        case("quotes that nothing closes", 8000, |n| policy("", &"\"\n".repeat(n))),
        case("unseen characters", 8000, |n| policy("", &"\u{200b}x".repeat(n))),
        case("braces", 20_000, |n| policy("", &"}".repeat(n))),
    ]
}

/// Returns a flow of these facts.
fn flow(facts: &str) -> String {
    format!("{{\"as_of\": \"2026-03-01\", \"data\": [\"contact\"], {facts}}}")
}

/// Returns a flow with a list of `n` entries.
fn listed(list: &'static str, size: usize, name: &'static str, one: impl Fn(usize) -> String + 'static) -> Case {
    case(name, size, move |n| flow(&format!("\"{list}\": [{}]", many(n, ", ", &one))))
}

fn flows() -> Vec<Case> {
    vec![
        listed("storage", 2000, "stores", |_| "\"FR\"".to_owned()),
        listed("storage", 2000, "stores abroad", |_| "\"US\"".to_owned()),
        listed("storage", 2000, "stores in regions", |_| "\"aws/eu-west-3\"".to_owned()),
        listed("storage", 2000, "stores with an operator of a region", |_| {
            "{\"region\": \"aws/eu-west-3\", \"operator\": {\"name\": \"A\"}}".to_owned()
        }),
        listed("storage", 2000, "stores with facts missing", |_| "{}".to_owned()),
        listed("storage", 4, "groups of places", |_| "\"EU\"".to_owned()),
        listed("storage", 2000, "places that there are not", |i| format!("\"Nowhere {i}\"")),
        listed("storage", 2000, "objects of unknown keys", |i| format!("{{\"k{i}\": 1}}")),
        listed("transfers", 2000, "mentions with the same facts", |_| {
            "{\"to\": \"FR\", \"recipient\": {\"seat\": \"FR\", \"id\": \"one\"}}".to_owned()
        }),
        listed("transfers", 2000, "mentions by id", |i| match i {
            0 => "{\"to\": \"FR\", \"recipient\": {\"id\": \"one\", \"seat\": \"FR\"}}".to_owned(),
            _ => "{\"to\": \"FR\", \"recipient\": \"@one\"}".to_owned(),
        }),
        listed("transfers", 2000, "mentions with a group of places", |_| {
            "{\"to\": \"FR\", \"recipient\": {\"seat\": \"EU\", \"id\": \"one\"}}".to_owned()
        }),
        listed("transfers", 2000, "mentions with a derived fact", |_| {
            "{\"to\": \"FR\", \"recipient\": {\"exposed\": false, \"id\": \"one\"}}".to_owned()
        }),
        listed("transfers", 2000, "mentions with a list", |_| {
            "{\"to\": \"FR\", \"recipient\": {\"id\": \"one\", \"holders\": [{\"id\": \"h\", \"capital\": \"100%\"}]}}"
                .to_owned()
        }),
        listed("transfers", 2000, "mentions that contradict", |i| {
            format!(
                "{{\"to\": \"FR\", \"recipient\": {{\"seat\": \"{}\", \"id\": \"one\"}}}}",
                if i % 2 == 0 { "FR" } else { "DE" }
            )
        }),
        listed("transfers", 2000, "parties with ids", |i| {
            format!("{{\"to\": \"FR\", \"recipient\": {{\"seat\": \"FR\", \"id\": \"p{}\"}}}}", i * 7919 % 100_003)
        }),
        listed("transfers", 2000, "parties with names", |i| {
            format!("{{\"to\": \"FR\", \"recipient\": {{\"name\": \"p{i}\"}}}}")
        }),
        listed("transfers", 2000, "parties of whom nothing is known", |_| {
            "{\"to\": \"FR\", \"recipient\": {}}".to_owned()
        }),
        listed("transfers", 2000, "the exporter, named by a word", |_| {
            "{\"to\": \"FR\", \"recipient\": \"exporter\"}".to_owned()
        }),
        listed("transfers", 2000, "transfers abroad with facts missing", |_| "{\"to\": \"US\"}".to_owned()),
        listed("suppliers", 2000, "suppliers", |i| format!("{{\"id\": \"s{i}\", \"seat\": \"FR\"}}")),
        listed("suppliers", 2000, "suppliers of one id", |_| "{\"id\": \"s\", \"seat\": \"FR\"}".to_owned()),
        listed("instead", 2000, "paths under instead", |i| format!("\"storage[{i}].place\"")),
        listed("data", 8000, "categories", |_| "\"contact\"".to_owned()),
        case("holders", 2000, |n| {
            flow(&format!(
                "\"provider\": {{\"holders\": [{}]}}",
                many(n, ", ", |_| "{\"capital\": \"0.01%\"}".to_owned())
            ))
        }),
        case("credentials", 2000, |n| {
            flow(&format!("\"credentials\": [{}]", many(n, ", ", |_| "{\"kind\": \"c5\"}".to_owned())))
        }),
        case("measures", 2000, |n| {
            flow(&format!(
                "\"storage\": [{{\"place\": \"FR\", \"measures\": [{}]}}]",
                many(n, ", ", |_| "\"encryption\"".to_owned())
            ))
        }),
        case("measures of each of many stores", 50, |n| {
            let measures = many(n, ", ", |_| "\"encryption\"".to_owned());
            flow(&format!(
                "\"storage\": [{}]",
                many(50, ", ", |_| format!("{{\"place\": \"FR\", \"measures\": [{measures}]}}"))
            ))
        }),
        case("holders in each other", 20, |n| {
            flow(&format!("\"provider\": {}{}", "{\"holders\": [".repeat(n) + "{}", "]}".repeat(n)))
        }),
        case("facts of one's own", 4000, |n| {
            flow(&format!("\"x\": {{{}}}", many(n, ", ", |i| format!("\"f{i}\": 1"))))
        }),
        case("keys that there are not", 4000, |n| flow(&many(n, ", ", |i| format!("\"k{i}\": 1")))),
        case("one key again and again", 4000, |n| flow(&many(n, ", ", |_| "\"purpose\": []".to_owned()))),
        case("brackets in each other", 20_000, |n| flow(&format!("\"storage\": {}", "[".repeat(n)))),
        case("flows, one a line", 200, |n| many(n, "\n", |_| flow("\"storage\": [\"FR\"]"))),
        case("flows in an array", 200, |n| format!("[{}]", many(n, ", ", |_| flow("\"storage\": [\"FR\"]")))),
        case("flows with errors, one a line", 200, |n| many(n, "\n", |_| flow("\"storrage\": [\"FR\"]"))),
    ]
}

/// The policy that judges the flows: it reads every list.
const JUDGE: &str = r#"loci 1
use gdpr
use exposure
policy judge version 1.0.0 "J" {
  rule stores "S"
    for every s in storage where not s.operator.exposed
    require s in EEA and (every m in s.measures: m.kind is encryption)
  rule transfers "T"
    for every t in transfers where t.to not in EEA
    require t.to in adequate with t.recipient.listed or t.tool is scc
  rule recipients "R"
    for every t in transfers
    require t.recipient.seat in EEA and not t.recipient.exposed
  rule parties "P"
    require no q in parties: q.seat in {CN}
  rule suppliers "U"
    for every u in suppliers
    require u.seat in EEA and u is not exporter
  rule holders "H"
    require total(h.capital for h in provider.holders where h.seat not in EU) <= 39%
  rule credentials "C"
    require some c in credentials: c.kind is c5
}
"#;

/// Runs the command on files; how long it took, and how it ended.
fn run(arguments: &[&str]) -> (Duration, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lexloci"));
    command.args(arguments).stdin(Stdio::null());
    let start = Instant::now();
    let output = command.output().expect("the command runs");
    let took = start.elapsed();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = said.split(['[', ']']).find(|word| word.starts_with("L0")).unwrap_or("");
    (took, format!("{} {code}", output.status.code().map_or("killed".to_owned(), |code| code.to_string())))
}

/// Decides a flow by the judge, from the tree on; nothing where it cannot be read.
fn decide(flow: &str) -> Option<(Duration, String)> {
    let flow: Json = serde_json::from_str(flow).ok()?;
    let policy = Policy::parse(JUDGE, &Modules::new()).expect("the judge is right");
    let start = Instant::now();
    let decided = policy.decide(&flow, &Options::new());
    let took = start.elapsed();
    let code = |errors: &lexloci::Errors| errors.first().map_or(String::new(), |error| error.code.to_string());
    Some((took, decided.map_or_else(|errors| code(&errors), |decision| format!("{:?}", decision.verdict))))
}

/// Prints one line of the table: a verb on three sizes of one case.
fn line(verb: &str, case: &Case, base: Duration, one: impl Fn(&str) -> Option<(Duration, String)>) {
    let mut told = vec![];
    for size in [case.size, 2 * case.size, 4 * case.size] {
        let text = (case.text)(size);
        // The quickest of three runs: what else the machine does is no part of it.
        let runs = (0..3).filter_map(|_| one(&text));
        let Some((took, ended)) = runs.min_by_key(|(took, _)| *took) else { return };
        told.push((took.saturating_sub(base).as_secs_f64() * 1e3, ended));
    }
    let times: Vec<f64> = told.iter().map(|(time, _)| *time).collect();
    let [first, second, third] = times.as_slice() else { return };
    let growth = third / second.max(1.0);
    let mark = if growth > 3.0 && *third > 60.0 { "  <- more than linear" } else { "" };
    let ended = told.last().map_or("", |(_, ended)| ended.as_str());
    let name = format!("{verb}  {}", case.name);
    println!("{name:<52} {:>6} {first:>9.0} {second:>9.0} {third:>9.0}   x{growth:<5.1} {ended}{mark}", case.size);
}

/// Returns a folder for the files that the command reads.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth");
    fs::create_dir_all(&folder).expect("a folder is made");
    folder
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |verb: &str, case: &Case| {
        let name = format!("{verb}  {}", case.name);
        wanted.is_empty() || wanted.iter().all(|word| name.contains(word.as_str()))
    };
    let (policy, flow, judge) = (folder().join("p.loci"), folder().join("f.json"), folder().join("judge.loci"));
    let [p, f, j] = [&policy, &flow, &judge].map(|path| path.to_string_lossy().into_owned());
    fs::write(&judge, JUDGE).expect("a file is written");
    let small = self::flow("\"storage\": [\"FR\"]");
    fs::write(&flow, &small).expect("a file is written");
    let base = (0..5).map(|_| run(&["check", &j, &f]).0).min().unwrap_or_default();
    println!("milliseconds at n, 2n, 4n; growth from 2n to 4n; exit code and first error at 4n");
    let table: [(&str, Vec<&str>); 3] =
        [("lint", vec!["lint", &p]), ("fmt", vec!["fmt", "--check", &p]), ("check", vec!["check", &p, &f])];
    for case in policies() {
        for (verb, arguments) in table.iter().filter(|(verb, _)| is_wanted(verb, &case)) {
            line(verb, &case, base, |text| {
                fs::write(&policy, text).ok()?;
                Some(run(arguments))
            });
        }
    }
    let table: [(&str, Vec<&str>); 2] =
        [("check", vec!["check", &j, &f]), ("json", vec!["check", &j, &f, "--format", "json"])];
    for case in flows() {
        for (verb, arguments) in table.iter().filter(|(verb, _)| is_wanted(verb, &case)) {
            line(verb, &case, base, |text| {
                fs::write(&flow, text).ok()?;
                Some(run(arguments))
            });
        }
        if is_wanted("decide", &case) {
            line("decide", &case, Duration::ZERO, decide);
        }
    }
}

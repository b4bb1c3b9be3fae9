//! Checks the direction of dependencies: which module may use which.

use super::source::{Source, Token};

/// The modules that every module may use.
const GROUND: &[&str] = &["date", "decimal", "diag", "nearest", "order", "severity", "sorted", "span", "truth"];

/// The modules that each other module may use, beside itself and the ground. Left may use right, never back.
const MAY_USE: &[(&str, &[&str])] = &[
    ("verdict", &[]),
    ("syntax", &[]),
    ("vocab", &[]),
    ("atlas", &["vocab"]),
    ("policy", &["vocab", "atlas", "verdict"]),
    ("flow", &["vocab", "atlas", "policy", "verdict"]),
    ("check", &["vocab", "atlas", "policy", "verdict", "syntax"]),
    ("eval", &["vocab", "atlas", "policy", "flow", "verdict"]),
    ("emit", &["vocab", "atlas", "policy", "flow", "verdict"]),
    ("analyse", &["vocab", "atlas", "policy", "flow", "verdict", "eval"]),
    ("render", &["verdict"]),
    ("policies", &[]),
    ("engine", &["vocab", "atlas", "policy", "flow", "verdict", "eval", "analyse", "check", "syntax", "policies"]),
    ("editor", &["vocab", "atlas", "policy", "check", "syntax"]),
    ("input", &["flow"]),
    ("read", &["vocab", "atlas", "flow", "input"]),
    ("receipt", &["policy", "flow", "verdict", "engine", "input", "read"]),
    ("audit", &["vocab", "policy", "flow", "verdict", "eval", "engine", "input"]),
    ("golden", &["atlas", "verdict", "policy", "policies", "engine", "input", "render", "flow"]),
    (
        "lsp",
        &[
            "vocab", "atlas", "policy", "policies", "flow", "verdict", "engine", "analyse", "syntax", "editor",
            "golden", "render",
        ],
    ),
    (
        "wasm",
        &[
            "vocab", "atlas", "verdict", "policy", "policies", "engine", "flow", "eval", "render", "emit", "analyse",
            "editor", "input", "read", "lsp",
        ],
    ),
];

/// The same within the ground.
const GROUND_MAY_USE: &[(&str, &[&str])] = &[
    ("date", &[]),
    ("decimal", &[]),
    ("nearest", &[]),
    ("order", &[]),
    ("severity", &[]),
    ("sorted", &["order"]),
    ("span", &[]),
    ("truth", &[]),
    ("diag", &["span"]),
];

/// Returns the modules that a module may use; `None` when no row names it.
fn allowed(module: &str) -> Option<Vec<&'static str>> {
    let row = |table: &[(&str, &'static [&'static str])]| {
        table.iter().find(|(name, _)| *name == module).map(|(_, allowed)| allowed.to_vec())
    };
    row(GROUND_MAY_USE).or_else(|| Some([row(MAY_USE)?, GROUND.to_vec()].concat()))
}

/// Reports every `use` or path against the direction.
pub(super) fn complaints(file: &Source) -> Vec<String> {
    let Some(module) = module_of(&file.path) else {
        return vec![];
    };
    let Some(allowed) = allowed(module) else {
        return vec![format!("{}: the table of tests/tidy/layers.rs has no row for `{module}`", file.path)];
    };
    let code = file.code();
    let mut complaints: Vec<String> = used(&code)
        .into_iter()
        .filter(|used| used != module && !allowed.contains(&used.as_str()))
        .map(|used| format!("{}: `{module}` may not use `crate::{used}`", file.path))
        .collect();
    if climbs(&code, depth(&file.path)) {
        complaints.push(format!("{}: `super` reaches the root of the crate: say `crate::`", file.path));
    }
    complaints
}

/// Returns the module of a file: `src/eval/lane.rs` and `src/eval.rs` belong to `eval`, the root to none.
fn module_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let name = inside.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (name != "lib").then_some(name)
}

/// Counts the modules between the root and the content of the file, the file's own included.
fn depth(path: &str) -> usize {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let parts = inside.split('/').count();
    if inside.ends_with("/mod.rs") { parts - 1 } else { parts }
}

/// Returns whether some `super::super::…` leads out of all modules.
fn climbs(code: &[Token], depth: usize) -> bool {
    super::source::names(code, &"super::".repeat(depth))
}

/// Returns the first name after each `crate::`, of each branch where braces follow.
fn used(code: &[Token]) -> Vec<String> {
    let mut used = vec![];
    let mut rest = code.iter().map(Token::as_str);
    while rest.any(|token| token == "crate") {
        let mut path = rest.clone();
        if (path.next(), path.next()) == (Some(":"), Some(":")) {
            match path.next() {
                Some("{") => used.extend(branches(path)),
                name => used.extend(name.map(str::to_owned)),
            }
        }
    }
    used.sort();
    used.dedup();
    used
}

/// Returns the first name of each branch of a group whose brace is open.
fn branches<'a>(group: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names = vec![];
    let (mut depth, mut start) = (1, true);
    for token in group {
        match token {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => start = true,
            name if start => {
                names.push(name.to_owned());
                start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn a_step_back_is_a_complaint() {
    let complain = |path: &str, text: &str| complaints(&Source::of(path, text)).len();
    assert_eq!(complain("src/syntax/clause.rs", "use crate::vocab::Fact;"), 1);
    assert_eq!(complain("src/eval/mod.rs", "fn f() { crate::syntax::parse(); }"), 1);
    assert_eq!(complain("src/eval.rs", "use crate::{policy::{Policy, x}, syntax::tree, check};"), 2);
    assert_eq!(complain("src/eval/mod.rs", "use super::syntax;"), 1);
    assert_eq!(complain("src/eval/a/b.rs", "use super::super::super::syntax;"), 1);
    assert_eq!(complain("src/news.rs", ""), 1);
}

#[test]
fn a_step_right_is_fine() {
    let complain = |path: &str, text: &str| complaints(&Source::of(path, text));
    let fine = "use crate::{policy::{Policy, x}, flow};\nuse crate::eval::lane;\nuse super::lane; // crate::syntax";
    assert_eq!(complain("src/eval/total.rs", fine), Vec::<String>::new());
    assert_eq!(complain("src/lib.rs", "use crate::anything;"), Vec::<String>::new());
}

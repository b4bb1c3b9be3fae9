//! Texts that are no policies.

use super::codes;

const MIB: usize = 1 << 20;

/// As many copies as fit into the longest text.
fn full_of(piece: &str) -> String {
    piece.repeat(MIB / piece.len())
}

#[test]
fn ten_megabytes_are_too_long() {
    for piece in ["(", "{", "[", "x", "\n", "🇪🇺"] {
        assert_eq!(codes("10 MB", &piece.repeat(10_000_000 / piece.len())), ["L0190"]);
    }
}

/// Odd things, of which a mebibyte is handed in.
const PIECES: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "#",
    "@",
    ".",
    "..",
    ",",
    ";",
    ":",
    "/",
    "-",
    "%",
    "&",
    "|",
    "&&",
    "=",
    "==",
    "<",
    "<=",
    "!",
    "'",
    "`",
    "~",
    "^",
    "$",
    "*",
    "+",
    "?",
    "0",
    "9 ",
    "12 months ",
    "2026-01-01 ",
    "99%",
    "a",
    "a ",
    "a.",
    "a/",
    "_",
    "FR ",
    "FR-",
    "aws/",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "é",
    "🇪🇺",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u{2028}",
    "rule ",
    "rule r ",
    "set ",
    "set a = {",
    "define ",
    "policy ",
    "policy p {",
    "not ",
    "and ",
    "a and ",
    "a or ",
    "in ",
    "(a) ",
    "((",
    "every x in ",
    "some x in y: ",
    "require ",
    "\"\" ",
    "\"a\n",
    "# a\n",
    "use gdpr\n",
    "loci 1\n",
    "source A is \"a\"\n",
    "fact x.a is number\n",
    "list l = ",
    "total(",
    "at least 1 x in y: (",
    "forbid a\n",
    "unless a\n",
    "exception ",
    "duty a \"b\"\n",
    "severity minor\n",
    "[GDPR 44] ",
    "[GDPR \"",
    "is not ",
    "{FR, ",
    "from 2026-01-01 ",
    "with ",
];

#[test]
fn a_mebibyte_of_anything_has_an_end() {
    // Each text takes one core for a second.
    let (some, others) = PIECES.split_at(PIECES.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| a_mebibyte_of_each(some));
        a_mebibyte_of_each(others);
    });
}

fn a_mebibyte_of_each(pieces: &[&str]) {
    for piece in pieces {
        let alone = codes(&format!("1 MiB of {piece:?}"), &full_of(piece));
        assert!(!alone.is_empty(), "{piece:?} is no policy");
        let head = "loci 1\npolicy p version 1.0.0 \"A\" {\n  rule r \"R\"\n    require ";
        let mut inside = head.to_owned() + &full_of(piece);
        inside.truncate((0..=MIB).rev().find(|at| inside.is_char_boundary(*at)).unwrap_or(0));
        assert!(!codes(&format!("a rule and {piece:?}"), &inside).is_empty(), "{piece:?} is no policy");
    }
}

#[test]
fn odd_characters_are_said_to_be_odd() {
    let text =
        |odd: &str| format!("loci 1\npolicy p version 1.0.0 \"A\" {{ rule r \"R\" require data has {odd}personal }}");
    assert!(codes("nothing odd", &text("")).is_empty());
    assert!(codes("BOM in front", &format!("\u{feff}{}", text(""))).is_empty());
    assert!(codes("CRLF", &text("").replace(' ', "\r\n")).is_empty());
    for odd in ["\u{0}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}", "\u{7f}", "\u{1b}[31m", "\u{ad}", "\u{e0041}"]
    {
        assert!(!codes(&format!("{odd:?}"), &text(odd)).is_empty(), "{odd:?}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let policy = |cond: &str| format!("loci 1\npolicy p version 1.0.0 \"A\" {{ rule r \"R\" require {cond} }}");
    for depth in [200, 5_000, 90_000] {
        let brackets = policy(&format!("{}data has personal{}", "(".repeat(depth), ")".repeat(depth)));
        assert!(!codes("brackets", &brackets).is_empty());
        let nots = policy(&format!("{}data has personal", "not ".repeat(depth)));
        assert!(!codes("not not", &nots).is_empty());
        let sets = policy(&format!("exporter.seat in {}EU{}", "(".repeat(depth), ")".repeat(depth)));
        assert!(!codes("sets", &sets).is_empty());
    }
    let nested: String = (0..5_000).map(|n| format!("(some v{n} in storage: ")).collect();
    assert!(!codes("quantifiers", &policy(&(nested + "v0.encrypted" + &")".repeat(5_000)))).is_empty());
}

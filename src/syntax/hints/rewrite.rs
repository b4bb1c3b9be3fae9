//! A walk over the tokens that rewrites each habit to what was meant, and says so.

use super::super::lexeme::is_odd_space;
use super::super::stream::quoted;
use super::super::token::{Token, TokenKind, is_keyword, keyword_in_other_case};
use super::bad;
use crate::diag::Diagnostic;
use crate::span::Span;

/// What stands for a habit: `drop` tokens before it and `take` from it on give way to `put`.
struct Rewrite<'a> {
    drop: usize,
    take: usize,
    put: Vec<Token<'a>>,
    said: Diagnostic,
}

/// Looks for one habit at the beginning of the tokens.
type Habit = for<'a> fn(&Rewriter<'a>, &[Token<'a>]) -> Option<Rewrite<'a>>;

const HABITS: &[Habit] = &[
    yes_no,
    membership,
    equals,
    minus,
    sign,
    quantifier,
    for_each,
    at_most,
    until,
    norway,
    other_case,
    colon_region,
    colon_in_braces,
    foreign_text,
    foreign_comment,
    decimal_comma,
    quoted_module,
    contains,
    fault,
];

/// The tokens without comments and habits, and one diagnostic for each habit and each bad token.
pub(in super::super) fn rewrite(tokens: Vec<Token<'_>>) -> (Vec<Token<'_>>, Vec<Diagnostic>) {
    let mut tokens = tokens;
    tokens.retain(|token| token.kind != TokenKind::Comment);
    let mut rewriter = Rewriter::default();
    let mut rest = tokens.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let found = HABITS.iter().find_map(|habit| habit(&rewriter, rest));
        match found {
            Some(habit) => {
                rest = rest.get(habit.take.max(1)..).unwrap_or(&[]);
                rewriter.apply(habit);
            }
            None => {
                rest = after;
                rewriter.push(*first);
            }
        }
    }
    (rewriter.out, rewriter.said)
}

/// What was read so far.
#[derive(Default)]
struct Rewriter<'a> {
    out: Vec<Token<'a>>,
    said: Vec<Diagnostic>,
    braces: usize,
    brackets: usize,
    /// The word that opened the clause.
    opener: &'a str,
    /// Whether the sign after which the clause says its content has come.
    defined: bool,
}

impl<'a> Rewriter<'a> {
    fn apply(&mut self, habit: Rewrite<'a>) {
        self.said.push(habit.said);
        self.out
            .truncate(self.out.len() - habit.drop.min(self.out.len()));
        for token in habit.put {
            self.push(token);
        }
    }

    fn push(&mut self, token: Token<'a>) {
        let in_type = self.last_is("is") || self.last_is("of");
        if token.is_clause_word()
            && !(token.text == "set" && in_type)
            && !(token.text == "for" && self.brackets > 0)
        {
            (self.opener, self.defined) = (token.text, false);
            (self.braces, self.brackets) = (0, 0);
        }
        if token.kind == TokenKind::Keyword || token.kind == TokenKind::Punctuation {
            self.count(token.text);
        }
        self.out.push(token);
    }

    fn count(&mut self, text: &str) {
        match text {
            "{" => self.braces += 1,
            "}" => self.braces = self.braces.saturating_sub(1),
            "(" => self.brackets += 1,
            ")" => self.brackets = self.brackets.saturating_sub(1),
            "=" | "as" | "is" => self.defined |= self.definition_word() == text,
            _ => {}
        }
    }

    /// After which word or sign this clause says its content.
    fn definition_word(&self) -> &'static str {
        match self.opener {
            "set" | "list" => "=",
            "define" => "as",
            "source" | "fact" => "is",
            _ => "",
        }
    }

    fn last(&self) -> Option<&Token<'a>> {
        self.out.last()
    }

    fn last_is(&self, word: &str) -> bool {
        self.last().is_some_and(|token| token.is(word))
    }

    /// Whether a condition or set can have come to its end.
    fn after_operand(&self) -> bool {
        self.last().is_some_and(Token::ends_operand)
    }

    /// Whether `is` tests a fact here.
    fn in_test(&self) -> bool {
        let before = self.out.iter().nth_back(1);
        let declared = before.is_some_and(|token| {
            ["define", "source", "fact", "replace"]
                .iter()
                .any(|word| token.is(word))
        });
        self.last().is_some_and(Token::is_path) && !declared
    }
}

fn at<'t, 'a>(tokens: &'t [Token<'a>], n: usize) -> Option<&'t Token<'a>> {
    tokens.get(n)
}

fn is_at(tokens: &[Token<'_>], n: usize, word: &str) -> bool {
    at(tokens, n).is_some_and(|token| token.is(word))
}

fn name_at<'a>(tokens: &[Token<'a>], n: usize) -> Option<&'a str> {
    at(tokens, n)
        .filter(|token| token.is_name())
        .map(|token| token.text)
}

/// `NAME in`, as after a quantifier.
fn draws(tokens: &[Token<'_>], n: usize) -> bool {
    name_at(tokens, n).is_some() && is_at(tokens, n + 1, "in")
}

fn bad_at<'a>(tokens: &[Token<'a>], n: usize) -> Option<&'a str> {
    at(tokens, n)
        .filter(|token| token.kind == TokenKind::Bad)
        .map(|token| token.text)
}

/// A token of the language in the place of another.
fn instead<'a>(of: &Token<'a>, text: &'a str) -> Token<'a> {
    let kind = match is_keyword(text) {
        true => TokenKind::Keyword,
        false => TokenKind::Punctuation,
    };
    Token { kind, text, ..*of }
}

fn span_of(tokens: &[Token<'_>], count: usize) -> Span {
    let first = tokens.first().map_or(Span::default(), |token| token.span);
    let last = count.checked_sub(1).and_then(|n| tokens.get(n));
    last.map_or(first, |last| first.to(last.span))
}

/// `code` at the first `take` tokens, which give way to `words`; the fix is `fix`.
fn replaced<'a>(
    tokens: &[Token<'a>],
    take: usize,
    words: &[&'static str],
    said: (&'static str, String, &str),
) -> Option<Rewrite<'a>> {
    let first = tokens.first()?;
    let span = span_of(tokens, take);
    let (code, message, fix) = said;
    let mut put: Vec<_> = words.iter().map(|word| instead(first, word)).collect();
    put.iter_mut()
        .skip(1)
        .for_each(|token| token.opens_line = false);
    Some(Rewrite {
        drop: 0,
        take,
        put,
        said: Diagnostic::error(code, span, message)
            .help(format!("`{}`", fix.trim()))
            .fix(span, fix),
    })
}

/// `is yes`, `== true`, `is not no`: a yes_no fact stands for itself.
fn yes_no<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (negated, length) = comparison(tokens)?;
    let found = at(tokens, length)?;
    let positive = match found.text {
        "yes" | "true" => !negated,
        "no" | "false" => negated,
        _ => return None,
    };
    let stands_alone = !draws(tokens, length + 1) || found.text != "no";
    let fact = *before.last().filter(|_| before.in_test() && stands_alone)?;
    let spelt = match positive {
        true => fact.text.to_owned(),
        false => format!("not {}", fact.text),
    };
    let span = span_of(tokens, length + 1);
    let said = Diagnostic::error(
        "L0115",
        span,
        "a yes_no fact is not compared: it stands for itself",
    );
    let not = instead(&fact, "not");
    let said = match found.text {
        "no" => said.help(format!("`{spelt}`; Norway is `NO`")),
        _ => said
            .help(format!("`{spelt}`"))
            .fix(fact.span.to(span), spelt),
    };
    Some(Rewrite {
        drop: 1,
        take: length + 1,
        put: match positive {
            true => vec![fact],
            false => vec![
                not,
                Token {
                    opens_line: false,
                    ..fact
                },
            ],
        },
        said,
    })
}

/// `is`, `is not`, `==`, `!=` or `=`: whether it negates, and how many tokens it is.
fn comparison(tokens: &[Token<'_>]) -> Option<(bool, usize)> {
    match at(tokens, 0)?.text {
        "is" if is_at(tokens, 0, "is") => match is_at(tokens, 1, "not") {
            true => Some((true, 2)),
            false => Some((false, 1)),
        },
        "=" | "==" | "===" => Some((false, 1)),
        "!=" | "!==" | "≠" | "<>" => Some((true, 1)),
        _ => None,
    }
}

/// `is not in`, `is in`, `is one of {…}`.
fn membership<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    if !is_at(tokens, 0, "is") {
        return None;
    }
    let not = usize::from(is_at(tokens, 1, "not"));
    let one_of = name_at(tokens, 1 + not) == Some("one") && is_at(tokens, 2 + not, "of");
    let length = match (is_at(tokens, 1 + not, "in"), one_of) {
        (true, _) => 2 + not,
        (_, true) if before.opener != "fact" => 3 + not,
        _ => return None,
    };
    let words: &[&str] = if not == 1 { &["not", "in"] } else { &["in"] };
    let theirs: Vec<_> = tokens.iter().take(length).map(|token| token.text).collect();
    let message = format!("`{}` is written `{}`", theirs.join(" "), words.join(" "));
    replaced(tokens, length, words, ("L0116", message, &words.join(" ")))
}

/// `=` anywhere but after the name of a set or list.
fn equals<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    if !is_at(tokens, 0, "=") {
        return None;
    }
    let word = match (before.definition_word(), before.defined) {
        ("=", false) => return None,
        (word @ ("as" | "is"), false) => word,
        _ if before.after_operand() => "is",
        _ => return None,
    };
    let message = format!("`=` names sets and lists; here it is `{word}`");
    replaced(tokens, 1, &[word], ("L0113", message, word))
}

/// `EEA - RU`
fn minus<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let sign = bad_at(tokens, 0).filter(|text| matches!(*text, "-" | "–" | "—"))?;
    let next = at(tokens, 1)?;
    let set = next.is_path() || next.is("{") || next.is("(");
    let last = before.last()?;
    if !set || !(last.is_path() || last.is("}") || last.is(")")) {
        return None;
    }
    let here = at(tokens, 0)?.span;
    let pad = |tight: bool| if tight { " " } else { "" };
    let fix = format!(
        "{}except{}",
        pad(last.span.end == here.start),
        pad(next.span.start == here.end)
    );
    let message = format!("`{sign}` between sets is written `except`");
    replaced(tokens, 1, &["except"], ("L0118", message, &fix))
}

/// Signs of other languages, and what they are here.
const SIGNS: &[(&str, &[&str])] = &[
    ("&&", &["and"]),
    ("∧", &["and"]),
    ("||", &["or"]),
    ("∨", &["or"]),
    ("!", &["not"]),
    ("¬", &["not"]),
    ("==", &["is"]),
    ("===", &["is"]),
    ("!=", &["is", "not"]),
    ("!==", &["is", "not"]),
    ("<>", &["is", "not"]),
    ("≠", &["is", "not"]),
    ("≤", &["<="]),
    ("=<", &["<="]),
    ("≥", &[">="]),
    ("=>", &[">="]),
    ("∈", &["in"]),
    ("∉", &["not", "in"]),
];

fn sign<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let theirs = bad_at(tokens, 0)?;
    let (_, ours) = SIGNS.iter().find(|(sign, _)| *sign == theirs)?;
    let words = ours.join(" ");
    let message = format!("`{theirs}` is written `{words}`");
    let tight = at(tokens, 1).is_some_and(|next| next.span.start == span_of(tokens, 1).end);
    let fix = if tight && theirs.len() == 1 {
        format!("{words} ")
    } else {
        words
    };
    replaced(tokens, 1, ours, ("L0113", message, &fix))
}

/// Quantifiers of other languages, and what they are here.
const QUANTIFIERS: &[(&str, &str)] = &[
    ("any", "some"),
    ("exists", "some"),
    ("all", "every"),
    ("each", "every"),
    ("forall", "every"),
    ("none", "no"),
];

fn quantifier_habit(tokens: &[Token<'_>], n: usize) -> Option<(&'static str, &'static str)> {
    let theirs = name_at(tokens, n)?;
    QUANTIFIERS
        .iter()
        .find(|(word, _)| *word == theirs)
        .copied()
}

fn quantifier<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (theirs, ours) = quantifier_habit(tokens, 0).filter(|_| draws(tokens, 1))?;
    let message = format!("`{theirs}` is written `{ours}`");
    replaced(tokens, 1, &[ours], ("L0114", message, ours))
}

/// `for all s in`, `for s in`.
fn for_each<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    if !is_at(tokens, 0, "for") {
        return None;
    }
    let habit = quantifier_habit(tokens, 1).filter(|_| draws(tokens, 2));
    let length = match habit {
        Some(_) => 2,
        None if draws(tokens, 1) && before.brackets == 0 => 1,
        None => return None,
    };
    let message = match habit {
        Some((theirs, _)) => format!("`for {theirs}` is written `for every`"),
        None => "`for` without `every`".to_owned(),
    };
    replaced(
        tokens,
        length,
        &["for", "every"],
        ("L0114", message, "for every"),
    )
}

fn at_most<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let most = at(tokens, 1).filter(|token| token.is_name() && token.text == "most")?;
    if !is_at(tokens, 0, "at") {
        return None;
    }
    let span = span_of(tokens, 2);
    let first = *at(tokens, 0)?;
    Some(Rewrite {
        drop: 0,
        take: 2,
        put: vec![
            first,
            Token {
                text: "least",
                ..*most
            },
        ],
        said: Diagnostic::error("L0114", span, "there is no `at most`")
            .help("`not (at least 3 s in storage: …)` says at most two"),
    })
}

/// `until 2026-03-01`
fn until<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let day = at(tokens, 1).filter(|token| token.kind == TokenKind::Date)?;
    let word = at(tokens, 0).filter(|token| token.is_name() && token.text == "until")?;
    Some(Rewrite {
        drop: 0,
        take: 1,
        put: vec![instead(word, "through")],
        said: Diagnostic::error(
            "L0117",
            word.span,
            "`until` leaves open whether its day counts",
        )
        .help(format!(
            "`through {0}` when it does, `before {0}` when it does not",
            day.text
        )),
    })
}

/// `{se, no}`: the quantifier where Norway is meant.
fn norway<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    const BEFORE: &[&str] = &["in", "{", ",", "is", "not", "has", "+", "&", "except", "("];
    let expected = BEFORE.iter().any(|word| before.last_is(word));
    if !is_at(tokens, 0, "no") || !expected || name_at(tokens, 1).is_some() {
        return None;
    }
    let message = "`no` is a quantifier; Norway is `NO`".to_owned();
    let mut found = replaced(tokens, 1, &["no"], ("L0119", message, "NO"))?;
    for token in &mut found.put {
        (token.kind, token.text) = (TokenKind::Place, "NO");
    }
    Some(found)
}

/// `AND`, `Require`: keywords are lower case.
fn other_case<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.is_name())?;
    let keyword = keyword_in_other_case(found.text)?;
    let next = at(tokens, 1)?;
    let operand = next.is_path() || next.is("(") || next.is("{") || next.is("in");
    let text_before = before
        .last()
        .is_some_and(|token| token.kind == TokenKind::Text);
    let meant = match found.text {
        "NOT" => operand,
        _ if found.kind == TokenKind::Place => {
            before.after_operand() && operand && before.braces == 0
        }
        _ => before.after_operand() || (text_before && found.opens_line),
    };
    if !meant {
        return None;
    }
    let message = format!(
        "{} is written `{keyword}`: keywords are lower case",
        quoted(found.text)
    );
    replaced(tokens, 1, &[keyword], ("L0120", message, keyword))
}

/// `aws:eu-west-3`
fn colon_region<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let text =
        bad_at(tokens, 0).filter(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let (provider, id) = text.split_once(':')?;
    region_with_colon(tokens, 1, provider, id)
}

/// `{ovhcloud:GRA}`, `is ovhcloud:GRA`
fn colon_in_braces<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (provider, id) = (name_at(tokens, 0)?, name_at(tokens, 2)?);
    let in_place = before.braces > 0 || before.last_is("is");
    if !is_at(tokens, 1, ":") || !in_place {
        return None;
    }
    region_with_colon(tokens, 3, provider, id)
}

fn region_with_colon<'a>(
    tokens: &[Token<'a>],
    take: usize,
    provider: &str,
    id: &'a str,
) -> Option<Rewrite<'a>> {
    let fix = format!("{provider}/{id}");
    let message = format!("`{provider}:{id}` is written with a slash");
    let mut found = replaced(tokens, take, &["in"], ("L0121", message, &fix))?;
    for token in &mut found.put {
        (token.kind, token.text) = (TokenKind::Region, at(tokens, 0)?.text);
    }
    Some(found)
}

/// `'…'`, `“…”`: a text in other quotes.
fn foreign_text<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.kind == TokenKind::Bad)?;
    let open = found
        .text
        .chars()
        .next()
        .filter(|c| "'‘’“”„«`".contains(*c))?;
    let inner = found.text.strip_prefix(open)?;
    let text = inner
        .strip_suffix(|c| "'‘’“”\"»`".contains(c))
        .unwrap_or(inner);
    let text = text.trim_matches(|c: char| open == '«' && (c == ' ' || is_odd_space(c)));
    let code = if open == '\'' || open == '`' {
        "L0124"
    } else {
        "L0106"
    };
    let message = format!("a text stands in double quotes, not in `{open}`");
    let spelt = format!("\"{}\"", text.replace('"', ""));
    let mut rewrite = replaced(tokens, 1, &["is"], (code, message, &spelt))?;
    let cited = before.last().is_some_and(|last| in_cites(before, last));
    for token in &mut rewrite.put {
        token.text = text;
        token.kind = if cited {
            TokenKind::Pin
        } else {
            TokenKind::Text
        };
    }
    Some(rewrite)
}

/// Whether a citation has named its source, and says next where in it.
fn in_cites(before: &Rewriter<'_>, last: &Token<'_>) -> bool {
    let opening = before.out.iter().nth_back(1);
    last.is_name() && opening.is_some_and(|token| token.is("[") || token.is(";"))
}

fn foreign_comment<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let text = bad_at(tokens, 0).filter(|text| text.starts_with("//") || text.starts_with("/*"))?;
    let said = text
        .trim_start_matches(['/', '*'])
        .trim_end_matches("*/")
        .trim();
    let message = "a comment begins with `#`".to_owned();
    replaced(tokens, 1, &[], ("L0123", message, &format!("# {said}")))
}

/// `24,5 %`
fn decimal_comma<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (whole, comma, fraction) = (at(tokens, 0)?, at(tokens, 1)?, at(tokens, 2)?);
    let numbers = whole.kind == TokenKind::Number
        && matches!(fraction.kind, TokenKind::Number | TokenKind::Percent);
    let tight = whole.span.end == comma.span.start && comma.span.end == fraction.span.start;
    if !numbers || !tight || !comma.is(",") {
        return None;
    }
    let fix = format!("{}.{}", whole.text, fraction.text);
    let message = "decimals follow a dot".to_owned();
    let mut found = replaced(tokens, 3, &["in"], ("L0109", message, &fix))?;
    for token in &mut found.put {
        (token.kind, token.text) = (fraction.kind, fraction.text);
    }
    Some(found)
}

/// `use "gdpr"`
fn quoted_module<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found =
        at(tokens, 0).filter(|token| token.kind == TokenKind::Text && before.last_is("use"))?;
    let name = found.text.trim_matches('"');
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !plain || name.starts_with(|c: char| c.is_ascii_digit()) || is_keyword(name) {
        return None;
    }
    let message = "a module is named without quotes".to_owned();
    let mut rewrite = replaced(tokens, 1, &["in"], ("L0110", message, name))?;
    for token in &mut rewrite.put {
        (token.kind, token.text) = (TokenKind::Name, name);
    }
    Some(rewrite)
}

/// `data contains health`
fn contains<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let theirs = name_at(tokens, 0).filter(|word| matches!(*word, "contains" | "includes"))?;
    if !before.after_operand() || !at(tokens, 1)?.is_path() {
        return None;
    }
    let message = format!("`{theirs}` is written `has`");
    replaced(tokens, 1, &["has"], ("L0113", message, "has"))
}

/// Anything else that is not of the language.
fn fault<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.kind == TokenKind::Bad)?;
    Some(Rewrite {
        drop: 0,
        take: 1,
        put: if bad::is_space(found) {
            vec![]
        } else {
            vec![*found]
        },
        said: bad::fault(found),
    })
}

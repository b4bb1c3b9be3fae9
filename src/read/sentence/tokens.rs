//! Words and signs of a text, and its sentences.

/// A word or a sign.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// The letters, without the ending of a possessive.
    pub(super) text: &'t str,
    /// The letters as the tables have them.
    pub(super) key: String,
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    pub(super) is_word: bool,
}

/// A sentence.
pub(super) struct Sentence<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) is_question: bool,
}

/// Letters that French leaves out a vowel after.
const ELISIONS: [&str; 13] = ["d", "l", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Words that English joins a verb to: `we're`.
const PRONOUNS: [&str; 3] = ["we", "they", "you"];

/// Words that a point stands after within a sentence.
const SHORTENED: [&str; 25] = [
    "inc", "ltd", "co", "corp", "llc", "st", "e.g", "i.e", "u.s", "u.k", "u.s.a", "s.a", "b.v", "n.v", "s.r.l",
    "s.à.r.l", "mr", "mrs", "dr", "approx", "art", "no", "ex", "env", "cf",
];

/// Returns a text as the tables have it: in lower case, hyphens and apostrophes as spaces.
pub(super) fn key(text: &str) -> String {
    let lower = text.to_lowercase();
    let signs: String = lower.chars().map(|sign| if "-‐‑–'’`".contains(sign) { ' ' } else { sign }).collect();
    signs.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn token(text: &str, start: usize, is_word: bool) -> Token<'_> {
    let end = start + text.len();
    let bare = ["'s", "’s", "'S", "’S"].into_iter().find_map(|ending| text.strip_suffix(ending));
    let own = bare.filter(|own| is_word && !own.is_empty()).unwrap_or(text);
    Token { text: own, key: key(own), start, end, is_word }
}

/// Returns the words and signs of a text.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_letter = |sign: char| sign.is_alphanumeric() || sign == '_';
        let is_between = open.is_some() && next.is_some_and(is_letter) && "-‐‑.&/'’@:+".contains(sign);
        if is_letter(sign) || is_between {
            let start = *open.get_or_insert(at);
            let so_far = text.get(start..at).unwrap_or("");
            // `d'AWS` is two words.
            let is_short = ELISIONS.contains(&so_far.to_lowercase().as_str())
                || PRONOUNS.contains(&so_far.to_lowercase().as_str());
            if "'’".contains(sign) && is_short {
                all.push(token(so_far, start, true));
                open = None;
            }
            continue;
        }
        if let Some(start) = open.take() {
            all.extend(text.get(start..at).map(|word| token(word, start, true)));
        }
        if !sign.is_whitespace() || sign == '\n' {
            let end = at + sign.len_utf8();
            all.extend(text.get(at..end).map(|sign| token(sign, at, false)));
        }
    }
    if let Some(start) = open {
        all.extend(text.get(start..).map(|word| token(word, start, true)));
    }
    all.retain(|token| token.is_word || !"'’\"“”«»*_`".contains(token.text));
    all
}

/// Returns the sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut all: Vec<Sentence<'_>> = Vec::new();
    let mut tokens = tokens(text).into_iter().peekable();
    let mut own: Vec<Token<'_>> = Vec::new();
    // A line break within a paragraph is a space.
    let is_break = |first: &Token<'_>, second: Option<&Token<'_>>| {
        first.text == "\n" && second.is_none_or(|second| second.text == "\n" || "-•*".contains(second.text))
    };
    while let Some(token) = tokens.next() {
        let next = tokens.peek();
        let is_short = own.last().is_some_and(|last| SHORTENED.contains(&last.text.to_lowercase().as_str()));
        let goes_on = next.is_some_and(|next| next.text.starts_with(char::is_lowercase) || next.text == ",");
        let is_end = match token.text {
            "." => !(is_short && next.is_some_and(|next| next.is_word || goes_on)),
            "!" | "?" | ";" | "…" => true,
            "\n" => is_break(&token, next),
            _ => false,
        };
        if is_end {
            let is_question = token.text == "?";
            if token.text == "." && is_short {
                own.push(token);
            }
            all.push(Sentence { tokens: std::mem::take(&mut own), is_question });
        } else if token.text != "\n" {
            own.push(token);
        }
    }
    all.push(Sentence { tokens: own, is_question: false });
    all.retain(|sentence| sentence.tokens.iter().any(|token| token.is_word));
    all
}

//! Rules of a key: what it may sign, and on which days it counts.
//!
//! They stand in the key's JWK, in the member `lexloci`, so that one file holds keys and rules:
//!
//! ```json
//! {"kty": "OKP", "crv": "Ed25519", "kid": "dpo", "x": "…",
//!  "lexloci": {"signs": ["policy", "atlas"], "from": "2026-01-01", "until": "2027-12-31"}}
//! ```

use crate::date::Date;
use crate::flow::json::Json;

/// A use of a key: what is signed with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Policy,
    Atlas,
    Receipt,
    Credential,
}

impl Use {
    /// Finds the use that a word of a key's rules names.
    fn named(word: &str) -> Option<Use> {
        [Use::Policy, Use::Atlas, Use::Receipt, Use::Credential].into_iter().find(|used| used.name() == word)
    }

    /// Returns its word in the rules of a key.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Use::Policy => "policy",
            Use::Atlas => "atlas",
            Use::Receipt => "receipt",
            Use::Credential => "credential",
        }
    }

    /// Returns the word for several of what is signed.
    fn several(self) -> &'static str {
        match self {
            Use::Policy => "policies",
            Use::Atlas => "atlas files",
            Use::Receipt => "receipts",
            Use::Credential => "credentials",
        }
    }
}

/// The rules of a key. What they do not state is not limited.
#[derive(Debug, Default)]
pub(super) struct Rules {
    signs: Option<Vec<Use>>,
    from: Option<Date>,
    until: Option<Date>,
    revoked: Option<Date>,
}

impl Rules {
    /// Reads the rules of a key; `None` where it has none. Returns what is wrong with them: a rule that is not understood
    /// must not be passed over, since it limits.
    pub(super) fn read(jwk: &Json) -> Result<Option<Rules>, String> {
        let members: &[(String, Json)] = if let Json::Object(members) = jwk { members } else { &[] };
        let mut stated = members.iter().filter(|(name, _)| name == "lexloci").map(|(_, value)| value);
        match (stated.next(), stated.next()) {
            (None, _) => Ok(None),
            (Some(Json::Object(rules)), None) => Rules::of(rules).map(Some),
            _ => Err("`lexloci` is one object with its rules".to_owned()),
        }
    }

    fn of(members: &[(String, Json)]) -> Result<Rules, String> {
        let mut rules = Rules::default();
        for (name, value) in members {
            match name.as_str() {
                "signs" => rules.signs = Some(uses(value)?),
                "from" => rules.from = Some(day(name, value)?),
                "until" => rules.until = Some(day(name, value)?),
                "revoked" => rules.revoked = Some(day(name, value)?),
                _ => {
                    return Err(format!("there is no rule `{name}`: rules are `signs`, `from`, `until` and `revoked`"));
                }
            }
        }
        match (rules.from, rules.until) {
            (Some(from), Some(until)) if from > until => {
                Err(format!("`from` {from} is after `until` {until}, so that it counts on no day"))
            }
            _ => Ok(rules),
        }
    }

    /// Returns why the key does not count for this use on this day; `None` where it does.
    ///
    /// A revoked key counts on no day: who has stolen it signs for any.
    pub(super) fn refuse(&self, used: Use, on: Option<Date>) -> Option<String> {
        if let Some(day) = self.revoked {
            return Some(format!("was revoked on {day}, so that it counts for nothing"));
        }
        if let Some(signs) = self.signs.as_ref().filter(|signs| !signs.contains(&used)) {
            let may: Vec<&str> = signs.iter().map(|used| used.several()).collect();
            let may = if may.is_empty() { "nothing".to_owned() } else { may.join(" and ") };
            return Some(format!("may sign {may}, and no {}", used.several()));
        }
        match (self.from, self.until, on) {
            (None, None, _) => None,
            (_, _, None) => Some("counts on some days alone, and no day was asked about".to_owned()),
            (Some(from), _, Some(on)) if on < from => Some(format!("counts from {from} on, and not on {on}")),
            (_, Some(until), Some(on)) if on > until => Some(format!("counts through {until}, and not on {on}")),
            _ => None,
        }
    }
}

/// Reads what a key may sign.
fn uses(value: &Json) -> Result<Vec<Use>, String> {
    let wrong = || "`signs` is an array of `policy`, `atlas`, `receipt` and `credential`".to_owned();
    let Json::Array(words) = value else { return Err(wrong()) };
    let used = |word: &Json| match word {
        Json::Text(word) => Use::named(word).ok_or_else(wrong),
        _ => Err(wrong()),
    };
    words.iter().map(used).collect()
}

/// Reads the day of a rule.
fn day(name: &str, value: &Json) -> Result<Date, String> {
    let day = if let Json::Text(text) = value { Date::parse(text) } else { None };
    day.ok_or_else(|| format!("`{name}` is a day, written \"2026-03-01\""))
}

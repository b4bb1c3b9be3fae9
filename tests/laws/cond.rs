//! Random conditions, right in names and types by construction.

use super::draw::{Choose, Draw};

/// The list over which a variable runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Site,
    Transfer,
    Supplier,
    Holder,
    Party,
    Credential,
    Measure,
    Place,
    Category,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Var {
    pub name: String,
    pub what: What,
}

/// Writes conditions.
pub(crate) struct Cond<'d, 'n> {
    pub draw: &'d mut Draw<'n>,
    /// The number of variables that were named, so that none hides another.
    pub named: usize,
}

const PLACES: &[&str] = &["FR", "DE", "US", "CH", "RU"];
const SETS: &[&str] =
    &["EEA", "EU", "EFTA", "home", "{FR, CH}", "(EEA except {FR})", "(EU + {CH})", "(EEA & {FR, CH, US})", "dated"];
const CATEGORIES: &[&str] = &["personal", "health", "special_category", "contact", "industrial", "non_personal"];
const TOOLS: &[&str] = &["scc", "bcr", "none", "ad_hoc_clauses"];

impl Cond<'_, '_> {
    pub(crate) fn new_var(&mut self, what: What) -> Var {
        self.named += 1;
        Var { name: format!("v{}", self.named), what }
    }

    /// Returns a condition in brackets, or one that needs none beside others.
    pub(crate) fn cond(&mut self, vars: &[Var], depth: usize) -> String {
        match self.draw.pick(if depth == 0 { 4 } else { 10 }) {
            0..=3 => self.atom(vars),
            4 => format!("not {}", self.cond(vars, depth - 1)),
            5 | 6 => format!("({} and {})", self.cond(vars, depth - 1), self.cond(vars, depth - 1)),
            7 => format!("({} or {})", self.cond(vars, depth - 1), self.cond(vars, depth - 1)),
            _ => format!("({})", self.quantified(vars, depth - 1)),
        }
    }

    fn quantified(&mut self, vars: &[Var], depth: usize) -> String {
        let (list, what) = self.list(vars);
        let word = match self.draw.pick(5) {
            0 | 1 => "some",
            2 => "no",
            3 if what != What::Category => "at least 2",
            _ => "every",
        };
        let var = self.new_var(what);
        let mut inner = vars.to_vec();
        inner.push(var.clone());
        let filter = if self.draw.chance(35) { format!(" where {}", self.cond(&inner, 0)) } else { String::new() };
        let body = if self.draw.chance(80) { self.about(&var) } else { self.cond(&inner, depth) };
        format!("{word} {} in {list}{filter}: {body}", var.name)
    }

    /// Returns a list to run over, and what its entries are.
    pub(crate) fn list(&mut self, vars: &[Var]) -> (String, What) {
        let own = vars.iter().rev().find_map(|var| match var.what {
            What::Site | What::Transfer => Some((format!("{}.measures", var.name), What::Measure)),
            What::Supplier | What::Holder | What::Party => Some((format!("{}.holders", var.name), What::Holder)),
            _ => None,
        });
        if let Some(own) = own.filter(|_| self.draw.chance(25)) {
            return own;
        }
        let (list, what) = [
            ("storage", What::Site),
            ("transfers", What::Transfer),
            ("suppliers", What::Supplier),
            ("credentials", What::Credential),
            ("provider.holders", What::Holder),
            ("exports", What::Transfer),
            ("storage + access", What::Site),
            ("parties", What::Party),
            ("data.subjects", What::Place),
            ("data", What::Category),
            ("provider.holders + exporter.holders", What::Holder),
        ][self.draw.pick(11)];
        (list.to_owned(), what)
    }

    /// Returns a test on one of the variables, or on the flow.
    fn atom(&mut self, vars: &[Var]) -> String {
        let index = self.draw.pick(vars.len() * 3 + 1);
        match vars.iter().rev().nth(index / 3).filter(|_| index < vars.len() * 3) {
            Some(var) => {
                let pair = vars.iter().find(|other| other.name != var.name && fits(var.what, other.what));
                match pair.filter(|_| self.draw.chance(15)) {
                    Some(other) => self.both(var, other),
                    None => self.about(&var.clone()),
                }
            }
            None => self.about_flow(),
        }
    }

    /// Returns two variables compared.
    fn both(&mut self, a: &Var, b: &Var) -> String {
        let (a, b) = if a.what == What::Site { (b, a) } else { (a, b) };
        match (a.what, b.what) {
            (What::Transfer, What::Site) => {
                let word =
                    self.draw.one(&["{t}.to is {s}.place", "{t}.recipient is {s}.operator", "{t}.to in {s}.place"]);
                word.replace("{t}", &a.name).replace("{s}", &b.name)
            }
            (What::Site, What::Site) => format!("{} is {}.place", a.name, b.name),
            (What::Transfer, What::Transfer) => format!("{}.concluded <= {}.concluded", a.name, b.name),
            (What::Category, What::Category) => format!("{} is {}", a.name, b.name),
            _ => format!("{} is {}", a.name, b.name),
        }
    }

    fn about(&mut self, var: &Var) -> String {
        let name = var.name.clone();
        match var.what {
            What::Site => self.site(&name),
            What::Transfer => self.transfer(&name),
            What::Supplier => match self.draw.pick(4) {
                0 => format!("{name}.can_access_data"),
                1 => format!("{name}.service_survives_its_loss"),
                _ => self.party(&name),
            },
            What::Holder => match self.draw.pick(5) {
                0 => format!("{name}.capital {} {}", self.order(), self.draw.one(&["24%", "39%", "50%"])),
                1 => format!("{name}.has_veto"),
                2 => format!("{name}.votes {} 33.33%", self.order()),
                _ => self.party(&name),
            },
            What::Party => self.party(&name),
            What::Credential => self.credential(&name),
            What::Measure => match self.draw.pick(3) {
                0 => format!("{name}.kind is encryption"),
                1 => format!("{name}.keys.holder in {{exporter, trusted_third_party}}"),
                _ => format!("{name}.state_of_the_art"),
            },
            What::Place => self.place(&name),
            What::Category => match self.draw.pick(3) {
                0 => format!("{name} is {}", self.draw.one(CATEGORIES)),
                1 => format!("{name} in {{health, contact}}"),
                _ => format!("{name} in ({{personal}} except {{contact}})"),
            },
        }
    }

    /// Returns a test of how long leaving the provider takes: each part bounds the others.
    fn leaving(&mut self) -> String {
        let part = self.draw.one(&["notice", "transition", "switching_time"]);
        let other = self.draw.one(&["2 months", "61 days", "30 days", "exit.notice", "exit.switching_time"]);
        let order = if self.draw.chance(15) { "is" } else { self.order() };
        format!("exit.{part} {order} {other}")
    }

    fn order(&mut self) -> &'static str {
        ["<=", ">=", "<", ">"][self.draw.pick(4)]
    }

    /// Returns a test on a place.
    fn place(&mut self, path: &str) -> String {
        match self.draw.pick(8) {
            0..=2 => format!("{path} in {}", self.draw.one(SETS)),
            3 => format!("{path} not in {}", self.draw.one(SETS)),
            4 => format!("{path} is {}", self.draw.one(PLACES)),
            5 => format!("{path} is not {}", self.draw.one(PLACES)),
            6 => format!("{path} in {} on {}", self.draw.one(SETS), self.draw.one(&["2015-06-01", "exit.tested"])),
            _ => format!("{path} in data.subjects"),
        }
    }

    fn site(&mut self, s: &str) -> String {
        match self.draw.pick(15) {
            0 | 1 => self.place(s),
            2 => format!("{s}.region in approved"),
            3 => format!(
                "{s}.region is {}",
                self.draw.one(&["none", "aws/us-east-1", "hostco/par-1", "gcp/europe-west2"])
            ),
            4 => format!("{s}.kind {} backup", self.draw.one(&["is", "is not"])),
            5 => format!("{s}.kind in {{primary, backup}}"),
            6 => format!("{s}.encrypted"),
            7 => format!("{s}.keys.holder {} exporter", self.draw.one(&["is", "is not"])),
            8 => self.place(&format!("{s}.keys.place")),
            9 => format!("{s}.sees_plaintext"),
            10 => format!("{s}.sees is {}", self.draw.one(&["clear", "ciphertext"])),
            11 => format!("{s} is near"),
            12 => format!("{s}.data has {}", self.draw.one(CATEGORIES)),
            13 => format!("{s}.x.tier is gold"),
            _ => self.party(&format!("{s}.operator")),
        }
    }

    fn transfer(&mut self, t: &str) -> String {
        match self.draw.pick(16) {
            0 | 1 => self.place(&format!("{t}.to")),
            2 => format!("{t}.to {} listed_places with {t}.recipient.listed", self.draw.one(&["in", "not in"])),
            3 => format!("{t}.to in listed_places with {t}.recipient.listed on {t}.concluded"),
            4 => format!("{t}.tool {} {}", self.draw.one(&["is", "is not"]), self.draw.one(TOOLS)),
            5 => format!("{t}.tool in {{scc, bcr}}"),
            6 => format!("{t}.scc_version {} usable", self.draw.one(&["in", "not in"])),
            7 => format!("{t}.complete"),
            8 => format!("{t}.authorised"),
            9 => format!("{t}.concluded within {}", self.draw.one(&["12 months", "3 years"])),
            10 => format!("{t}.concluded {} {}", self.order(), self.draw.one(&["as_of", "2021-09-27", "exit.tested"])),
            11 => format!("{t}.assessment is favourable"),
            12 => format!("{t}.data has {}", self.draw.one(CATEGORIES)),
            13 => format!("{t}.scc_version in usable on {t}.concluded"),
            14 => self.party(&format!("{t}.exporter")),
            _ => self.party(&format!("{t}.recipient")),
        }
    }

    fn party(&mut self, p: &str) -> String {
        match self.draw.pick(16) {
            0 | 1 => self.place(&format!("{p}.seat")),
            2 => format!("{p} is {}", self.draw.one(&["exporter", "provider"])),
            3 => format!("{p} is @acme"),
            4 => format!("{p} in {{@acme, exporter}}"),
            5 => format!("{p} in {}", self.draw.one(&["suppliers", "provider.holders", "close"])),
            6 => format!("{p}.listed has dpf"),
            7 => format!("{p}.exposed"),
            8 => format!("{p}.is_public_authority"),
            9 => format!("{p} is foreign"),
            10 => format!("{p}.seat in listed_places with {p}.listed"),
            11 => format!("{p}.ultimate_parent in {}", self.draw.one(SETS)),
            12 => format!("{p}.certified has c5"),
            13 => format!("{p}.seat is {p}.ultimate_parent"),
            14 if p.contains('.') || p == "provider" || p == "exporter" => {
                format!("{p} is {}none", self.draw.one(&["", "not "]))
            }
            _ => self.total(&format!("{p}.holders")),
        }
    }

    fn total(&mut self, list: &str) -> String {
        let list = if self.draw.chance(20) { format!("{list} + exporter.holders") } else { list.to_owned() };
        let var = self.new_var(What::Holder);
        let name = &var.name;
        let share = self.draw.one(&["capital", "votes"]);
        let filter = match self.draw.pick(4) {
            0 => format!(" where {name}.seat not in EEA"),
            1 => format!(" where {name} is foreign"),
            2 => format!(" where {name}.has_veto"),
            _ => String::new(),
        };
        format!(
            "total({name}.{share} for {name} in {list}{filter}) {} {}",
            self.order(),
            self.draw.one(&["24%", "39%"])
        )
    }

    fn credential(&mut self, c: &str) -> String {
        match self.draw.pick(4) {
            0 => format!("{c}.kind in {{secnumcloud, c5}}"),
            1 => format!("{c}.basis is certified"),
            2 => format!("{c}.from <= 2024-01-01"),
            _ => self.party(&format!("{c}.issuer")),
        }
    }

    /// Returns a test on the flow itself.
    pub(crate) fn about_flow(&mut self) -> String {
        match self.draw.pick(15) {
            0 | 1 => format!("data has {}", self.draw.one(CATEGORIES)),
            2 => self.party("exporter"),
            3 | 4 => self.party("provider"),
            5 => "contract.eu_only".to_owned(),
            6 => self.place("contract.governing_law"),
            7 => self.leaving(),
            8 => format!("exit.switching_time {} exit.retrieval", self.order()),
            9 => "exit.tested within 12 months".to_owned(),
            10 => "purpose has advertising".to_owned(),
            11 => format!("x.score {} 5", self.order()),
            12 => "sensitive".to_owned(),
            13 => "data.subjects has FR".to_owned(),
            _ => format!("x.share {} 20%", self.order()),
        }
    }
}

fn fits(a: What, b: What) -> bool {
    let person = |what| matches!(what, What::Supplier | What::Holder | What::Party);
    let pair = |x, y| (a == x && b == y) || (a == y && b == x);
    (person(a) && person(b))
        || pair(What::Transfer, What::Site)
        || pair(What::Site, What::Site)
        || pair(What::Transfer, What::Transfer)
        || pair(What::Category, What::Category)
        || pair(What::Place, What::Place)
}

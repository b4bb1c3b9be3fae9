//! Policies of ODRL with constraints on places, as policies. What ODRL says and our language cannot becomes a fact that somebody
//! has to find true, so that no flow passes for want of a word. What only loosens a policy is told and left out.

use super::made::Made;
use crate::cli::rejected::Rejected;
use lexloci::atlas;
use lexloci::read::rdf::{Graph, Statement, Term};
use lexloci::read::{Source, Unread};
use lexloci::{Modules, Policy};
use std::collections::BTreeMap;

/// The lists of a flow, each with the variable of its entries and the test of a place.
const LISTS: [(&str, &str, &str, &str); 4] = [
    ("storage", "s", "s", "Data rest"),
    ("processing", "p", "p", "Data are processed"),
    ("access", "a", "a", "Data are read"),
    ("transfers", "t", "t.to", "Data are received"),
];
/// Beginnings of addresses after which the name of a place stands.
const BEFORE_PLACE: [&str; 10] = [
    "http://ontologi.es/place/",
    "http://dbpedia.org/resource/",
    "https://dbpedia.org/resource/",
    "http://publications.europa.eu/resource/authority/country/",
    "https://www.iso.org/obp/ui/#iso:code:3166:",
    "urn:iso:std:iso:3166:",
    "iso3166:",
    "iso:",
    "loc:",
    "_:",
];

/// A demand of a rule of ODRL.
#[derive(Clone, PartialEq, Eq)]
enum Condition {
    /// That the place is one of these, or none of them.
    Place { codes: Vec<&'static str>, is_in: bool },
    /// Something that has to be found true, by the fact that says so.
    Found(String),
}

/// A permission or a prohibition.
struct Rule {
    name: String,
    lists: Vec<&'static str>,
    conditions: Vec<Condition>,
}

struct Reading<'g> {
    graph: &'g Graph,
    unread: Vec<Unread>,
    /// The demands that become facts of the policy's own.
    asked: Vec<Unread>,
    /// The facts to find true, each with what ODRL says.
    facts: BTreeMap<String, String>,
}

/// Reads a policy of ODRL.
pub(super) fn read(source: &Source) -> Result<Made, Rejected<'static>> {
    let graph = Graph::read(source)?;
    let refuse = |message: String| Rejected::without_position(&source.name, "L0005", message);
    let unread = graph.unread.iter().map(|(line, what)| Unread { at: graph.at(*line), what: what.clone() }).collect();
    let mut reading = Reading { graph: &graph, unread, asked: vec![], facts: BTreeMap::new() };
    let permissions = reading.rules("odrl:permission");
    let prohibitions = reading.rules("odrl:prohibition");
    let obligations = reading.obligations();
    if permissions.is_empty() && prohibitions.is_empty() && obligations.is_empty() {
        return Err(refuse("there is no permission, prohibition or obligation of ODRL in this file".to_owned()));
    }
    let uid = graph.statements.iter().find(|one| one.predicate.starts_with("odrl:permission"));
    let uid = uid.map_or("", |one| one.subject.as_str()).to_owned();
    let policy = reading.written(&source.name, &uid, (&permissions, &prohibitions, &obligations));
    let Some(policy) = policy else {
        return Err(refuse("no rule of this policy is about places, and none obliges anybody".to_owned()));
    };
    match Policy::parse(&policy, &Modules::new()) {
        Ok(_) => Ok(Made { policy, unread: [reading.unread, reading.asked].concat() }),
        Err(errors) => {
            let said = errors.first().map_or(String::new(), |error| error.message.clone());
            Err(refuse(format!("the policy that was made of it has an error: {said}")))
        }
    }
}

fn row(what: &str, word: &str) -> Option<&'static str> {
    include_str!("odrl.csv").lines().skip(1).find_map(|line| {
        let (is, rest) = line.split_once(',')?;
        let (known, meaning) = rest.split_once(',')?;
        (is == what && known == word).then_some(meaning)
    })
}

/// Returns the end of an address: `use` of `odrl:use` and of `http://www.w3.org/ns/odrl/2/use`.
fn local(word: &str) -> &str {
    word.rsplit(['/', '#', ':']).next().unwrap_or(word)
}

/// Returns the place that a right operand names.
fn place(word: &str) -> Option<&'static str> {
    let is_wikidata = word.contains("wikidata.org/") || word.starts_with("wd:");
    if is_wikidata {
        return row("place", local(word));
    }
    let bare = BEFORE_PLACE.iter().find_map(|before| word.strip_prefix(before)).unwrap_or(word);
    atlas::place_written(&bare.replace('_', " ")).filter(|code| *code != "anywhere")
}

impl Reading<'_> {
    fn tell(&mut self, line: usize, what: String) {
        if self.unread.iter().any(|one| one.what == what) {
            return;
        }
        self.unread.push(Unread { at: self.graph.at(line), what });
    }

    /// Makes a fact of something that the language cannot say; one fact of what is said several times.
    fn found(&mut self, kind: &str, line: usize, said: String) -> Condition {
        if let Some((name, _)) = self.facts.iter().find(|(_, known)| **known == said) {
            return Condition::Found(name.clone());
        }
        let name = format!("{kind}_{}", self.facts.len() + 1);
        let what = format!("{said}, as a test: the policy asks for it as the fact x.{name}");
        self.asked.push(Unread { at: self.graph.at(line), what });
        self.facts.insert(name.clone(), said);
        Condition::Found(name)
    }

    /// Reads the permissions or the prohibitions.
    fn rules(&mut self, predicate: &str) -> Vec<Rule> {
        let graph = self.graph;
        let kind = local(predicate);
        let found: Vec<&Statement> = graph.statements.iter().filter(|one| one.predicate == predicate).collect();
        let mut rules = vec![];
        for (index, one) in found.into_iter().enumerate() {
            let name = format!("{kind} {}", index + 1);
            let node = one.object.word();
            let mut conditions = vec![];
            let mut lists = vec![];
            for action in graph.of(node, &["odrl:action"]) {
                let inner: Vec<&Statement> = graph.of(action.object.word(), &["rdf:value"]).collect();
                let words: Vec<&str> = match inner.as_slice() {
                    [] => vec![action.object.word()],
                    several => several.iter().map(|one| one.object.word()).collect(),
                };
                for word in words {
                    match row("action", local(word)) {
                        Some(of) => lists.extend(of.split(' ')),
                        None => self.tell(action.line, format!("the action {word}, which is about no place here")),
                    }
                }
                self.constraints(action.object.word(), kind, &mut conditions);
            }
            self.constraints(node, kind, &mut conditions);
            for duty in graph.of(node, &["odrl:duty", "odrl:obligation", "odrl:remedy"]) {
                let said = self.duty(duty);
                match duty.predicate.as_str() {
                    "odrl:remedy" => self.tell(duty.line, format!("{said}: a prohibition stands, remedied or not")),
                    _ => conditions.push(self.found("duty", duty.line, said)),
                }
            }
            self.parties(one, kind, &mut conditions);
            lists.sort_unstable();
            lists.dedup();
            if !lists.is_empty() {
                rules.push(Rule { name, lists, conditions });
            }
        }
        rules
    }

    /// Reads whom a rule or its policy is for. To whom a permission is given limits it; the rest is told.
    fn parties(&mut self, rule: &Statement, kind: &str, conditions: &mut Vec<Condition>) {
        let graph = self.graph;
        for node in [rule.object.word(), rule.subject.as_str()] {
            for one in graph.of(node, &["odrl:assignee", "odrl:assigner", "odrl:target"]) {
                let (role, who) = (local(&one.predicate), one.object.word());
                if role == "assignee" && kind == "permission" {
                    conditions.push(self.found("assignee", one.line, format!("the assignee is {who}")));
                } else {
                    self.tell(one.line, format!("the {role} {who}: the policy is for any"));
                }
            }
        }
    }

    /// Reads the obligations of the whole policy.
    fn obligations(&mut self) -> Vec<Condition> {
        let graph = self.graph;
        let found = graph.statements.iter().filter(|one| one.predicate == "odrl:obligation");
        let own = found.filter(|one| graph.of(&one.subject, &["odrl:action"]).next().is_none());
        own.map(|one| {
            let said = self.duty(one);
            self.found("obligation", one.line, said)
        })
        .collect()
    }

    /// Returns a duty in words.
    fn duty(&self, duty: &Statement) -> String {
        let node = duty.object.word();
        let actions: Vec<&str> = self.graph.of(node, &["odrl:action"]).map(|one| local(one.object.word())).collect();
        let limits = self.graph.of(node, &["odrl:constraint"]).map(|one| self.said(one.object.word()));
        let limits: Vec<String> = limits.collect();
        let limits = if limits.is_empty() { String::new() } else { format!(" where {}", limits.join(" and ")) };
        format!("the {} to {}{limits}", local(&duty.predicate), actions.join(" and "))
    }

    /// Returns a constraint in words.
    fn said(&self, node: &str) -> String {
        let graph = self.graph;
        let of = |predicate: &'static str| -> Vec<&str> {
            let found = graph.statements.iter().filter(|one| one.subject == node && one.predicate == predicate);
            found.map(|one| local(one.object.word())).collect()
        };
        let right = [of("odrl:rightOperand"), of("odrl:rightOperandReference")].concat();
        match of("odrl:leftOperand").as_slice() {
            [] => {
                let parts: Vec<String> = self
                    .graph
                    .of(node, &["odrl:and", "odrl:or", "odrl:xone", "odrl:andSequence"])
                    .map(|one| format!("{} {}", local(&one.predicate), self.said_of(one.object.word())))
                    .collect();
                parts.join(", ")
            }
            left => format!("{} {} {}", left.join(" "), of("odrl:operator").join(" "), right.join(", ")),
        }
    }

    /// Returns a constraint inside another in words; how deep they nest is bounded by the file.
    fn said_of(&self, node: &str) -> String {
        let left: Vec<&str> = self.graph.of(node, &["odrl:leftOperand"]).map(|one| local(one.object.word())).collect();
        let right: Vec<&str> = self.graph.of(node, &["odrl:rightOperand"]).map(|one| one.object.word()).collect();
        format!("{} … {}", left.join(" "), right.join(", "))
    }

    /// Reads the constraints of a rule or of an action.
    fn constraints(&mut self, node: &str, kind: &str, conditions: &mut Vec<Condition>) {
        let graph = self.graph;
        for one in graph.of(node, &["odrl:constraint", "odrl:refinement"]) {
            let inner = one.object.word();
            let all: Vec<&Statement> = graph.of(inner, &["odrl:and"]).collect();
            let nodes: Vec<(&str, usize)> = match all.as_slice() {
                [] => vec![(inner, one.line)],
                several => several.iter().map(|one| (one.object.word(), one.line)).collect(),
            };
            for (inner, line) in nodes {
                let either: Vec<&Statement> = graph.of(inner, &["odrl:or"]).collect();
                let condition = match either.as_slice() {
                    [] => self.places(inner, kind == "prohibition"),
                    several => self.either(several, kind == "prohibition"),
                };
                let condition = match condition {
                    Some(condition) => condition,
                    None => {
                        let said = self.said(inner);
                        self.found("constraint", line, said)
                    }
                };
                conditions.push(condition);
            }
        }
    }

    /// Reads alternatives that are all places to be in.
    fn either(&mut self, several: &[&Statement], is_prohibition: bool) -> Option<Condition> {
        let mut all = vec![];
        for one in several {
            match self.places(one.object.word(), is_prohibition)? {
                Condition::Place { codes, is_in: true } => all.extend(codes),
                _ => return None,
            }
        }
        Some(Condition::Place { codes: all, is_in: true })
    }

    /// Reads a constraint on places. One with a place that is not known is read where leaving it out is stricter.
    fn places(&mut self, node: &str, is_prohibition: bool) -> Option<Condition> {
        let graph = self.graph;
        let left = graph.of(node, &["odrl:leftOperand"]).next()?.object.word();
        let operator = graph.of(node, &["odrl:operator"]).next()?.object.word();
        let right: Vec<&Statement> = graph.of(node, &["odrl:rightOperand", "odrl:rightOperandReference"]).collect();
        let is_in = match local(operator) {
            "eq" | "isAnyOf" | "isPartOf" | "isA" | "in" => true,
            "neq" | "isNoneOf" => false,
            "isAllOf" if right.len() == 1 => true,
            _ => return None,
        };
        if !local(left).eq_ignore_ascii_case("spatial") || right.is_empty() {
            return None;
        }
        // `eq` with several right operands is met by none of them alone.
        if local(operator) == "eq" && right.len() > 1 {
            return None;
        }
        let (mut codes, mut unknown) = (vec![], vec![]);
        for one in &right {
            let text = one.object.word();
            // A list may stand in one text: "DE, FR".
            let words: Vec<&str> = match (&one.object, place(text)) {
                (Term::Text(_), None) => text.split([',', '|', ';']).map(str::trim).collect(),
                _ => vec![text],
            };
            for word in words {
                match place(word) {
                    Some(code) => codes.push(code),
                    None => unknown.push((one.line, word.to_owned())),
                }
            }
        }
        let is_stricter_without = is_in != is_prohibition;
        if codes.is_empty() || (!unknown.is_empty() && !is_stricter_without) {
            return None;
        }
        for (line, word) in unknown {
            self.tell(line, format!("the place {word}, so that the policy allows less"));
        }
        Some(Condition::Place { codes, is_in })
    }

    /// Writes the policy; nothing where no rule of it demands anything.
    fn written(
        &mut self,
        file: &str,
        uid: &str,
        (permissions, prohibitions, obligations): (&[Rule], &[Rule], &[Condition]),
    ) -> Option<String> {
        let mut sets = Sets::default();
        let mut rules = String::new();
        for (list, var, place, title) in LISTS {
            let of = |rules: &'_ [Rule]| -> Vec<usize> {
                let all = rules.iter().enumerate().filter(|(_, rule)| rule.lists.contains(&list));
                all.map(|(index, _)| index).collect()
            };
            let (allow, deny) = (of(permissions), of(prohibitions));
            let tests: Vec<Option<String>> = allow
                .iter()
                .filter_map(|index| permissions.get(*index))
                .map(|rule| sets.all(&rule.conditions, place, allow.len() > 1))
                .collect();
            let is_anywhere = tests.iter().any(Option::is_none);
            let alternatives: Vec<String> = tests.into_iter().flatten().collect();
            if !is_anywhere && !alternatives.is_empty() {
                let cites: Vec<&str> =
                    allow.iter().filter_map(|index| permissions.get(*index)).map(|rule| rule.name.as_str()).collect();
                rules.push_str(&format!(
                    "\n  rule {list}_allowed \"{title} where a permission allows it\" [ODRL \"{}\"]\n    for every {var} in {list}\n    require {}\n",
                    cites.join(", "),
                    alternatives.join("\n         or "),
                ));
            }
            for rule in deny.iter().filter_map(|index| prohibitions.get(*index)) {
                let number = local(rule.name.rsplit(' ').next().unwrap_or("1")).to_owned();
                let head = format!(
                    "\n  rule {list}_prohibited_{number} \"{title} where nothing prohibits it\" [ODRL \"{}\"]\n    for every {var} in {list}\n",
                    rule.name
                );
                match sets.all(&rule.conditions, place, false) {
                    Some(test) => rules.push_str(&format!("{head}    forbid {test}\n")),
                    // A prohibition without a condition: nothing of the list may be.
                    None => rules.push_str(&format!("{head}    forbid {place} in EU or {place} not in EU\n")),
                }
            }
        }
        for condition in obligations {
            if let Condition::Found(name) = condition {
                rules.push_str(&format!(
                    "\n  rule {name} \"What the policy obliges to is done\" [ODRL \"{}\"]\n    require x.{name}\n",
                    name.replace('_', " ")
                ));
            }
        }
        if rules.is_empty() {
            return None;
        }
        let clean = |text: &str| text.chars().filter(|c| !matches!(c, '"' | '\\' | '\n' | '\r')).collect::<String>();
        let comments: String =
            self.unread.iter().map(|one| format!("# Not carried over: {}.\n", clean(&one.what))).collect();
        let facts: String = self
            .facts
            .iter()
            .map(|(name, said)| format!("# {}\nfact x.{name} is yes_no as finding\n", clean(said)))
            .collect();
        let title = if uid.is_empty() { String::new() } else { format!(", {}", clean(uid)) };
        Some(format!(
            "{comments}loci 1\n\nsource ODRL is \"{}{title}\"\n{}{facts}\npolicy odrl version 1.0.0 \"What a policy of ODRL says of places\" {{{rules}}}\n",
            clean(file),
            sets.declared(),
        ))
    }
}

/// The sets of places of a policy.
#[derive(Default)]
struct Sets(Vec<Vec<&'static str>>);

impl Sets {
    /// Returns conditions that hold together, in brackets where others stand beside them; none where there is none.
    fn all(&mut self, conditions: &[Condition], place: &str, in_brackets: bool) -> Option<String> {
        let tests: Vec<String> = conditions
            .iter()
            .map(|condition| match condition {
                Condition::Place { codes, is_in } => {
                    let not = if *is_in { "" } else { "not " };
                    format!("{place} {not}in {}", self.named(codes))
                }
                Condition::Found(name) => format!("x.{name}"),
            })
            .collect();
        match tests.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            _ if in_brackets => Some(format!("({})", tests.join(" and "))),
            _ => Some(tests.join(" and ")),
        }
    }

    fn named(&mut self, codes: &[&'static str]) -> String {
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        codes.dedup();
        let index = self.0.iter().position(|known| *known == codes).unwrap_or_else(|| {
            self.0.push(codes);
            self.0.len() - 1
        });
        format!("places_{}", index + 1)
    }

    fn declared(&self) -> String {
        let written = self.0.iter().enumerate().map(|(index, codes)| {
            let (groups, places): (Vec<&str>, Vec<&str>) =
                codes.iter().copied().partition(|code| atlas::Group::from_name(code).is_some());
            let single = if places.is_empty() { vec![] } else { vec![format!("{{{}}}", places.join(", "))] };
            let all: Vec<String> = single.into_iter().chain(groups.into_iter().map(str::to_owned)).collect();
            format!("set places_{} = {}\n", index + 1, all.join(" + "))
        });
        written.collect()
    }
}

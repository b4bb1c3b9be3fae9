//! The rules of a policy that are about places alone, as a policy of ODRL.
//!
//! A list that is required becomes one permission, because several permissions are alternatives in ODRL; what is forbidden becomes
//! a prohibition. Actions are those of the DPV, which ODRL lacks: to store, to use, to access, to transfer.

use lexloci::atlas::{Group, Place};
use lexloci::read::dpv::Written;
use lexloci::read::rdf;
use lexloci::syntax::tree::{
    Compare, CondKind, Demand, File, Item, Left, Loop, Member, MemberKind, Path, PolicyDecl, PolicyMember, RuleDecl,
    SetExpr, SetKind, Severity, Term, Test, WindowDecl,
};
use lexloci::{Json, syntax};

/// The lists of a flow, each with the action that its entries are of and the facts of an entry that are its place.
const LISTS: [(&str, &str, &[&str]); 4] = [
    ("storage", "dpv:Store", &["", "place"]),
    ("processing", "dpv:Use", &["", "place"]),
    ("access", "dpv:Access", &["", "place"]),
    ("transfers", "dpv:Transfer", &["to"]),
];

/// A demand on places that ODRL can say.
struct Limit {
    rule: String,
    list: &'static str,
    /// True where the place has to be one of these, false where it must not be.
    is_in: bool,
    places: Vec<String>,
    groups: Vec<&'static str>,
}

/// Writes a policy that has no errors; nothing where no rule of it can be said.
pub(super) fn written(policy: &str) -> Option<Written> {
    let file = syntax::parse(policy).file;
    let declared = file.policy.as_ref()?;
    let mut unsaid = Vec::new();
    around(&file, declared, &mut unsaid);
    let (mut required, mut forbidden) = (vec![], vec![]);
    for member in &declared.members {
        match member {
            PolicyMember::Rule(rule) => match limits(&file, rule) {
                Ok(found) => {
                    let (no, yes): (Vec<_>, Vec<_>) = found.into_iter().partition(|(forbid, _)| *forbid);
                    required.extend(yes.into_iter().map(|(_, limit)| limit));
                    forbidden.extend(no.into_iter().map(|(_, limit)| limit));
                }
                Err(why) => unsaid.push(format!("rule {}: {why}", rule.name.text)),
            },
            PolicyMember::Exception(one) => {
                let to: Vec<&str> = one.targets.iter().map(|name| name.text.as_str()).collect();
                unsaid.push(format!("exception {} to {}: an exception has no word", one.name.text, to.join(", ")));
            }
            PolicyMember::Claim(one) => unsaid.push(format!("claim {}: it demands nothing of a flow", one.name.text)),
            PolicyMember::Broken(..) => {}
        }
    }
    if required.is_empty() && forbidden.is_empty() {
        return None;
    }
    let uid = format!("urn:lexloci:policy:{}:{}", declared.name.text, declared.version.text);
    let mut document = vec![
        ("@context".to_owned(), rdf::context(&["odrl", "dpv", "loc", "dct", "rdfs"])),
        ("@type".to_owned(), text("odrl:Set")),
        ("@id".to_owned(), text(&uid)),
        ("dct:title".to_owned(), text(&declared.title.text)),
    ];
    let permissions: Vec<Json> = LISTS
        .iter()
        .filter_map(|(list, action, _)| {
            let of: Vec<&Limit> = required.iter().filter(|limit| limit.list == *list).collect();
            (!of.is_empty()).then(|| rule(action, &of))
        })
        .collect();
    let prohibitions: Vec<Json> = forbidden
        .iter()
        .filter_map(|limit| {
            let (_, action, _) = LISTS.iter().find(|(list, ..)| *list == limit.list)?;
            Some(rule(action, &[limit]))
        })
        .collect();
    for (property, rules) in [("odrl:permission", permissions), ("odrl:prohibition", prohibitions)] {
        if !rules.is_empty() {
            document.push((property.to_owned(), Json::Array(rules)));
        }
    }
    Some(Written { document: Json::Object(document), unsaid })
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn node(term: &str) -> Json {
    Json::Object(vec![("@id".to_owned(), text(term))])
}

/// Tells of what stands around the rules.
fn around(file: &File, policy: &PolicyDecl, unsaid: &mut Vec<String>) {
    if policy.applies.is_some() {
        unsaid.push("applies when: to what data and on what days the policy applies".to_owned());
    }
    if !policy.levels.is_empty() {
        unsaid.push("levels: ODRL has none".to_owned());
    }
    for item in &file.items {
        if let Item::Source(source) = item {
            unsaid.push(format!("source {}: {:?}", source.name.text, source.title.text));
        }
    }
}

/// Returns the limits of a rule, each with whether it forbids; or why ODRL cannot say the rule.
fn limits(file: &File, rule: &RuleDecl) -> Result<Vec<(bool, Limit)>, String> {
    if rule.window != no_window(&rule.window) {
        return Err("it holds on some days only".to_owned());
    }
    if rule.level.is_some() || rule.severity.as_ref().is_some_and(|(severity, _)| *severity != Severity::Blocking) {
        return Err("it does not decide the answer".to_owned());
    }
    if rule.when.is_some() {
        return Err("it depends on other facts".to_owned());
    }
    let [over] = rule.loops.as_slice() else {
        return Err("it is not about the entries of one list".to_owned());
    };
    if over.cond.is_some() {
        return Err("it is about some entries only, by other facts".to_owned());
    }
    let lists = lists(over)?;
    let mut found = vec![];
    for demand in &rule.demands {
        for (list, places) in &lists {
            let (is_in, set) = test(demand, over, places)?;
            let mut limit = Limit { rule: rule.title.text.clone(), list, is_in, places: vec![], groups: vec![] };
            match set {
                Set::One(code) => limit.places.push(code),
                Set::Expression(set) => members(file, set, &mut limit, 0)?,
            }
            if demand.forbid && !limit.is_in {
                // To forbid what is outside is to require what is inside.
                limit.is_in = true;
                found.push((false, limit));
            } else {
                found.push((demand.forbid, limit));
            }
        }
    }
    Ok(found)
}

/// Returns an empty window at the place of another.
fn no_window(window: &WindowDecl) -> WindowDecl {
    WindowDecl { span: window.span, ..WindowDecl::default() }
}

type Listed = (&'static str, &'static [&'static str]);

/// Returns the lists over which a rule runs.
fn lists(over: &Loop) -> Result<Vec<Listed>, String> {
    let parts: Vec<&SetExpr> = match &over.from.kind {
        SetKind::Union(parts) => parts.iter().collect(),
        _ => vec![&over.from],
    };
    let named = parts.into_iter().map(|part| {
        let name = match &part.kind {
            SetKind::Path(path) => word(path),
            _ => None,
        };
        let found = LISTS.iter().find(|(list, ..)| name.is_some_and(|name| name == *list));
        found.map(|(list, _, places)| (*list, *places)).ok_or_else(|| "its list is none of places".to_owned())
    });
    named.collect()
}

/// Returns the only name of a path.
fn word(path: &Path) -> Option<&str> {
    match path.names.as_slice() {
        [name] => Some(&name.text),
        _ => None,
    }
}

enum Set<'f> {
    One(String),
    Expression(&'f SetExpr),
}

/// Returns whether a demand asks to be in a set or out of it, and which.
fn test<'f>(demand: &'f Demand, over: &Loop, places: &[&str]) -> Result<(bool, Set<'f>), String> {
    let other = || "it tests more than a place".to_owned();
    if !demand.unless.is_empty() {
        return Err("it is waived by other facts".to_owned());
    }
    let (cond, is_negated) = match &demand.cond.kind {
        CondKind::Not(inner) => (&inner.kind, true),
        kind => (kind, false),
    };
    let CondKind::Compare(Compare { left: Left::Path(path), test: Some(test) }) = cond else { return Err(other()) };
    let mut names = path.names.iter().map(|name| name.text.as_str());
    if names.next() != Some(over.var.text.as_str())
        || !places.contains(&names.next().unwrap_or(""))
        || names.next().is_some()
    {
        return Err(other());
    }
    match test {
        Test::In { with: Some(_), .. } => Err("it depends on lists of recipients".to_owned()),
        Test::In { on: Some(_), .. } => Err("it is about another day".to_owned()),
        Test::In { not, set, .. } => Ok((*not == is_negated, Set::Expression(set))),
        Test::Is { not, term: Term::Ref(path) } => {
            let code = word(path).filter(|code| Place::from_code(code).is_some()).ok_or_else(other)?;
            Ok((*not == is_negated, Set::One(code.to_owned())))
        }
        _ => Err(other()),
    }
}

/// Collects the members of a set. Sets of sets are bounded, since a set cannot contain itself.
fn members(file: &File, set: &SetExpr, limit: &mut Limit, depth: usize) -> Result<(), String> {
    if depth > 32 {
        return Err("its sets nest too deep".to_owned());
    }
    match &set.kind {
        SetKind::Path(path) => {
            let name = word(path).ok_or_else(|| "its set is a fact".to_owned())?;
            name_of(file, name, limit, depth)
        }
        SetKind::Braces(all) => all.iter().try_for_each(|member| match member {
            Member { with: Some(_), .. } => Err("a member depends on lists of recipients".to_owned()),
            Member { window, .. } if *window != no_window(window) => Err("a member holds on some days only".to_owned()),
            Member { kind: MemberKind::Name(name), .. } => name_of(file, &name.text, limit, depth),
            Member { kind: MemberKind::Region(name), .. } => {
                Err(format!("{} is a region of a cloud, and ODRL knows places", name.text))
            }
            Member { .. } => Err("a member is no place".to_owned()),
        }),
        SetKind::Union(parts) => parts.iter().try_for_each(|part| members(file, part, limit, depth + 1)),
        _ => Err("its set is an intersection or a difference".to_owned()),
    }
}

/// Collects what a name stands for: a set of the policy, a place, or a group.
fn name_of(file: &File, name: &str, limit: &mut Limit, depth: usize) -> Result<(), String> {
    let declared = file.items.iter().find_map(|item| match item {
        Item::Set(set) if set.name.text == name => Some(set),
        _ => None,
    });
    if let Some(set) = declared {
        return members(file, &set.value, limit, depth + 1);
    }
    if Place::from_code(name).is_some_and(Place::is_iso) {
        limit.places.push(name.to_owned());
        return Ok(());
    }
    match Group::from_name(name).map(Group::name) {
        Some(group @ ("EU" | "EEA")) => limit.groups.push(group),
        _ => return Err(format!("{name} is no place or group that ODRL and the DPV know")),
    }
    Ok(())
}

/// Writes a permission or a prohibition with the constraints of its limits.
fn rule(action: &str, limits: &[&Limit]) -> Json {
    let constraints: Vec<Json> = limits.iter().map(|limit| constraint(limit)).collect();
    Json::Object(vec![
        ("odrl:action".to_owned(), node(action)),
        ("odrl:constraint".to_owned(), Json::Array(constraints)),
    ])
}

/// Writes a constraint: on the places, on a group, or on either.
fn constraint(limit: &Limit) -> Json {
    let mut parts = vec![];
    if !limit.places.is_empty() {
        let operator = if limit.is_in { "odrl:isAnyOf" } else { "odrl:isNoneOf" };
        let places = limit.places.iter().map(|place| node(&format!("loc:{place}"))).collect();
        parts.push(single(operator, Json::Array(places), &limit.rule));
    }
    for group in &limit.groups {
        let operator = if limit.is_in { "odrl:isPartOf" } else { "odrl:isNoneOf" };
        parts.push(single(operator, node(&format!("loc:{group}")), &limit.rule));
    }
    match parts.len() {
        1 => parts.remove(0),
        _ => {
            let operator = if limit.is_in { "odrl:or" } else { "odrl:and" };
            Json::Object(vec![(operator.to_owned(), Json::Array(parts))])
        }
    }
}

fn single(operator: &str, right: Json, title: &str) -> Json {
    Json::Object(vec![
        ("odrl:leftOperand".to_owned(), node("odrl:spatial")),
        ("odrl:operator".to_owned(), node(operator)),
        ("odrl:rightOperand".to_owned(), right),
        ("rdfs:comment".to_owned(), text(title)),
    ])
}

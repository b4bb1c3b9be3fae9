//! Guardrails on locations as policies: service control policies of AWS, allowed locations of Azure, `resourceLocations` of
//! Google Cloud. The policy says what the guardrail says of where data rest and are processed; what a guardrail exempts is
//! told and stands in the policy as a comment.

use super::made::Made;
use crate::cli::rejected::Rejected;
use lexloci::atlas::{self, Group};
use lexloci::read::json::{Pointers, get, items, parsed, text};
use lexloci::read::{Origin, Source, Unread};
use lexloci::{Json, Modules, Policy};

/// The locations that a guardrail allows.
#[derive(Default)]
struct Allowed {
    cloud: &'static str,
    title: String,
    /// Words for places, each with its pointer.
    words: Vec<(String, String)>,
    /// The exemptions, in words.
    exempt: Vec<(String, String)>,
}

/// Reads a guardrail.
pub(super) fn read(source: &Source) -> Result<Made, Rejected<'static>> {
    let content = source.text()?;
    let refuse = |message: String| Rejected::without_position(&source.name, "L0005", message);
    let json = parsed(&source.name, &content)?;
    let lines = Pointers::of(&content);
    let at = |pointer: &str| Origin { file: source.name.clone(), line: lines.line(pointer), spot: String::new() };
    let allowed = aws(&json).or_else(|| azure(&json)).or_else(|| google(&json)).ok_or_else(|| {
        refuse("this is no guardrail on locations of AWS, Azure or Google Cloud that is known here".to_owned())
    })?;
    let (mut regions, mut groups, mut unread) = (vec![], vec![], vec![]);
    for (word, pointer) in &allowed.words {
        match member(allowed.cloud, word) {
            Some(Member::Region(id)) => regions.push(id),
            Some(Member::Group(name)) => groups.push(name),
            None => unread.push(Unread {
                at: at(pointer),
                what: format!("the location \"{word}\", so that the policy allows less"),
            }),
        }
    }
    if regions.is_empty() && groups.is_empty() {
        return Err(refuse("the guardrail allows no location that the atlas knows".to_owned()));
    }
    for (what, pointer) in &allowed.exempt {
        unread.push(Unread { at: at(pointer), what: format!("{what}: the policy has no such exemption") });
    }
    let policy = written(&source.name, &allowed, (&regions, &groups));
    match Policy::parse(&policy, &Modules::new()) {
        Ok(_) => Ok(Made { policy, unread }),
        Err(errors) => {
            let said = errors.first().map_or(String::new(), |error| error.message.clone());
            Err(refuse(format!("the policy that was made of it has an error: {said}")))
        }
    }
}

enum Member {
    Region(&'static str),
    Group(&'static str),
}

/// Returns what a word for a location means: `eu-west-1`, `West Europe`, `in:europe-west9-locations`, `in:eu-locations`.
fn member(cloud: &str, word: &str) -> Option<Member> {
    let plain = word.strip_prefix("in:").unwrap_or(word);
    let plain = plain.strip_suffix("-locations").unwrap_or(plain);
    if let Some(region) = atlas::region_written(&format!("{cloud}/{plain}")) {
        return Some(Member::Region(region.id));
    }
    // The value groups of Google are regions of a continent or a country; only the Union's is a group here.
    let is_union = cloud == "gcp" && matches!(plain, "eu" | "EU");
    is_union.then(|| Group::from_name("EU")).flatten().map(|group| Member::Group(group.name()))
}

/// Reads a service control policy that denies what is requested outside of some regions.
fn aws(json: &Json) -> Option<Allowed> {
    let statements = match get(json, "Statement")? {
        Json::Array(statements) => {
            statements.iter().enumerate().map(|(i, one)| (format!("/Statement/{i}"), one)).collect()
        }
        one => vec![("/Statement".to_owned(), one)],
    };
    let mut allowed = Allowed { cloud: "aws", ..Allowed::default() };
    for (pointer, statement) in statements {
        let Some(condition) = get(statement, "Condition").filter(|_| text(statement, "Effect") == Some("Deny")) else {
            continue;
        };
        let operators =
            ["StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ForAnyValue:StringNotEquals"];
        let found = operators
            .iter()
            .find_map(|operator| Some((operator, get(get(condition, operator)?, "aws:RequestedRegion")?)));
        let Some((operator, regions)) = found else { continue };
        allowed.title = text(statement, "Sid").unwrap_or("").to_owned();
        let pointer_of = format!("{pointer}/Condition/{operator}/aws:RequestedRegion");
        allowed.words.extend(texts(regions, &pointer_of));
        if let Some(exempt) = get(statement, "NotAction") {
            let services: Vec<String> = texts(exempt, "").into_iter().map(|(service, _)| service).collect();
            allowed.exempt.push((format!("the services {}", services.join(", ")), format!("{pointer}/NotAction")));
        }
        if let Json::Object(tests) = condition {
            let others = tests.iter().filter(|(name, _)| name != operator);
            allowed.exempt.extend(
                others.map(|(name, _)| (format!("the condition {name}"), format!("{pointer}/Condition/{name}"))),
            );
        }
    }
    (!allowed.words.is_empty()).then_some(allowed)
}

/// Reads an assignment or a definition of Azure's allowed locations.
fn azure(json: &Json) -> Option<Allowed> {
    let root = get(json, "properties").map_or(("", json), |properties| ("/properties", properties));
    let mut allowed = Allowed { cloud: "azure", ..Allowed::default() };
    allowed.title = text(root.1, "displayName").unwrap_or("").to_owned();
    if let Some(list) =
        get(root.1, "parameters").and_then(|parameters| get(get(parameters, "listOfAllowedLocations")?, "value"))
    {
        allowed.words = texts(list, &format!("{}/parameters/listOfAllowedLocations/value", root.0));
    } else if let Some(rule) = get(root.1, "policyRule").and_then(|rule| get(rule, "if")) {
        not_in(rule, &format!("{}/policyRule/if", root.0), &mut allowed);
    }
    (!allowed.words.is_empty()).then_some(allowed)
}

/// Finds `not: {field: location, in: […]}`, or `field: location, notIn: […]`, in a rule of Azure.
fn not_in(rule: &Json, pointer: &str, allowed: &mut Allowed) {
    if text(rule, "field") == Some("location")
        && let Some(list) = get(rule, "notIn")
    {
        allowed.words.extend(texts(list, &format!("{pointer}/notIn")));
        return;
    }
    if let Some(inner) = get(rule, "not").filter(|inner| text(inner, "field") == Some("location"))
        && let Some(list) = get(inner, "in")
    {
        allowed.words.extend(texts(list, &format!("{pointer}/not/in")));
        return;
    }
    for (index, part) in items(rule, "allOf").iter().enumerate() {
        let before = allowed.words.len();
        not_in(part, &format!("{pointer}/allOf/{index}"), allowed);
        if allowed.words.len() == before {
            let field = text(part, "field").unwrap_or("another condition");
            allowed.exempt.push((format!("resources by {field}"), format!("{pointer}/allOf/{index}")));
        }
    }
}

/// Reads an organisation policy of Google on `gcp.resourceLocations`.
fn google(json: &Json) -> Option<Allowed> {
    let mut allowed = Allowed { cloud: "gcp", ..Allowed::default() };
    let name = text(json, "constraint").or_else(|| text(json, "name"))?;
    if !name.ends_with("gcp.resourceLocations") {
        return None;
    }
    allowed.title = name.rsplit('/').next().unwrap_or(name).to_owned();
    if let Some(list) = get(json, "listPolicy").and_then(|list| get(list, "allowedValues")) {
        allowed.words = texts(list, "/listPolicy/allowedValues");
    }
    for (index, rule) in get(json, "spec").map_or(&[][..], |spec| items(spec, "rules")).iter().enumerate() {
        if let Some(list) = get(rule, "values").and_then(|values| get(values, "allowedValues")) {
            allowed.words.extend(texts(list, &format!("/spec/rules/{index}/values/allowedValues")));
        }
        if get(rule, "condition").is_some() {
            allowed.exempt.push(("a rule with a condition".to_owned(), format!("/spec/rules/{index}/condition")));
        }
    }
    (!allowed.words.is_empty()).then_some(allowed)
}

/// Returns a text, or the texts of an array, each with its pointer.
fn texts(json: &Json, pointer: &str) -> Vec<(String, String)> {
    match json {
        Json::Text(text) => vec![(text.clone(), pointer.to_owned())],
        Json::Array(list) => {
            let all = list.iter().enumerate();
            all.flat_map(|(index, one)| texts(one, &format!("{pointer}/{index}"))).collect()
        }
        _ => vec![],
    }
}

/// Writes the policy.
fn written(file: &str, allowed: &Allowed, (regions, groups): (&[&str], &[&str])) -> String {
    let clean = |text: &str| text.chars().filter(|c| !matches!(c, '"' | '\\' | '\n' | '\r')).collect::<String>();
    let title = if allowed.title.is_empty() { String::new() } else { format!(", {}", clean(&allowed.title)) };
    let test = match (regions.is_empty(), groups.is_empty()) {
        (false, true) => "s.region in allowed".to_owned(),
        (true, _) => "s in allowed_places".to_owned(),
        (false, false) => "s.region in allowed or s in allowed_places".to_owned(),
    };
    let exempt: String =
        allowed.exempt.iter().map(|(what, _)| format!("# Not carried over: {}.\n", clean(what))).collect();
    let regions = match regions {
        [] => String::new(),
        _ => format!("set allowed = {{{}}}\n", regions.join(", ")),
    };
    let groups = match groups {
        [] => String::new(),
        _ => format!("set allowed_places = {}\n", groups.join(" + ")),
    };
    format!(
        "loci 1\n{exempt}source GUARDRAIL is \"{file}{title}\"\n{regions}{groups}\n\
         policy guardrail version 1.0.0 \"Only the allowed locations of {cloud}\" {{\n  \
         rule stores \"Data rest in an allowed location\" [GUARDRAIL \"allowed locations\"]\n    for every s in storage\n    require {test}\n\n  \
         rule processes \"Data are processed in an allowed location\" [GUARDRAIL \"allowed locations\"]\n    for every s in processing\n    \
         require {test}\n}}\n",
        file = clean(file),
        cloud = allowed.cloud,
    )
}

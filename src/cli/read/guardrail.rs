//! Guardrails on locations as policies: service control policies of AWS, allowed locations of Azure, `resourceLocations` of
//! Google Cloud. The policy says what the guardrail says of where data rest and are processed; what a guardrail exempts is
//! told and stands in the policy as a comment.

use super::made::Made;
use crate::cli::rejected::Rejected;
use lexloci::atlas::{self, Group};
use lexloci::read::json::{get, items, text};
use lexloci::read::{Origin, Source, Unread, structured};
use lexloci::{Json, Modules, Policy};

/// A word for a location, and its pointer.
type Word = (String, String);

/// The locations that a guardrail allows.
#[derive(Default)]
struct Allowed {
    cloud: &'static str,
    title: String,
    /// The allowed locations: a location has to be in each of these lists.
    lists: Vec<Vec<Word>>,
    /// The denied locations, also where they are allowed.
    denied: Vec<Word>,
    /// The exemptions, in words.
    exempt: Vec<Word>,
    /// Parts that say something of locations and are not judged, in words.
    beside: Vec<Word>,
}

/// The guardrail of a file: nothing where it is none of this cloud, or the reason why it is refused.
type Reading = Result<Option<Allowed>, String>;

/// Reads a guardrail.
pub(super) fn read(source: &Source) -> Result<Made, Rejected<'static>> {
    let refuse = |message: String| Rejected::without_position(&source.name, "L0005", message);
    let (json, lines) = structured(source)?;
    let at = |pointer: &str| Origin { file: source.name.clone(), line: lines.line(pointer), spot: String::new() };
    let readings = [aws, azure, google].into_iter().map(|read| read(&json));
    let allowed = readings.collect::<Result<Vec<_>, _>>().map_err(refuse)?.into_iter().flatten().next();
    let allowed = allowed.ok_or_else(|| {
        refuse("this is no guardrail on locations of AWS, Azure or Google Cloud that is known here".to_owned())
    })?;
    let mut unread = vec![];
    let mut members: Option<Vec<Member>> = None;
    for list in &allowed.lists {
        let mut own = vec![];
        for (word, pointer) in list {
            match member(allowed.cloud, word) {
                Some(member) if !own.contains(&member) => own.push(member),
                Some(_) => {}
                None => unread.push(Unread {
                    at: at(pointer),
                    what: format!("the location \"{word}\", so that the policy allows less"),
                }),
            }
        }
        members = Some(match members {
            Some(before) => before.into_iter().filter(|member| own.contains(member)).collect(),
            None => own,
        });
    }
    let mut members = members.unwrap_or_default();
    let mut denied = vec![];
    for (word, pointer) in &allowed.denied {
        match member(allowed.cloud, word) {
            Some(member) => denied.push(member),
            // A pattern fits regions below, and another word of AWS none that the atlas knows.
            None if allowed.cloud == "aws" => {}
            None => {
                let line = lines.line(pointer);
                let message = format!(
                    "line {line}: the location \"{word}\" is denied and not known, so that a policy without it would allow more"
                );
                return Err(refuse(message));
            }
        }
        members.retain(|member| !matches!(member, Member::Region(id) if matches(word, id)));
    }
    members.retain(|member| !denied.contains(member));
    if members.is_empty() {
        return Err(refuse("the guardrail allows no location that the atlas knows".to_owned()));
    }
    // A region of a group that is allowed is denied besides, and so is a group.
    let has_groups = members.iter().any(|member| matches!(member, Member::Group(_)));
    denied.retain(|member| has_groups || matches!(member, Member::Group(_)));
    for (what, pointer) in &allowed.exempt {
        unread.push(Unread { at: at(pointer), what: format!("{what}: the policy has no such exemption") });
    }
    unread.extend(allowed.beside.iter().map(|(what, pointer)| Unread { at: at(pointer), what: what.clone() }));
    let policy = written(&source.name, &allowed, &members, &denied);
    match Policy::parse(&policy, &Modules::new()) {
        Ok(_) => Ok(Made { policy, unread }),
        Err(errors) => {
            let said = errors.first().map_or(String::new(), |error| error.message.clone());
            Err(refuse(format!("the policy that was made of it has an error: {said}")))
        }
    }
}

#[derive(PartialEq, Eq)]
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

/// Returns whether a pattern such as `us-*` fits the region with an id such as `aws/us-east-1`.
fn matches(pattern: &str, id: &str) -> bool {
    fn fits(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some((b'*', rest)), None) => fits(rest, text),
            (Some((b'*', rest)), Some((_, after))) => fits(rest, text) || fits(pattern, after),
            (Some((sign, rest)), Some((letter, after))) => {
                (*sign == b'?' || sign.eq_ignore_ascii_case(letter)) && fits(rest, after)
            }
            _ => false,
        }
    }
    // Many wildcards take long to try, and say no more than one.
    let many = pattern.matches('*').count() > 4;
    many || fits(pattern.as_bytes(), id.split_once('/').map_or(id, |(_, own)| own).as_bytes())
}

/// Reads a service control policy that denies what is requested outside of some regions. Its statements hold together.
fn aws(json: &Json) -> Reading {
    let statements = match get(json, "Statement") {
        None => return Ok(None),
        Some(Json::Array(statements)) => {
            statements.iter().enumerate().map(|(i, one)| (format!("/Statement/{i}"), one)).collect()
        }
        Some(one) => vec![("/Statement".to_owned(), one)],
    };
    let mut allowed = Allowed { cloud: "aws", ..Allowed::default() };
    let mut narrow = None;
    for (pointer, statement) in statements {
        let Some(Json::Object(tests)) = get(statement, "Condition") else { continue };
        let on_region = |keys: &'_ Json| match keys {
            Json::Object(keys) => {
                keys.iter().filter(|(key, _)| key.eq_ignore_ascii_case("aws:RequestedRegion")).count()
            }
            _ => 0,
        };
        let mut found = tests.iter().filter(|(_, keys)| on_region(keys) > 0);
        let Some((operator, keys)) = found.next() else {
            let other = tests.iter().find(|(_, keys)| has_region(keys));
            allowed.beside.extend(other.map(|(name, _)| {
                let what = format!("the condition {name} on a region that is not the one requested");
                (what, format!("{pointer}/Condition/{name}"))
            }));
            continue;
        };
        if found.next().is_some() || text(statement, "Effect") != Some("Deny") {
            return Err(
                "a statement has two conditions on the region, or is no Deny: what it allows is not known".to_owned()
            );
        }
        if let Some(what) = part(statement) {
            let sid = text(statement, "Sid").map_or(String::new(), |sid| format!(" {sid}"));
            let what = format!(
                "the statement{sid}, which is about {what} and not about everything that rests or is processed"
            );
            narrow.get_or_insert(what.clone());
            allowed.beside.push((what, pointer));
            continue;
        }
        let Json::Object(keys) = keys else { continue };
        let Some((key, regions)) = keys.iter().find(|(key, _)| key.eq_ignore_ascii_case("aws:RequestedRegion")) else {
            continue;
        };
        let words = texts(regions, &format!("{pointer}/Condition/{operator}/{key}"));
        let plain = operator.trim_start_matches("ForAnyValue:").trim_start_matches("ForAllValues:");
        match plain.trim_end_matches("IfExists") {
            "StringNotEquals" | "StringNotEqualsIgnoreCase" | "StringNotLike" => {
                allowed.title = text(statement, "Sid").unwrap_or("").to_owned();
                allowed.lists.push(words);
            }
            "StringEquals" | "StringEqualsIgnoreCase" | "StringLike" => allowed.denied.extend(words),
            _ => return Err(format!("the condition {operator} on the region is not known")),
        }
        exempt(&mut allowed, &pointer, statement, (operator, keys.len() > 1));
        allowed.exempt.extend(
            tests
                .iter()
                .filter(|(name, _)| name != operator)
                .map(|(name, _)| (format!("the condition {name}"), format!("{pointer}/Condition/{name}"))),
        );
    }
    let has_denied = !allowed.denied.is_empty();
    if let Some(what) = narrow.filter(|_| allowed.lists.is_empty()) {
        return Err(format!(
            "a policy on every store would say more than the guardrail does: {what}. Write the policy for what it covers"
        ));
    }
    match allowed.lists.is_empty() {
        true if has_denied => {
            Err("the guardrail denies regions and allows every other one: it is no list of what is allowed".to_owned())
        }
        true => Ok(None),
        false => Ok(Some(allowed)),
    }
}

/// The services of AWS in which data rest or are processed: a guardrail that leaves one out says nothing of its data.
const OF_DATA: [&str; 25] = [
    "athena",
    "backup",
    "batch",
    "dynamodb",
    "ebs",
    "ec2",
    "ecr",
    "ecs",
    "eks",
    "elasticache",
    "elasticfilesystem",
    "es",
    "firehose",
    "fsx",
    "glacier",
    "glue",
    "kinesis",
    "lambda",
    "logs",
    "opensearch",
    "rds",
    "redshift",
    "s3",
    "sns",
    "sqs",
];

/// Returns the part of a cloud that a statement is about, in words, where that is not the whole.
fn part(statement: &Json) -> Option<String> {
    let words = |key: &str| get(statement, key).map_or(vec![], |words| texts(words, ""));
    let joined = |words: Vec<Word>| words.into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(", ");
    for (key, what) in [("Action", "the actions"), ("Resource", "the resources")] {
        let words = words(key);
        if !words.is_empty() && words.iter().all(|(word, _)| !word.trim_matches('*').is_empty() && word != "*:*") {
            return Some(format!("{what} {} alone", joined(words)));
        }
    }
    let is_whole = |word: &str| {
        let (service, actions) = word.split_once(':').unwrap_or((word, "*"));
        OF_DATA.iter().any(|own| own.eq_ignore_ascii_case(service)) && actions == "*"
    };
    let left: Vec<Word> = words("NotAction").into_iter().filter(|(word, _)| word == "*" || is_whole(word)).collect();
    (!left.is_empty()).then(|| format!("all but {}", joined(left)))
}

/// Returns whether the keys of a condition name another region than the one requested, as `ec2:Region` does.
fn has_region(keys: &Json) -> bool {
    matches!(keys, Json::Object(keys) if keys.iter().any(|(key, _)| key.to_ascii_lowercase().ends_with("region")))
}

/// Notes what a statement does not deny.
fn exempt(allowed: &mut Allowed, pointer: &str, statement: &Json, (operator, has_more): (&str, bool)) {
    if let Some(exempt) = get(statement, "NotAction") {
        let services: Vec<String> = texts(exempt, "").into_iter().map(|(service, _)| service).collect();
        allowed.exempt.push((format!("the services {}", services.join(", ")), format!("{pointer}/NotAction")));
    }
    if get(statement, "NotResource").is_some() {
        allowed.exempt.push(("resources".to_owned(), format!("{pointer}/NotResource")));
    }
    if has_more {
        let what = format!("other keys of the condition {operator}");
        allowed.exempt.push((what, format!("{pointer}/Condition/{operator}")));
    }
}

/// Reads an assignment or a definition of Azure's allowed locations, if it denies.
fn azure(json: &Json) -> Reading {
    let (root, body) = get(json, "properties").map_or(("", json), |properties| ("/properties", properties));
    let mut allowed = Allowed { cloud: "azure", ..Allowed::default() };
    allowed.title = text(body, "displayName").unwrap_or("").to_owned();
    let parameters = get(body, "parameters");
    let parameter = |name: &str| parameters.and_then(|parameters| get(parameters, name));
    let mut words = vec![];
    if let Some(list) = parameter("listOfAllowedLocations").and_then(|list| get(list, "value")) {
        words = texts(list, &format!("{root}/parameters/listOfAllowedLocations/value"));
    } else if let Some(rule) = get(body, "policyRule").and_then(|rule| get(rule, "if")) {
        not_in(rule, &format!("{root}/policyRule/if"), (&mut words, &mut allowed.exempt));
        let only = items(rule, "allOf").iter().find(|part| text(part, "field") != Some("location") && is_only(part));
        if let Some(field) = only.filter(|_| !words.is_empty()).and_then(|part| text(part, "field")) {
            return Err(format!(
                "its rule is about the resources with one {field} alone: a policy on every store would say more. Write the policy for what it covers"
            ));
        }
    }
    if words.is_empty() {
        return Ok(None);
    }
    if words.iter().any(|(word, _)| word.starts_with("[parameters(")) {
        return Err("its locations are a parameter, whose value the assignment has: read the assignment".to_owned());
    }
    allowed.lists.push(words);
    let effect =
        get(body, "policyRule").map(|rule| get(rule, "then").and_then(|then| text(then, "effect")).unwrap_or(""));
    let given = parameter("effect").and_then(|effect| text(effect, "value").or_else(|| text(effect, "defaultValue")));
    let effect = match effect {
        Some(effect) if effect.starts_with('[') => Some(given.unwrap_or("")),
        Some(effect) => Some(effect),
        None => given,
    };
    if let Some(effect) = effect.filter(|effect| !effect.eq_ignore_ascii_case("deny")) {
        return Err(format!("its effect is \"{effect}\": it does not deny other locations"));
    }
    if text(body, "enforcementMode").is_some_and(|mode| mode != "Default") {
        return Err("its enforcement is off: it does not deny other locations".to_owned());
    }
    if !items(body, "overrides").is_empty() {
        return Err("its overrides may change its effect".to_owned());
    }
    for key in ["notScopes", "resourceSelectors"] {
        if !items(body, key).is_empty() {
            allowed.exempt.push((format!("what {key} leave out"), format!("{root}/{key}")));
        }
    }
    Ok(Some(allowed))
}

/// Returns whether a condition of a rule picks what the rule is about, and does not leave something out.
fn is_only(part: &Json) -> bool {
    ["equals", "in", "like", "match", "matchInsensitively", "contains", "containsKey"]
        .iter()
        .any(|key| get(part, key).is_some())
}

/// Finds `not: {field: location, in: […]}`, or `field: location, notIn: […]`, in a rule of Azure.
fn not_in(rule: &Json, pointer: &str, (words, exempt): (&mut Vec<Word>, &mut Vec<Word>)) {
    if text(rule, "field") == Some("location")
        && let Some(list) = get(rule, "notIn")
    {
        words.extend(texts(list, &format!("{pointer}/notIn")));
        return;
    }
    if let Some(inner) = get(rule, "not").filter(|inner| text(inner, "field") == Some("location"))
        && let Some(list) = get(inner, "in")
    {
        words.extend(texts(list, &format!("{pointer}/not/in")));
        return;
    }
    for (index, part) in items(rule, "allOf").iter().enumerate() {
        let before = words.len();
        not_in(part, &format!("{pointer}/allOf/{index}"), (words, exempt));
        if words.len() == before {
            let field = text(part, "field").unwrap_or("another condition");
            exempt.push((format!("resources by {field}"), format!("{pointer}/allOf/{index}")));
        }
    }
}

/// Reads an organisation policy of Google on `gcp.resourceLocations`. A rule with a condition restricts as any other, and what
/// one denies is denied.
fn google(json: &Json) -> Reading {
    let mut allowed = Allowed { cloud: "gcp", ..Allowed::default() };
    let Some(name) = text(json, "constraint").or_else(|| text(json, "name")) else { return Ok(None) };
    if !name.ends_with("gcp.resourceLocations") {
        return Ok(None);
    }
    allowed.title = name.rsplit('/').next().unwrap_or(name).to_owned();
    let mut rules = vec![];
    if let Some(list) = get(json, "listPolicy") {
        rules.push(("/listPolicy".to_owned(), list, list));
    }
    let spec = get(json, "spec").unwrap_or(&Json::Null);
    for (index, rule) in items(spec, "rules").iter().enumerate() {
        let pointer = format!("/spec/rules/{index}");
        rules.push((format!("{pointer}/values"), rule, get(rule, "values").unwrap_or(&Json::Null)));
    }
    let is_yes = |json: &Json, key: &str| get(json, key) == Some(&Json::Bool(true));
    let mut plain = vec![];
    for (pointer, rule, values) in rules {
        if is_yes(rule, "denyAll") || text(rule, "allValues") == Some("DENY") {
            return Err("a rule denies every location".to_owned());
        }
        let words = |key: &str| get(values, key).map_or(vec![], |list| texts(list, &format!("{pointer}/{key}")));
        allowed.denied.extend(words("deniedValues"));
        let own = words("allowedValues");
        let place = pointer.trim_end_matches("/values");
        if get(rule, "condition").is_some() {
            allowed.exempt.push(("a rule with a condition".to_owned(), format!("{place}/condition")));
            allowed.lists.extend(Some(own).filter(|own| !own.is_empty()));
        } else {
            plain.extend(own);
        }
        if is_yes(rule, "allowAll") || text(rule, "allValues") == Some("ALLOW") {
            allowed.exempt.push(("a rule that allows every location".to_owned(), place.to_owned()));
        }
    }
    for (pointer, part) in [("/spec", spec), ("/listPolicy", get(json, "listPolicy").unwrap_or(&Json::Null))] {
        if is_yes(part, "inheritFromParent") {
            let what = "the policy of the parent, which adds to what is allowed and denied".to_owned();
            allowed.beside.push((what, format!("{pointer}/inheritFromParent")));
        }
    }
    if is_yes(spec, "reset") {
        return Err("it is reset: its rules do not count".to_owned());
    }
    if plain.is_empty() && !allowed.lists.is_empty() {
        return Err(
            "it allows locations where a condition holds and nowhere else: a policy on every store would say more"
                .to_owned(),
        );
    }
    if plain.is_empty() {
        return match allowed.denied.is_empty() {
            true => Ok(None),
            false => Err("the guardrail denies locations and allows every other one: it is no list of what is allowed"
                .to_owned()),
        };
    }
    allowed.lists.push(plain);
    Ok(Some(allowed))
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

/// Writes a set of regions and one of groups, and the test that a site is in either.
fn sets(members: &[Member], (regions, groups): (&str, &str)) -> (String, String) {
    let ids: Vec<&str> =
        members.iter().filter_map(|member| if let Member::Region(id) = member { Some(*id) } else { None }).collect();
    let names: Vec<&str> =
        members.iter().filter_map(|member| if let Member::Group(name) = member { Some(*name) } else { None }).collect();
    let mut sets = String::new();
    let mut tests = vec![];
    if !ids.is_empty() {
        sets.push_str(&format!("set {regions} = {{{}}}\n", ids.join(", ")));
        tests.push(format!("s.region in {regions}"));
    }
    if !names.is_empty() {
        sets.push_str(&format!("set {groups} = {}\n", names.join(" + ")));
        tests.push(format!("s in {groups}"));
    }
    (sets, tests.join(" or "))
}

/// Writes the policy.
fn written(file: &str, allowed: &Allowed, members: &[Member], denied: &[Member]) -> String {
    let clean = |text: &str| text.chars().filter(|c| !matches!(c, '"' | '\\' | '\n' | '\r')).collect::<String>();
    let title = if allowed.title.is_empty() { String::new() } else { format!(", {}", clean(&allowed.title)) };
    let (mut lists, mut test) = sets(members, ("allowed", "allowed_places"));
    if !denied.is_empty() {
        let (more, not) = sets(denied, ("denied", "denied_places"));
        lists.push_str(&more);
        test = format!("({test}) and not ({not})");
    }
    let exempt: String =
        allowed.exempt.iter().map(|(what, _)| format!("# Not carried over: {}.\n", clean(what))).collect();
    format!(
        "loci 1\n{exempt}source GUARDRAIL is \"{file}{title}\"\n{lists}\n\
         policy guardrail version 1.0.0 \"Only the allowed locations of {cloud}\" {{\n  \
         rule stores \"Data rest in an allowed location\" [GUARDRAIL \"allowed locations\"]\n    for every s in storage\n    require {test}\n\n  \
         rule processes \"Data are processed in an allowed location\" [GUARDRAIL \"allowed locations\"]\n    for every s in processing\n    \
         require {test}\n}}\n",
        file = clean(file),
        cloud = allowed.cloud,
    )
}

//! Reads sites out of the resources of clouds. Which types hold or process data, and which of their attributes say where, are
//! tables beside this file: resources.csv and clouds.csv. The pairs of Azure's regions (pairs.csv) are those of the list of
//! locations in Azure/terraform-azurerm-avm-utl-regions 9064b20 (MIT).
//!
//! A place is read where the file says it. Else the site is of unknown place, the reason is told, and the lists stay open.

use super::Origin;
use super::draft::{Draft, Fact};
use crate::atlas;
use crate::flow::json::Json;

/// A value of an attribute, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// An expression whose value is not in the files, in words.
    Unknown(String),
}

/// A value, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) value: Value,
    pub(super) at: Origin,
}

/// Returns every value of an attribute, by its name.
pub(super) type Attributes<'a> = &'a dyn Fn(&str) -> Vec<Attribute>;

/// A resource of a cloud.
pub(super) struct Resource<'a> {
    /// Its type: `aws_s3_bucket`.
    pub(super) kind: &'a str,
    /// Its name in its file: `aws_s3_bucket.logs`.
    pub(super) address: String,
    /// Its place in the file.
    pub(super) at: Origin,
    /// Its location, as its file says beside its attributes: the region of its name in AWS, the location of an inventory.
    pub(super) own: Option<Attribute>,
    /// Says whether an attribute that is left out has the default of Terraform.
    pub(super) has_defaults: bool,
    /// An attribute of the configuration of its provider.
    pub(super) provider: &'a dyn Fn(&str) -> Option<Attribute>,
    /// Every value that one of its attributes has; `replica.region_name` is that of a block inside.
    pub(super) attributes: Attributes<'a>,
    /// An attribute that may get values later which the file does not have yet.
    pub(super) pending: &'a dyn Fn(&str) -> Option<Attribute>,
}

/// A row of resources.csv.
struct Kind {
    /// The lists of its sites; with `?` after it, one whose site has no place that the resource says.
    lists: &'static str,
    /// The attributes that say where it is, then `provider.region` for one of the provider's, `=US` for the place of a
    /// resource that names none, and `-` where nothing else says it.
    place: &'static str,
    encrypted: &'static str,
    key: &'static str,
    /// The attributes that say where copies are: `replica.region_name` for one that is as the resource, `~` before it for
    /// a block that the provider fills in itself, `+` for one at rest alone, `>` for the resource that keeps it;
    /// `replication!LRS|ZRS` for a copy in the paired region unless the value is one of these, `-` among them for none.
    more: &'static str,
}

/// Returns the words of a cell.
fn words(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(' ').filter(|word| !word.is_empty())
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// Finds the row of a type: its own, or the longest that ends in `*` and fits.
fn kind_of(name: &str) -> Option<Kind> {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start).then_some(start.len()),
        None => (pattern == name).then_some(usize::MAX),
    };
    let table = rows(include_str!("resources.csv"));
    let found = table.filter_map(|row| fits(row.first()?).map(|length| (length, row)));
    match found.max_by_key(|(length, _)| *length)?.1.as_slice() {
        [_, lists, place, encrypted, key, more] => Some(Kind { lists, place, encrypted, key, more }),
        _ => None,
    }
}

/// Returns the attributes of a type that say whether it is encrypted and by which key; empty where it has none.
pub(super) fn protecting(name: &str) -> (&'static str, &'static str) {
    kind_of(name).map_or(("", ""), |kind| (kind.encrypted, kind.key))
}

/// A cloud, by the first letters of its resources.
pub(super) struct Cloud {
    /// Terraform's name of its provider.
    pub(super) provider: &'static str,
    /// The first part of its regions in the atlas.
    pub(super) name: &'static str,
    /// The attributes of the provider that say where it works, apart by spaces.
    pub(super) place: &'static str,
}

/// Returns the cloud that a type of resource belongs to.
pub(super) fn cloud_of(kind: &str) -> Option<Cloud> {
    let mut table = rows(include_str!("clouds.csv"));
    match table.find(|row| row.first().is_some_and(|prefix| kind.starts_with(prefix)))?.as_slice() {
        [_, provider, name, place] => Some(Cloud { provider, name, place }),
        _ => None,
    }
}

/// Returns the lists that a file of resources speaks of.
pub(super) const LISTS: [&str; 2] = ["storage", "processing"];

/// Adds the sites that a resource makes. What it does not say stays unknown.
pub(super) fn add(draft: &mut Draft, resource: &Resource<'_>) {
    let (kind, cloud) = (kind_of(resource.kind), cloud_of(resource.kind));
    let (kind, cloud) = match (kind, cloud) {
        (Some(kind), Some(cloud)) => (kind, cloud),
        (Some(kind), None) if kind.lists == "none" => return,
        _ => return tell(draft, resource, &resource.at, "resources of this type are not known here"),
    };
    let mut sites = Sites { draft, resource, cloud: &cloud, known: vec![], is_copied: false };
    if kind.lists != "none" {
        let protection = protection(&kind, resource);
        for place in places(&kind, &cloud, resource) {
            sites.add(place.as_ref(), kind.lists, &protection);
        }
        for place in words(kind.more).flat_map(|more| replicas(more, resource)) {
            if !sites.has(&place.value) {
                sites.add(Some(&place), kind.lists, &protection);
            }
        }
    }
    for more in words(kind.more) {
        sites.copies(more);
    }
}

/// Tells why something of a resource is not known, and keeps the lists open.
fn tell(draft: &mut Draft, resource: &Resource<'_>, at: &Origin, why: &str) {
    let what = format!("{}: {why}", resource.address);
    draft.unread(at.clone(), what.clone());
    draft.open(what);
}

/// Returns every place that a resource states of itself; `None` where nothing says it.
fn places(kind: &Kind, cloud: &Cloud, resource: &Resource<'_>) -> Vec<Option<Attribute>> {
    let is_word = |name: &&str| *name != "-" && !name.starts_with('=') && !name.starts_with("provider.");
    let is_alone = words(kind.place).any(|name| name == "-");
    let mut own: Vec<Attribute> =
        words(kind.place).filter(is_word).flat_map(|name| (resource.attributes)(name)).collect();
    if is_alone {
        return if own.is_empty() { vec![None] } else { own.into_iter().map(Some).collect() };
    }
    if words(kind.place).all(|name| name != "region") {
        own.extend((resource.attributes)("region"));
    }
    own.extend(resource.own.clone());
    let mut names = words(kind.place).filter_map(|name| name.strip_prefix("provider.")).peekable();
    let default = words(kind.place).find_map(|name| name.strip_prefix('=')).filter(|_| resource.has_defaults);
    let stated = match (agreed(cloud, own), default) {
        (Some(own), _) => Some(own),
        (None, Some(place)) => Some(Attribute { value: Value::Text(place.to_owned()), at: resource.at.clone() }),
        (None, None) if names.peek().is_some() => names.find_map(|name| (resource.provider)(name)),
        (None, None) => words(cloud.place).find_map(|name| (resource.provider)(name)),
    };
    vec![stated]
}

/// Returns the one place that all attributes with a value agree on.
fn agreed(cloud: &Cloud, own: Vec<Attribute>) -> Option<Attribute> {
    let (known, unknown): (Vec<_>, Vec<_>) =
        own.into_iter().partition(|attribute| matches!(attribute.value, Value::Text(_)));
    let Some(first) = known.first() else { return unknown.into_iter().next() };
    let other = known.iter().find(|other| {
        other.value != first.value
            && (id(cloud, &other.value).is_none() || id(cloud, &other.value) != id(cloud, &first.value))
    });
    Some(match (other, &first.value) {
        (Some(Attribute { value: Value::Text(two), at }), Value::Text(one)) => {
            Attribute { value: Value::Unknown(format!("{one}, or {two}")), at: at.clone() }
        }
        _ => first.clone(),
    })
}

/// Returns the id of the region or multi-region that a value means in a cloud.
fn id(cloud: &Cloud, value: &Value) -> Option<&'static str> {
    let Value::Text(text) = value else { return None };
    let last = text.rsplit('/').next().unwrap_or(text);
    let name = last.strip_prefix("regional-").filter(|_| cloud.name == "gcp").unwrap_or(last);
    let word = format!("{}/{name}", cloud.name);
    let region = atlas::region_written(&word).map(|region| region.id);
    region.or_else(|| atlas::multi_region_written(&word).map(|multi| multi.id))
}

/// Returns where a resource has a replica that is as itself, by a word of its row.
fn replicas(more: &str, resource: &Resource<'_>) -> Vec<Attribute> {
    if more.starts_with(['+', '>']) || more.contains('!') {
        return vec![];
    }
    match more.strip_prefix('~') {
        Some(name) => (resource.attributes)(name),
        None => (resource.attributes)(more).into_iter().chain((resource.pending)(more)).collect(),
    }
}

/// The sites of a resource while they are read.
struct Sites<'d, 'r> {
    draft: &'d mut Draft,
    resource: &'r Resource<'r>,
    cloud: &'r Cloud,
    /// The regions of those that are known.
    known: Vec<&'static str>,
    /// Says whether the file says where its copy at rest is.
    is_copied: bool,
}

impl Sites<'_, '_> {
    /// Returns whether a site in the place of a value was added.
    fn has(&self, value: &Value) -> bool {
        id(self.cloud, value).is_some_and(|id| self.known.contains(&id))
    }

    /// Adds a site to each list.
    fn add(&mut self, place: Option<&Attribute>, lists: &str, protection: &[Fact]) {
        let facts = self.facts(place);
        for list in lists.split(' ') {
            let own = list.strip_suffix('?');
            let Some(name) = LISTS.into_iter().find(|name| *name == own.unwrap_or(list)) else { continue };
            let at = &self.resource.at;
            if own.is_some() {
                tell(self.draft, self.resource, at, &format!("nothing says in which region its {name} is"));
                self.draft.entry(name, at, protection.to_vec());
            } else {
                self.draft.entry(name, at, facts.iter().chain(protection).cloned().collect());
            }
        }
    }

    /// Returns the facts of place that an attribute means. Without one, tells why.
    fn facts(&mut self, place: Option<&Attribute>) -> Vec<Fact> {
        if let Some(id) = place.and_then(|place| id(self.cloud, &place.value)) {
            self.known.push(id);
            let at = place.map_or(&self.resource.at, |place| &place.at);
            return vec![("region", Json::Text(id.to_owned()), at.clone())];
        }
        let why = match place.map(|place| &place.value) {
            None => "nothing says in which region it is".to_owned(),
            Some(Value::Text(text)) => format!("the atlas has no region `{}/{text}`", self.cloud.name),
            Some(Value::Bool(yes)) => format!("`{yes}` is no region"),
            Some(Value::Unknown(words)) => format!("the region is `{words}`, whose value is not in these files"),
        };
        tell(self.draft, self.resource, place.map_or(&self.resource.at, |place| &place.at), &why);
        vec![]
    }

    /// Adds the copies at rest that a word of the row tells of.
    fn copies(&mut self, more: &str) {
        if let Some((name, none)) = more.split_once('!') {
            return self.paired(name, none);
        }
        if let Some(name) = more.strip_prefix('+') {
            for place in (self.resource.attributes)(name) {
                self.is_copied = true;
                if !self.has(&place.value) {
                    self.add(Some(&place), "storage", &[]);
                }
            }
        }
        for copy in more.strip_prefix('>').map_or(vec![], |name| (self.resource.attributes)(name)) {
            let words = match &copy.value {
                Value::Text(words) | Value::Unknown(words) => words.as_str(),
                Value::Bool(_) => "",
            };
            // A resource of the same configuration is read on its own.
            let is_here = matches!(copy.value, Value::Unknown(_))
                && ["aws_s3_bucket.", "azurerm_storage_account."].iter().any(|kind| words.starts_with(kind));
            if !is_here {
                let why = format!("it is copied to `{words}`, and nothing says in which region that is");
                tell(self.draft, self.resource, &copy.at, &why);
                self.draft.entry("storage", &self.resource.at, vec![]);
            }
        }
    }

    /// Adds the copy in the paired region, unless an attribute has a value that means none.
    fn paired(&mut self, name: &str, none: &str) {
        let stated = (self.resource.attributes)(name).into_iter().next();
        let mut means = none.split('|');
        let word = match stated.as_ref().map(|stated| &stated.value) {
            None if !self.resource.has_defaults => {
                // The file may say where the copy is.
                if self.is_copied {
                    return;
                }
                let why = format!("`{name}` is not in the file, so that it may have a copy in another region");
                return tell(self.draft, self.resource, &self.resource.at, &why);
            }
            None if means.any(|word| word == "-") => return,
            None => format!("without `{name}`"),
            Some(Value::Bool(yes)) => yes.to_string(),
            Some(Value::Text(word) | Value::Unknown(word)) => word.clone(),
        };
        let last = word.rsplit('_').next().unwrap_or(&word);
        let is_known = !matches!(&stated, Some(Attribute { value: Value::Unknown(_), .. }));
        // The copy of what is of unknown place says no more.
        let is_none = is_known && means.any(|none| none.eq_ignore_ascii_case(last));
        if is_none || self.is_copied || self.known.is_empty() {
            return;
        }
        let at = stated.map_or(self.resource.at.clone(), |stated| stated.at);
        let pair = match self.known.as_slice() {
            [id] => pair(id),
            _ => None,
        };
        if let Some(pair) = pair.filter(|_| is_known) {
            let place = Attribute { value: Value::Text(pair.to_owned()), at };
            return self.add(Some(&place), "storage", &[]);
        }
        let why = format!("replication {word} may keep a copy in another region, which is not named");
        tell(self.draft, self.resource, &at, &why);
        self.draft.entry("storage", &self.resource.at, vec![]);
    }
}

/// Returns the region of Azure that is paired with another.
fn pair(id: &str) -> Option<&'static str> {
    let own = id.strip_prefix("azure/")?;
    rows(include_str!("pairs.csv")).find(|row| row.first() == Some(&own))?.get(1).copied()
}

/// Returns whether a resource says that it is encrypted, and who holds the keys. A key that the customer manages in the
/// provider's service is held by the provider.
fn protection(kind: &Kind, resource: &Resource<'_>) -> Vec<Fact> {
    let of = |name: &str| if name.is_empty() { vec![] } else { (resource.attributes)(name) };
    let stated = of(kind.encrypted).into_iter().find_map(|attribute| match attribute.value {
        Value::Bool(yes) => Some((yes, attribute.at)),
        Value::Text(text) => match text.as_str() {
            "true" | "enabled" => Some((true, attribute.at)),
            "false" | "disabled" => Some((false, attribute.at)),
            _ => None,
        },
        Value::Unknown(_) => None,
    });
    let keyed = || of(kind.key).into_iter().find(|key| is_key(&key.value));
    let key = keyed().filter(|_| !matches!(stated, Some((false, _))));
    let encrypted = stated.or_else(|| key.as_ref().map(|key| (true, key.at.clone())));
    let mut facts: Vec<Fact> = encrypted.map(|(yes, at)| ("encrypted", Json::Bool(yes), at)).into_iter().collect();
    facts.extend(key.map(|key| {
        let holder = ("holder".to_owned(), Json::Text("provider".to_owned()));
        ("keys", Json::Object(vec![holder]), key.at)
    }));
    facts
}

/// Returns whether a value names a key: an id, or an attribute of a key of the same configuration.
fn is_key(value: &Value) -> bool {
    match value {
        Value::Text(text) => !text.is_empty(),
        Value::Unknown(words) => ["aws_kms_", "google_kms_", "azurerm_key_vault_", "azurerm_disk_encryption_set"]
            .iter()
            .any(|kind| words.starts_with(kind)),
        Value::Bool(_) => false,
    }
}

//! Inventories from a seed, with the skew of real ones: few regions and vendors have most flows, most flows are small, few are large, and
//! much is not stated.

use arrow_array::builder::{BooleanBuilder, Date32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field};
use lexloci::{Date, atlas};
use std::fmt::Write;
use std::sync::Arc;

/// Draws numbers (splitmix64): the same for the same seed, everywhere.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// Returns a position below `count`, where the first ones are drawn most: about half of all are among the first eighth.
    fn skewed(&mut self, count: usize) -> usize {
        let drawn = (count as f64).powf(self.unit()) - 1.0;
        (drawn.max(0.0) as usize).min(count.saturating_sub(1))
    }

    fn one<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words.get(self.skewed(words.len())).copied().unwrap_or_default()
    }

    fn maybe<T>(&mut self, percent: u64, value: impl FnOnce(&mut Draw) -> T) -> Option<T> {
        self.chance(percent).then(|| value(self))
    }
}

struct Store {
    region: &'static str,
    kind: Option<&'static str>,
    encrypted: Option<bool>,
    holder: Option<&'static str>,
}

struct Transfer {
    to: &'static str,
    vendor: &'static str,
    listed: bool,
    tool: Option<&'static str>,
}

/// A flow.
pub(crate) struct Drawn {
    id: u64,
    as_of: Date,
    complete: bool,
    data: Vec<&'static str>,
    seat: &'static str,
    storage: Vec<Store>,
    transfers: Vec<Transfer>,
}

const SEATS: [&str; 12] = ["DE", "FR", "NL", "ES", "IT", "PL", "SE", "BE", "AT", "IE", "GB", "CH"];
const DATA: [&str; 6] = ["contact", "customer", "financial", "location", "health", "biometric"];
const DESTINATIONS: [&str; 10] = ["US", "GB", "IE", "IN", "CH", "JP", "CA", "BR", "PH", "CN"];

/// Draws flows without end.
pub(crate) struct Inventory {
    draw: Draw,
    regions: Vec<&'static str>,
    vendors: Vec<&'static str>,
    next: u64,
    day: Date,
}

impl Inventory {
    pub(crate) fn new(seed: u64) -> Inventory {
        let mut regions: Vec<&'static str> = atlas::regions().iter().map(|region| region.id).collect();
        // European ones first: they are drawn most.
        regions.sort_by_key(|id| (!id.contains("eu") && !id.contains("fr") && !id.contains("de"), *id));
        let vendors = atlas::vendors().iter().map(|vendor| vendor.key).collect();
        let day = Date::parse("2026-03-01").unwrap_or(Date::MIN);
        Inventory { draw: Draw::new(seed), regions, vendors, next: 0, day }
    }

    pub(crate) fn flow(&mut self) -> Drawn {
        let draw = &mut self.draw;
        self.next += 1;
        let stores = 1 + draw.skewed(12);
        let transfers = if draw.chance(45) { draw.skewed(10) + 1 } else { 0 };
        let mut data: Vec<&'static str> = (0..1 + draw.skewed(3)).map(|_| draw.one(&DATA)).collect();
        data.dedup();
        let seat = draw.one(&SEATS);
        let storage = (0..stores).map(|at| Store {
            region: self.regions.get(draw.skewed(self.regions.len())).copied().unwrap_or_default(),
            kind: draw.maybe(70, |_| if at == 0 { "primary" } else { "backup" }),
            encrypted: draw.maybe(60, |draw| draw.chance(95)),
            holder: draw.maybe(30, |draw| draw.one(&["exporter", "operator"])),
        });
        let storage: Vec<Store> = storage.collect();
        let transfers = (0..transfers).map(|_| Transfer {
            to: draw.one(&DESTINATIONS),
            vendor: self.vendors.get(draw.skewed(self.vendors.len())).copied().unwrap_or_default(),
            listed: draw.chance(40),
            tool: draw.maybe(50, |draw| draw.one(&["scc", "bcr"])),
        });
        let transfers = transfers.collect();
        let complete = draw.chance(70);
        Drawn { id: self.next, as_of: self.day, complete, data, seat, storage, transfers }
    }
}

impl Drawn {
    /// Writes it as a line of NDJSON.
    pub(crate) fn line(&self, to: &mut String) -> std::fmt::Result {
        write!(to, r#"{{"id":"s{}","as_of":"{}","complete":{},"data":["#, self.id, self.as_of, self.complete)?;
        each(to, &self.data, |to, word| write!(to, "\"{word}\""))?;
        write!(to, r#"],"exporter":{{"seat":"{}"}},"storage":["#, self.seat)?;
        each(to, &self.storage, |to, store| {
            write!(to, r#"{{"region":"{}""#, store.region)?;
            store.kind.map_or(Ok(()), |kind| write!(to, r#","kind":"{kind}""#))?;
            store.encrypted.map_or(Ok(()), |encrypted| write!(to, r#","encrypted":{encrypted}"#))?;
            store.holder.map_or(Ok(()), |holder| write!(to, r#","keys":{{"holder":"{holder}"}}"#))?;
            write!(to, "}}")
        })?;
        write!(to, r#"],"transfers":["#)?;
        each(to, &self.transfers, |to, transfer| {
            write!(to, r#"{{"to":"{}","recipient":{{"vendor":"{}""#, transfer.to, transfer.vendor)?;
            let listed = if transfer.listed { r#","listed":["dpf"]"# } else { "" };
            write!(to, "{listed}}}")?;
            transfer.tool.map_or(Ok(()), |tool| write!(to, r#","tool":"{tool}""#))?;
            write!(to, "}}")
        })?;
        writeln!(to, "]}}")
    }
}

fn each<T>(to: &mut String, items: &[T], one: impl Fn(&mut String, &T) -> std::fmt::Result) -> std::fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            to.push(',');
        }
        one(to, item)?;
    }
    Ok(())
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn list_of(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", item, true)))
}

/// Returns flows as nested columns.
pub(crate) fn batch(flows: &[Drawn]) -> Result<RecordBatch, ArrowError> {
    let keys = vec![text("holder")];
    let store = vec![
        text("region"),
        text("kind"),
        Field::new("encrypted", DataType::Boolean, true),
        Field::new("keys", DataType::Struct(keys.clone().into()), true),
    ];
    let recipient = vec![text("vendor"), Field::new("listed", list_of(DataType::Utf8), true)];
    let transfer =
        vec![text("to"), text("tool"), Field::new("recipient", DataType::Struct(recipient.clone().into()), true)];
    let mut ids = StringBuilder::new();
    let mut days = Date32Builder::new();
    let mut complete = BooleanBuilder::new();
    let mut data = ListBuilder::new(StringBuilder::new());
    let mut exporter = StructBuilder::from_fields(vec![text("seat")], flows.len());
    let mut storage = ListBuilder::new(StructBuilder::new(
        store,
        vec![
            Box::new(StringBuilder::new()),
            Box::new(StringBuilder::new()),
            Box::new(BooleanBuilder::new()),
            Box::new(StructBuilder::from_fields(keys, 0)),
        ],
    ));
    let person = StructBuilder::new(
        recipient,
        vec![Box::new(StringBuilder::new()), Box::new(ListBuilder::new(StringBuilder::new()))],
    );
    let mut transfers = ListBuilder::new(StructBuilder::new(
        transfer,
        vec![Box::new(StringBuilder::new()), Box::new(StringBuilder::new()), Box::new(person)],
    ));
    let lacks = || ArrowError::InvalidArgumentError("a builder of another type".to_owned());
    let word = |entry: &mut StructBuilder, at: usize, word: Option<&str>| {
        entry.field_builder::<StringBuilder>(at).map(|builder| builder.append_option(word)).ok_or_else(lacks)
    };
    for flow in flows {
        ids.append_value(format!("s{}", flow.id));
        days.append_value(flow.as_of.days());
        complete.append_value(flow.complete);
        data.append_value(flow.data.iter().map(Some));
        word(&mut exporter, 0, Some(flow.seat))?;
        exporter.append(true);
        for store in &flow.storage {
            let entry = storage.values();
            word(entry, 0, Some(store.region))?;
            word(entry, 1, store.kind)?;
            entry.field_builder::<BooleanBuilder>(2).ok_or_else(lacks)?.append_option(store.encrypted);
            let keys = entry.field_builder::<StructBuilder>(3).ok_or_else(lacks)?;
            word(keys, 0, store.holder)?;
            keys.append(store.holder.is_some());
            entry.append(true);
        }
        storage.append(true);
        for transfer in &flow.transfers {
            let entry = transfers.values();
            word(entry, 0, Some(transfer.to))?;
            word(entry, 1, transfer.tool)?;
            let person = entry.field_builder::<StructBuilder>(2).ok_or_else(lacks)?;
            word(person, 0, Some(transfer.vendor))?;
            let listed = person.field_builder::<ListBuilder<StringBuilder>>(1).ok_or_else(lacks)?;
            match transfer.listed {
                true => listed.append_value([Some("dpf")]),
                false => listed.append_null(),
            }
            person.append(true);
            entry.append(true);
        }
        transfers.append(true);
    }
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(ids.finish())),
        ("as_of", Arc::new(days.finish())),
        ("complete", Arc::new(complete.finish())),
        ("data", Arc::new(data.finish())),
        ("exporter", Arc::new(exporter.finish())),
        ("storage", Arc::new(storage.finish())),
        ("transfers", Arc::new(transfers.finish())),
    ];
    RecordBatch::try_from_iter(columns)
}

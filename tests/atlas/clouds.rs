//! Regions, and who operates them.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

fn at(id: &str) -> &'static str {
    region(id).unwrap_or_else(|| panic!("no region {id}")).place.code()
}

/// The prefix `eu-` is not the Union.
#[test]
fn prefixes_lie() {
    for (id, code) in [
        ("aws/eu-west-2", "GB"),
        ("aws/eu-central-2", "CH"),
        ("ibm/eu-gb", "GB"),
        ("oracle/eu-zurich-1", "CH"),
        ("oracle/eu-jovanovac-1", "RS"),
        ("gcp/europe-west2", "GB"),
        ("gcp/europe-west6", "CH"),
        ("alibaba/eu-west-1", "GB"),
        ("open-telekom-cloud/eu-ch2", "CH"),
        ("aws/ap-east-1", "HK"),
        ("azure/mexicocentral", "MX"),
        ("azure/brazilsoutheast", "BR"),
        ("gcp/europe-west1", "BE"),
        ("gcp/europe-north1", "FI"),
        ("outscale/eu-west-2", "FR"),
    ] {
        assert_eq!(at(id), code, "{id}");
    }
}

#[test]
fn the_partition_decides_the_operator() {
    let on = day("2026-11-21");
    let operator = |id| region(id).and_then(|r| r.operator_on(on)).expect("an operator");
    let code = |id| {
        let operator = operator(id);
        (operator.seat.map_or("", Place::code), operator.ultimate_parent.code())
    };
    assert_eq!(code("aws/eu-west-3"), ("US", "US"));
    assert_eq!(code("aws/eusc-de-east-1"), ("DE", "US"));
    assert_eq!(code("aws/cn-north-1"), ("CN", "CN"));
    assert_eq!(code("aws/cn-northwest-1"), ("CN", "CN"));
    assert_eq!(code("azure/chinaeast2"), ("CN", "CN"));
    assert_eq!(code("exoscale/ch-gva-2"), ("CH", "MX"));
    assert_eq!(code("ovhcloud/GRA"), ("FR", "FR"));
    assert_eq!(code("ovhcloud/VIN"), ("US", "FR"));
    assert_eq!(code("ovhcloud/BHS"), ("CA", "FR"));
    assert_eq!(code("ovhcloud/SGP"), ("SG", "FR"));
    assert_eq!(code("hetzner/ash"), ("US", "DE"));
    assert_eq!(code("hetzner/sin"), ("SG", "DE"));
    assert_eq!(code("ionos/us/ewr"), ("US", "DE"));
    assert_eq!(code("ionos/gb/lhr"), ("GB", "DE"));
    assert_eq!(code("outscale/us-east-2"), ("US", "FR"));
    assert_eq!(code("upcloud/us-chi1"), ("", "FI"), "which company runs it is not known");
    assert_eq!(operator("aws/eusc-de-east-1").key, "aws-eusc");
    let entity = |id| operator(id).contracting.map(|(_, place)| place.code());
    assert_eq!(entity("aws/eu-west-3"), Some("LU"));
    assert_eq!(entity("azure/westeurope"), Some("IE"));
    assert_eq!(entity("gcp/europe-west9"), Some("IE"));
    assert_eq!(entity("aws/us-gov-west-1"), None);
}

#[test]
fn ids_match_whatever_their_case() {
    for id in ["ovhcloud/gra", "OVHcloud/GRA", "ovhcloud/Gra"] {
        assert_eq!(region(id).map(|r| r.id), Some("ovhcloud/GRA"));
    }
    for (index, each) in regions().iter().enumerate() {
        assert_eq!(each.index(), index);
        assert_eq!(Region::from_index(index).map(|r| r.id), Some(each.id));
        assert_eq!(region(&each.id.to_uppercase()).map(|r| r.id), Some(each.id));
    }
}

#[test]
fn every_region_has_an_operator_and_a_place() {
    let on = day("2026-11-21");
    for region in regions() {
        assert!(region.operator_on(on).is_some(), "{}", region.id);
        assert!(!region.label.is_empty(), "{}", region.id);
        if let Spot::Place(place) = region.place {
            assert!(place.territory().is_none(), "{}", region.id);
        }
    }
    assert_eq!(at("cloudflare/eu"), "EU");
    assert_eq!(at("cloudflare/weur"), "anywhere");
    assert_eq!(at("fastly/global"), "anywhere");
    assert_eq!(at("akamai/global"), "anywhere");
}

/// The law of a place reaches whoever runs a region there. So a region in another country than its operator's seat has an
/// operator of that country or one of unknown seat, or the operator's row says why none is told apart. Where an access law
/// is in force, that is enough only where such a law reaches the operator's group anyway.
#[test]
fn a_region_abroad_has_an_operator_there_or_a_reason() {
    let on = day("2026-11-21");
    let has_access_law = |place: Place| {
        let laws = access_laws().iter().filter(|law| law.kind != AccessKind::Limits && law.window.holds(on));
        laws.into_iter().any(|law| law.place == Spot::Place(place))
    };
    let (mut there, mut unknown, mut reasons) = (0, 0, 0);
    for region in regions() {
        let operator = region.operator_on(on).expect("an operator");
        let Spot::Place(place) = region.place else { continue };
        match operator.seat {
            None => unknown += 1,
            Some(seat) if seat == place => there += 1,
            Some(seat) => {
                assert!(operator.abroad.is_some_and(|reason| !reason.is_empty()), "{}: no reason", region.id);
                let reached = has_access_law(seat) || has_access_law(operator.ultimate_parent);
                assert!(reached || !has_access_law(place), "{}: {} reaches who runs it", region.id, place.code());
                reasons += 1;
            }
        }
    }
    println!("regions with an operator there: {there}, of unknown seat: {unknown}, with a reason: {reasons}");
    assert!(there > 90 && unknown > 3 && reasons > 100);
    let idle = providers().iter().filter(|operator| operator.abroad.is_some()).filter(|operator| {
        let own = regions().iter().filter(|region| region.provider == operator.key);
        own.into_iter().all(|region| operator.seat.map(Spot::Place) == Some(region.place))
    });
    assert_eq!(
        idle.map(|operator| operator.key).collect::<Vec<_>>(),
        [] as [&str; 0],
        "a reason without a region abroad"
    );
}

/// A second source that names the country of a region agrees, except where the difference was looked into.
#[test]
fn two_sources_agree() {
    let second = include_str!("second-source.csv");
    let rows: Vec<Vec<&str>> = second.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert!(rows.len() >= 200);
    let apart: BTreeMap<&str, &str> =
        rows.iter().filter(|row| at(row[0]) != row[1]).map(|row| (row[0], row[1])).collect();
    assert!(rows.iter().all(|row| source(row[2]).is_some()));
    let known =
        BTreeMap::from([("aws/ap-east-2", "HK"), ("azure/brazilsoutheast", "US"), ("azure/mexicocentral", "ZA")]);
    assert_eq!(apart, known, "the second sources are wrong in these: Taipei is in TW");
}

/// The regions of nine clouds by a list that the atlas takes nothing from: cloud-regions-info 1.0.1 of PyPI (Ditikrushna Giri,
/// MIT), its ids and countries. What it has of its own is listed here: ids that no cloud offers, and countries that are
/// another region's.
#[test]
fn regions_are_read_in_the_country_of_an_independent_list() {
    const NOT_OFFERED: usize = 22;
    const WRONG: &[&str] = &["alibaba/me-central-1", "linode/ap-south", "linode/ap-west"];
    let list = include_str!("cloud-regions-info.csv");
    let rows: Vec<(&str, &str)> = list.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    let (known, unknown): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|(id, _)| region(id).is_some());
    let apart: Vec<&str> = known.iter().filter(|(id, place)| at(id) != *place).map(|(id, _)| *id).collect();
    assert_eq!(apart, WRONG, "Riyadh, Singapore and Mumbai have these ids");
    // One that looks like a zone of a region is read as that one, in the same country.
    let code = |id: &str| region_written(id).map(|region| region.place.code());
    let read: Vec<_> = unknown.iter().filter(|(id, place)| code(id).is_some_and(|code| code != *place)).collect();
    assert!(read.is_empty(), "an id that no cloud offers is read as one of another country: {read:?}");
    assert_eq!(unknown.len(), NOT_OFFERED, "{unknown:?}");
    let right = known.len() - apart.len();
    println!(
        "{} of {} ids are read as written; of those, {right} in the country of the list, whose others are wrong",
        known.len(),
        rows.len()
    );
}

/// The regions of every cloud by public lists that the atlas takes nothing from: their ids and countries, each with the lists that
/// have it. `cloudregioncodes` is agonza05/cloudregioncodes fc98afb (no licence: facts alone), `mcp_regions` is
/// jasonwilbur/mcp-server-cloud-regions 152e9e5 (MIT), `sovereignsky` is terchris/sovereignsky-site e5fe17a (MIT), `coder_registry` is
/// coder/registry 6be121e (Apache-2.0, its flags), `libcloud` is apache/libcloud 6e39117 (Apache-2.0), `eu_cloud_prices` is
/// mixxor/eu-cloud-prices (no licence: facts alone), `stackit_docs` is docs.stackit.cloud. The table that is printed says of each
/// cloud how many ids of the lists are read as written, and how many of the atlas's regions that are in one country have it from a
/// second list. An id that is not read has its reason in `UNREAD`.
/// Ids of public lists that are not read, and the reason of each.
const UNREAD: &[(&str, &str)] = &[
    ("alibaba/na-mex-1", "a spelling of that list: the vendor's id is na-south-1"),
    ("aruba/de1", "a data centre, of which that list alone tells the company"),
    ("aruba/fr1", "a data centre, of which that list alone tells the company"),
    ("aruba/it1", "a data centre, and no region that is known by this id"),
    ("aruba/it2", "a data centre, and no region that is known by this id"),
    ("aruba/it3", "a data centre, and no region that is known by this id"),
    ("aruba/it4", "a data centre, and no region that is known by this id"),
    ("aruba/uk1", "a data centre, of which that list alone tells the company"),
    ("azure/brazilus", "Microsoft's answers give no place for it, and its name gives two countries"),
    ("azure/saudiarabiasouthcentral", "planned, in no list of Microsoft by this id"),
    ("azure/usdodwest", "in no list of Microsoft: it has Central and East"),
    ("huawei/ap-southeast-6", "in no SDK of the vendor: Manila is ap-southeast-5"),
    ("huawei/cn-northwest-1", "in no SDK of the vendor"),
    ("huawei/la-south-1", "sources place it in Santiago and in Buenos Aires, and no SDK of the vendor has it"),
    ("ibm/eu-sp", "a spelling of that list: the vendor's id is eu-es"),
    ("infomaniak/gva-d2", "a data centre, and no region that is known by this id"),
    ("infomaniak/gva-d3", "a data centre, and no region that is known by this id"),
    ("ionos/de-bdn", "a data centre, and no region that is known by this id"),
    ("ionos/de-fra-1", "a data centre, and no region that is known by this id"),
    ("ionos/de-fra-2", "a data centre, and no region that is known by this id"),
    ("oracle/au-gov-canberra-1", "not in the vendor's SDK"),
    ("oracle/eu-sov-frankfurt-1", "not in the vendor's SDK, which has eu-frankfurt-2"),
    ("oracle/eu-sov-madrid-1", "not in the vendor's SDK, which has eu-madrid-2"),
    ("oracle/uk-gov-newport-1", "not in the vendor's SDK"),
    ("outscale/eu-west-1", "given up years ago; that list alone has it"),
    ("outscale/eu-west-3", "that list alone has it"),
    ("outscale/us-east-1", "given up years ago; that list alone has it"),
    ("ovhcloud/DC", "that list alone has it"),
    ("ovhcloud/fra", "a spelling of that list: the vendor's id is DE"),
    ("ovhcloud/lim", "a data centre in Limburg, of the vendor's region DE"),
    ("ovhcloud/lon", "a spelling of that list: the vendor's id is UK"),
    ("stackit/dc01", "a data centre, and no region"),
    ("stackit/dc08", "a data centre, and no region"),
];

/// The clouds of the lists that operate no region of the twenty-two whose public lists the atlas follows.
const BESIDE: &[&str] = &["aruba", "infomaniak"];

#[test]
fn regions_of_every_cloud_are_those_of_public_lists() {
    /// Countries that are another region's, in the list that says so.
    const WRONG: &[&str] = &[
        "alibaba/me-east-1 is not in SA",
        "aws/ap-east-2 is not in NZ",
        "azure/eastasia is not in KR",
        "azure/southeastasia is not in KR",
        "huawei/la-south-2 is not in BR",
    ];
    let rows: Vec<(&str, &str)> = include_str!("elsewhere.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .filter_map(|(id, rest)| Some((id, rest.split(',').next()?)))
        .collect();
    let of = |id: &'static str| region(id).or_else(|| region_written(id));
    let mut confirmed: BTreeSet<&str> = BTreeSet::new();
    let mut wrong: Vec<String> = vec![];
    let mut by_cloud: BTreeMap<&str, (usize, usize, Vec<&str>)> = BTreeMap::new();
    for (id, place) in &rows {
        let tally = by_cloud.entry(id.split('/').next().unwrap_or_default()).or_default();
        tally.0 += 1;
        let on = day("2026-11-21");
        match (of(id), multi_region(id)) {
            (Some(found), _) if found.place.code() == *place => {
                confirmed.insert(found.id);
                tally.1 += 1;
            }
            (None, Some(multi)) if multi.places_on(on) == PlaceSet::of(super::place(place)) => tally.1 += 1,
            (None, None) => tally.2.push(id),
            _ => wrong.push(format!("{id} is not in {place}")),
        }
    }
    let second = include_str!("second-source.csv").lines().chain(include_str!("cloud-regions-info.csv").lines());
    for fields in second.map(|line| line.split(',').collect::<Vec<_>>()) {
        if let [id, place, ..] = fields.as_slice()
            && region(id).is_some_and(|found| found.place.code() == *place)
        {
            confirmed.insert(id);
        }
    }
    wrong.sort();
    println!(
        "cloud: ids of the lists, read as written; regions of the atlas, confirmed; ids that the atlas lacks; not confirmed"
    );
    let mut sums = (0, 0, 0, 0);
    let mut unread: BTreeSet<&str> = BTreeSet::new();
    let mut of_the_clouds = (0, 0);
    let clouds: BTreeSet<&str> = regions().iter().filter_map(|each| each.id.split('/').next()).collect();
    for cloud in clouds {
        let (listed, read, lacking) = by_cloud.remove(cloud).unwrap_or_default();
        unread.extend(&lacking);
        if !BESIDE.contains(&cloud) {
            of_the_clouds = (of_the_clouds.0 + listed, of_the_clouds.1 + read);
        }
        let is_one_place = |each: &&Region| matches!(each.place, Spot::Place(_));
        let own: Vec<&str> = regions()
            .iter()
            .filter(is_one_place)
            .map(|each| each.id)
            .filter(|id| id.split('/').next() == Some(cloud))
            .collect();
        let open: Vec<&str> = own.iter().copied().filter(|id| !confirmed.contains(id)).collect();
        sums = (sums.0 + listed, sums.1 + read, sums.2 + own.len(), sums.3 + own.len() - open.len());
        let (all, sure) = (own.len(), own.len() - open.len());
        println!("{cloud}: {listed}, {read}; {all}, {sure}; {}; {}", lacking.join(" "), open.join(" "));
    }
    println!(
        "all: {} ids, {} read in the country of the list; {} regions, {} confirmed",
        sums.0, sums.1, sums.2, sums.3
    );
    let (listed, read) = of_the_clouds;
    println!("without {}: {listed} ids, {read} read", BESIDE.join(" and "));
    UNREAD.iter().for_each(|(id, reason)| println!("not read: {id}: {reason}"));
    assert_eq!(wrong, WRONG, "the lists are wrong in these");
    assert_eq!(unread, UNREAD.iter().map(|(id, _)| *id).collect(), "an id that is not read has a reason");
    assert_eq!((sums.0, sums.1 + wrong.len() + unread.len()), (491, 491));
    assert!(sums.3 >= 432, "{sums:?}");
}

#[test]
fn owners_of_their_day() {
    let holders = |key, on| {
        let operator = operator_on(key, day(on)).expect("an operator");
        let holders = operator.holders.iter();
        holders.map(|h| (h.name, h.capital)).collect::<Vec<_>>()
    };
    assert_eq!(holders("cloudwatt", "2014-06-01"), [("Caisse des Dépôts", 3330), ("Orange", 4440), ("Thales", 2220)]);
    assert_eq!(holders("cloudwatt", "2018-01-01"), [("Orange", 10_000)]);
    assert!(operator_on("cloudwatt", day("2020-02-01")).is_none());
    assert_eq!(holders("numergy", "2014-06-01").len(), 3);
    assert_eq!(holders("numergy", "2016-06-01"), [("SFR", 10_000)]);
    assert_eq!(operator_on("yandex", day("2024-07-14")).map(|o| o.ultimate_parent.code()), Some("NL"));
    assert_eq!(operator_on("yandex", day("2024-07-15")).map(|o| o.ultimate_parent.code()), Some("RU"));
    for operator in providers() {
        let total: u32 = operator.holders.iter().map(|h| h.capital).sum();
        assert!(total <= 10_050, "{}", operator.key);
    }
}

/// The clouds that a vendor of databases lists, by its own ids, with the country that its documentation gives (aiven/aiven-docs,
/// static/includes/clouds-list.md: AWS, Azure, DigitalOcean, Google, UpCloud). The list shares nothing with the atlas but two
/// regions of DigitalOcean.
#[test]
fn the_ids_of_a_vendor_of_databases_are_read_as_written() {
    let rows: Vec<(&str, &str)> =
        include_str!("aiven.csv").lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    let read: Vec<(&str, Option<&str>, &str)> = rows
        .iter()
        .map(|(id, place)| {
            let found = region_written(id).or_else(|| region_below(&format!("aiven/{id}")));
            (*id, found.map(|region| region.place.code()), *place)
        })
        .collect();
    let wrong: Vec<_> = read.iter().filter(|(_, found, place)| found.is_some_and(|found| found != *place)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let unread: Vec<&str> = read.iter().filter(|(_, found, _)| found.is_none()).map(|(id, ..)| *id).collect();
    println!(
        "{} of {} ids are read, each in the right country; not: {unread:?}",
        rows.len() - unread.len(),
        rows.len()
    );
    // Of each of these there are several, and which one is meant is not said.
    assert_eq!(unread, ["do-ams", "do-nyc", "do-sfo", "upcloud-fi-hel"]);
}

#[test]
fn every_name_of_a_platform_leads_to_a_region_of_the_cloud_below() {
    let table = tables().iter().find(|(name, _)| *name == "platforms.csv").expect("the table").1;
    let (mut named, mut all) = (0, 0);
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [platform, owner, written, wanted, _, _] = fields.as_slice() else { panic!("six fields: {line}") };
        assert!(vendor(owner).is_some(), "{line}");
        if *written != "*" {
            let found = region_below(&format!("{platform}/{written}")).map(|region| region.id);
            assert_eq!(found, Some(*wanted), "{line}");
            named += 1;
            continue;
        }
        for each in regions().iter().filter(|each| ["aws", "azure", "gcp"].contains(&each.provider)) {
            let (cloud, id) = each.id.split_once('/').expect("a region has a cloud");
            let name = match *wanted {
                "*" => format!("{platform}/{cloud}-{id}"),
                wanted if wanted == format!("{cloud}/*") => format!("{platform}/{id}"),
                _ => continue,
            };
            assert_eq!(region_below(&name).map(|region| region.id), Some(each.id), "{name}");
            all += 1;
        }
    }
    println!("{named} names of platforms, and {all} that a platform takes over from its cloud");
    assert!(named > 40 && all > 400);
}

#[test]
fn every_region_is_read_by_its_zones_and_no_other_country_by_a_wrong_letter() {
    for (word, id) in [
        ("gcp/europe-west1-b", "gcp/europe-west1"),
        ("aws/eu-central-1a", "aws/eu-central-1"),
        ("azure/West Europe", "azure/westeurope"),
        ("AWS Frankfurt", "aws/eu-central-1"),
        ("aws/EU (Frankfurt)", "aws/eu-central-1"),
    ] {
        assert_eq!(region_written(word).map(|region| region.id), Some(id), "{word}");
    }
    // The company that runs a platform is not the one that runs the cloud below it: a platform's name alone describes no site.
    for (word, id) in [
        ("snowflake/AWS_EU_CENTRAL_1", "aws/eu-central-1"),
        ("mongodb-atlas/EU_CENTRAL_1", "aws/eu-central-1"),
        ("supabase/eu-central-1", "aws/eu-central-1"),
        ("scalingo/osc-secnum-fr1", "outscale/cloudgouv-eu-west-1"),
    ] {
        assert!(region_written(word).is_none(), "{word}");
        assert_eq!(region_below(word).map(|region| region.id), Some(id), "{word}");
    }
    // Near to a name, in another place than the region, a country with a subdivision, or of nobody.
    for word in [
        "aws/eu-wset-3",
        "aws/eu-north-1-cph-1a",
        "DO-01",
        "CF-US",
        "Frankfurt",
        "acme/eu-west-3",
        "vercel/cdg9",
        "AWS US East",
        "aws/us-west-",
    ] {
        assert!(region_written(word).is_none(), "{word}");
    }
}

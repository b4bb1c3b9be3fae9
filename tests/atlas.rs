//! The atlas against what the law and the vendors say, and against itself.

use lexloci::Date;
use lexloci::atlas::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn place(code: &str) -> Place {
    Place::from_code(code).unwrap_or_else(|| panic!("no place {code}"))
}

fn group(name: &str) -> Group {
    Group::from_name(name).unwrap_or_else(|| panic!("no group {name}"))
}

fn is_in(code: &str, name: &str, on: &str) -> bool {
    group(name).members_on(day(on)).contains(place(code))
}

/// How many States, territories aside, are members.
fn states(name: &str, on: &str) -> usize {
    let members = group(name).members_on(day(on));
    let state = |place: &Place| place.territory().is_none_or(|t| t.state.is_none());
    members.iter().filter(state).count()
}

/// The last day of its membership, and that it is one on that day and none on the next.
fn leaves(code: &str, name: &str, last: &str) {
    assert!(is_in(code, name, last), "{code} in {name} on {last}");
    let next = day(last).next().to_string();
    assert!(!is_in(code, name, &next), "{code} not in {name} on {next}");
}

/// The first day of its membership, and that it is none on the day before.
fn joins(code: &str, name: &str, first: &str) {
    assert!(is_in(code, name, first), "{code} in {name} on {first}");
    let before = day(first).previous().to_string();
    assert!(
        !is_in(code, name, &before),
        "{code} not in {name} on {before}"
    );
}

mod form {
    use super::*;

    fn table(name: &str) -> &'static str {
        let found = tables().iter().find(|(n, _)| *n == name);
        found.expect("a table of this name").1
    }

    #[test]
    fn every_row_is_read() {
        let rows = |name| table(name).lines().count() - 1;
        assert_eq!(Place::all().count(), rows("places.csv"));
        assert_eq!(territories().len(), rows("territories.csv"));
        assert_eq!(Group::all().count(), rows("groups.csv"));
        assert_eq!(providers().len(), rows("providers.csv"));
        assert_eq!(
            providers().iter().map(|p| p.holders.len()).sum::<usize>(),
            rows("holders.csv")
        );
        assert_eq!(regions().len(), rows("regions.csv"));
        assert_eq!(adequacy().len(), rows("adequacy.csv"));
        assert_eq!(instruments().len(), rows("instruments.csv"));
        assert_eq!(access_laws().len(), rows("access-laws.csv"));
        assert_eq!(localisation_laws().len(), rows("localisation-laws.csv"));
        assert_eq!(sources().len(), rows("sources.csv"));
    }

    #[test]
    fn every_row_of_members_is_read() {
        for line in table("members.csv").lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let [name, from, through, words, _, _] = fields.as_slice() else {
                panic!("six fields: {line}");
            };
            for word in words
                .split(' ')
                .filter(|word| Place::from_code(word).is_some())
            {
                let found = group(name).windows(place(word)).any(|m| {
                    m.window.from == Date::parse(from) && m.window.through == Date::parse(through)
                });
                assert!(found, "{word} in {line}");
            }
            let known = |word: &str| {
                word == "*" || Place::from_code(word).is_some() || Group::from_name(word).is_some()
            };
            assert!(words.split(' ').all(known), "{line}");
        }
    }

    #[test]
    fn tables_are_plain() {
        for (name, text) in tables() {
            let fields = |line: &str| {
                let outside: String = line.split('"').step_by(2).collect();
                outside.matches(',').count()
            };
            let columns = fields(text.lines().next().expect("a header"));
            assert!(text.ends_with('\n') && !text.contains('\r'), "{name}");
            for line in text.lines() {
                assert_eq!(fields(line), columns, "{name}: {line}");
                assert_eq!(line.matches('"').count() % 2, 0, "{name}: {line}");
                assert_eq!(line, line.trim_end(), "{name}: {line}");
            }
        }
    }

    #[test]
    fn codes_are_unique_and_sorted() {
        let codes: Vec<&str> = Place::all().map(Place::code).collect();
        assert_eq!(codes.len(), 256);
        assert!(codes.is_sorted_by(|a, b| a < b));
        let two_letters = codes.iter().filter(|code| code.len() == 2).count();
        assert_eq!(two_letters, 249 + 1, "ISO 3166-1 and XK");
        for place in Place::all() {
            assert_eq!(Place::from_code(place.code()), Some(place));
            assert_eq!(Place::from_index(place.index()), Some(place));
            assert!(!place.name().is_empty());
        }
        let groups: Vec<&str> = Group::all().map(Group::name).collect();
        assert!(groups.is_sorted_by(|a, b| a < b));
        assert!(groups.iter().all(|name| Place::from_code(name).is_none()));
        let keys: Vec<&str> = sources().iter().map(|s| s.key).collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(territories().is_sorted_by(|a, b| a.place < b.place));
        let ids: Vec<String> = regions().iter().map(|r| r.id.to_lowercase()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn unknown_words_are_nothing() {
        for code in ["UK", "EL", "EU", "fr", "", "ZZ", "anywhere"] {
            assert_eq!(Place::from_code(code), None, "{code}");
        }
        for name in ["eea", "EU27", "FR", ""] {
            assert_eq!(Group::from_name(name), None, "{name}");
        }
        assert!(region("aws/eu-west-9").is_none());
        assert!(provider("nobody").is_empty());
        assert!(source("NOBODY").is_none());
    }

    #[test]
    fn every_source_resolves() {
        let mut used: BTreeSet<&str> = BTreeSet::from(["ISO_3166", "SPARECORES"]);
        used.extend(territories().iter().map(|t| t.source));
        used.extend(Group::all().flat_map(|g| g.memberships().iter().map(|m| m.source)));
        used.extend(providers().iter().map(|p| p.source));
        used.extend(regions().iter().map(|r| r.source));
        used.extend(adequacy().iter().map(|a| a.source));
        used.extend(instruments().iter().map(|i| i.source));
        used.extend(access_laws().iter().map(|l| l.source));
        used.extend(localisation_laws().iter().map(|l| l.source));
        let known: BTreeSet<&str> = sources().iter().map(|s| s.key).collect();
        assert_eq!(used, known, "every key resolves, and every source is used");
    }

    #[test]
    fn windows_are_ordered_and_apart() {
        let check = |what: String, windows: Vec<lexloci::date::Window>| {
            for window in &windows {
                let ordered = window.from.zip(window.through).is_none_or(|(f, t)| f <= t);
                assert!(ordered, "{what}: {window:?}");
            }
            for pair in windows.windows(2) {
                let apart = pair[0]
                    .through
                    .zip(pair[1].from)
                    .is_some_and(|(t, f)| t < f);
                assert!(apart, "{what}: {pair:?}");
            }
        };
        for group in Group::all() {
            for place in Place::all() {
                let windows = group.windows(place).map(|m| m.window).collect();
                check(format!("{} in {}", place.code(), group.name()), windows);
            }
        }
        for operator in providers() {
            let windows = provider(operator.key).iter().map(|o| o.window).collect();
            check(operator.key.to_owned(), windows);
        }
        for law in adequacy() {
            check(law.id.to_owned(), vec![law.window]);
        }
        for tool in instruments() {
            check(tool.id.to_owned(), vec![tool.new]);
            check(tool.id.to_owned(), vec![tool.window]);
        }
        for law in access_laws() {
            check(law.id.to_owned(), vec![law.window]);
        }
    }

    #[test]
    fn digest_is_that_of_the_texts() {
        let mut hash = Sha256::new();
        for (name, text) in tables().iter().chain(modules()) {
            for part in [name.as_bytes(), b"\0", text.as_bytes(), b"\0"] {
                hash.update(part);
            }
        }
        let hex: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(digest(), format!("sha256:{hex}"), "put this into digest()");
    }
}

mod membership {
    use super::*;

    #[test]
    fn counts_of_states() {
        for (on, count) in [
            ("1957-12-31", 0),
            ("1958-01-01", 6),
            ("1973-01-01", 9),
            ("1981-01-01", 10),
            ("1986-01-01", 12),
            ("1995-01-01", 15),
            ("2000-01-01", 15),
            ("2004-04-30", 15),
            ("2004-06-01", 25),
            ("2007-01-01", 27),
            ("2013-06-30", 27),
            ("2013-08-01", 28),
            ("2020-01-31", 28),
            ("2020-02-01", 27),
            ("2026-11-21", 27),
        ] {
            assert_eq!(states("EU", on), count, "EU on {on}");
        }
        for (on, count) in [
            ("1993-12-31", 0),
            ("1994-01-01", 17),
            ("1995-05-01", 18),
            ("2014-04-12", 31),
            ("2020-12-31", 31),
            ("2021-01-01", 30),
            ("2026-11-21", 30),
        ] {
            assert_eq!(states("EEA", on), count, "EEA on {on}");
        }
        assert_eq!(states("EFTA", "1994-12-31"), 7);
        assert_eq!(states("EFTA", "2026-11-21"), 4);
        assert_eq!(states("GDPR_TERRITORY", "2018-07-19"), 28);
        assert_eq!(states("GDPR_TERRITORY", "2018-07-20"), 31);
        assert_eq!(states("GDPR_TERRITORY", "2026-11-21"), 30);
        assert_eq!(states("COE108", "2026-11-21"), 55);
        assert_eq!(states("FIVE_EYES", "2026-11-21"), 5);
    }

    #[test]
    fn enlargements() {
        joins("HR", "EU", "2013-07-01");
        joins("HR", "EEA", "2014-04-12");
        joins("RO", "EU", "2007-01-01");
        joins("RO", "EEA", "2007-08-01");
        joins("LI", "EEA", "1995-05-01");
        joins("AT", "EEA", "1994-01-01");
        leaves("AT", "EFTA", "1994-12-31");
        joins("NO", "GDPR_TERRITORY", "2018-07-20");
        leaves("NO", "DIRECTIVE_TERRITORY", "2018-07-19");
        leaves("FR", "DIRECTIVE_TERRITORY", "2018-05-24");
        joins("FR", "DIRECTIVE_TERRITORY", "1998-10-24");
        joins("PL", "DIRECTIVE_TERRITORY", "2004-05-01");
        assert!(!is_in("NO", "EU", "2026-11-21"));
        assert!(!is_in("CH", "EEA", "2026-11-21"));
    }

    /// The United Kingdom's regimes: member, as if a member, bridge, adequate.
    #[test]
    fn united_kingdom() {
        leaves("GB", "EU", "2020-01-31");
        joins("GB", "EU_LAW_AS_IF_MEMBER", "2020-02-01");
        leaves("GB", "EU_LAW_AS_IF_MEMBER", "2020-12-31");
        leaves("GB", "EEA", "2020-12-31");
        leaves("GB", "GDPR_TERRITORY", "2020-12-31");
        leaves("GI", "GDPR_TERRITORY", "2020-12-31");
        joins("GB", "UK_BRIDGE", "2021-01-01");
        leaves("GB", "UK_BRIDGE", "2021-06-27");
        let decisions: Vec<_> = adequacy()
            .iter()
            .filter(|a| a.place == place("GB") && a.kind == AdequacyKind::General)
            .map(|a| a.window)
            .collect();
        let covered = |on| decisions.iter().any(|w| w.holds(day(on)));
        assert!(!covered("2021-06-27") && covered("2021-06-28"));
        assert!(covered("2025-12-27") && covered("2031-12-27") && !covered("2031-12-28"));
        let regimes = group("GDPR_TERRITORY").windows(place("GB")).count();
        assert_eq!(regimes, 2, "as a member, then as if one");
    }

    /// "Part of" is not membership.
    #[test]
    fn territories_have_their_own_days() {
        let today = "2026-11-21";
        for code in "GP MQ GF RE YT MF PT-20 PT-30 ES-CN ES-CE ES-ML AX".split(' ') {
            for name in ["EU", "EEA", "GDPR_TERRITORY"] {
                assert!(is_in(code, name, today), "{code} in {name}");
            }
        }
        for code in
            "PF NC WF TF PM BL AW CW SX BQ GL FO GI GG JE IM SJ MC SM VA AD XK EPO".split(' ')
        {
            for name in ["EU", "EEA", "GDPR_TERRITORY"] {
                assert!(!is_in(code, name, today), "{code} not in {name}");
            }
        }
        joins("YT", "EU", "2014-01-01");
        joins("YT", "EEA", "2014-01-01");
        leaves("BL", "EU", "2011-12-31");
        joins("GL", "EU", "1973-01-01");
        leaves("GL", "EU", "1985-01-31");
        joins("PT-20", "EU", "1986-01-01");
        joins("AX", "EU", "1995-01-01");
        assert!(is_in("GP", "EU", "1958-01-01"));
        assert!(group("EU").windows(place("FO")).next().is_none());
        assert!(group("EEA").windows(place("SJ")).next().is_none());
        for territory in territories() {
            assert_eq!(
                territory.place.territory().map(|t| t.place),
                Some(territory.place)
            );
        }
    }

    #[test]
    fn anywhere_is_every_country_and_no_organisation() {
        let anywhere = group("anywhere").members_on(day("1900-01-01"));
        assert_eq!(anywhere.len(), 255);
        assert!(!anywhere.contains(place("EPO")));
        assert_eq!(anywhere, group("anywhere").ever());
        for group in Group::all() {
            assert!(group.ever().is_subset(anywhere), "{}", group.name());
        }
    }

    #[test]
    fn union_law_applies_as_such_in_every_member() {
        for on in [
            "1973-06-01",
            "2000-01-01",
            "2013-08-01",
            "2020-06-01",
            "2026-11-21",
        ] {
            let on = day(on);
            let (eu, gdpr) = (group("EU"), group("GDPR_TERRITORY"));
            assert!(eu.members_on(on).is_subset(gdpr.members_on(on)), "{on}");
        }
        let on = day("2026-11-21");
        let eea = group("EEA").members_on(on);
        assert_eq!(eea, group("GDPR_TERRITORY").members_on(on));
    }
}

mod sets {
    use super::*;

    #[test]
    fn algebra() {
        let of = |codes: &str| -> PlaceSet { codes.split(' ').map(place).collect() };
        let (a, b) = (of("AD FR ZW"), of("FR US"));
        assert_eq!(a.union(b), of("AD FR US ZW"));
        assert_eq!(a.intersection(b), PlaceSet::of(place("FR")));
        assert_eq!(a.difference(b), of("AD ZW"));
        assert_eq!(a.len(), 3);
        let codes: Vec<_> = a.iter().map(Place::code).collect();
        assert_eq!(codes, ["AD", "FR", "ZW"]);
        assert!(PlaceSet::empty().is_empty() && PlaceSet::default().is_empty());
        assert_eq!(PlaceSet::all().len(), 256);
        assert!(PlaceSet::all().iter().eq(Place::all()));
        assert!(Place::all().all(|p| PlaceSet::all().contains(p)));
        assert!(!PlaceSet::all().is_empty() && a.is_subset(PlaceSet::all()));
    }
}

mod clouds {
    use super::*;

    fn at(id: &str) -> &'static str {
        region(id)
            .unwrap_or_else(|| panic!("no region {id}"))
            .place
            .code()
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
        let operator = |id| {
            region(id)
                .and_then(|r| r.operator_on(on))
                .expect("an operator")
        };
        let code = |id| {
            let operator = operator(id);
            (operator.seat.code(), operator.ultimate_parent.code())
        };
        assert_eq!(code("aws/eu-west-3"), ("US", "US"));
        assert_eq!(code("aws/eusc-de-east-1"), ("DE", "US"));
        assert_eq!(code("aws/cn-north-1"), ("CN", "CN"));
        assert_eq!(code("aws/cn-northwest-1"), ("CN", "CN"));
        assert_eq!(code("azure/chinaeast2"), ("CN", "CN"));
        assert_eq!(code("exoscale/ch-gva-2"), ("CH", "MX"));
        assert_eq!(code("ovhcloud/GRA"), ("FR", "FR"));
        assert_eq!(code("ovhcloud/VIN"), ("US", "FR"));
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
            assert_eq!(each.index, index);
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

    /// Where a second source names the country of a region, it agrees, but for what was looked into.
    #[test]
    fn two_sources_agree() {
        let second = include_str!("atlas/second-source.csv");
        let rows: Vec<Vec<&str>> = second
            .lines()
            .skip(1)
            .map(|line| line.split(',').collect())
            .collect();
        assert!(rows.len() >= 100);
        let apart: BTreeMap<&str, &str> = rows
            .iter()
            .filter(|row| at(row[0]) != row[1])
            .map(|row| (row[0], row[1]))
            .collect();
        assert!(rows.iter().all(|row| source(row[2]).is_some()));
        let known = BTreeMap::from([
            ("azure/brazilsoutheast", "US"),
            ("azure/mexicocentral", "ZA"),
        ]);
        assert_eq!(apart, known, "sparecores is wrong in these two");
    }

    #[test]
    fn owners_of_their_day() {
        let holders = |key, on| {
            let operator = operator_on(key, day(on)).expect("an operator");
            let holders = operator.holders.iter();
            holders.map(|h| (h.name, h.capital)).collect::<Vec<_>>()
        };
        assert_eq!(
            holders("cloudwatt", "2014-06-01"),
            [
                ("Caisse des Dépôts", 3330),
                ("Orange", 4440),
                ("Thales", 2220)
            ]
        );
        assert_eq!(holders("cloudwatt", "2018-01-01"), [("Orange", 10_000)]);
        assert!(operator_on("cloudwatt", day("2020-02-01")).is_none());
        assert_eq!(holders("numergy", "2014-06-01").len(), 3);
        assert_eq!(
            operator_on("yandex", day("2024-07-14")).map(|o| o.ultimate_parent.code()),
            Some("NL")
        );
        assert_eq!(
            operator_on("yandex", day("2024-07-15")).map(|o| o.ultimate_parent.code()),
            Some("RU")
        );
        for operator in providers() {
            let total: u32 = operator.holders.iter().map(|h| h.capital).sum();
            assert!(total <= 10_050, "{}", operator.key);
        }
    }
}

mod spelling {
    use super::*;

    #[test]
    fn regions_as_habit_writes_them() {
        for (word, id) in [
            ("aws:eu-west-3", "aws/eu-west-3"),
            ("eu-west-3", "aws/eu-west-3"),
            ("eu-west-1", "aws/eu-west-1"),
            ("aws/eu-wset-3", "aws/eu-west-3"),
            ("AWS/EU-WEST-3", "aws/eu-west-3"),
            ("gra", "ovhcloud/GRA"),
            ("ovh/gra", "ovhcloud/GRA"),
            ("google:europe-west9", "gcp/europe-west9"),
            ("aws-eusc/eusc-de-east-1", "aws/eusc-de-east-1"),
            ("ionos/de/frra", "ionos/de/fra"),
            ("francecentral", "azure/francecentral"),
        ] {
            assert_eq!(nearest_region(word), Some(id), "{word}");
        }
        assert_eq!(nearest_region("somewhere over the rainbow"), None);
        assert_eq!(nearest_region(""), None);
    }

    #[test]
    fn places_as_habit_writes_them() {
        for (word, code) in [
            ("UK", "GB"),
            ("uk", "GB"),
            ("EL", "GR"),
            ("USA", "US"),
            ("fr", "FR"),
            ("France", "FR"),
            ("germany", "DE"),
            ("Germny", "DE"),
            ("pt-20", "PT-20"),
            ("PT20", "PT-20"),
            ("EU27", "EU"),
            ("eea", "EEA"),
            ("Anywhere", "anywhere"),
            ("GDPR_TERITORY", "GDPR_TERRITORY"),
        ] {
            assert_eq!(nearest_place(word), Some(code), "{word}");
        }
        for word in ["ZZ", "", "storage"] {
            assert_eq!(nearest_place(word), None, "{word}");
        }
    }
}

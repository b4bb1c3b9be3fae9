//! Members of groups on a day.

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
    for code in "PF NC WF TF PM BL AW CW SX BQ GL FO GI GG JE IM SJ MC SM VA AD XK EPO".split(' ') {
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
        assert_eq!(territory.place.territory().map(|t| t.place), Some(territory.place));
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
    for on in ["1973-06-01", "2000-01-01", "2013-08-01", "2020-06-01", "2026-11-21"] {
        let on = day(on);
        let (eu, gdpr) = (group("EU"), group("GDPR_TERRITORY"));
        assert!(eu.members_on(on).is_subset(gdpr.members_on(on)), "{on}");
    }
    let on = day("2026-11-21");
    let eea = group("EEA").members_on(on);
    assert_eq!(eea, group("GDPR_TERRITORY").members_on(on));
}

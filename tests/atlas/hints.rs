//! Hints for a word that the atlas does not know.

use super::*;

fn region_meant(word: &str) -> Option<&'static str> {
    region_hint(word)?.meant()
}

fn place_meant(word: &str) -> Option<&'static str> {
    place_hint(word)?.meant()
}

fn told(hint: Option<Hint>) -> String {
    match hint {
        Some(Hint::Explained(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn regions_as_habit_writes_them() {
    for (word, id) in [
        ("aws:eu-west-3", "aws/eu-west-3"),
        ("eu-west-3", "aws/eu-west-3"),
        ("aws/eu-wset-3", "aws/eu-west-3"),
        ("AWS/EU-WEST-3", "aws/eu-west-3"),
        ("aws/euwest-3", "aws/eu-west-3"),
        ("ovh/gra", "ovhcloud/GRA"),
        ("google:europe-west9", "gcp/europe-west9"),
        ("google-us-east1", "gcp/us-east1"),
        ("gcp/us-east-1", "gcp/us-east1"),
        ("aws-eu-west-3", "aws/eu-west-3"),
        ("aws-eusc/eusc-de-east-1", "aws/eusc-de-east-1"),
        ("ionos/de/frra", "ionos/de/fra"),
        ("francecentral", "azure/francecentral"),
        ("us-gov-west-1", "aws/us-gov-west-1"),
    ] {
        assert_eq!(region_meant(word), Some(id), "{word}");
    }
    assert_eq!(region_hint("somewhere over the rainbow"), None);
    assert_eq!(region_hint(""), None);
}

/// Several providers have such an id, some of them in other countries.
#[test]
fn an_id_of_several_providers_is_told() {
    let both = "several providers have it: alibaba/eu-west-1, aws/eu-west-1";
    assert_eq!(told(region_hint("eu-west-1")), both);
    assert_eq!(told(region_hint("eu-west-1a")), both);
    assert!(told(region_hint("us-east")).contains("ibm/us-east"), "Linode has one too");
    assert!(told(region_hint("syd")).contains("ovhcloud/SYD"), "an airport");
    for (word, id) in [
        ("syd1", "digitalocean/syd1"),
        ("fra1", "digitalocean/fra1"),
        ("us-central", "linode/us-central"),
        ("eu-central", "linode/eu-central"),
    ] {
        assert_eq!(told(region_hint(word)), format!("other clouds use this id too: write {id} if that is meant"));
    }
    assert_eq!(region_hint("waw1"), None, "it is of clouds that the atlas lacks");
}

#[test]
fn a_zone_lies_in_its_region() {
    for (zone, id) in [
        ("aws/eu-central-1a", "aws/eu-central-1"),
        ("eu-west-3c", "aws/eu-west-3"),
        ("gcp/europe-west3-a", "gcp/europe-west3"),
        ("europe-west3-a", "gcp/europe-west3"),
        ("alibaba/cn-hangzhou-b", "alibaba/cn-hangzhou"),
        ("azure/westeurope-1", "azure/westeurope"),
        ("scaleway/nl-ams-2", "scaleway/nl-ams"),
        ("ovhcloud/GRA11", "ovhcloud/GRA"),
        ("ovhcloud/EU-WEST-PAR-A", "ovhcloud/PAR"),
        ("ovhcloud/eu-south-mil", "ovhcloud/MIL"),
        ("hetzner/fsn1-dc14", "hetzner/fsn1"),
        ("oracle/eu-frankfurt-1-ad-2", "oracle/eu-frankfurt-1"),
        ("ibm/eu-de-3", "ibm/eu-de"),
        ("outscale/eu-west-2a", "outscale/eu-west-2"),
    ] {
        assert_eq!(region_meant(zone), Some(id), "{zone}");
    }
    // Local zones lie elsewhere: in Copenhagen, Santiago, Lagos, Casablanca.
    for zone in ["aws/eu-north-1-cph-1a", "aws/us-east-1-scl-1a", "aws/af-south-1-los-1a", "aws/eu-west-3-cmn-1a"] {
        assert_eq!(region_hint(zone), None, "{zone}");
    }
}

#[test]
fn regions_as_consoles_show_them() {
    for (name, id) in [
        ("azure/West Europe", "azure/westeurope"),
        ("West Europe", "azure/westeurope"),
        ("azure/Germany West Central", "azure/germanywestcentral"),
        ("UK South", "azure/uksouth"),
        ("aws/EU (Frankfurt)", "aws/eu-central-1"),
        ("EU (Frankfurt)", "aws/eu-central-1"),
        ("Europe (Zurich)", "aws/eu-central-2"),
        ("US East (N. Virginia)", "aws/us-east-1"),
        ("ibm/Frankfurt (eu-de)", "ibm/eu-de"),
        ("gcp/europe-west3 (Frankfurt)", "gcp/europe-west3"),
        ("oracle/Germany Central (Frankfurt)", "oracle/eu-frankfurt-1"),
    ] {
        assert_eq!(region_meant(name), Some(id), "{name}");
    }
    // Two regions of Oracle are in Ashburn, one of them for the government.
    assert_eq!(region_hint("oracle/US East (Ashburn)"), None);
}

/// A name of another country, another company or another realm is never taken for one of the atlas.
#[test]
fn nothing_near_is_offered_for_what_is_elsewhere() {
    for word in [
        "azure/usdodwest",
        "azure/usgovcalifornia",
        "azure/usnateast",
        "azure/germanycentral",
        "azure/saudiarabiasouthcentral",
        "azure/eastus4",
        "oracle/eu-crissier-1",
        "oracle/eu-dcc-zurich-1",
        "oracle/us-somerset-1",
        "aws/us-iso-east-1",
        "aws/us-isob-east-1",
        "aws/eu-isoe-west-1",
        "aws/us-west-3",
        "aws/za-west-1",
        "aws/mx-west-1",
        "gcp/southamerica-south1",
        "gcp/europe-east1",
        "gcp/us-west8",
        "hetzner/hil1",
        "supabase/eu-central-1",
        "huawei/eu-west-0",
        "asw/eu-west-3",
        "ibm/eu-fr",
        "ovhcloud/LIM",
        "alibaba/us-south-1",
    ] {
        assert_eq!(region_hint(word), None, "{word}");
    }
}

#[test]
fn places_as_habit_writes_them() {
    for (word, code) in [
        ("UK", "GB"),
        ("uk", "GB"),
        ("XI", "GB"),
        ("Northern Ireland", "GB"),
        ("EL", "GR"),
        ("1A", "XK"),
        ("USA", "US"),
        ("GBR", "GB"),
        ("CHE", "CH"),
        ("fr", "FR"),
        ("France", "FR"),
        ("germany", "DE"),
        ("Germny", "DE"),
        ("Allemagne", "DE"),
        ("Suisse", "CH"),
        ("Etats-Unis", "US"),
        ("les États-Unis", "US"),
        ("Czech Republic", "CZ"),
        ("Republic of Korea", "KR"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Côte d'Ivoire", "CI"),
        ("pt-20", "PT-20"),
        ("PT20", "PT-20"),
        ("EU27", "EU"),
        ("EU-27", "EU"),
        ("UE", "EU"),
        ("European Union", "EU"),
        ("EEE", "EEA"),
        ("EU/EEA", "EEA"),
        ("eea", "EEA"),
        ("Anywhere", "anywhere"),
        ("worldwide", "anywhere"),
        ("GDPR_TERITORY", "GDPR_TERRITORY"),
        ("DE-BY", "DE"),
        ("FR-IDF", "FR"),
        ("IT-25", "IT"),
        ("US-CA", "US"),
        ("FR-974", "RE"),
        ("US-PR", "PR"),
        ("NO-21", "SJ"),
        ("FI-01", "AX"),
        ("Irland", "IE"),
    ] {
        assert_eq!(place_meant(word), Some(code), "{word}");
    }
    for word in ["ZZ", "", "storage", "EAA", "E.U.", "FR-DE", "US-EU", "RS-KM", "co-loc", "Austrlia", "Nigeri"] {
        assert_eq!(place_hint(word), None, "{word}");
    }
}

/// A name of many countries is told, with no smaller group and no country of them.
#[test]
fn areas_are_told() {
    for word in [
        "EMEA",
        "emea",
        "Europe",
        "Western Europe",
        "North America",
        "South America",
        "LATAM",
        "APAC",
        "Asia-Pacific",
        "Middle East",
        "DACH",
        "Benelux",
        "Schengen",
        "Amérique du Nord",
        "Moyen-Orient",
        "EU28",
        "NAM",
        "Congo",
    ] {
        let text = told(place_hint(word));
        assert!(text.contains("no place here"), "{text}");
        assert!(!text.contains("EEA") && !text.contains('`'), "{text}");
    }
}

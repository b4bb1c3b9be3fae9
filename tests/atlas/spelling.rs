//! What was probably meant.

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

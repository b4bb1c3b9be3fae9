//! `lexloci read` of tables of vendors: which column names them, who is meant, and who receives nothing.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test states what it expects")]

use super::command::run_with;
use serde_json::Value;

/// Returns the transfers of a table, and what is told of it.
fn read(extension: &str, text: &str) -> (Vec<Value>, String, bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("list.{extension}"));
    std::fs::write(&path, text).expect("written");
    let said = run_with(&["read", path.to_str().expect("a path"), "--complete"], "");
    assert_eq!(said.code, Some(0), "{text}: {}", said.errors);
    let flows: Value = serde_json::from_str(&said.output).expect("JSON");
    let flows = flows.as_array().cloned().unwrap_or_else(|| vec![flows]);
    let lists: Vec<&Value> = flows.iter().map(|flow| &flow["transfers"]).collect();
    let items = |list: &&Value| if list.is_array() { (*list).clone() } else { list["items"].clone() };
    let all = lists.iter().flat_map(|list| items(list).as_array().expect("a list").clone()).collect();
    (all, said.errors, lists.iter().all(|list| list.is_array()))
}

fn names(transfers: &[Value]) -> Vec<&str> {
    transfers.iter().map(|one| one["recipient"]["name"].as_str().expect("a name")).collect()
}

fn places(transfers: &[Value]) -> Vec<&str> {
    transfers.iter().map(|one| one["to"].as_str().unwrap_or("?")).collect()
}

/// Lists of vendors are published with the states of the United States in two letters.
#[test]
fn two_letters_of_a_state_are_no_country() {
    let not_read = [
        "San Francisco, CA",
        "Wilmington, DE",
        "Chicago, IL",
        "Boston, MA",
        "Atlanta, GA",
        "Indianapolis, IN",
        "Denver, CO",
        "Portland, ME",
        "Phoenix, AZ",
        "Lebanon, PA",
        "Mobile, AL",
        "San Francisco / CA",
        "San Francisco; CA",
        "CA, TX",
        "Adelaide, SA",
        "Mumbai, MH",
        "Springfield MA",
        "CA, USA",
        "DE, USA",
        "IN, United States",
    ];
    let rows: String = not_read.iter().enumerate().map(|(row, text)| format!("Acme {row},\"{text}\"\n")).collect();
    let (transfers, told, is_closed) = read("csv", &format!("Vendor,Location\n{rows}"));
    assert!(!is_closed, "{told}");
    for transfer in &transfers {
        assert!(transfer["to"].is_null(), "{transfer}");
    }
    for text in not_read {
        assert!(told.contains(&format!("not read: the place \"{text}\"")), "{text}: {told}");
    }
    let known = [
        ("Frankfurt, DE", "DE"),
        ("Dublin, IE", "IE"),
        ("Vancouver, BC, CA", "CA"),
        ("San Francisco, CA, US", "US"),
        ("Luxembourg, LU", "LU"),
        ("Kaunas, LT", "LT"),
        ("CA", "CA"),
        ("eu-central-1", "DE"),
        ("Germany, DE", "DE"),
        ("Ontario, Canada", "CA"),
        ("Georgia, USA", "US"),
    ];
    let rows: String = known.iter().enumerate().map(|(row, (text, _))| format!("Acme {row},\"{text}\"\n")).collect();
    let (transfers, told, _) = read("csv", &format!("Vendor,Location\n{rows}"));
    assert_eq!(places(&transfers), known.map(|(_, code)| code), "{told}");
}

#[test]
fn the_plainest_heading_names_the_vendor_and_the_other_is_told() {
    let (transfers, told, is_closed) =
        read("csv", "Company,Sub-processor,Category\nCursor,AWS,Email\nCursor,Stripe,Payments\n");
    assert_eq!(transfers.iter().map(|one| &one["recipient"]["id"]).collect::<Vec<_>>(), ["aws", "stripe"]);
    assert!(told.contains("the column \"Company\": the column \"Sub-processor\" is read instead"), "{told}");
    assert!(!is_closed, "the other column may name vendors too");
    let (transfers, told, _) = read("csv", "Vendor,Name,Company,Country,Location\nStripe,Payments,Foo GmbH,US,IE\n");
    assert_eq!((names(&transfers), places(&transfers)), (vec!["Stripe Inc."], vec!["IE"]), "{told}");
    assert!(told.contains("the column \"Country\": the column \"Location\" is read instead"), "{told}");
}

#[test]
fn two_columns_with_one_heading_are_both_read() {
    let (transfers, told, is_closed) =
        read("csv", "Vendor,Location,Location\nStripe,US,Ireland\nBrevo,France,\nZoom,US,US\n");
    assert_eq!(places(&transfers), ["US", "IE", "FR", "US"], "{told}");
    assert!(is_closed, "{told}");
}

/// The usual record of processing in Markdown has a field in each row.
#[test]
fn a_record_that_stands_upright_is_told_and_is_no_vendor() {
    let record = "| Champ | Détail |\n|---|---|\n| **Finalité** | Facturation |\n| **Destinataires** | Stripe, Brevo |\n| **Transferts hors UE** | Stripe USA |\n";
    let list = "\n| Sous-traitant | Pays |\n|---|---|\n| Stripe | USA |\n";
    let (transfers, told, is_closed) = read("md", &format!("{record}{list}"));
    assert_eq!(names(&transfers), ["Stripe Inc."], "{told}");
    assert!(told.contains("list.md:4: not read: this table has a field in each row (\"Destinataires\")"), "{told}");
    assert!(!is_closed, "it may name more recipients");
    for (extension, text) in [("md", record), ("csv", "Feld,Inhalt\nZweck,Versand\nEmpfänger,Brevo\nLand,Frankreich\n")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(format!("record.{extension}"));
        std::fs::write(&path, text).expect("written");
        let said = run_with(&["read", path.to_str().expect("a path")], "").fails(2);
        assert!(said.contains("L0005") && said.contains("has a field in each row"), "{said}");
    }
}

#[test]
fn a_vendor_that_is_past_planned_or_not_in_use_is_told_and_no_recipient() {
    let status = "Vendor,Location,Status\nStripe,US,Terminated 2023\nMixpanel,US,Planned\nZoom,US,Active\nHeap,US,not in use\nBrevo,France,Vertrag beendet\n";
    let (transfers, told, is_closed) = read("csv", status);
    assert_eq!(transfers.iter().map(|one| &one["recipient"]["id"]).collect::<Vec<_>>(), ["zoom"], "{told}");
    assert!(
        told.contains(
            "list.csv:2: not read: the vendor \"Stripe\", of which the column \"Status\" says \"Terminated 2023\""
        ),
        "{told}"
    );
    assert!(!is_closed, "whoever is left out may receive data still");
    let period = "| Vendor | Period | Reason for replacement |\n|---|---|---|\n| Vercel | Pre-2026-04 | moved |\n| Neon | since 2025 | |\n| Zoom | 2024 to present | - |\n";
    let (transfers, told, _) = read("md", period);
    assert_eq!(transfers.iter().map(|one| &one["recipient"]["id"]).collect::<Vec<_>>(), ["neon", "zoom"], "{told}");
    let table = "\n| Vendor | Country |\n|---|---|\n| Stripe | US |\n";
    for title in ["## Historical", "## Former sub-processors\n### Hosting", "## Geplante Dienstleister"] {
        let (transfers, told, is_closed) =
            read("md", &format!("# List\n## Current\n{table}\n{title}\n{}", table.replace("Stripe", "Heap")));
        assert_eq!((names(&transfers), is_closed), (vec!["Stripe Inc."], false), "{title}: {told}");
    }
    let (transfers, _, _) = read("md", &format!("## Current and former\n{table}"));
    assert_eq!(transfers.len(), 1, "the title says that they are current, too");
}

#[test]
fn a_company_in_brackets_is_the_one_that_is_meant() {
    let cases = [
        ("LinkedIn (Microsoft Ireland Operations Ltd)", "Microsoft Ireland Operations Limited", Some("IE")),
        ("OpenAI (OpenAI Atlantis Ltd)", "OpenAI Atlantis Ltd", None),
        ("AWS Europe (Amazon Web Services EMEA SARL)", "Amazon Web Services EMEA SARL", Some("LU")),
        ("Google (Google Cloud EMEA Limited)", "Google Cloud EMEA Limited", Some("IE")),
        ("Stripe Payments Europe, Ltd. (IE)", "Stripe Payments Europe Limited", Some("IE")),
        (
            "Stripe, LLC (US) / Stripe Payments Europe, Limited (Ireland)",
            "Stripe, LLC (US) / Stripe Payments Europe, Limited (Ireland)",
            None,
        ),
        ("AWS (operated by T-Systems)", "AWS (operated by T-Systems)", None),
        ("Sentry (via Hetzner Online GmbH)", "Sentry (via Hetzner Online GmbH)", None),
        ("SendGrid (Twilio Inc.)", "Twilio SendGrid", Some("US")),
        ("Sentry (Functional Software Inc.)", "Functional Software Inc.", Some("US")),
        ("Amazon Web Services (AWS)", "Amazon Web Services Inc.", Some("US")),
        ("Stripe Payments Europe Limited – Stripe", "Stripe Payments Europe Limited", Some("IE")),
        ("Amazon (Amazon EU S.a r.l.)", "Amazon EU S.a r.l.", None),
        ("HubSpot, Inc., 25 First Street, Cambridge MA 02141, USA", "HubSpot Inc.", Some("US")),
        ("Heinlein Hosting GmbH, Schwedter Str. 8, D-10119 Berlin, Germany", "Heinlein Hosting GmbH", Some("DE")),
    ];
    let rows: String = cases.iter().map(|(cell, ..)| format!("\"{cell}\",US\n")).collect();
    let (transfers, told, _) = read("csv", &format!("Vendor,Location\n{rows}"));
    for ((cell, name, seat), transfer) in cases.iter().zip(&transfers) {
        let recipient = &transfer["recipient"];
        assert_eq!(recipient["seat"].as_str(), *seat, "{cell}: {recipient}");
        if seat.is_none() || *cell != "SendGrid (Twilio Inc.)" {
            assert_eq!(recipient["name"], *name, "{cell}");
        }
        assert_eq!(recipient["ultimate_parent"].is_null(), recipient["id"].is_null(), "{cell}: {recipient}");
    }
    assert!(
        told.contains("\"OpenAI Atlantis Ltd\" is the company that \"OpenAI (OpenAI Atlantis Ltd)\" names"),
        "{told}"
    );
    assert!(told.contains("another company runs it"), "{told}");
}

/// A list that says another seat than the atlas means another company of the group: the vendor's company there, or one that the atlas
/// does not know.
#[test]
fn a_seat_that_contradicts_the_atlas_is_told_and_stands_alone() {
    let (transfers, told, _) = read(
        "csv",
        "Vendor,HQ Location\nAmazon Web Services,Luxembourg\nStripe,United States\nZendesk,Luxembourg\nGoogle Workspace,Irlande\nStripe,Irlande\n",
    );
    let recipient = |row: usize| {
        let facts = ["id", "name", "seat", "ultimate_parent"].map(|fact| transfers[row]["recipient"][fact].as_str());
        facts.map(|fact| fact.unwrap_or("?").to_owned())
    };
    assert_eq!(recipient(0), ["aws-lu", "Amazon Web Services EMEA SARL", "LU", "US"], "{told}");
    assert_eq!(recipient(1), ["stripe", "Stripe Inc.", "US", "US"], "{told}");
    assert_eq!(recipient(2), ["?", "Zendesk", "LU", "?"], "{told}");
    assert_eq!(recipient(3), ["google-ie", "Google Ireland Limited", "IE", "US"], "{told}");
    assert_eq!(recipient(4), ["?", "Stripe", "IE", "?"], "it has two companies there: {told}");
    assert!(told.contains("who owns \"Zendesk\": its seat is LU here"), "{told}");
}

/// Lists from a spreadsheet, as a data protection officer keeps them.
#[test]
fn cities_regions_and_notes_below_a_table_are_read_for_what_they_are() {
    let list = "Prestataire;Finalité;Pays d’hébergement\nIntercom;Chat;Dublin\nAWS (eu-west-3);Hébergement;\nAcme;Support;Cambridge\nPlanet (eu-west-3);Support;\n* certification à vérifier;;\n";
    let (transfers, told, is_closed) = read("csv", list);
    assert_eq!(places(&transfers), ["IE", "?", "?"], "Cambridge lies in two countries: {told}");
    assert_eq!(transfers[2]["recipient"]["name"], "Planet (eu-west-3)", "{told}");
    assert!(told.contains(":6: not read: the note \"* certification à vérifier\""), "{told}");
    assert!(!is_closed, "a note may name more");
    let (transfers, told, is_closed) = read("csv", "Vendor;Location\n** Acme **;DE\n* Planet;\n");
    assert_eq!((places(&transfers), is_closed), (vec!["DE"], false), "a row with a place is no note: {told}");
}

#[test]
fn headings_and_mechanisms_are_known_in_three_languages_as_people_write_them() {
    let german = "| Auftragsverarbeiter | Ort der Verarbeitung | Transfergarantie | Datenkategorien |\n|---|---|---|---|\n| Zendesk | USA | Standarddatenschutzklauseln (Art. 46 Abs. 2 lit. c DSGVO) | Gesundheitsdaten, E-Mail-Adressen, IP-Adresse |\n";
    let french =
        "Sous-traitant;Emplacement;Garantie de transfert\nZendesk;États-Unis;Clauses contractuelles types de l'UE\n";
    let english = "Third-Party Service,Location of Subprocessors,Data transfer mechanism\nZendesk,USA,Standard Data Protection Clauses (Art. 46 para. 2 lit. c GDPR)\n";
    let (transfers, told, _) = read("csv", "Nombre de la Entidad;Ubicación\nZendesk;US\n");
    assert_eq!((&transfers[0]["recipient"]["id"], places(&transfers)), (&"zendesk".into(), vec!["US"]), "{told}");
    for (extension, text) in [("md", german), ("csv", french), ("csv", english)] {
        let (transfers, told, _) = read(extension, text);
        assert_eq!((places(&transfers), &transfers[0]["tool"]), (vec!["US"], &"scc".into()), "{told}");
        assert_eq!(transfers[0]["recipient"]["id"], "zendesk", "{told}");
    }
    let (transfers, told, _) = read("md", german);
    assert_eq!(transfers[0]["data"], serde_json::json!(["health", "contact", "online_identifier"]), "{told}");
    let mechanisms = [
        ("SCC (art. 46 RGPD)", "scc"),
        ("SCC EU 2021/914", "scc"),
        ("SCCs (Module 2 and 3)", "scc"),
        ("SCC (Module Two)", "scc"),
        ("Standardvertragsklauseln (SCC)", "scc"),
        ("EU Standard Contractual Clauses (2021/914)", "scc"),
        ("BCR (Binding Corporate Rules)", "bcr"),
        ("EU SCCs + DPF", "scc"),
        ("SCCs not signed", "?"),
        ("BCR (pending)", "?"),
        ("SCC 2010", "?"),
        ("UK SCCs", "?"),
        ("Art. 49", "?"),
        ("No transfer", "?"),
        ("SCC (BCR)", "?"),
        ("SCC or BCR", "?"),
        ("Art. 46", "?"),
        ("SCC, pending signature", "?"),
        ("Standard Contractual Clauses; not yet executed", "?"),
        ("CCT, en cours de signature", "?"),
        ("SCC + expired", "?"),
        ("SCC, abgelaufen", "?"),
        ("BCR, refused by CNIL", "?"),
        ("BCR / SCC pending", "?"),
        ("SCCs?", "?"),
        ("SCCs, unless DPF applies", "?"),
        ("DPA signé, SCC EU 2021/914, ISO 27001", "scc"),
        ("SCCs (2010/87/EU)", "scc"),
        ("SCC, EU-US data privacy framework (certification)", "scc"),
        ("SCC, EU-US data privacy framework (not certified)", "?"),
        ("SCC + UK Extension to the EU-US DPF", "scc"),
    ];
    let rows: String = mechanisms.iter().map(|(text, _)| format!("Acme,US,\"{text}\"\n")).collect();
    let (transfers, _, _) = read("csv", &format!("Vendor,Location,Safeguard\n{rows}"));
    for ((text, tool), transfer) in mechanisms.iter().zip(&transfers) {
        assert_eq!(transfer["tool"].as_str().unwrap_or("?"), *tool, "{text}");
    }
}

/// The line below the headings has a column more or fewer, or no last bar.
#[test]
fn a_table_of_markdown_whose_line_of_dashes_is_off_is_read() {
    for rule in ["|-|-|-|-", "|---|---|", "|-|-|-", "| :-- | --: | --- |"] {
        let text = format!("# List\n\n|**Third Party Entity**|Type|Country|\n{rule}\n|Stripe|Payments|US|\n");
        let (transfers, told, _) = read("md", &text);
        assert_eq!((names(&transfers), places(&transfers)), (vec!["Stripe Inc."], vec!["US"]), "{rule}: {told}");
    }
}

#[test]
fn what_is_no_table_is_told_for_what_it_is() {
    let page = "<!DOCTYPE html>\n<html><body><table><tr><th>Vendor</th></tr></table></body></html>";
    let said = run_with(&["read", "-", "--format", "table"], page).fails(2);
    assert!(said.contains("a page of HTML or XML") && said.contains("save its table as CSV"), "{said}");
    let wide: String = "Vendor,Country\nStripe,US\n".chars().flat_map(|sign| [sign, '\0']).collect();
    let said = run_with(&["read", "-", "--format", "table"], &wide).fails(2);
    assert!(said.contains("UTF-16 without the mark"), "{said}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("terms.md");
    std::fs::write(&path, "# Sub-processors\n\nWe use Stripe and Brevo.\n").expect("written");
    let said = run_with(&["read", path.to_str().expect("a path")], "").fails(2);
    assert!(said.contains("there is no table in this file"), "{said}");
    let long = format!("{}\na,b\n", "Colour and taste,".repeat(200));
    let said = run_with(&["read", "-", "--format", "table"], &long).fails(2);
    assert!(said.contains("no table has a column of vendors") && said.len() < 1_000, "{said}");
}

/// A text in brackets is one category of data, also where it has commas.
#[test]
fn data_in_brackets_are_told_whole() {
    let (transfers, told, _) = read("csv", "Vendor,Data\nStripe,\"Verbindungsdaten (IP-Adressen, Zeiten), E-Mail\"\n");
    assert_eq!(transfers[0]["data"], serde_json::json!({ "items": ["contact"], "complete": false }), "{told}");
    assert!(told.contains("\"Verbindungsdaten (IP-Adressen, Zeiten)\" as a category"), "{told}");
}

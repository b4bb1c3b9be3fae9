//! The syntax: what is read, and how it is laid out.

use lexloci::syntax;

const SAMPLE: &str = r#"loci 1
use gdpr                                        # sources, dated sets, definitions: shipped

source DPO is "Board decision on hosting, 2026-02-03"
set approved = {aws/eu-central-1, aws/eu-west-3, ovhcloud/GRA, scaleway/fr-par}
list exports = t in transfers where t.to not in EEA

policy crm_residency version 1.2.0 "Customer data stay in the EEA, or leave it under Chapter V" {
  applies when data has personal

  rule stores "Customer data rest in an approved region" [DPO 1]
    for every s in storage
    require s.region in approved
    remedy "Move this store to an approved region."

  exception backup to stores "A backup elsewhere in the EEA under our own keys" [DPO 2]
    when s.kind is backup and s in EEA and s.keys.holder is exporter

  rule support "Nobody outside the EEA reads it in the clear" [GDPR 44; EDPB_MEASURES "use case 7"]
    for every p in access where p not in EEA
    require not p.sees_plaintext

  rule ground "A transfer rests on a Chapter V ground" part chapter_v [GDPR 44]
    for every t in exports
    require t.to in adequate with t.recipient.listed [GDPR 45(3)]
         or (t.tool in {scc, bcr} and t.assessment is favourable) [GDPR 46(2)]
    duty exporter "Review the assessment" within 12 months

  exception consent to ground "Explicit, informed and occasional" [GDPR 49(1)(a)]
    when t.derogation is explicit_consent and not t.systematic
    unless exporter.is_public_authority

  claim no_leak "No compliant flow lets special-category data rest outside the EEA"
    when data has special_category
    never some s in storage: s not in EEA
}
"#;

#[test]
fn the_sample_is_read_and_laid_out_as_it_is() {
    let parsed = syntax::parse(SAMPLE);
    assert_eq!(parsed.diagnostics, []);
    let shown = SAMPLE.replace("use gdpr                                        #", "use gdpr  #");
    assert_eq!(syntax::print(&parsed.file), shown);
}

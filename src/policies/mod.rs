//! The policies that the engine ships, in the language itself: each file opens by naming the law that it carries.

/// Every shipped policy: its name, and its text.
pub fn policies() -> &'static [(&'static str, &'static str)] {
    POLICIES
}

const POLICIES: &[(&str, &str)] = &[
    ("cada_proposal", include_str!("cada_proposal.loci")),
    ("gdpr_transfers", include_str!("gdpr_transfers.loci")),
    ("marketplace_admission", include_str!("marketplace_admission.loci")),
    ("secnumcloud", include_str!("secnumcloud.loci")),
    ("sovereign_cloud", include_str!("sovereign_cloud.loci")),
];

//! The policies that the engine ships, in the language itself: each file opens by naming the law that it carries.

/// Returns the text of a shipped policy.
///
/// ```
/// use lexloci::{Policy, policies};
///
/// let policy: Policy = policies::source("gdpr_transfers").expect("it is shipped").parse()?;
/// assert_eq!(policy.name(), "gdpr_transfers");
/// assert_eq!(policies::source("nothing"), None);
/// # Ok::<(), lexloci::Errors>(())
/// ```
pub fn source(name: &str) -> Option<&'static str> {
    POLICIES.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}

/// Returns every shipped policy: its name, and its text.
///
/// ```
/// for (name, source) in lexloci::policies::policies() {
///     println!("{name}: {} bytes", source.len());
/// }
/// ```
pub fn policies() -> &'static [(&'static str, &'static str)] {
    POLICIES
}

const POLICIES: &[(&str, &str)] = &[
    ("cada_proposal", include_str!("cada_proposal.loci")),
    ("ch_transfers", include_str!("ch_transfers.loci")),
    ("data_act_switching", include_str!("data_act_switching.loci")),
    ("eu_cloud_sovereignty", include_str!("eu_cloud_sovereignty.loci")),
    ("eu_residency", include_str!("eu_residency.loci")),
    ("gaia_x_label", include_str!("gaia_x_label.loci")),
    ("gdpr_transfers", include_str!("gdpr_transfers.loci")),
    ("hds", include_str!("hds.loci")),
    ("marketplace_admission", include_str!("marketplace_admission.loci")),
    ("secnumcloud", include_str!("secnumcloud.loci")),
    ("sovereign_cloud", include_str!("sovereign_cloud.loci")),
    ("uk_transfers", include_str!("uk_transfers.loci")),
];

//! Data at a host in China without any ground, and a stated transfer beside: whoever is named as its exporter, the place never passes.
//!
//! A stated transfer describes a place of the flow where recipient and place match. It must not take the place out of the law for being
//! said to come from somebody whom that law does not bind.

use lexloci::verdict::Answer;
use lexloci::{Options, Policy, input};

/// A law on transfers, as a policy carries it.
pub(crate) struct Law {
    seat: &'static str,
    regime: &'static str,
    /// A destination that the law lists as adequate.
    adequate: &'static str,
    /// True where a processor abroad transfers on its own account, as the Information Commissioner holds.
    processors_apart: bool,
}

pub(crate) const UNION: Law = Law { seat: "DE", regime: "gdpr_3_1", adequate: "CH", processors_apart: false };
pub(crate) const BRITISH: Law = Law { seat: "GB", regime: "uk_gdpr", adequate: "CH", processors_apart: true };
pub(crate) const SWISS: Law = Law { seat: "CH", regime: "ch_fadp", adequate: "DE", processors_apart: false };

/// Exporters as they can be stated, and whether they are processors abroad.
const EXPORTERS: [(&str, bool); 6] = [
    ("", false),
    (
        r#""exporter": {"name": "E", "seat": "US", "ultimate_parent": "US", "role": "controller", "regime": "none", "listed": ["dpf"]},"#,
        false,
    ),
    (
        r#""exporter": {"name": "E", "seat": "US", "ultimate_parent": "US", "role": "authority", "regime": "none"},"#,
        false,
    ),
    (
        r#""exporter": {"name": "E", "seat": "US", "ultimate_parent": "US", "role": "processor", "regime": "none", "listed": ["dpf"]},"#,
        true,
    ),
    (
        r#""exporter": {"name": "E", "seat": "SG", "ultimate_parent": "SG", "role": "sub_processor", "regime": "none"},"#,
        true,
    ),
    (r#""exporter": "@host","#, true),
];
const RECIPIENTS: [&str; 3] = [
    r#""@host""#,
    r#""exporter""#,
    r#"{"name": "O", "seat": "CN", "ultimate_parent": "CN", "role": "processor", "regime": "none", "listed": []}"#,
];

impl Law {
    /// Returns how many flows were tried, and those that passed or to which the policy did not apply.
    pub(crate) fn strangers(&self, policy: &Policy) -> (usize, Vec<String>) {
        let (mut tried, mut passed) = (0, vec![]);
        for (exporter, abroad) in EXPORTERS.iter().filter(|(_, abroad)| !(*abroad && self.processors_apart)) {
            for recipient in RECIPIENTS {
                for to in ["CN", self.seat] {
                    for data in ["", r#""data": ["anonymous"],"#, r#""data": ["customer"],"#] {
                        for place in ["storage", "processing", "access"] {
                            let flow = self.flow(exporter, recipient, to, data, place);
                            let read = input::json(&flow).expect("it is JSON");
                            let verdict = policy.check(&read, &Options::default()).expect("it is a flow");
                            tried += 1;
                            if matches!(verdict.verdict, Answer::Compliant | Answer::NotApplicable) {
                                passed.push(format!("{exporter} {abroad} {recipient} {to} {data} {place}"));
                            }
                        }
                    }
                }
            }
        }
        (tried, passed)
    }

    fn flow(&self, exporter: &str, recipient: &str, to: &str, data: &str, place: &str) -> String {
        let Law { seat, regime, adequate, .. } = self;
        let sites = ["storage", "processing", "access"].map(|list| match list == place {
            true => format!(
                r#""{list}": [{{"place": "CN", "operator": "@host", "transfer": {{"tool": "none", "derogation": "none"}}}}],"#
            ),
            false => format!(r#""{list}": [],"#),
        });
        let sites = sites.concat();
        format!(
            r#"{{"as_of": "2026-03-01", "data": ["customer"], {sites} "transit": [],
            "exporter": {{"name": "Here", "seat": "{seat}", "ultimate_parent": "{seat}", "role": "controller", "regime": "{regime}",
            "is_public_authority": false}},
            "provider": {{"id": "host", "name": "Host", "seat": "CN", "ultimate_parent": "CN", "role": "processor", "regime": "none",
            "listed": []}}, "transfers": [
            {{"to": "{to}", {exporter} {data} "recipient": {recipient}, "tool": "none", "derogation": "none", "systematic": true}},
            {{"to": "{adequate}", "recipient": {{"name": "There", "seat": "{adequate}", "ultimate_parent": "{adequate}",
            "role": "processor", "regime": "none", "listed": []}}, "tool": "none", "derogation": "none"}}]}}"#
        )
    }
}

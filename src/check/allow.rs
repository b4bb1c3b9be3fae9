//! Checks which lints are allowed: only lints can be, and each with a reason.

use super::Check;
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::order::sort_by;
use crate::policy::{ALWAYS, Allow, Allowed, LINTS, sift};
use crate::syntax::tree::{AllowDecl, File};

/// The lint on a permission itself.
const IDLE: &str = "L0405";

impl Check {
    /// Checks what every file of the host allows, and returns what the policy does.
    pub(super) fn allows(&mut self, policy: &File) -> Vec<Allow> {
        for unit in self.world.own() {
            let Some(file) = self.world.file(unit) else { continue };
            let scope = Scope { unit, ..Scope::default() };
            file.allows.iter().for_each(|allow| self.refuse_allow(allow, &scope));
        }
        let allow = |decl: &AllowDecl| {
            let code = lint(&decl.code.text)?;
            Some(Allow { code, reason: decl.reason.text.clone(), span: decl.span, of: decl.of })
        };
        policy.allows.iter().filter_map(allow).collect()
    }

    /// Reports a code that is none of a lint, and a reason that says nothing.
    fn refuse_allow(&mut self, allow: &AllowDecl, scope: &Scope) {
        let code = &allow.code;
        if lint(&code.text).is_none() {
            let message = match code.text.as_str() {
                IDLE => format!("`{IDLE}` is about what is allowed, and cannot be allowed"),
                other => format!("`{other}` is no lint on a policy"),
            };
            let codes: Vec<&str> = LINTS.iter().map(|(code, _)| *code).collect();
            let help = format!("one of {}", codes.join(", "));
            self.error(scope, "L0229", code.span, message, help);
        }
        if allow.reason.text.trim().is_empty() {
            let help = "say why it is meant, for whoever reads the policy next".to_owned();
            self.error(scope, "L0229", allow.reason.span, "the reason is empty".to_owned(), help);
        }
    }

    /// Takes those lints apart that are allowed.
    pub(super) fn sift_lints(&mut self, allows: &[Allow]) -> (Vec<Diagnostic>, Vec<Allowed>) {
        let looked_for = if self.lints_left_out { &[] } else { ALWAYS };
        let (mut lints, allowed) = sift(allows, std::mem::take(&mut self.lints), looked_for);
        sort_by(&mut lints, |a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        (lints, allowed)
    }
}

/// Returns the code of a lint that can be allowed.
fn lint(code: &str) -> Option<&'static str> {
    LINTS.iter().find(|(known, _)| *known == code).map(|(known, _)| *known)
}

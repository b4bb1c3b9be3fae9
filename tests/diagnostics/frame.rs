//! Small texts in the whole policy that they need, and what is said of them.

use lexloci::diag::Diagnostic;
use lexloci::span::LineIndex;
use lexloci::{Json, Modules, Options, Policy};

/// The kind of a small text, by which the text around it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A whole file.
    File,
    /// Lines before the policy.
    Top,
    /// The text between the braces of the policy.
    Body,
    /// The clauses of a rule.
    Rule,
    /// The condition of a demand, with `s` a site, `t` a transfer and `h` a holder.
    Cond,
}

const BEFORE_COND: &str = "for every s in storage\nfor every t in transfers\nfor every h in provider.holders\nrequire ";

impl Part {
    /// Returns the part with this name, as the corpus writes it.
    pub(crate) fn named(name: &str) -> Option<Part> {
        let parts = [
            ("file", Part::File),
            ("top", Part::Top),
            ("body", Part::Body),
            ("rule", Part::Rule),
            ("cond", Part::Cond),
        ];
        parts.into_iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }

    /// Returns what stands before and after the text.
    fn around(self) -> (String, &'static str) {
        let policy = "policy p version 1.0.0 \"P\" {\n";
        let rule = format!("loci 1\nuse gdpr\n{policy}rule r \"R\" [GDPR 44]\n");
        match self {
            Part::File => (String::new(), ""),
            Part::Top => (
                "loci 1\nuse gdpr\n".to_owned(),
                "\npolicy p version 1.0.0 \"P\" {\nrule r \"R\" [GDPR 44]\nrequire provider.certified has c5\n}\n",
            ),
            Part::Body => (format!("loci 1\nuse gdpr\n{policy}"), "\n}\n"),
            Part::Rule => (rule, "\n}\n"),
            Part::Cond => (rule + BEFORE_COND, "\n}\n"),
        }
    }
}

/// A wrong text: what it is, with the modules and the flow that it needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) part: Option<Part>,
    pub(crate) text: String,
    pub(crate) modules: Modules,
    pub(crate) flow: Option<String>,
}

/// Sites, transfers, holders: something for every kind of fact, so that a flow's errors do not depend on the policy.
const ANY_POLICY: &str = "loci 1\nuse gdpr\npolicy p version 1.0.0 \"P\" {\nrule r \"R\" [GDPR 44]\nfor every s in storage\n\
                          require s in EEA\n}\n";

/// Returns a small text in the policy that it needs.
pub(crate) fn whole(text: &Text) -> String {
    let (before, after) = text.part.map_or((ANY_POLICY.to_owned(), ""), Part::around);
    format!("{before}{}{after}", text.text)
}

/// Everything that is said of a text: errors, or lints where there is none.
pub(crate) fn said(text: &Text) -> Vec<Said> {
    let (before, after) = text.part.map_or((ANY_POLICY.to_owned(), ""), Part::around);
    let source = format!("{before}{}{after}", text.text);
    let frame = Frame { first: before.len() as u32, source };
    let policy = match Policy::parse(&frame.source, &text.modules) {
        Ok(policy) => policy,
        Err(errors) => return errors.into_iter().map(|error| frame.said(error)).collect(),
    };
    let mut all: Vec<Said> = policy.lint().iter().cloned().map(|lint| frame.said(lint)).collect();
    if let Some(flow) = &text.flow {
        all.extend(said_of_flow(&policy, flow));
    }
    all
}

fn said_of_flow(policy: &Policy, flow: &str) -> Vec<Said> {
    let json: Json = serde_json::from_str(flow).unwrap_or_else(|error| panic!("{error} in {flow}"));
    match policy.check(&json, &Options::default()) {
        Err(errors) => errors.into_iter().map(of_path).collect(),
        Ok(verdict) => verdict
            .notes
            .into_iter()
            .map(|note| Said { code: note.code, place: note.path, under: None, message: note.message, help: None })
            .collect(),
    }
}

/// One diagnostic, its place counted in the small text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) code: String,
    /// The line in the small text (`frame` outside of it), or the path in the flow.
    pub(crate) place: String,
    /// The words that it points at.
    pub(crate) under: Option<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

struct Frame {
    first: u32,
    source: String,
}

impl Frame {
    fn said(&self, diagnostic: Diagnostic) -> Said {
        let Some(span) = diagnostic.span.filter(|_| diagnostic.module.is_none()) else {
            return of_path(diagnostic);
        };
        let line = |byte| LineIndex::new(&self.source).position(&self.source, byte).line;
        let place = match span.start >= self.first {
            true => (line(span.start) - line(self.first) + 1).to_string(),
            false => "frame".to_owned(),
        };
        Said {
            code: diagnostic.code.to_owned(),
            place,
            under: Some(span.of(&self.source).to_owned()),
            message: diagnostic.message,
            help: diagnostic.help,
        }
    }
}

fn of_path(diagnostic: Diagnostic) -> Said {
    let module = diagnostic.module.map(|name| format!("module {name}"));
    Said {
        code: diagnostic.code.to_owned(),
        place: module.or(diagnostic.path).unwrap_or_default(),
        under: None,
        message: diagnostic.message,
        help: diagnostic.help,
    }
}

//! The exit codes of the command.

use lexloci::verdict::Answer;

/// The outcomes of a run, best first. Of several, the worst is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// 0: all is well; every flow is compliant.
    Good,
    /// 4: no flow is worse than not applicable. Not 0: only compliant means "go ahead".
    NotApplicable,
    /// 3: facts are missing.
    Undetermined,
    /// 1: a flow is non-compliant, a test failed, a file has lints or is not formatted.
    Failed,
    /// 2: something could not be read or judged.
    BadInput,
}

impl From<Answer> for Exit {
    fn from(answer: Answer) -> Exit {
        match answer {
            Answer::Compliant => Exit::Good,
            Answer::NotApplicable => Exit::NotApplicable,
            Answer::Undetermined => Exit::Undetermined,
            Answer::NonCompliant => Exit::Failed,
        }
    }
}

impl From<Exit> for u8 {
    fn from(exit: Exit) -> u8 {
        match exit {
            Exit::Good => 0,
            Exit::Failed => 1,
            Exit::BadInput => 2,
            Exit::Undetermined => 3,
            Exit::NotApplicable => 4,
        }
    }
}

//! The errors of a policy or flow as one value.

use super::Diagnostic;
use std::fmt;
use std::ops::Deref;

/// Every error of a policy, module, flow or option: at least one, in the order of the text.
///
/// It is an [`std::error::Error`], so that `?` works. It dereferences to a slice of [`Diagnostic`]s, which have the code, the
/// place and the help of each error.
///
/// ```
/// use lexloci::Policy;
///
/// let errors = "loci 1\npolicy home version 1.0.0 \"Home\" {}".parse::<Policy>().unwrap_err();
/// assert_eq!(errors[0].code, "L0220");
/// println!("{errors}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors(Vec<Diagnostic>);

impl Errors {
    /// Returns the diagnostics.
    ///
    /// ```
    /// let errors = "policy".parse::<lexloci::Policy>().unwrap_err();
    /// assert!(errors.into_vec().iter().all(|each| each.is_error()));
    /// ```
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl From<Errors> for Vec<Diagnostic> {
    fn from(errors: Errors) -> Vec<Diagnostic> {
        errors.0
    }
}

impl From<Vec<Diagnostic>> for Errors {
    fn from(diagnostics: Vec<Diagnostic>) -> Errors {
        Errors(diagnostics)
    }
}

impl Deref for Errors {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl IntoIterator for Errors {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'e> IntoIterator for &'e Errors {
    type Item = &'e Diagnostic;
    type IntoIter = std::slice::Iter<'e, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Writes each error on a line of its own, and its help on the next.
impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, each) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{each}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

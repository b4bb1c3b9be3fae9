//! Counts tests from the output of their runners.

/// The numbers of tests of one kind that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Says whether a test program has printed the number of its tests and not yet their result.
    running: bool,
}

impl Count {
    /// Returns the count of one check that passes or fails as a whole.
    pub(crate) fn one(passed: bool) -> Count {
        Count { passed: u64::from(passed), failed: u64::from(!passed), running: false }
    }

    /// Adds the numbers in a line of `cargo test` or of `node --test`.
    pub(crate) fn read(&mut self, line: &str) {
        if line.starts_with("running ") && line.contains(" test") {
            self.close();
            self.running = true;
        }
        if let Some((_, result)) = line.split_once("test result: ") {
            self.running = false;
            self.passed += before(result, " passed;");
            self.failed += before(result, " failed;");
        }
        let mut words = line.split_whitespace();
        if let (Some("ℹ"), Some(word), Some(Ok(number)), None) =
            (words.next(), words.next(), words.next().map(str::parse::<u64>), words.next())
        {
            match word {
                "pass" => self.passed += number,
                "fail" | "cancelled" => self.failed += number,
                _ => {}
            }
        }
    }

    /// Counts a test program that ended without a result as one failure: it crashed.
    fn close(&mut self) {
        self.failed += u64::from(self.running);
        self.running = false;
    }

    /// Finishes the count of a runner. One that failed without counting a failure, or that ran nothing, counts as one
    /// failure.
    pub(crate) fn ended(mut self, succeeded: bool) -> Count {
        self.close();
        if self.failed == 0 && (!succeeded || self.passed == 0) {
            self.failed = 1;
        }
        self
    }

    /// Adds two counts.
    pub(crate) fn plus(self, other: Count) -> Count {
        let (passed, failed) = (self.passed + other.passed, self.failed + other.failed);
        Count { passed, failed, running: false }
    }
}

/// Parses the number directly before `word`.
fn before(text: &str, word: &str) -> u64 {
    let number = text.split_once(word).map(|(head, _)| head);
    number.and_then(|head| head.split(' ').next_back()?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Count;

    fn count(lines: &[&str]) -> Count {
        let mut count = Count::default();
        lines.iter().for_each(|line| count.read(line));
        count
    }

    fn of(passed: u64, failed: u64) -> Count {
        Count { passed, failed, running: false }
    }

    #[test]
    fn cargo_and_node_are_added_up() {
        let cargo = ["running 16 tests", "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured"];
        let node = ["ℹ tests 5", "ℹ pass 4", "ℹ fail 1", "ℹ cancelled 0"];
        assert_eq!(count(&cargo), of(12, 3));
        assert_eq!(count(&node), of(4, 1));
    }

    #[test]
    fn a_runner_that_failed_or_ran_nothing_failed() {
        assert_eq!(Count::default().ended(true), of(0, 1));
        assert_eq!(Count::default().ended(false), of(0, 1));
        assert_eq!(count(&["ℹ pass 4"]).ended(false), of(4, 1));
    }

    #[test]
    fn a_test_program_that_died_is_a_failure() {
        let died = ["running 3 tests", "test a ... ok"];
        let after = ["running 1 test", "test result: FAILED. 0 passed; 1 failed; 0 ignored"];
        assert_eq!(count(&[&died[..], &after[..]].concat()).ended(false), of(0, 2));
        assert_eq!(count(&[&after[..], &died[..]].concat()).ended(false), of(0, 2));
    }
}

//! `cargo xtask scale`: what an audit of 10^4 to 10^8 flows costs, beside reading alone.

use crate::command::{cargo, run};
use crate::python;
use anyhow::Result;

/// The options of the command line.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The sizes, as powers of ten with commas between them; 8 takes an hour and 60 GB.
    #[arg(long, value_name = "N,N", default_value = "4,5,6,7")]
    sizes: String,
    /// Judges by this policy, in Parquet and on two threads alone; an example of one rule shows the memory of large inventories.
    #[arg(long, value_name = "NAME_OR_FILE", conflicts_with = "write")]
    policy: Option<String>,
    /// Writes the tables into docs/scale.md.
    #[arg(long)]
    write: bool,
    /// Judges this many flows natively, in Wasm, in Python and on a cluster of Spark instead, and kills one worker of the cluster.
    #[arg(long, value_name = "FLOWS", conflicts_with_all = ["sizes", "write", "policy"])]
    spark: Option<u32>,
}

impl Options {
    fn words(&self) -> Vec<&str> {
        let mut words = vec!["--sizes", self.sizes.as_str()];
        words.extend(self.policy.iter().flat_map(|policy| ["--policy", policy]));
        words.extend(self.write.then_some("--write"));
        words
    }
}

/// Builds the command as it is shipped, draws inventories, and prints the tables.
pub(crate) fn measure(options: &Options) -> Result<()> {
    if let Some(flows) = options.spark {
        return python::spark(flows);
    }
    let bench = ["bench", "--quiet", "--bench", "scale", "--features", "audit", "--"];
    run(&mut cargo(&[&bench[..], &options.words()].concat()))
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn the_bench_is_told_what_was_asked_for() {
        let options = Options { sizes: "4,8".to_owned(), policy: None, write: true, spark: None };
        assert_eq!(options.words(), ["--sizes", "4,8", "--write"]);
        let options = Options { policy: Some("one.loci".to_owned()), write: false, ..options };
        assert_eq!(options.words(), ["--sizes", "4,8", "--policy", "one.loci"]);
    }
}

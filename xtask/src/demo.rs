//! `cargo xtask demo`: judges real decided flows through the Wasm package, then serves the page.

use crate::command::{program, run as run_command};
use crate::server::Server;
use crate::{need, package, site};
use anyhow::{Context, Result, bail};

/// The port of the page, unless `--port` names another.
const PORT: u16 = 8317;

/// The options of the demo.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    serve: bool,
    port: u16,
}

impl Options {
    /// Parses `[--no-serve] [--port N]`.
    pub(crate) fn read(words: &[&str]) -> Result<Options> {
        let mut options = Options { serve: true, port: PORT };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-serve" => options.serve = false,
                "--port" => {
                    let number = words.next().and_then(|number| number.parse().ok());
                    options.port = number.context("--port is followed by a number up to 65535")?;
                }
                other => bail!("the demo has no option {other}: it has --no-serve and --port N"),
            }
        }
        Ok(options)
    }
}

/// Builds the package, judges the flows, builds the page and serves it until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<()> {
    need::node()?;
    let server = options.serve.then(|| Server::bind(options.port)).transpose()?;
    println!("Building the Wasm package (the first time takes a few minutes).");
    package::assemble()?;
    run_command(&mut program("node", &["xtask/node/demo.mjs"]))?;
    if let Some(server) = server {
        need::npm_packages()?;
        site::bundle()?;
        println!("\nTry it: {}   (Ctrl-C ends)", server.address()?);
        server.serve();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Options, PORT};

    #[test]
    fn options_are_read_or_refused() {
        let read = |words: &[&str]| Options::read(words).ok();
        assert_eq!(read(&[]), Some(Options { serve: true, port: PORT }));
        assert_eq!(read(&["--no-serve", "--port", "80"]), Some(Options { serve: false, port: 80 }));
        assert_eq!(read(&["--port"]), None);
        assert_eq!(read(&["--port", "99999"]), None);
        assert_eq!(read(&["--serve"]), None);
    }
}

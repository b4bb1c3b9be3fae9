//! Serves the built page on this machine, with Vite's preview server.

use crate::command::{program, run};
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Stdio};

const SCRIPT: &str = "xtask/node/serve.mjs";

/// Checks that a port of 127.0.0.1 is free, before the minutes that a build takes.
pub(crate) fn check_port(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .with_context(|| format!("port {port} of 127.0.0.1 cannot be served: choose another with --port"))
}

/// Serves the page on a port until the process is stopped. The server prints its address.
pub(crate) fn serve(port: u16) -> Result<()> {
    run(&mut program("node", &[SCRIPT, &port.to_string()]))
}

/// A server in the background, which ends with this value.
pub(crate) struct Server {
    process: Child,
    /// Its address for a browser.
    pub(crate) address: String,
}

impl Server {
    /// Starts a server on any free port.
    pub(crate) fn start() -> Result<Server> {
        let mut process = program("node", &[SCRIPT])
            .stdout(Stdio::piped())
            .spawn()
            .context("the server of the page could not be started")?;
        let output = process.stdout.take().context("the server of the page has no output")?;
        let mut address = String::new();
        BufReader::new(output).read_line(&mut address)?;
        let server = Server { process, address: address.trim().to_owned() };
        ensure!(server.address.starts_with("http://"), "the server of the page printed no address");
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where this fails.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::check_port;
    use std::net::{Ipv4Addr, TcpListener};

    #[test]
    fn a_port_in_use_is_refused() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = held.local_addr().expect("an address").port();
        assert!(check_port(port).is_err());
        drop(held);
        assert!(check_port(port).is_ok());
    }
}

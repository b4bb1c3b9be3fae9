//! A small server of static files for the page, on this machine only: www/dist at `/`.

use crate::command::root;
use anyhow::{Context, Result};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// The largest part of a request that is read: a request line and headers are far shorter.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// The content security policy of the page: that of its `<meta>`, and what only a header can state.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lexloci";

/// A server with its port.
pub(crate) struct Server(TcpListener);

impl Server {
    /// Binds a port of 127.0.0.1; 0 is any free one.
    pub(crate) fn bind(port: u16) -> Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} of 127.0.0.1 cannot be served: choose another with --port"))?;
        Ok(Server(listener))
    }

    /// Returns its address for a browser.
    pub(crate) fn address(&self) -> Result<String> {
        Ok(format!("http://{}/", self.0.local_addr()?))
    }

    /// Serves until the process ends.
    pub(crate) fn serve(&self) {
        for stream in self.0.incoming().flatten() {
            // A browser that disconnects during an answer is not our failure.
            std::thread::spawn(move || drop(answer(stream)));
        }
    }

    /// Serves in the background and returns the address.
    pub(crate) fn in_background(self) -> Result<String> {
        let address = self.address()?;
        std::thread::spawn(move || self.serve());
        Ok(address)
    }
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let line = request_line(&stream)?;
    let (status, kind, body) = respond(&line, &root());
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: {CONTENT_POLICY}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if !line.starts_with("HEAD ") {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// Reads the request line; skips the headers.
fn request_line(stream: &TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(stream.take(LONGEST_REQUEST));
    let (mut first, mut header) = (String::new(), String::new());
    reader.read_line(&mut first)?;
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    Ok(first)
}

type Response = (&'static str, &'static str, Vec<u8>);

fn respond(line: &str, root: &Path) -> Response {
    let plain = "text/plain; charset=utf-8";
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if !matches!(method, "GET" | "HEAD") {
        return ("405 Method Not Allowed", plain, b"only GET\n".to_vec());
    }
    let file = locate(target, root).and_then(|path| Some((kind(&path), fs::read(path).ok()?)));
    match file {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", plain, b"there is no such file\n".to_vec()),
    }
}

/// Returns the file for a request target, always inside the built page.
fn locate(target: &str, root: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let named = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = named.components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| root.join("www/dist").join(named))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("loci" | "txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{kind, locate, respond};
    use crate::command::root;
    use std::path::Path;

    #[test]
    fn addresses_stay_inside_the_built_page() {
        let at = |target| locate(target, Path::new("/r"));
        assert_eq!(at("/"), Some("/r/www/dist/index.html".into()));
        assert_eq!(at("/assets/a.wasm?x=1"), Some("/r/www/dist/assets/a.wasm".into()));
        for outside in ["/../Cargo.toml", "/assets/../../Cargo.toml", "//etc/passwd", "x", ""] {
            assert_eq!(at(outside), None, "{outside}");
        }
    }

    #[test]
    fn what_a_browser_starts_only_by_its_type_has_it() {
        let kinds = ["a.js", "a.wasm", "a.webmanifest", "a.css"].map(|name| kind(Path::new(name)));
        let expected = [
            "text/javascript; charset=utf-8",
            "application/wasm",
            "application/manifest+json",
            "text/css; charset=utf-8",
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn only_reading_is_answered() {
        let status = |line| respond(line, &root()).0;
        assert_eq!(status("GET /absent HTTP/1.1"), "404 Not Found");
        assert_eq!(status("POST / HTTP/1.1"), "405 Method Not Allowed");
        assert_eq!(status(""), "405 Method Not Allowed");
    }
}

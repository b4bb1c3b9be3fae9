//! Turtle.

use super::{Graph, NAMESPACES, Term, short};
use crate::read::Fault;
use oxttl::TurtleParser;

/// The name of a base against which a relative address is read.
const BASE: &str = "https://example.com/";

/// Reads the statements of a text. Prefixes that it does not declare are those of the guides of the DPV.
pub(super) fn read(graph: &mut Graph, text: &str) -> Result<(), Fault> {
    let name = graph.name.clone();
    let fault = |line: usize, said: String| Fault::of(&name, "L0004", format!("line {line}: {said}"));
    let mut parser = TurtleParser::new().with_base_iri(BASE).map_err(|error| fault(1, error.to_string()))?;
    let mut seen = Vec::new();
    for (prefix, base) in NAMESPACES {
        if !seen.contains(prefix) {
            seen.push(prefix);
            parser = parser.with_prefix(*prefix, *base).map_err(|error| fault(1, error.to_string()))?;
        }
    }
    let mut parser = parser.low_level();
    let mut line = 0;
    let mut lines = text.split_inclusive('\n');
    loop {
        // A statement comes out with the line that it ends on.
        match lines.next() {
            Some(part) => {
                line += 1;
                parser.extend_from_slice(part.as_bytes());
            }
            None => parser.end(),
        }
        while let Some(triple) = parser.parse_next() {
            let triple = triple.map_err(|error| {
                let at = usize::try_from(error.location().start.line).unwrap_or(line) + 1;
                fault(at, error.message().to_owned())
            })?;
            let subject = node(&triple.subject.to_string());
            let predicate = short(triple.predicate.as_str());
            let object = match &triple.object {
                oxrdf::Term::Literal(literal) => Term::Text(literal.value().to_owned()),
                other => Term::Node(node(&other.to_string())),
            };
            graph.add(&subject, &predicate, object, line);
        }
        if parser.is_end() {
            return Ok(());
        }
    }
}

/// Returns the name of a node that the library writes as `<address>` or `_:name`.
fn node(written: &str) -> String {
    match written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        Some(address) => short(
            address.strip_prefix(BASE).map_or(address, |rest| if rest.starts_with("ns#") { address } else { rest }),
        ),
        None => written.to_owned(),
    }
}

//! Puts the functions of a Wasm file in an order in which they compress well: those with the same end beside each other.
//!
//! A function's end says more of its kind than its start, which is a list of its variables. What compresses a file looks back
//! and takes less for what is near.

use anyhow::Result;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// Returns the same file with its functions in another order.
pub(crate) fn arranged(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, vec![]);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().iter().rev().copied().collect::<Vec<u8>>()),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|old| bodies.get(*old));
    let mut ranks = vec![0; order.len()];
    for (rank, old) in (imported..).zip(&order) {
        ranks.get_mut(*old).into_iter().for_each(|place| *place = rank);
    }
    let mut module = Module::new();
    let mut moved = Moved { imported, order, ranks };
    moved.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(module.finish())
}

/// Another order of functions.
struct Moved {
    /// The imported functions, which come first and stay.
    imported: u32,
    /// The old positions of the others, in the new order.
    order: Vec<usize>,
    /// The new index of each of the others.
    ranks: Vec<u32>,
}

impl Reencode for Moved {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        let own = index.checked_sub(self.imported).and_then(|own| self.ranks.get(own as usize));
        Ok(own.copied().unwrap_or(index))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for ty in self.order.iter().filter_map(|old| types.get(*old)) {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for old in self.order.clone() {
            if let Some(body) = bodies.get(old) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }
}

//! Reads who refers to what in a linked Wasm file: the relocations, which the linker keeps on request.
//!
//! A reference to a constant is a number in the code, and one to a function of the table another. The relocations say which
//! numbers these are, and what each refers to.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader, RelocationEntry,
    RelocationType, SymbolInfo,
};

/// References to functions and constants.
#[derive(Default)]
pub(crate) struct References {
    /// The names of the functions whose places in the table are taken.
    pub(crate) functions: BTreeSet<String>,
    /// The constants, by their positions.
    pub(crate) constants: BTreeSet<usize>,
}

/// A constant, and what it refers to.
pub(crate) struct Constant {
    /// The addresses at which it stands.
    pub(crate) at: Range<u64>,
    pub(crate) to: References,
}

/// The references of a file, by who makes them.
#[derive(Default)]
pub(crate) struct Links {
    /// The references of the functions of a name, beside their calls.
    pub(crate) functions: BTreeMap<String, References>,
    pub(crate) constants: Vec<Constant>,
}

impl Links {
    /// Reads the links of a file, which has relocations and the names of its functions.
    pub(crate) fn of(wasm: &[u8]) -> Result<Links> {
        let file = File::read(wasm)?;
        ensure!(!file.relocations.is_empty(), "the Wasm was linked without relocations");
        let mut links = Links::default();
        let mut places = BTreeMap::new();
        let mut positions = BTreeMap::new();
        for (index, symbol) in file.symbols.iter().enumerate() {
            if let SymbolInfo::Data { symbol: Some(data), .. } = symbol {
                let segment = file.segments.get(data.index as usize).context("a constant is in a segment")?;
                let (from, size) = (u64::from(data.offset), u64::from(data.size));
                let at = segment.address + from..segment.address + from + size;
                places.insert(segment.place + from, (links.constants.len(), size));
                positions.insert(index, links.constants.len());
                links.constants.push(Constant { at, to: References::default() });
            }
        }
        for (section, relocation) in &file.relocations {
            let start = file.sections.get(*section as usize).context("a relocation is in a section")?;
            let place = *start + u64::from(relocation.offset);
            let function = file.functions.range(..=place).next_back().filter(|(_, (end, _))| place < *end);
            let constant = places.range(..=place).next_back().filter(|(from, (_, size))| place < *from + size);
            let from = match (function, constant) {
                (Some((_, (_, name))), _) => links.functions.entry(name.clone()).or_default(),
                (None, Some((_, (position, _)))) => {
                    &mut links.constants.get_mut(*position).context("the constant is known")?.to
                }
                // The linker keeps these for debuggers.
                (None, None) => continue,
            };
            use RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32, TableIndexSleb};
            match relocation.ty {
                TableIndexI32 | TableIndexSleb => {
                    from.functions.insert(file.function(relocation.index)?);
                }
                MemoryAddrI32 | MemoryAddrLeb | MemoryAddrSleb => {
                    // A constant of zeros alone stands in no segment.
                    from.constants.extend(positions.get(&(relocation.index as usize)));
                }
                RelocationType::FunctionIndexLeb | RelocationType::TypeIndexLeb | RelocationType::GlobalIndexLeb => {}
                RelocationType::TableNumberLeb => {}
                other => anyhow::bail!("a relocation of another kind: {other:?}"),
            }
        }
        Ok(links)
    }

    /// Returns the names of the functions whose places in the table are taken.
    pub(crate) fn taken(&self) -> BTreeSet<&str> {
        let all = self.functions.values().chain(self.constants.iter().map(|constant| &constant.to));
        all.flat_map(|references| &references.functions).map(String::as_str).collect()
    }
}

/// A segment of constant data: its address, and its place in the file.
struct Segment {
    address: u64,
    place: u64,
}

/// The parts of a file that tell its links.
#[derive(Default)]
struct File<'a> {
    /// The first byte of each section.
    sections: Vec<u64>,
    /// The end and the name of each function, by its first byte.
    functions: BTreeMap<u64, (u64, String)>,
    segments: Vec<Segment>,
    symbols: Vec<SymbolInfo<'a>>,
    names: BTreeMap<u32, &'a str>,
    /// The relocations, each with the section that it is in.
    relocations: Vec<(u32, RelocationEntry)>,
}

impl<'a> File<'a> {
    fn read(wasm: &'a [u8]) -> Result<File<'a>> {
        let mut file = File::default();
        let mut bodies = vec![];
        let mut imported = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                file.sections.push(range.start as u64);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.range()),
                Payload::DataSection(data) => {
                    for data in data {
                        let data = data?;
                        let DataKind::Active { offset_expr, .. } = data.kind else { continue };
                        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                            anyhow::bail!("a part of the data has no constant address");
                        };
                        let place = data.range.end - data.data.len();
                        file.segments.push(Segment { address: u64::from(value.cast_unsigned()), place: place as u64 });
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                file.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => file.relocate(relocations)?,
                    KnownCustom::Name(names) => {
                        for part in names {
                            if let Name::Function(names) = part? {
                                for name in names {
                                    let name = name?;
                                    file.names.insert(name.index, name.name);
                                }
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        for (index, body) in (imported..).zip(bodies) {
            let name = file.names.get(&index).context("a function has a name")?;
            file.functions.insert(body.start as u64, (body.end as u64, (*name).to_owned()));
        }
        Ok(file)
    }

    fn relocate(&mut self, relocations: RelocSectionReader<'_>) -> Result<()> {
        let section = relocations.section_index();
        for relocation in relocations.entries() {
            self.relocations.push((section, relocation?));
        }
        Ok(())
    }

    /// Returns the name of the function that a symbol stands for.
    fn function(&self, symbol: u32) -> Result<String> {
        let Some(SymbolInfo::Func { index, .. }) = self.symbols.get(symbol as usize) else {
            anyhow::bail!("the table holds functions");
        };
        Ok((*self.names.get(index).context("a function has a name")?).to_owned())
    }
}

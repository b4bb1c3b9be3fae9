//! Splits a Wasm file in two: one that works by itself, and one that adds to it what is asked for later.
//!
//! The first keeps every function and every constant that its exports and its start lead to: by calls, by places in the table and by
//! addresses, as the linker tells them. The second has the others, and imports from the first: memory, tables, globals, and the
//! functions that it calls. The first exports the later entries too, each as a call of a place in the table that is empty until the
//! second is instantiated. So the glue of the whole file serves both.

use crate::arrange::arranged;
use crate::links::{Links, References};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use walrus::ir::{Call, CallIndirect, RefFunc, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, Memory, Module, ModuleConfig, TableId,
};

/// The module that the second file imports from.
const FIRST: &str = "first";

/// The longest gap between constants of the first file that is filled with zeros. Past it a part of its own takes less.
const LONGEST_GAP: usize = 12;

/// Sections that are of use to linkers alone.
const LINKING: [&str; 4] = ["linking", "reloc.CODE", "reloc.DATA", "target_features"];

/// The two files.
pub(crate) struct Halves {
    /// The file that works by itself.
    pub(crate) first: Vec<u8>,
    /// The file that is instantiated with the exports of the first.
    pub(crate) second: Vec<u8>,
}

/// Splits a file with names of functions. `is_later` returns whether an export waits for the second file, by its name.
pub(crate) fn split(wasm: &[u8], links: &Links, is_later: &dyn Fn(&str) -> bool) -> Result<Halves> {
    let plan = Plan::of(&read(wasm)?, links, is_later)?;
    Ok(Halves { first: plan.first(read(wasm)?)?, second: plan.second(read(wasm)?)? })
}

/// Removes the names of functions from a file, and what a panic does before it stops.
pub(crate) fn unnamed(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = read(wasm)?;
    walrus::passes::gc::run(&mut module);
    arranged(&module.emit_wasm())
}

/// Returns whether a function reports a panic and stops, by its name as the linker knows it.
///
/// Nobody sees the report: in a browser the standard library writes it nowhere. It takes the printing of texts for debuggers along,
/// with tables of all characters that can be printed.
pub(crate) fn stops(function: &str) -> bool {
    const MODULE: &str = "_4core9panicking";
    const FUNCTIONS: [&str; 10] = [
        "_4core3str16slice_error_fail",
        "_4core3str19slice_error_fail_rt",
        "_4core4cell22panic_already_borrowed",
        "_4core4cell30panic_already_mutably_borrowed",
        "_4core5slice5index16slice_index_fail",
        "_4core6option13expect_failed",
        "_4core6option13unwrap_failed",
        "_4core6result13unwrap_failed",
        "_5alloc5alloc18handle_alloc_error",
        "_5alloc7raw_vec17capacity_overflow",
    ];
    let mut after = function.split(MODULE).skip(1);
    after.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || FUNCTIONS.iter().any(|name| function.contains(name))
}

/// Parses a file; what is written of it has no names.
fn read(wasm: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(wasm).context("the Wasm could not be parsed")?;
    for section in LINKING {
        module.customs.remove_raw(section);
    }
    let all = module.funcs.iter_local();
    let stopping = all.filter(|(id, function)| {
        let name = module.funcs.get(*id).name.as_deref();
        name.is_some_and(stops) && module.types.results(function.ty()).is_empty()
    });
    for id in stopping.map(|(id, _)| id).collect::<Vec<_>>() {
        stop(&mut module, id);
    }
    Ok(module)
}

/// Replaces the body of a function by a stop.
fn stop(module: &mut Module, id: FunctionId) {
    let ty = module.types.get(module.funcs.get(id).ty());
    let parameters = ty.params().to_vec();
    let arguments: Vec<_> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &[]);
    builder.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}

/// The parts of each file. Functions are named by their positions, which are the same each time the file is parsed.
struct Plan {
    /// The later exports: the name, the function, and its place in the table.
    later: Vec<(String, usize, u64)>,
    /// The functions of the table that the first file has, and those that the second has, by place.
    slots: [BTreeMap<u64, usize>; 2],
    /// The functions of the first file that the second calls.
    shared: BTreeSet<usize>,
    /// The constant data of each file, by address.
    data: [Vec<Constant>; 2],
}

/// Bytes that stand in memory from an address on.
type Constant = (i32, Vec<u8>);

impl Plan {
    fn of(module: &Module, links: &Links, is_later: &dyn Fn(&str) -> bool) -> Result<Plan> {
        let functions = Functions::of(module);
        let table = main_table(module)?;
        let mut size = module.tables.get(table).initial;
        let mut entries = vec![];
        let mut roots: BTreeSet<usize> = module.start.iter().filter_map(|id| functions.position(*id)).collect();
        for export in module.exports.iter() {
            let ExportItem::Function(id) = export.item else { continue };
            let position = functions.position(id).context("an export is of a function of the file")?;
            if is_later(&export.name) {
                entries.push((export.name.clone(), position, size));
                size += 1;
            } else {
                roots.insert(position);
            }
        }
        let places = functions.table(module, table)?;
        // The glue calls by their places the functions that it added to the table itself.
        let taken = links.taken();
        roots.extend(places.values().copied().filter(|position| !taken.contains(functions.name(*position))));
        // The host gives its functions to the first file alone, which passes them on.
        let imports = module.funcs.iter().filter(|function| matches!(function.kind, FunctionKind::Import(_)));
        roots.extend(imports.filter_map(|function| functions.position(function.id())));
        let (first, constants) = functions.led_to(roots, links);
        let (own, others): (BTreeMap<u64, usize>, BTreeMap<u64, usize>) =
            places.into_iter().partition(|(_, position)| first.contains(position));
        let roots = others.values().copied().chain(entries.iter().map(|(_, position, _)| *position)).collect();
        let reached = functions.reached(&roots, &first);
        let shared = reached.intersection(&first).copied().collect();
        let data = halved(module, links, &constants)?;
        Ok(Plan { later: entries, slots: [own, others], shared, data })
    }

    fn first(&self, mut module: Module) -> Result<Vec<u8>> {
        let ids = Functions::of(&module).ids;
        let id = |position: usize| ids.get(position).copied().context("a position is of a function");
        let table = main_table(&module)?;
        self.fill(&mut module, table, &self.slots[0], &id)?;
        let size = module.tables.get(table).initial + self.later.len() as u64;
        let own = module.tables.get_mut(table);
        own.initial = size;
        own.maximum = own.maximum.map(|maximum| maximum.max(size));
        for (name, position, place) in &self.later {
            let ty = module.funcs.get(id(*position)?).ty();
            let (parameters, results) = {
                let ty = module.types.get(ty);
                (ty.params().to_vec(), ty.results().to_vec())
            };
            let arguments: Vec<_> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
            let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
            let mut body = builder.func_body();
            for argument in &arguments {
                body.local_get(*argument);
            }
            body.i32_const(i32::try_from(*place)?).call_indirect(ty, table);
            let stub = builder.finish(arguments, &mut module.funcs);
            module.exports.remove(name.as_str())?;
            module.exports.add(name, stub);
        }
        for (name, item) in shared_items(&module) {
            module.exports.add(&name, item);
        }
        replace_data(&mut module, &self.data[0])?;
        for (number, position) in self.shared.iter().enumerate() {
            module.exports.add(&function_name(number), id(*position)?);
        }
        walrus::passes::gc::run(&mut module);
        arranged(&module.emit_wasm())
    }

    fn second(&self, mut module: Module) -> Result<Vec<u8>> {
        let ids = Functions::of(&module).ids;
        let id = |position: usize| ids.get(position).copied().context("a position is of a function");
        let table = main_table(&module)?;
        let mut slots = self.slots[1].clone();
        slots.extend(self.later.iter().map(|(_, position, place)| (*place, *position)));
        self.fill(&mut module, table, &slots, &id)?;
        module.start = None;
        let exports: Vec<_> = module.exports.iter().map(|export| export.id()).collect();
        exports.into_iter().for_each(|export| module.exports.delete(export));
        replace_data(&mut module, &self.data[1])?;
        for (name, item) in shared_items(&module) {
            match item {
                ExportItem::Memory(memory) => {
                    let import = module.imports.add(FIRST, &name, memory);
                    module.memories.get_mut(memory).import = Some(import);
                }
                ExportItem::Table(table) => {
                    let import = module.imports.add(FIRST, &name, table);
                    // The first file's table is larger, by the places of the later exports.
                    let table = module.tables.get_mut(table);
                    table.import = Some(import);
                    table.init = None;
                    table.maximum = None;
                }
                ExportItem::Global(global) => {
                    let import = module.imports.add(FIRST, &name, global);
                    module.globals.get_mut(global).kind = GlobalKind::Import(import);
                }
                ExportItem::Function(_) | ExportItem::Tag(_) => {}
            }
        }
        for (number, position) in self.shared.iter().enumerate() {
            let function = id(*position)?;
            let ty = module.funcs.get(function).ty();
            if let FunctionKind::Import(imported) = &module.funcs.get(function).kind {
                module.imports.delete(imported.import);
            }
            let import = module.imports.add(FIRST, &function_name(number), function);
            module.funcs.get_mut(function).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        walrus::passes::gc::run(&mut module);
        arranged(&module.emit_wasm())
    }

    /// Puts functions into the table, and nothing else.
    fn fill(
        &self,
        module: &mut Module,
        table: TableId,
        slots: &BTreeMap<u64, usize>,
        id: &dyn Fn(usize) -> Result<FunctionId>,
    ) -> Result<()> {
        let segments: Vec<_> = module.tables.get(table).elem_segments.iter().copied().collect();
        for segment in segments {
            module.elements.delete(segment);
        }
        module.tables.get_mut(table).elem_segments.clear();
        let mut runs: Vec<(u64, Vec<FunctionId>)> = vec![];
        for (place, position) in slots {
            match runs.last_mut() {
                Some((from, run)) if *from + run.len() as u64 == *place => run.push(id(*position)?),
                _ => runs.push((*place, vec![id(*position)?])),
            }
        }
        for (from, run) in runs {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(from)?));
            let segment = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(run));
            module.tables.get_mut(table).elem_segments.insert(segment);
        }
        Ok(())
    }
}

/// The functions of a file, by position, and whom each calls.
struct Functions {
    ids: Vec<FunctionId>,
    positions: BTreeMap<FunctionId, usize>,
    names: Vec<String>,
    calls: Vec<BTreeSet<FunctionId>>,
}

impl Functions {
    fn of(module: &Module) -> Functions {
        let ids: Vec<FunctionId> = module.funcs.iter().map(|function| function.id()).collect();
        let positions = ids.iter().enumerate().map(|(position, id)| (*id, position)).collect();
        let calls = module.funcs.iter().map(|function| match &function.kind {
            FunctionKind::Local(local) => {
                let mut called = Called::default();
                dfs_in_order(&mut called, local, local.entry_block());
                called.0
            }
            _ => BTreeSet::new(),
        });
        let names = module.funcs.iter().map(|function| function.name.clone().unwrap_or_default()).collect();
        Functions { calls: calls.collect(), names, positions, ids }
    }

    fn position(&self, id: FunctionId) -> Option<usize> {
        self.positions.get(&id).copied()
    }

    /// Returns the name of a function; empty where it has none.
    fn name(&self, position: usize) -> &str {
        self.names.get(position).map_or("", String::as_str)
    }

    /// Returns the functions and the constants that some functions lead to.
    fn led_to(&self, roots: BTreeSet<usize>, links: &Links) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, name) in self.names.iter().enumerate() {
            named.entry(name).or_default().push(position);
        }
        let (mut functions, mut constants) = (BTreeSet::new(), BTreeSet::new());
        let mut open: Vec<usize> = roots.into_iter().collect();
        let mut read: Vec<&References> = vec![];
        while !open.is_empty() || !read.is_empty() {
            while let Some(references) = read.pop() {
                let taken = references.functions.iter().filter_map(|name| named.get(name.as_str()));
                open.extend(taken.flatten());
                let new = references.constants.iter().filter(|constant| constants.insert(**constant));
                read.extend(new.filter_map(|constant| links.constants.get(*constant)).map(|constant| &constant.to));
            }
            if let Some(position) = open.pop()
                && functions.insert(position)
            {
                let called = self.calls.get(position).into_iter().flatten();
                open.extend(called.filter_map(|id| self.position(*id)));
                read.extend(links.functions.get(self.name(position)).filter(|_| !stops(self.name(position))));
            }
        }
        (functions, constants)
    }

    /// Returns the functions that some lead to by direct calls. It does not look behind those of `border`.
    fn reached(&self, roots: &BTreeSet<usize>, border: &BTreeSet<usize>) -> BTreeSet<usize> {
        let (mut reached, mut open) = (BTreeSet::new(), roots.iter().copied().collect::<Vec<_>>());
        while let Some(position) = open.pop() {
            if reached.insert(position) && !border.contains(&position) {
                let called = self.calls.get(position).into_iter().flatten();
                open.extend(called.filter_map(|id| self.position(*id)));
            }
        }
        reached
    }

    /// Returns the functions of a table, by place.
    fn table(&self, module: &Module, table: TableId) -> Result<BTreeMap<u64, usize>> {
        let mut places = BTreeMap::new();
        for segment in &module.tables.get(table).elem_segments {
            let segment = module.elements.get(*segment);
            let (
                ElementKind::Active { offset: ConstExpr::Value(Value::I32(from)), .. },
                ElementItems::Functions(items),
            ) = (&segment.kind, &segment.items)
            else {
                anyhow::bail!("a part of the table is not a list of functions from a constant place");
            };
            for (place, id) in (u64::try_from(*from)?..).zip(items) {
                places.insert(place, self.position(*id).context("the table holds functions of the file")?);
            }
        }
        Ok(places)
    }
}

/// Collects the functions that a function calls or takes a reference of.
#[derive(Default)]
struct Called(BTreeSet<FunctionId>);

impl<'i> Visitor<'i> for Called {
    fn visit_call(&mut self, call: &Call) {
        self.0.insert(call.func);
    }

    fn visit_call_indirect(&mut self, _: &CallIndirect) {}

    fn visit_ref_func(&mut self, taken: &RefFunc) {
        self.0.insert(taken.func);
    }
}

fn main_table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the Wasm has a table of functions")
}

/// Returns what both files use beside functions, each with the name by which the second imports it.
fn shared_items(module: &Module) -> Vec<(String, ExportItem)> {
    let memories = module.memories.iter().map(|memory| ExportItem::Memory(memory.id()));
    let tables = module.tables.iter().map(|table| ExportItem::Table(table.id()));
    let globals = module.globals.iter().map(|global| ExportItem::Global(global.id()));
    let all = memories.chain(tables).chain(globals).enumerate();
    all.map(|(index, item)| (format!("m{index}"), item)).collect()
}

/// Returns the constant data of each file: that of the first has these constants, and what no constant covers.
fn halved(module: &Module, links: &Links, first: &BTreeSet<usize>) -> Result<[Vec<Constant>; 2]> {
    let mut halves = [vec![], vec![]];
    for data in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(from)), .. } = data.kind else {
            anyhow::bail!("a part of the data has no constant address");
        };
        let mut owners = vec![None; data.value.len()];
        let start = u64::from(from.cast_unsigned());
        // Constants may overlap, as one text that ends with another. A byte of both files is the first's.
        for in_first in [false, true] {
            for (_, constant) in
                links.constants.iter().enumerate().filter(|(index, _)| first.contains(index) == in_first)
            {
                let [from, to] = [constant.at.start, constant.at.end].map(|at| at.saturating_sub(start) as usize);
                owners
                    .get_mut(from..to.min(data.value.len()))
                    .into_iter()
                    .flatten()
                    .for_each(|owner| *owner = Some(in_first));
            }
        }
        let mut runs: [Vec<(usize, Vec<u8>)>; 2] = [vec![], vec![]];
        let mut owner = true;
        for (at, (byte, owned)) in data.value.iter().zip(owners).enumerate() {
            // Padding goes with the constant before it.
            owner = owned.unwrap_or(owner);
            let (half, gap) = if owner { (&mut runs[0], LONGEST_GAP) } else { (&mut runs[1], 0) };
            match half.last_mut() {
                Some((from, run)) if at - (*from + run.len()) <= gap => {
                    run.resize(at - *from, 0);
                    run.push(*byte);
                }
                _ => half.push((at, vec![*byte])),
            }
        }
        for (half, runs) in halves.iter_mut().zip(runs) {
            for (at, run) in runs {
                half.push((from + i32::try_from(at)?, run));
            }
        }
    }
    Ok(halves)
}

/// Gives a file this constant data and no other.
fn replace_data(module: &mut Module, constants: &[Constant]) -> Result<()> {
    let memory = module.memories.iter().next().map(Memory::id).context("the Wasm has a memory")?;
    let old: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    old.into_iter().for_each(|data| module.data.delete(data));
    module.memories.get_mut(memory).data_segments.clear();
    for (from, bytes) in constants {
        let offset = ConstExpr::Value(Value::I32(*from));
        let data = module.data.add(DataKind::Active { memory, offset }, bytes.clone());
        module.memories.get_mut(memory).data_segments.insert(data);
    }
    Ok(())
}

fn function_name(number: usize) -> String {
    format!("f{number:x}")
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Halves, read, split};
    use crate::links::{Constant, Links, References};
    use walrus::{
        ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, Module, RefType, ValType, ir::Value,
    };

    /// Writes a file with the exports `now` and `later`, which both call `both`; `later` calls `alone` besides. The table holds
    /// `taken`, `told` and `added`.
    fn whole() -> Vec<u8> {
        let mut module = Module::default();
        let function = |module: &mut Module, name: &str, calls: &[walrus::FunctionId], steps: usize| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            builder.name(name.to_owned());
            let mut body = builder.func_body();
            for called in calls {
                body.call(*called).drop();
            }
            for step in 0..steps {
                body.i32_const(step as i32).drop();
            }
            body.i32_const(7);
            builder.finish(vec![], &mut module.funcs)
        };
        let both = function(&mut module, "both", &[], 1);
        let ty = module.types.add(&[], &[ValType::I32]);
        let (host, _) = module.add_import_func("host", "asked", ty);
        let alone = function(&mut module, "alone", &[host], 2);
        let now = function(&mut module, "now", &[both], 3);
        let later = function(&mut module, "later", &[both, alone], 4);
        let taken = function(&mut module, "taken", &[], 5);
        let told = function(&mut module, "told", &[], 6);
        let added = function(&mut module, "added", &[], 7);
        module.exports.add("now", now);
        module.exports.add("later", later);
        let table = module.tables.add_local(false, 4, Some(4), RefType::FUNCREF);
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(1)) };
        let segment = module.elements.add(kind, ElementItems::Functions(vec![taken, told, added]));
        module.tables.get_mut(table).elem_segments.insert(segment);
        module.exports.add("table", table);
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let kind = DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(16)) };
        let data = module.data.add(kind, b"both:a longer template:both".to_vec());
        module.memories.get_mut(memory).data_segments.insert(data);
        module.emit_wasm()
    }

    fn references(functions: &[&str], constants: &[usize]) -> References {
        let functions = functions.iter().map(|name| (*name).to_owned()).collect();
        References { functions, constants: constants.iter().copied().collect() }
    }

    /// Returns the links: `now` takes the place of `taken` and reads what surrounds the template; the template, which `alone` reads,
    /// refers to `told`.
    fn links() -> Links {
        let functions = [("now", references(&["taken"], &[0, 2])), ("alone", references(&[], &[1]))];
        let constant = |at, to| Constant { at, to };
        Links {
            functions: functions.into_iter().map(|(name, to)| (name.to_owned(), to)).collect(),
            constants: vec![
                constant(16..21, references(&[], &[])),
                constant(21..38, references(&["told"], &[])),
                constant(38..43, references(&[], &[])),
            ],
        }
    }

    fn halves() -> anyhow::Result<Halves> {
        split(&whole(), &links(), &|export| export == "later")
    }

    fn exports(module: &Module) -> Vec<&str> {
        module.exports.iter().map(|export| export.name.as_str()).collect()
    }

    #[test]
    fn each_function_is_in_one_file_and_the_second_imports_from_the_first_alone() -> anyhow::Result<()> {
        let halves = halves()?;
        let (first, second) = (read(&halves.first)?, read(&halves.second)?);
        // `now`, `both`, `taken`, `added`, which no reference explains, and the way to `later`.
        assert_eq!(first.funcs.iter_local().count(), 5);
        // The function of the host, which only `alone` calls.
        assert_eq!(first.imports.iter().count(), 1);
        assert!(["now", "later", "table"].iter().all(|name| exports(&first).contains(name)));
        // `later`, `alone`, `told`.
        assert_eq!(second.funcs.iter_local().count(), 3);
        assert!(exports(&second).is_empty());
        let imports: Vec<&str> = second.imports.iter().map(|import| import.module.as_str()).collect();
        // `both`, the function of the host, the table and the memory.
        assert_eq!(imports, [FIRST; 4]);
        Ok(())
    }

    #[test]
    fn a_constant_that_only_later_functions_read_is_in_the_second_file_at_its_address() -> anyhow::Result<()> {
        let halves = halves()?;
        let data = |wasm: &[u8]| -> anyhow::Result<Vec<(i32, String)>> {
            let module = read(wasm)?;
            let all = module.data.iter().filter_map(|data| match data.kind {
                DataKind::Active { offset: ConstExpr::Value(Value::I32(from)), .. } => {
                    Some((from, String::from_utf8_lossy(&data.value).into_owned()))
                }
                _ => None,
            });
            Ok(all.collect())
        };
        assert_eq!(data(&halves.first)?, [(16, "both:".to_owned()), (38, ":both".to_owned())]);
        assert_eq!(data(&halves.second)?, [(21, "a longer template".to_owned())]);
        Ok(())
    }

    #[test]
    fn what_both_files_read_and_what_no_reference_explains_is_the_firsts() -> anyhow::Result<()> {
        let mut links = links();
        links.functions.insert("both".to_owned(), references(&[], &[1]));
        links.constants.truncate(2);
        let halves = split(&whole(), &links, &|export| export == "later")?;
        let all =
            |wasm: &[u8]| Ok::<_, anyhow::Error>(read(wasm)?.data.iter().map(|data| data.value.len()).sum::<usize>());
        assert_eq!((all(&halves.first)?, all(&halves.second)?), (27, 0));
        assert_eq!(read(&halves.first)?.funcs.iter_local().count(), 6);
        Ok(())
    }

    #[test]
    fn the_table_has_a_place_for_each_later_export() -> anyhow::Result<()> {
        let halves = halves()?;
        let table = |wasm: &[u8]| -> anyhow::Result<(u64, usize)> {
            let module = read(wasm)?;
            let table = module.tables.iter().next().map_or(0, |table| table.initial);
            let filled = module.elements.iter().map(|segment| match &segment.items {
                ElementItems::Functions(functions) => functions.len(),
                ElementItems::Expressions(..) => 0,
            });
            Ok((table, filled.sum()))
        };
        assert_eq!(table(&halves.first)?, (5, 2));
        assert_eq!(table(&halves.second)?.1, 2);
        Ok(())
    }
}

//! Splits a Wasm file in two: one that works by itself, and one that adds to it what is asked for later.
//!
//! The first keeps every function that its exports, its table or its start can reach by direct calls. The second has the others,
//! and imports from the first: memory, tables, globals, and the functions that it calls. The first exports the later entries too,
//! each as a call of a place in the table that is empty until the second is instantiated. So the glue of the whole file serves both.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use walrus::ir::{Call, CallIndirect, RefFunc, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, Module, ModuleConfig, TableId,
};

/// The module that the second file imports from.
const FIRST: &str = "first";

/// The instructions, its callees' included, from which a function of the table is taken to be what its name says.
///
/// The compiler keeps one of several functions with the same instructions, under the name of any of them. So a small one of the
/// table may be one of the first file's too.
const OWN_FROM: u64 = 48;

/// The two files.
pub(crate) struct Halves {
    /// The file that works by itself.
    pub(crate) first: Vec<u8>,
    /// The file that is instantiated with the exports of the first.
    pub(crate) second: Vec<u8>,
}

/// Splits a file with names of functions.
///
/// `is_later` says of an export whether it may wait for the second file, `is_second` of a function's name whether nothing but later
/// exports leads to it through the table.
pub(crate) fn split(wasm: &[u8], is_later: &dyn Fn(&str) -> bool, is_second: &dyn Fn(&str) -> bool) -> Result<Halves> {
    let plan = Plan::of(&read(wasm)?, is_later, is_second)?;
    Ok(Halves { first: plan.first(read(wasm)?)?, second: plan.second(read(wasm)?)? })
}

/// Removes the names of functions from a file.
pub(crate) fn unnamed(wasm: &[u8]) -> Result<Vec<u8>> {
    Ok(read(wasm)?.emit_wasm())
}

/// Parses a file; what is written of it has no names.
fn read(wasm: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(wasm).context("the Wasm could not be parsed")
}

/// The parts of each file. Functions are named by their positions, which are the same each time the file is parsed.
struct Plan {
    /// The later exports: the name, the function, and its place in the table.
    later: Vec<(String, usize, u64)>,
    /// The functions of the table that the first file has, and those that the second has, by place.
    slots: [BTreeMap<u64, usize>; 2],
    /// The functions of the first file that the second calls.
    shared: BTreeSet<usize>,
}

impl Plan {
    fn of(module: &Module, is_later: &dyn Fn(&str) -> bool, is_second: &dyn Fn(&str) -> bool) -> Result<Plan> {
        let functions = Functions::of(module);
        let table = main_table(module)?;
        let mut size = module.tables.get(table).initial;
        let mut later = vec![];
        let mut roots: BTreeSet<usize> = module.start.iter().filter_map(|id| functions.position(*id)).collect();
        for export in module.exports.iter() {
            let ExportItem::Function(id) = export.item else { continue };
            let position = functions.position(id).context("an export is of a function of the file")?;
            if is_later(&export.name) {
                later.push((export.name.clone(), position, size));
                size += 1;
            } else {
                roots.insert(position);
            }
        }
        let places = functions.table(module, table)?;
        let named = |position: usize| is_second(&functions.name(module, position));
        let is_own = |position: usize| named(position) && functions.size(module, position, &named) >= OWN_FROM;
        roots.extend(places.values().copied().filter(|position| !is_own(*position)));
        let first = functions.reached(&roots, &BTreeSet::new());
        let (own, others): (BTreeMap<u64, usize>, BTreeMap<u64, usize>) =
            places.into_iter().partition(|(_, position)| first.contains(position));
        let roots = others.values().copied().chain(later.iter().map(|(_, position, _)| *position)).collect();
        let reached = functions.reached(&roots, &first);
        let shared = reached.intersection(&first).copied().collect();
        Ok(Plan { later, slots: [own, others], shared })
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
        for position in &self.shared {
            module.exports.add(&function_name(*position), id(*position)?);
        }
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
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
        let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
        data.into_iter().for_each(|data| module.data.delete(data));
        for (name, item) in shared_items(&module) {
            match item {
                ExportItem::Memory(memory) => {
                    let import = module.imports.add(FIRST, &name, memory);
                    let memory = module.memories.get_mut(memory);
                    memory.import = Some(import);
                    memory.data_segments.clear();
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
        for position in &self.shared {
            let function = id(*position)?;
            let ty = module.funcs.get(function).ty();
            if let FunctionKind::Import(imported) = &module.funcs.get(function).kind {
                module.imports.delete(imported.import);
            }
            let import = module.imports.add(FIRST, &function_name(*position), function);
            module.funcs.get_mut(function).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        walrus::passes::gc::run(&mut module);
        Ok(module.emit_wasm())
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
        Functions { calls: calls.collect(), positions, ids }
    }

    fn position(&self, id: FunctionId) -> Option<usize> {
        self.positions.get(&id).copied()
    }

    /// Returns the name of a function; empty where it has none.
    fn name(&self, module: &Module, position: usize) -> String {
        let name = self.ids.get(position).and_then(|id| module.funcs.get(*id).name.clone());
        name.unwrap_or_default()
    }

    /// Returns the instructions of a function and of those that it leads to, as far as these are named.
    fn size(&self, module: &Module, position: usize, named: &dyn Fn(usize) -> bool) -> u64 {
        let reached = self.reached(&BTreeSet::from([position]), &BTreeSet::new());
        let own = reached.into_iter().filter(|position| named(*position));
        own.filter_map(|position| match &module.funcs.get(*self.ids.get(position)?).kind {
            FunctionKind::Local(local) => Some(local.size()),
            _ => None,
        })
        .sum()
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

fn function_name(position: usize) -> String {
    format!("f{position:x}")
}

#[cfg(test)]
mod tests {
    use super::{FIRST, read, split};
    use walrus::{ConstExpr, ElementItems, ElementKind, FunctionBuilder, Module, RefType, ValType, ir::Value};

    /// A file with the exports `now` and `later`, which both call `both`; `later` calls `alone` besides, and the table holds a
    /// small function and a large one, both named as if they were later's.
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
        let alone = function(&mut module, "second::alone", &[], 2);
        let now = function(&mut module, "now", &[both], 3);
        let later = function(&mut module, "later", &[both, alone], 4);
        let small = function(&mut module, "second::small", &[], 5);
        let large = function(&mut module, "second::large", &[], 60);
        module.exports.add("now", now);
        module.exports.add("later", later);
        let table = module.tables.add_local(false, 3, Some(3), RefType::FUNCREF);
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(1)) };
        let segment = module.elements.add(kind, ElementItems::Functions(vec![small, large]));
        module.tables.get_mut(table).elem_segments.insert(segment);
        module.exports.add("table", table);
        module.emit_wasm()
    }

    fn exports(module: &Module) -> Vec<&str> {
        module.exports.iter().map(|export| export.name.as_str()).collect()
    }

    #[test]
    fn each_function_is_in_one_file_and_the_second_imports_from_the_first_alone() -> anyhow::Result<()> {
        let halves = split(&whole(), &|export| export == "later", &|name| name.starts_with("second::"))?;
        let (first, second) = (read(&halves.first)?, read(&halves.second)?);
        // `now`, `both`, `small`, and the way to `later`.
        assert_eq!(first.funcs.iter_local().count(), 4);
        assert_eq!(first.imports.iter().count(), 0);
        assert!(["now", "later", "table"].iter().all(|name| exports(&first).contains(name)));
        // `later`, `alone`, `large`.
        assert_eq!(second.funcs.iter_local().count(), 3);
        assert!(exports(&second).is_empty());
        let imports: Vec<&str> = second.imports.iter().map(|import| import.module.as_str()).collect();
        // `both` and the table.
        assert_eq!(imports, [FIRST, FIRST]);
        Ok(())
    }

    #[test]
    fn the_table_has_a_place_for_each_later_export() -> anyhow::Result<()> {
        let halves = split(&whole(), &|export| export == "later", &|name| name.starts_with("second::"))?;
        let table = |wasm: &[u8]| -> anyhow::Result<(u64, usize)> {
            let module = read(wasm)?;
            let table = module.tables.iter().next().map_or(0, |table| table.initial);
            let filled = module.elements.iter().map(|segment| match &segment.items {
                ElementItems::Functions(functions) => functions.len(),
                ElementItems::Expressions(..) => 0,
            });
            Ok((table, filled.sum()))
        };
        assert_eq!(table(&halves.first)?, (4, 1));
        assert_eq!(table(&halves.second)?.1, 2);
        Ok(())
    }
}

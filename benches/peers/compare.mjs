// Puts the figures of the last run into the tables of COMPARE.md, between the comments that name them.
import { readFileSync, writeFileSync } from "node:fs";
import { path } from "./files.mjs";
import { ENGINE_COLUMNS, FORM_COLUMNS, MANY_COLUMNS, NATIVE_COLUMNS, chosen, table } from "./table.mjs";

const results = JSON.parse(readFileSync(path("../results.json"), "utf8"));
if (results.partial) throw new Error("the last run was quick or left engines out: COMPARE.md quotes whole runs");

const engines = (...titles) => table(chosen(ENGINE_COLUMNS, ["engine", ...titles]), results.engines);
const TABLES = {
  run: `Taken on ${results.date} with Node ${results.node} on ${results.machine}.`,
  decision: engines("how", "one decision", "× by hand", "agrees"),
  forms: results.forms && table(FORM_COLUMNS, results.forms),
  start: engines("cold start, CPU", "memory", "shipped, raw", "gzip", "brotli"),
  missing: engines("unsound", "over-strict", "threw"),
  many: table(MANY_COLUMNS, results.many),
  native: results.native && table(NATIVE_COLUMNS, results.native),
};

const document = path("../../COMPARE.md");
writeFileSync(document, Object.entries(TABLES).reduce(replaced, readFileSync(document, "utf8")));

function replaced(text, [name, content]) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`COMPARE.md has no place for ${name}`);
  if (!content) return text;
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`;
}

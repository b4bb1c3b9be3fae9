// A flow as a table for people: each fact in words beside its value.
import { h } from "../dom.ts";
import { below, type Json } from "../flow/json.ts";
import { entriesOf } from "../flow/schema.ts";
import { t } from "../i18n/index.ts";
import { described } from "../verdict/cure-words.ts";
import { pathInWords } from "../verdict/subject.ts";
import { wordOf, type Values } from "../verdict/value.ts";

type Row = readonly [path: string, value: string];

/** Draws the facts of a flow. */
export function facts(flow: Json, values: Values): HTMLElement {
  const text = JSON.stringify(flow);
  const named = (value: string) =>
    value.startsWith("@") ? String(described(text, value.slice(1))?.name ?? value) : value;
  const rows = rowsOf(flow, "", values).map(([path, value]) =>
    h("tr", {}, h("th", { scope: "row", title: path }, pathInWords(path)), h("td", {}, named(value))),
  );
  return h("table", { class: "facts-table" }, h("tbody", {}, rows));
}

function rowsOf(value: Json, path: string, values: Values): Row[] {
  const list = entriesOf(value);
  if (list) {
    const isPlain = list.items.every((each) => typeof each !== "object" || each === null);
    const open: Row[] = list.complete ? [] : [[path, t("may_be_more")]];
    if (list.items.length === 0) return list.complete ? [[path, t("there_is_none")]] : open;
    if (isPlain && !/^(storage|processing|access|transit|measures)$/.test(path))
      return [[path, wordOf(path, [...list.items] as never, values)], ...open];
    return [...list.items.flatMap((each, i) => rowsOf(each, `${path}[${i}]`, values)), ...open];
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, each]) => rowsOf(each, below(path, key), values));
  return value === null ? [] : [[path, wordOf(path, value as never, values)]];
}

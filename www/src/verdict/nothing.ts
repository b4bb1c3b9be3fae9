// The answers after which the policy has nothing to judge: each question with its answer, and one button that states all.
import type { Change, FlowValue } from "lexloci";
import type { Known } from "../engine/protocol.ts";
import { h, type Child } from "../dom.ts";
import { readable, type Json } from "../flow/json.ts";
import { edited, valueAt } from "../flow/path.ts";
import { entriesOf, typeAt } from "../flow/schema.ts";
import { t } from "../i18n/index.ts";
import type { Store } from "../store.ts";
import type { Companies } from "./company.ts";
import { anyEntry } from "./groups.ts";
import { questionFor } from "./question.ts";
import { pathInWords } from "./subject.ts";
import { Values, wordOf } from "./value.ts";

/**
 * Draws the statements after which no rule of the policy applies; nothing where none are known, and where a fact would have to be
 * other than it is stated.
 */
export function nothingIf(changes: readonly Change[], store: Store, known: Known, companies: Companies): Child {
  const values = new Values(known, store.doc.policy);
  const { flow } = store.doc;
  if (changes.length === 0 || changes.some((change) => change.from !== null && !closes(change, flow))) return null;
  const closed = changes.filter((change) => closes(change, flow)).map(({ path }) => pathInWords(path));
  const rows = alike(changes.filter((change) => !closes(change, flow) && change.path !== "exporter.id")).map(
    ({ paths, to }) => row(questionFor(paths, companies), answer(paths[0], to, flow, values)),
  );
  const state = () =>
    store.change({ flow: changes.reduce((text, { path, to }) => edited(text, path, to as Json), flow) });
  const button = { type: "button", class: "small", id: "nothing-if", "data-key": "nothing if", onclick: state };
  return h(
    "div",
    { class: "asked nothing" },
    h("p", { class: "ask" }, t("nothing_if")),
    h("ul", {}, rows, closed.length > 0 && row(t("ask_more", closed.join(", ")), t("no"))),
    h("p", { class: "actions" }, h("button", button, t("it_is_so"))),
  );
}

function row(question: string, answer: string): HTMLElement {
  return h("li", {}, question, " ", h("strong", {}, answer));
}

/** Returns whether a statement says of a list that it has no other entries than those of the flow. */
function closes({ path, to }: Change, flow: string): boolean {
  const [list, items] = [entriesOf(to as Json), entriesOf(valueAt(flow, path))?.items ?? []];
  return list !== null && /^\w+$/.test(path) && JSON.stringify(list.items) === JSON.stringify(items);
}

/** Statements of one value, about entries of one list: one question. */
interface Alike {
  readonly paths: readonly [string, ...string[]];
  readonly to: FlowValue;
}

function alike(changes: readonly Change[]): readonly Alike[] {
  const found = new Map<string, { paths: [string, ...string[]]; to: FlowValue }>();
  for (const { path, to } of changes) {
    const key = JSON.stringify([anyEntry(path), to]);
    const same = found.get(key);
    if (same) same.paths.push(path);
    else found.set(key, { paths: [path], to });
  }
  return [...found.values()];
}

/** Returns an answer in words. A place is an example: others do as well. */
function answer(path: string, to: FlowValue, flow: string, values: Values): string {
  if (path.endsWith(".id")) return t(to === exporterOf(flow) ? "no" : "yes");
  if (typeof to === "object" && to !== null && !Array.isArray(to) && Object.keys(to).length === 0) return t("somebody");
  const word = wordOf(path, to, values);
  const type = values.known && typeAt(values.known, path, values.policy);
  return type?.is === "place" ? t("for_example", word) : word;
}

/** Returns the id of the flow's exporter; `null` where it states none. */
function exporterOf(flow: string): Json {
  return readable(flow) ? (valueAt(flow, "exporter.id") ?? null) : null;
}

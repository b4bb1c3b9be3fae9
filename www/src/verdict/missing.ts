// The missing facts on which the verdict depends, as inputs: the smallest question first.
import type { Change, Question, Verdict } from "lexloci";
import type { Known } from "../engine/protocol.ts";
import { h, type Child } from "../dom.ts";
import { control } from "../flow/control.ts";
import type { Json } from "../flow/json.ts";
import { edited, stepsOf, valueAt } from "../flow/path.ts";
import { entriesOf, factAt, typeAt } from "../flow/schema.ts";
import { first as shownFirst } from "../i18n/facts.ts";
import { t } from "../i18n/index.ts";
import type { Store } from "../store.ts";
import { Companies } from "./company.ts";
import { anyEntry } from "./groups.ts";
import { nothingIf } from "./nothing.ts";
import { SHAPES } from "./outcome.ts";
import { questionFor } from "./question.ts";
import { pathInWords } from "./subject.ts";
import { Values, wordOf } from "./value.ts";

/** The most questions shown: the whole form is beside. */
const SHOWN = 6;
/** The lists that a flow may leave open, each of which would be asked for. */
const LISTS = ["storage", "processing", "access", "transit", "transfers"];

/** The findings of the analyses about missing facts; empty until they answer. */
interface Found {
  readonly questions: readonly Question[];
  /** Statements after which the policy has nothing to judge. */
  readonly nothing: readonly Change[];
}

/** Draws the questions to which the missing facts are the answers: one for one thing, smallest first. */
export function missing(
  verdict: Verdict,
  { questions, nothing }: Found,
  store: Store,
  known: Known | null,
  go: (path: string) => void,
): Child {
  if (verdict.ask.length === 0 || !known) return null;
  const single = questions.find(isEnough);
  const values = new Values(known, store.doc.policy);
  const companies = new Companies(store.doc.flow, known);
  const all = settled(ordered(verdict, questions), store.doc.policy, questions.length > 0, single?.facts[0]);
  const open = all.filter((path) => LISTS.includes(path));
  const ids = all.filter((path) => path.endsWith(".id") && path !== "exporter.id");
  const rest = all.filter((path) => !(open.length > 1 && open.includes(path)) && !path.endsWith(".id"));
  const asked = [
    ...things(rest).map((paths) => [
      row(paths, store, known, companies, single?.facts[0] === paths[0] ? leading(single) : [], go),
      single?.facts[0] === paths[0] && outcomes(single, values),
    ]),
    ...ids.map((path) => identity(path.slice(0, -".id".length), all.includes("exporter.id"), store, companies)),
  ];
  const rows = asked.slice(0, open.length > 1 ? SHOWN - 1 : SHOWN);
  const count = asked.length + Number(open.length > 1);
  return h(
    "section",
    { class: "aside missing", "data-aside": "missing" },
    h("h3", {}, t("missing")),
    h("p", { class: "note" }, t(single ? "missing_first" : "missing_help")),
    open.length > 1 && closing(open, store, go),
    rows,
    count > SHOWN && h("p", { class: "note" }, t(single ? "missing_more_if" : "missing_more", count - SHOWN)),
    nothingIf(nothing, store, known, companies),
  );
}

/** The questions that stood there last, and the policy that asked them. */
let last: { readonly policy: string; readonly paths: readonly string[]; readonly isBest: boolean } = {
  policy: "",
  paths: [],
  isBest: false,
};

/**
 * Keeps the questions that stood there before in their places, so that an answer moves no other question; new ones follow. One
 * that is enough by itself comes first. `isBest`: whether the smallest questions are known, by which they are ordered once.
 */
function settled(
  paths: readonly string[],
  policy: string,
  isBest: boolean,
  enough: string | undefined,
): readonly string[] {
  const isKept = last.policy === policy && (last.isBest || !isBest);
  const stood = isKept ? last.paths.filter((path) => paths.includes(path) && path !== enough) : [];
  const all = [
    ...paths.filter((path) => path === enough && isKept),
    ...stood,
    ...paths.filter((path) => !stood.includes(path) && (path !== enough || !isKept)),
  ];
  last = { policy, paths: all, isBest: isBest || (isKept && last.isBest && stood.length > 0) };
  return all;
}

/** Groups paths that differ in their entries only: they are one question. */
function things(paths: readonly string[]): readonly (readonly [string, ...string[]])[] {
  const found = new Map<string, [string, ...string[]]>();
  for (const path of paths) {
    const same = found.get(anyEntry(path));
    if (same) same.push(path);
    else found.set(anyEntry(path), [path]);
  }
  return [...found.values()];
}

/** Asks once whether there is more of anything that the flow lists. */
function closing(open: readonly string[], store: Store, go: (path: string) => void): HTMLElement {
  const close = () => {
    const closed = (text: string, path: string) =>
      edited(text, path, [...(entriesOf(valueAt(text, path))?.items ?? [])]);
    store.change({ flow: open.reduce(closed, store.doc.flow) });
  };
  const lists = open.map(pathInWords).join(", ");
  return h(
    "div",
    { class: "asked", "data-missing": open.join(" ") },
    h("p", { class: "ask" }, t("ask_more", lists)),
    h(
      "p",
      { class: "actions" },
      h(
        "button",
        { type: "button", class: "small", id: "nothing-more", "data-key": "nothing more", onclick: close },
        t("nothing_more"),
      ),
      h(
        "button",
        { type: "button", class: "small", "data-key": "more", onclick: () => go(open[0] ?? "") },
        t("something_more"),
      ),
    ),
  );
}

/** Returns whether an answer leads to a go-ahead. */
const favours = ({ outcomes }: Question): boolean => outcomes.some(({ verdict }) => verdict === "compliant");

/** Returns whether one answer may be enough for a go-ahead. */
export const isEnough = (question: Question): boolean => question.facts.length === 1 && favours(question);

/** Returns the values that lead to a go-ahead: they are offered first. */
function leading({ outcomes: found }: Question): readonly string[] {
  const good = found.filter(({ verdict }) => verdict === "compliant").map(({ values: [value = null] }) => value);
  const single = good.filter((value) => !Array.isArray(value) || value.length === 1);
  return single.flatMap((value) => (Array.isArray(value) ? value.map(String) : [String(value)]));
}

/** Orders the facts: first those that lead to a go-ahead with few others, then those that lead to a refusal. */
function ordered({ ask, instances }: Verdict, questions: readonly Question[]): readonly string[] {
  const best = [...questions]
    .sort((one, two) => Number(favours(two)) - Number(favours(one)) || one.facts.length - two.facts.length)
    .flatMap(({ facts }) => facts);
  const rank = (path: string) => (best.includes(path) ? best.indexOf(path) : best.length);
  const sizes = new Map<string, number>();
  for (const set of instances.flatMap(({ missing }) => missing)) {
    for (const path of set) sizes.set(path, Math.min(set.length, sizes.get(path) ?? set.length));
  }
  const size = (path: string) => sizes.get(path) ?? Infinity;
  // A derogation is a last resort: it is asked for last, unless it alone may be enough.
  const enough = questions.find(isEnough)?.facts[0];
  const last = (path: string) => Number(path.endsWith(".derogation") && path !== enough);
  return [...ask].sort(
    (one, two) =>
      last(one) - last(two) ||
      rank(one) - rank(two) ||
      (size(one) < size(two) ? -1 : Number(size(one) > size(two))) ||
      usual(one) - usual(two),
  );
}

/** Ranks a fact as forms do: what is usually stated first, what is said of others of the same kind last. */
function usual(path: string): number {
  const name = String(stepsOf(path).at(-1) ?? "");
  const places = Object.values(shownFirst).flatMap((names) => (names.includes(name) ? names.indexOf(name) : []));
  return name.startsWith("other_") ? 100 : Math.min(...places, 99);
}

/**
 * Shows the verdict to which each value leads, where one fact settles it. The value of a mere declaration is never
 * coloured as a go-ahead.
 */
function outcomes({ facts: [path = ""], outcomes: found }: Question, wording: Values): HTMLElement {
  const fact = wording.known && factAt(wording.known, path);
  const isDerogation = fact?.name === "derogation";
  const declares = isDerogation || fact?.nature === "finding" || fact?.attested === true;
  // What leaves the answer open need not be read, nor several values together where one of them is enough.
  const telling = found.filter(
    ({ verdict, values: [value = null] }) => verdict !== "undetermined" && !(Array.isArray(value) && value.length > 1),
  );
  const told = new Map(
    telling.map(({ values: [value = null], verdict }) => [
      `${wordOf(path, value, wording)} ${verdict}`,
      { value, verdict },
    ]),
  );
  const words = [...told.values()].map(({ value, verdict }) => {
    const word = wordOf(path, value, wording);
    if (declares)
      return h("span", { "data-if": verdict }, t("outcome_if", word, t("would_be", t(verdict).toLowerCase())));
    return h("span", { "data-answer": verdict }, t("outcome_if", word, `${SHAPES[verdict]} ${t(verdict)}`));
  });
  return h("p", { class: "note outcomes", id: "outcomes" }, words, isDerogation && h("span", {}, t("derogation_note")));
}

/** Asks whether a company is the exporter itself, or another one: either answer names it. */
function identity(path: string, isOpen: boolean, store: Store, companies: Companies): HTMLElement {
  const label = questionFor([`${path}.id`], companies);
  const apart = () => {
    const text = isOpen ? edited(store.doc.flow, "exporter.id", "exporter") : store.doc.flow;
    store.change({ flow: edited(text, `${path}.id`, nameFor(path, text)) });
  };
  const same = () => store.change({ flow: edited(store.doc.flow, path, "exporter") });
  const button = (word: "another_company" | "exporter_itself", onclick: () => void) =>
    h("button", { type: "button", class: "small", "data-key": `${word} ${path}`, onclick }, t(word));
  return h(
    "div",
    { class: "asked", "data-missing": `${path}.id` },
    h("p", { class: "ask" }, label),
    h("p", { class: "actions" }, button("another_company", apart), button("exporter_itself", same)),
  );
}

/** Returns an id for a company: by its name or its cloud, so that one company has one id wherever it stands. */
function nameFor(path: string, flow: string): string {
  const name = valueAt(flow, `${path}.name`);
  const region = path.endsWith(".operator") ? valueAt(flow, path.replace(/operator$/, "region")) : undefined;
  const word = typeof name === "string" ? name : typeof region === "string" ? (region.split("/")[0] ?? "") : path;
  const id = word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return id === "exporter" || id === "" ? "company" : id;
}

/** Draws a question. Its answer is stated at each of the paths, which differ in their entries only. */
function row(
  paths: readonly [string, ...string[]],
  store: Store,
  known: Known,
  companies: Companies,
  first: readonly string[],
  go: (path: string) => void,
): HTMLElement {
  const [path] = paths;
  const label = questionFor(paths, companies);
  const state = (value: Json | undefined) =>
    store.change({ flow: paths.reduce((text, each) => edited(text, each, value), store.doc.flow) });
  const type = path.includes("[...]") ? null : typeAt(known, path, store.doc.policy);
  const now = () => valueAt(store.doc.flow, path);
  const input =
    type && control({ known, type, value: now(), now, key: `missing ${path}`, label, parties: [], first, state });
  const button = (key: string, word: "there_is_none" | "state_in_flow", onclick: () => void) =>
    h("button", { type: "button", class: "small", "data-key": `${key} ${path}`, onclick }, t(word));
  return h(
    "div",
    { class: "asked", "data-missing": path },
    h("p", { class: "ask", title: paths.join(", ") }, label),
    h(
      "span",
      { class: "several" },
      input,
      type?.is === "list" && button("none", "there_is_none", () => state([])),
      !input && button("go", "state_in_flow", () => go(path)),
    ),
  );
}

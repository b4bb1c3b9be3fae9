// The missing facts on which the verdict depends, as inputs to fill in on the spot: the smallest question first.
import type { Question, Verdict } from "lexloci";
import type { Known } from "../engine/protocol.ts";
import { h, type Child } from "../dom.ts";
import { control } from "../flow/control.ts";
import { readable, type Json } from "../flow/json.ts";
import { at, edited, located, stepsOf } from "../flow/path.ts";
import { typeAt } from "../flow/schema.ts";
import { t } from "../i18n/index.ts";
import type { Store } from "../store.ts";
import { SHAPES } from "./outcome.ts";
import { told } from "./subject.ts";

/** More than these would be a form of its own, which stands beside. */
const SHOWN = 6;

export function missing(verdict: Verdict, questions: readonly Question[], store: Store, known: Known | null, go: (path: string) => void): Child {
  if (verdict.ask.length === 0 || !known) return null;
  const rows = ordered(verdict, questions).slice(0, SHOWN).map((path) => row(path, store, known, go));
  const single = questions.find(({ facts }) => facts.length === 1);
  return h("section", { class: "aside missing", "data-aside": "missing" }, h("h3", {}, t("missing")), h("p", { class: "note" }, t("missing_help")), rows, single && outcomes(single));
}

/** Facts that settle something with few others come first. */
function ordered({ ask, instances }: Verdict, questions: readonly Question[]): readonly string[] {
  const best = [...questions].sort((one, two) => one.facts.length - two.facts.length).flatMap(({ facts }) => facts);
  const rank = (path: string) => (best.includes(path) ? best.indexOf(path) : best.length);
  const sets = instances.flatMap(({ missing }) => missing);
  const size = (path: string) => Math.min(99, ...sets.filter((set) => set.includes(path)).map((set) => set.length));
  return [...ask].sort((one, two) => rank(one) - rank(two) || size(one) - size(two));
}

/** Where one fact settles it: what each of its values comes to. */
function outcomes({ facts, outcomes: found }: Question): HTMLElement {
  const words = found.map(({ values, verdict }) => t("like", wordOf(values[0]), `${SHAPES[verdict]} ${t(verdict)}`));
  return h("p", { class: "note", id: "outcomes" }, `${told(facts[0] ?? "")} – ${words.join("; ")}`);
}

function wordOf(value: Question["outcomes"][number]["values"][number] | undefined): string {
  return value === true ? t("yes") : value === false ? t("no") : typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function row(path: string, store: Store, known: Known, go: (path: string) => void): HTMLElement {
  const label = told(path);
  const state = (value: Json | undefined) => store.change({ flow: edited(store.doc.flow, path, value) });
  const type = path.includes("[...]") ? null : typeAt(known, path, store.doc.policy);
  const now = () => {
    const flow = readable(store.doc.flow)?.value ?? null;
    return at(flow, located(flow, stepsOf(path)));
  };
  const input = type && control({ known, type, value: now(), now, key: `missing ${path}`, label, parties: [], state });
  const none = type?.is === "list" && h("button", { type: "button", class: "small", "data-key": `none ${path}`, onclick: () => state([]) }, t("there_is_none"));
  const other = !input && h("button", { type: "button", class: "small", "data-key": `go ${path}`, onclick: () => go(path) }, t("state_in_flow"));
  return h("div", { class: "field", "data-missing": path }, h("span", { class: "label", title: path }, label), h("span", { class: "several" }, input, none, other));
}

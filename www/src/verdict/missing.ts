// The missing facts on which the verdict depends, as inputs: the smallest question first.
import type { Question, Verdict } from "lexloci";
import type { Known } from "../engine/protocol.ts";
import { h, type Child } from "../dom.ts";
import { control } from "../flow/control.ts";
import type { Json } from "../flow/json.ts";
import { edited, valueAt } from "../flow/path.ts";
import { factAt, typeAt } from "../flow/schema.ts";
import { t } from "../i18n/index.ts";
import type { Store } from "../store.ts";
import { SHAPES } from "./outcome.ts";
import { pathInWords } from "./subject.ts";
import { Values, wordOf } from "./value.ts";

/** The most facts shown: the whole form is beside. */
const SHOWN = 6;

export function missing(
  verdict: Verdict,
  questions: readonly Question[],
  store: Store,
  known: Known | null,
  go: (path: string) => void,
): Child {
  if (verdict.ask.length === 0 || !known) return null;
  const single = questions.find((question) => question.facts.length === 1 && favours(question));
  const values = new Values(known, store.doc.policy);
  const rows = ordered(verdict, questions)
    .slice(0, SHOWN)
    .map((path) => [row(path, store, known, go), single?.facts[0] === path && outcomes(single, values)]);
  return h(
    "section",
    { class: "aside missing", "data-aside": "missing" },
    h("h3", {}, t("missing")),
    h("p", { class: "note" }, t(single ? "missing_first" : "missing_help")),
    rows,
  );
}

/** Returns whether an answer leads to a go-ahead. */
const favours = ({ outcomes }: Question): boolean => outcomes.some(({ verdict }) => verdict === "compliant");

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
  return [...ask].sort(
    (one, two) => rank(one) - rank(two) || (size(one) < size(two) ? -1 : Number(size(one) > size(two))),
  );
}

/**
 * Shows the verdict to which each value leads, where one fact settles it. The value of a mere declaration is never
 * coloured as a go-ahead.
 */
function outcomes({ facts: [path = ""], outcomes: found }: Question, wording: Values): HTMLElement {
  const fact = wording.known && factAt(wording.known, path);
  const isDerogation = fact?.name === "derogation";
  const declares = isDerogation || fact?.nature === "finding" || fact?.attested === true;
  const words = found.map(({ values: [value = null], verdict }) => {
    const word = wordOf(path, value, wording);
    if (declares) return h("span", { "data-if": verdict }, t("like", word, t("would_be", t(verdict).toLowerCase())));
    return h("span", { "data-answer": verdict }, t("like", word, `${SHAPES[verdict]} ${t(verdict)}`));
  });
  return h("p", { class: "note outcomes", id: "outcomes" }, words, isDerogation && h("span", {}, t("derogation_note")));
}

function row(path: string, store: Store, known: Known, go: (path: string) => void): HTMLElement {
  const label = pathInWords(path);
  const state = (value: Json | undefined) => store.change({ flow: edited(store.doc.flow, path, value) });
  const type = path.includes("[...]") ? null : typeAt(known, path, store.doc.policy);
  const now = () => valueAt(store.doc.flow, path);
  const input = type && control({ known, type, value: now(), now, key: `missing ${path}`, label, parties: [], state });
  const none =
    type?.is === "list" &&
    h(
      "button",
      { type: "button", class: "small", "data-key": `none ${path}`, onclick: () => state([]) },
      t("there_is_none"),
    );
  const other =
    !input &&
    h(
      "button",
      { type: "button", class: "small", "data-key": `go ${path}`, onclick: () => go(path) },
      t("state_in_flow"),
    );
  return h(
    "div",
    { class: "field", "data-missing": path },
    h("span", { class: "label", title: path }, label),
    h("span", { class: "several" }, input, none, other),
  );
}

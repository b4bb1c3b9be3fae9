// The flow as a form, in step with its text both ways. A change in the form changes the text at that one place, and the
// form is drawn anew from any text.
import type { VocabularyFact } from "lexloci";
import type { Finding, Known } from "../engine/protocol.ts";
import { byId, h, refill, renew, type Child } from "../dom.ts";
import { language, onLanguage, t, type Language } from "../i18n/index.ts";
import { first as shownFirst } from "../i18n/facts.ts";
import { said } from "../i18n/said.ts";
import { labels } from "../i18n/labels.ts";
import type { Store } from "../store.ts";
import { control, lists } from "./control.ts";
import { readable, type Json } from "./json.ts";
import { at, edited, located, pathOf, stepsOf, valueAt, type Steps } from "./path.ts";
import { isRelation, ownFacts, spelledOut } from "./kinds.ts";
import { entriesOf, factsOf } from "./schema.ts";

interface Drawing {
  readonly known: Known;
  readonly flow: Json;
  readonly findings: readonly Finding[];
  readonly parties: readonly string[];
  /** The paths of facts added by hand: shown although they are not stated. */
  readonly asked: Set<string>;
  /** Returns the current value, which may have changed since the drawing. */
  now(steps: Steps): Json | undefined;
  state(steps: Steps, value: Json | undefined): void;
  redraw(): void;
}

/** Keeps the form and the text in step. */
export class Form {
  readonly #asked = new Set<string>();
  #known: Known | null = null;
  #findings: readonly Finding[] = [];
  #drawnState = "";
  #language: Language | null = null;
  readonly #facts = h("div", { class: "facts" });
  readonly #rows = new Map<string, { readonly key: string; readonly made: HTMLElement }>();

  constructor(readonly store: Store) {
    onLanguage(() => this.#draw());
  }

  /** Takes the vocabulary and the atlas; before that there is no form. */
  know(known: Known): void {
    this.#known = known;
    this.#language = null;
    this.#draw();
  }

  /** Redraws the form when the text or its findings have changed. */
  follow(findings: readonly Finding[] = this.#findings): void {
    const state = JSON.stringify([this.store.doc.flow, findings]);
    if (state === this.#drawnState) return;
    this.#drawnState = state;
    this.#findings = findings;
    this.#draw();
  }

  #draw(): void {
    const known = this.#known;
    const place = byId("form");
    if (!known || place.hidden) return void (this.#drawnState = "");
    const flow = readable(this.store.doc.flow)?.value;
    if (flow === undefined) return this.#unreadable(place);
    const { store } = this;
    const drawing: Drawing = {
      known,
      flow,
      findings: this.#findings,
      parties: idsOf(flow),
      asked: this.#asked,
      now: (steps) => valueAt(store.doc.flow, steps),
      state: (steps, value) => store.change({ flow: edited(store.doc.flow, steps, value) }, `form ${pathOf(steps)}`),
      redraw: () => this.#draw(),
    };
    if (this.#language !== language()) this.#begin(known, place);
    const { shown, others, stated } = asked(drawing, "flow", []);
    const rows = shown.map((fact) => this.#row(drawing, fact, stated[fact.name]));
    const rest = [declared(stated), adding(drawing, others, [])].filter((each) => each instanceof HTMLElement);
    renew(this.#facts, [...rows, ...rest]);
  }

  /** Starts an empty form, with the long lists of places and regions that its inputs offer. */
  #begin(known: Known, place: HTMLElement): void {
    this.#language = language();
    this.#rows.clear();
    this.#facts.replaceChildren();
    refill(place, ...lists(known), this.#facts);
  }

  /** Returns the row of a fact of the flow itself, made anew only when something in it has changed. */
  #row(drawing: Drawing, fact: VocabularyFact, value: Json | undefined): HTMLElement {
    const { name } = fact;
    const own = (path: string | null) => path !== null && stepsOf(path)[0] === name;
    const key = JSON.stringify([
      value,
      drawing.parties,
      [...drawing.asked].filter(own),
      drawing.findings.filter(({ path }) => path !== null),
    ]);
    const before = this.#rows.get(name);
    if (before?.key === key) return before.made;
    const made = row(drawing, fact, value, [name]);
    this.#rows.set(name, { key, made });
    return made;
  }

  #unreadable(place: HTMLElement): void {
    this.#language = null;
    refill(place, h("p", { class: "note" }, t("form_needs_json")));
  }

  /** Draws the form after it has become visible. */
  shown(): void {
    this.#draw();
  }

  /** Marks the field of a fact while a reason is pointed at. */
  mark(path: string | null): void {
    const place = byId("form");
    for (const marked of place.querySelectorAll(".marked")) marked.classList.remove("marked");
    const field = path === null ? null : this.#field(path);
    field?.classList.add("marked");
    if (field) bring(field, place);
  }

  /** Focuses the field of a fact. Returns whether there is one. */
  focus(path: string): boolean {
    const field = this.#field(path);
    field?.querySelector<HTMLElement>("input, select, button")?.focus();
    return field !== null;
  }

  /** Finds the field of a fact, or of the nearest object that contains it. */
  #field(path: string): HTMLElement | null {
    const flow = readable(this.store.doc.flow)?.value;
    if (flow === undefined) return null;
    for (let steps = located(flow, stepsOf(path)); steps.length > 0; steps = steps.slice(0, -1)) {
      const found = byId("form").querySelector<HTMLElement>(`[data-path="${CSS.escape(pathOf(steps))}"]`);
      if (found) return found;
    }
    return null;
  }
}

/** Scrolls within the form only: a page that moves would take the target from under the pointer. */
function bring(field: HTMLElement, form: HTMLElement): void {
  const [inner, outer] = [field.getBoundingClientRect(), form.getBoundingClientRect()];
  if (inner.top < outer.top) form.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) form.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
}

/** Lists the ids of the parties that a flow describes. */
function idsOf(value: Json): string[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = (Array.isArray(value) ? value : Object.values(value)).flatMap(idsOf);
  const own = !Array.isArray(value) && typeof value.id === "string" ? [value.id] : [];
  return [...new Set([...own, ...inside])];
}

/** Draws the facts of one object: those stated, those shown first, and a list to add others. */
function facts(drawing: Drawing, kind: string, steps: Steps): HTMLElement {
  const { shown, others, stated } = asked(drawing, kind, steps);
  const rows = shown.map((fact) => row(drawing, fact, stated[fact.name], [...steps, fact.name]));
  return h("div", { class: "facts" }, rows, declared(stated), adding(drawing, others, steps));
}

/** Splits the facts of an object into those shown and those that can be added, with what is stated. */
function asked(drawing: Drawing, kind: string, steps: Steps) {
  const value = at(drawing.flow, steps);
  const stated = spelledOut(value, kind) ?? {};
  const all = typeof value === "string" && isRelation(kind) ? ownFacts(kind) : factsOf(drawing.known, kind);
  const shown = (name: string) => name in stated || drawing.asked.has(pathOf([...steps, name]));
  const first = (shownFirst[kind] ?? []).flatMap((name) => all.filter((each) => each.name === name));
  const chosen = [...first, ...all.filter((each) => !first.includes(each) && shown(each.name))];
  const others = all.filter((each) => !chosen.includes(each) && !each.derived);
  return { shown: chosen, others, stated };
}

/** Shows facts that the policy declares as JSON: their types are the policy's. */
function declared(stated: { readonly [key: string]: Json }): Child {
  return "x" in stated && h("p", { class: "note" }, h("code", {}, `x: ${JSON.stringify(stated.x)}`));
}

function adding({ asked, redraw }: Drawing, others: readonly VocabularyFact[], steps: Steps): Child {
  if (others.length === 0) return null;
  const options = others.map(({ name, doc }) => h("option", { value: name, title: doc }, word(name)));
  const key = `add ${pathOf(steps)}`;
  const made = h(
    "select",
    { class: "add", "data-key": key, "aria-label": t("add_fact") },
    h("option", { value: "" }, t("add_fact")),
    options,
  );
  made.addEventListener("change", () => {
    asked.add(pathOf([...steps, made.value]));
    redraw();
  });
  return made;
}

function word(name: string): string {
  return labels(language()).fact[name] ?? name.replace(/_/g, " ");
}

function row(drawing: Drawing, fact: VocabularyFact, value: Json | undefined, steps: Steps): HTMLElement {
  const { type, name, doc, attested } = fact;
  if (type.is === "list") return list(drawing, fact, value, steps, type.of);
  const key = pathOf(steps);
  const label = word(name);
  const state = (next: Json | undefined) => drawing.state(steps, next);
  const now = () => drawing.now(steps);
  const input = control({ known: drawing.known, type, value, now, key, label, parties: drawing.parties, state });
  const inner = type.is === "object" && (typeof value === "object" || input === null) && facts(drawing, type.of, steps);
  const head = h(
    "span",
    { class: "label", title: language() === "en" ? doc : null },
    label,
    attested && h("span", { class: "attested", title: t("attested_means") }, t("as_attested")),
  );
  return h(
    "div",
    { class: inner ? "field group" : "field", "data-path": key },
    head,
    input,
    wrong(drawing, steps),
    inner,
  );
}

/** Draws the findings on this fact. */
function wrong({ findings, flow }: Drawing, steps: Steps): Child {
  const path = pathOf(steps);
  const own = findings.filter(
    (each) => each.path !== null && (each.path === path || pathOf(located(flow, stepsOf(each.path))) === path),
  );
  return own.map(({ message, help }) =>
    h(
      "p",
      { class: "wrong", role: "alert" },
      "✗ ",
      [message, help]
        .map((each) => each && said(each))
        .filter(Boolean)
        .join(": "),
    ),
  );
}

/** The most entries of one list that the form shows. */
const ENTRIES = 40;

/** Draws the entries of a list, and whether there are more. */
function list(
  drawing: Drawing,
  { name }: VocabularyFact,
  value: Json | undefined,
  steps: Steps,
  kind: string,
): HTMLElement {
  const stated = entriesOf(value);
  const base = stated && !Array.isArray(value) ? [...steps, "items"] : steps;
  const one = labels(language()).one[name] ?? word(name);
  const count = stated?.items.length ?? 0;
  const entries = Array.from({ length: Math.min(count, ENTRIES) }, (_, i) =>
    entry(drawing, kind, [...base, i], `${one} ${i + 1}`),
  );
  const others = count > ENTRIES && h("p", { class: "note" }, t("more_entries", count - ENTRIES));
  const add = () => drawing.state([...base, count], kind === "site" ? { place: "FR" } : {});
  return h(
    "fieldset",
    { class: "list", "data-path": pathOf(steps) },
    h("legend", {}, word(name)),
    completeness(drawing, stated, steps, word(name)),
    wrong(drawing, steps),
    entries,
    others,
    h(
      "button",
      { type: "button", class: "small", "data-key": `new ${pathOf(steps)}`, onclick: add },
      t("add_entry", one),
    ),
  );
}

/** Creates the choice of completeness: these are all, there may be more, or nothing is known. */
function completeness(
  drawing: Drawing,
  stated: ReturnType<typeof entriesOf>,
  steps: Steps,
  label: string,
): HTMLElement {
  const now = stated === null ? "unknown" : stated.complete ? "all" : "some";
  const word = {
    unknown: t("not_known"),
    some: t("may_be_more"),
    all: t(stated && stated.items.length > 0 ? "these_are_all" : "there_is_none"),
  };
  const options = (["unknown", "some", "all"] as const).map((each) =>
    h("option", { value: each, selected: each === now }, word[each]),
  );
  const made = h(
    "select",
    {
      "data-key": `whole ${pathOf(steps)}`,
      "aria-label": t("list_complete", label),
      class: now === "unknown" ? "unknown" : null,
    },
    options,
  );
  made.addEventListener("change", () => {
    const items = [...(stated?.items ?? [])];
    drawing.state(
      steps,
      made.value === "unknown" ? undefined : made.value === "all" ? items : { items, complete: false },
    );
  });
  return made;
}

function entry(drawing: Drawing, kind: string, steps: Steps, title: string): HTMLElement {
  const remove = () => drawing.state(steps, undefined);
  const head = h(
    "div",
    { class: "head-line" },
    h("strong", {}, title),
    h(
      "button",
      {
        type: "button",
        class: "small",
        "data-key": `remove ${pathOf(steps)}`,
        "aria-label": t("remove", title),
        onclick: remove,
      },
      "×",
    ),
  );
  const value = at(drawing.flow, steps);
  const named = typeof value === "string" && isRelation(kind) && h("code", {}, value);
  return h(
    "div",
    { class: "entry", "data-path": pathOf(steps) },
    head,
    wrong(drawing, steps),
    named,
    facts(drawing, kind, steps),
  );
}

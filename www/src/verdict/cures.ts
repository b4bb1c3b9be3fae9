// "Try to make it lawful": the smallest changes of the flow that make it compliant, each a button that can be undone.
import type { Change, Cure, Cures as Found, FlowValue, Verdict } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { ask } from "../engine/client.ts";
import type { Json } from "../flow/json.ts";
import { edited } from "../flow/path.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { textsOf, type Doc, type Store } from "../store.ts";
import { SHAPES } from "./outcome.ts";
import { pathInWords } from "./subject.ts";
import { wordOf, type Values } from "./value.ts";

/** The most cures shown: more would be a list to read rather than a choice. */
const SHOWN = 5;

export class Cures {
  #fixed: readonly string[] = [];
  #cures: Found | "waiting" | null = null;
  #of: Doc | null = null;
  #needed = false;

  constructor(
    readonly store: Store,
    readonly values: () => Values,
  ) {
    onLanguage(() => this.#draw());
  }

  /** Takes a new verdict; cures found for another flow are dropped. */
  judged(verdict: Verdict | null): void {
    this.#needed = verdict?.verdict === "non_compliant" || verdict?.verdict === "undetermined";
    if (this.#of !== this.store.doc) [this.#cures, this.#fixed, this.#of] = [null, [], null];
    this.#draw();
  }

  #look(fixed: readonly string[]): void {
    const { doc } = this.store;
    [this.#fixed, this.#cures, this.#of] = [fixed, "waiting", doc];
    this.#draw();
    ask("cure", { ...textsOf(doc), fixed }, (answer) => {
      if (this.#of !== doc) return;
      this.#cures = answer ?? { remedy: "not_found", cures: [], cheapest: false, passed_over: [] };
      this.#draw();
    });
  }

  #draw(): void {
    const place = byId("cures");
    if (!this.#needed) return refill(place);
    const look = h(
      "button",
      { type: "button", class: "small primary", id: "cure", "data-key": "cure", onclick: () => this.#look([]) },
      t("cure_try"),
    );
    if (this.#cures === null) return refill(place, h("p", { class: "actions" }, look));
    refill(
      place,
      h("section", { class: "aside", "data-aside": "cures" }, h("h3", {}, t("cures")), this.#body(this.#cures)),
    );
  }

  #body(found: Found | "waiting"): Child[] {
    if (found === "waiting") return [h("p", { class: "note" }, t("cure_wait"))];
    const kept = this.#fixed.length > 0 && [
      h("p", { class: "note" }, t("cure_fixed", this.#fixed.map(pathInWords).join("; "))),
      h(
        "button",
        { type: "button", class: "small", "data-key": "free", onclick: () => this.#look([]) },
        t("cure_free"),
      ),
    ];
    const { cures, remedy } = found;
    if (cures.length === 0)
      return [h("p", { "data-remedy": remedy }, t(remedy === "no_lawful_cure" ? "cure_unlawful" : "cure_none")), kept];
    return [
      h("p", { class: "note" }, t("cure_note")),
      h(
        "ol",
        { class: "cures" },
        cures.slice(0, SHOWN).map((each, i) => this.#cure(each, i)),
      ),
      kept,
    ];
  }

  #cure(cure: Cure, index: number): HTMLElement {
    const { changes, conditions, cost } = cure;
    const lines = changes.map(({ path, from, to }) =>
      h(
        "li",
        { title: path },
        this.#differences(path, from, to),
        " ",
        h(
          "button",
          {
            type: "button",
            class: "place",
            "data-key": `keep ${path}`,
            onclick: () => this.#look([...this.#fixed, path]),
          },
          t("cure_keep"),
        ),
      ),
    );
    const apply = h(
      "button",
      { type: "button", class: "small", "data-key": `apply ${index}`, onclick: () => this.#apply(cure) },
      t("cure_apply"),
    );
    const rules = [...new Set(cure.satisfies.map(({ rule }) => rule))];
    const found = conditions.length > 0 && [
      h("p", { class: "note" }, t("cure_if")),
      h(
        "ul",
        { class: "conditions" },
        conditions.map((each) => h("li", { title: each.path }, this.#condition(each))),
      ),
    ];
    return h(
      "li",
      {},
      h("ul", {}, lines),
      found,
      h(
        "p",
        { class: "note" },
        apply,
        " ",
        h("span", { class: "then" }, then(conditions.length > 0)),
        " · ",
        t("cure_cost", cost),
        rules.length > 0 && ` · ${t("cure_satisfies", rules.join(", "))}`,
      ),
    );
  }

  /** Describes the supposition of a condition: that a list has no further entries, or the value of a fact. */
  #condition({ path, to }: Change): string {
    const entries = Array.isArray(to) ? to : isObject(to) && Array.isArray(to.items) ? to.items : null;
    const isClosed = entries?.every((entry: FlowValue) => typeof entry === "object" && entry !== null);
    if (path.endsWith(".id")) return t("cure_apart", pathInWords(path.slice(0, -".id".length)));
    // A list says itself that it is complete; of one entry, a transfer, `complete` is a fact.
    if (path.endsWith(".complete") && !path.endsWith("].complete"))
      return t("cure_closed", pathInWords(path.slice(0, -".complete".length)));
    return isClosed ? t("cure_closed", pathInWords(path)) : this.#change(path, null, to);
  }

  /** Describes a change; for a replaced entry, each fact that differs. */
  #differences(path: string, from: FlowValue, to: FlowValue): Child {
    if (!isObject(from) || !isObject(to)) return this.#change(path, from, to);
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
      (name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]),
    );
    return names.map((name, index) => [
      index > 0 && h("br", {}),
      this.#change(`${path}.${name}`, from[name] ?? null, to[name] ?? null),
    ]);
  }

  #change(path: string, from: FlowValue, to: FlowValue): string {
    const [what, word] = [pathInWords(path), (value: FlowValue) => wordOf(path, value, this.values())];
    if (to === null) return t("cure_removes", what);
    return from === null ? t("cure_states", what, word(to)) : t("cure_changes", what, word(from), word(to));
  }

  /**
   * Makes the changes in the text one after the other, so that the rest of it stays as it is. Conditions are not
   * stated.
   */
  #apply({ changes }: Cure): void {
    if (this.#of !== this.store.doc) return; // they were found for other texts
    const flow = changes.reduce(
      (text, { path, to }) => edited(text, path, to === null ? undefined : (to as Json)),
      this.store.doc.flow,
    );
    this.store.change({ flow });
  }
}

/** Returns what would follow: it is compliant only where nothing has to be found besides. */
function then(isOpen: boolean): string {
  const [yes, open] = [`${SHAPES.compliant} ${t("compliant")}`, `${SHAPES.undetermined} ${t("undetermined")}`];
  return isOpen ? t("cure_then_if", open, yes) : t("cure_then", yes);
}

function isObject(value: FlowValue | undefined): value is { readonly [key: string]: FlowValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

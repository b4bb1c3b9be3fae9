// "Try to make it lawful": the smallest changes of the flow that make it compliant, each a button that can be undone.
import type { Change, Cure, FlowValue, Verdict } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { ask } from "../engine/client.ts";
import type { Cured } from "../engine/protocol.ts";
import type { Json } from "../flow/json.ts";
import { edited } from "../flow/path.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { tell } from "../notice.ts";
import { textsOf, type Doc, type Store } from "../store.ts";
import { waiting } from "../waiting.ts";
import { differing, headline, isFacts, valueInWords } from "./cure-words.ts";
import { SHAPES } from "./outcome.ts";
import { pathInWords } from "./subject.ts";
import type { Values } from "./value.ts";

/** The most cures shown: more would be a list to read rather than a choice. */
const SHOWN = 5;

export class Cures {
  #fixed: readonly string[] = [];
  #cures: Cured | "waiting" | null = null;
  /** The title of each rule, by its name. */
  #titles = new Map<string, string>();
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
    this.#titles = new Map(verdict?.instances.map(({ rule, title }) => [rule, title]));
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
      this.#cures = answer ?? { remedy: "not_found", cures: [], cheapest: false, passed_over: [], eea: [] };
      this.#draw();
    });
  }

  /** Gives the search up. */
  #stop(): void {
    [this.#cures, this.#of] = [null, null];
    this.#draw();
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

  #body(found: Cured | "waiting"): Child[] {
    if (found === "waiting") return [waiting(t("cure_wait"), "cure", () => this.#stop())];
    const kept = this.#fixed.length > 0 && [
      h("p", { class: "note" }, t("cure_fixed", this.#fixed.map(pathInWords).join(t("semicolon")))),
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
        cures.slice(0, SHOWN).map((each, i) => this.#cure(each, i, found.eea)),
      ),
      kept,
    ];
  }

  #cure(cure: Cure, index: number, eea: readonly string[]): HTMLElement {
    const { changes, conditions } = cure;
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
            class: "place keep",
            "data-key": `keep ${path}`,
            title: t("cure_keep"),
            "aria-label": t("like", t("cure_keep"), pathInWords(path)),
            onclick: () => this.#look([...this.#fixed, path]),
          },
          t("cure_keep_short"),
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
      h("h4", {}, headline(cure, eea, this.values())),
      h("ul", {}, lines),
      found,
      h(
        "p",
        { class: "note" },
        apply,
        " ",
        h("span", { class: "then" }, then(conditions.length > 0)),
        rules.length > 0 && [
          h("br", {}),
          t("cure_satisfies", rules.map((rule) => policyWord(this.#titles.get(rule) ?? rule)).join(t("semicolon"))),
        ],
      ),
    );
  }

  /** Describes the supposition of a condition: that a list has no further entries, or the value of a fact. */
  #condition({ path, to }: Change): string {
    const entries = Array.isArray(to) ? to : isFacts(to) && Array.isArray(to.items) ? to.items : null;
    const isClosed = entries?.every((entry: FlowValue) => typeof entry === "object" && entry !== null);
    if (path.endsWith(".id")) return t("cure_apart", pathInWords(path.slice(0, -".id".length)));
    // A list says itself that it is complete; of one entry, a transfer, `complete` is a fact.
    if (path.endsWith(".complete") && !path.endsWith("].complete"))
      return t("cure_closed", pathInWords(path.slice(0, -".complete".length)));
    return isClosed ? t("cure_closed", pathInWords(path)) : this.#change(path, null, to);
  }

  /** Describes a change; for a replaced entry, each fact that differs. */
  #differences(path: string, from: FlowValue, to: FlowValue): Child {
    if (!isFacts(from) || !isFacts(to) || /\.(recipient|operator)$/.test(path)) return this.#change(path, from, to);
    return differing(from, to).map((name, index) => [
      index > 0 && h("br", {}),
      this.#change(`${path}.${name}`, from[name] ?? null, to[name] ?? null),
    ]);
  }

  #change(path: string, from: FlowValue, to: FlowValue): string {
    const [what, word] = [
      pathInWords(path),
      (value: FlowValue) => valueInWords(path, value, this.store.doc.flow, this.values()),
    ];
    if (to === null) return t("cure_removes", what);
    return from === null ? t("cure_states", what, word(to)) : t("cure_changes", what, word(from), word(to));
  }

  /**
   * Makes the changes in the text one after the other, so that the rest of it stays as it is. Conditions are not
   * stated.
   */
  #apply({ changes }: Cure): void {
    if (this.#of !== this.store.doc) return tell(t("answers_older")); // they were found for other texts
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

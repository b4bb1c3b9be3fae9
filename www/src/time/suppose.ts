// Draws the suppositions beside the strip: a place joins or leaves a set from a day on. They hold for every
// answer of the page, and each verdict repeats them.
import type { Known, Turn } from "../engine/protocol.ts";
import { byId, h, refill, type Child } from "../dom.ts";
import { answered } from "../engine/client.ts";
import { placeWord } from "../flow/place-word.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { placeNamed } from "../start/place.ts";
import type { Store } from "../store.ts";
import { SHAPES } from "../verdict/outcome.ts";
import { FIRST, LAST, numberOf, today } from "./day.ts";
import { setWord, supposedInWords } from "./supposed-words.ts";
import { WRITTEN } from "./supposed.ts";

/** The sets of the shipped modules that change with the world, in the order in which they are offered. */
const SETS = ["adequate", "EEA", "EU"] as const;

/** The supposition that is being typed. */
interface Draft {
  place: string;
  verb: "leaves" | "joins";
  set: string;
  day: string;
}

/** The suppositions, and the form to add one. */
export class Suppose {
  #known: Known | null = null;
  #isOpen = false;
  #wrong = "";
  #unread: readonly string[] = [];
  #turns: readonly Turn[] = [];
  readonly #draft: Draft = {
    place: "US",
    verb: "leaves",
    set: "adequate",
    day: `${Number(today().slice(0, 4)) + 1}-03-01`,
  };

  /** `judge` judges a day. */
  constructor(
    readonly store: Store,
    readonly judge: (day: string) => void,
  ) {
    store.listen(() => this.#draw());
    onLanguage(() => this.#draw());
    this.#draw();
  }

  /** Takes the names of places. */
  know(known: Known): void {
    this.#known = known;
    this.#draw();
  }

  /** Takes the suppositions of which the policy reads nothing. */
  judged(unread: readonly string[]): void {
    this.#unread = unread;
    this.#draw();
  }

  /** Takes the days on which the answer turns. */
  turned(turns: readonly Turn[]): void {
    this.#turns = turns;
    this.#draw();
  }

  #draw(): void {
    const { suppose } = this.store.doc;
    const open = h(
      "button",
      {
        type: "button",
        class: "small",
        id: "suppose-open",
        "data-key": "open",
        "aria-expanded": String(this.#isOpen),
        onclick: () => {
          this.#isOpen = !this.#isOpen;
          this.#draw();
        },
      },
      t("suppose"),
    );
    refill(
      byId("suppose"),
      h(
        "p",
        { class: "supposed" },
        open,
        suppose.map((each, i) => this.#chip(each, i)),
      ),
      this.#isOpen && this.#form(),
      suppose.length > 0 && this.#outlook(suppose),
    );
  }

  #chip(text: string, index: number): HTMLElement {
    const words = t("suppose_it", supposedInWords(text, this.#known));
    const without = () => this.store.change({ suppose: this.store.doc.suppose.filter((_, i) => i !== index) });
    const remove = {
      type: "button",
      "aria-label": t("remove", words),
      "data-key": `without ${text}`,
      onclick: without,
    };
    const isUnread = this.#unread.includes(text);
    return h(
      "span",
      { class: "chip supposition", "data-suppose": text, title: text },
      words,
      isUnread && h("em", {}, ` ${t("suppose_unread")}`),
      h("button", remove, "×"),
    );
  }

  /** Tells what the answer is from the first supposed day on. */
  #outlook(suppose: readonly string[]): Child {
    const days = suppose
      .filter((each) => !this.#unread.includes(each))
      .flatMap((each) => WRITTEN.exec(each)?.[5] ?? []);
    const first = days.sort()[0];
    const turn = first === undefined ? undefined : this.#turns.findLast((each) => each.day <= first);
    if (first === undefined || !turn) return null;
    const go = {
      type: "button",
      class: "link",
      id: "suppose-judge",
      "data-key": "judge",
      onclick: () => this.judge(first),
    };
    return h(
      "p",
      { class: "outlook", "data-answer": turn.answer },
      t("suppose_then", first),
      " ",
      h("strong", { class: "answered" }, `${SHAPES[turn.answer]} ${t(turn.answer)}`),
      ". ",
      h("button", go, t("suppose_judge")),
    );
  }

  #form(): HTMLElement {
    const draft = this.#draft;
    const sets = [...SETS, ...this.#ownSets()];
    const place = h("input", {
      type: "text",
      id: "suppose-place",
      list: "suppose-places",
      value: this.#known ? placeWord(draft.place, this.#known.places) : draft.place,
      "aria-label": t("suppose_place"),
      autocomplete: "off",
    });
    place.addEventListener("input", () => (draft.place = place.value));
    const choice = <Name extends "verb" | "set">(name: Name, values: readonly (readonly [string, string])[]) => {
      const options = values.map(([value, word]) => h("option", { value, selected: value === draft[name] }, word));
      const made = h("select", { id: `suppose-${name}`, "aria-label": t(`suppose_${name}`) }, options);
      made.addEventListener("change", () => (draft[name] = made.value as Draft[Name]));
      return made;
    };
    const day = h("input", {
      type: "date",
      id: "suppose-day",
      value: draft.day,
      min: FIRST,
      max: LAST,
      "aria-label": t("suppose_day"),
    });
    day.addEventListener("input", () => (draft.day = day.value));
    const places = this.#known?.places.map(({ id }) =>
      h("option", { value: placeWord(id, this.#known?.places ?? []) }, id),
    );
    const form = h(
      "form",
      { class: "suppose-form" },
      h("datalist", { id: "suppose-places" }, places),
      place,
      choice("verb", [
        ["leaves", t("leaves")],
        ["joins", t("joins")],
      ]),
      choice(
        "set",
        sets.map((set) => [set, setWord(set)] as const),
      ),
      h("label", {}, t("suppose_on"), " ", day),
      h("button", { type: "submit", class: "small primary", id: "suppose-add" }, t("suppose_add")),
      h("p", { class: "wrong", role: "alert", id: "suppose-wrong", hidden: this.#wrong === "" }, this.#wrong),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
    return form;
  }

  /** Returns the sets that the policy itself names. */
  #ownSets(): string[] {
    const named = [...this.store.doc.policy.matchAll(/^\s*set\s+(\w+)\s+is\b|^\s*set\s+(\w+)\s*=/gm)];
    return named
      .map(([, one, other]) => one ?? other ?? "")
      .filter((name) => name !== "" && !SETS.some((set) => set === name));
  }

  async #add(): Promise<void> {
    const { place, verb, set, day } = this.#draft;
    const found = this.#known ? placeNamed(place, this.#known, "place") : null;
    if (found?.is !== "place") return this.#refuse(t("own_place_unknown"));
    if (!Number.isFinite(numberOf(day))) return this.#refuse(t("suppose_no_day"));
    const text = `${found.id} ${verb} ${set} on ${day}`;
    const reason = await answered("supposable", { policy: this.store.doc.policy, suppose: text });
    if (reason !== null) return this.#refuse(reason);
    this.#wrong = "";
    this.#isOpen = false;
    this.store.change({ suppose: [...this.store.doc.suppose.filter((each) => each !== text), text] });
  }

  #refuse(reason: string): void {
    this.#wrong = reason;
    this.#draw();
  }
}

// The first screen: a question with three doors. One's own data, a decided case, or a policy to write.
import { byId, h, refill, type Child } from "../dom.ts";
import type { Known } from "../engine/protocol.ts";
import { CASES, opened, type Head } from "../gallery/cases.ts";
import { language, onLanguage, t } from "../i18n/index.ts";
import { sourceWord } from "../i18n/law.ts";
import { rest } from "../rest.ts";
import { startInAddress, textsInAddress } from "../share/address.ts";
import type { Store } from "../store.ts";
import { today } from "../time/day.ts";
import { SHAPES } from "../verdict/outcome.ts";
import type { OwnData } from "./own.ts";

/** The cases on the first screen, the one that tells the product first; the others stand in the list of cases. */
const CARDS = ["atlantic", "schrems-ii", "doctolib", "uber", "meta", "latombe"] as const;

/** The longest text that is read as sentences, in characters. */
const LONGEST_SAID = 5_000;

/** The first screen, and the way from it to the page. */
export class Start {
  #known: Known | null = null;
  #own: OwnData | null = null;
  #questions: typeof OwnData | null = null;
  #isAsked = false;
  #isFull = false;
  /** The sentence that is being typed. */
  #said = "";

  /** `went` is called when the page is shown in place of the first screen, `say` with a sentence to read. */
  constructor(
    readonly store: Store,
    readonly went: (to: "flow" | "verdict" | "policy") => void,
    readonly say: (sentence: string) => void,
  ) {
    byId("home").addEventListener("click", () => this.show());
    onLanguage(() => this.isShown && this.#draw());
  }

  get isShown(): boolean {
    return document.body.dataset.view === "start";
  }

  /** Takes the vocabulary and the atlas: before that the questions about one's own data cannot be asked. */
  know(known: Known, questions: typeof OwnData): void {
    [this.#known, this.#questions] = [known, questions];
    if (this.isShown) this.#draw();
  }

  /** Shows the first screen. */
  show(): void {
    document.body.dataset.view = "start";
    byId("start").hidden = false;
    [this.#isAsked, this.#isFull] = [false, false];
    startInAddress();
    this.#draw();
    scrollTo(0, 0);
  }

  /** Shows the page in place of the first screen. */
  hide(): void {
    const wasShown = this.isShown;
    document.body.dataset.view = "work";
    byId("start").hidden = true;
    textsInAddress(this.store);
    // The first screen may have been scrolled down to its last button: the answer stands above.
    if (wasShown) scrollTo(0, 0);
  }

  #go(to: "flow" | "verdict" | "policy"): void {
    this.hide();
    this.went(to);
  }

  #draw(): void {
    const head = [h("h2", { id: "start-label" }, t("start_question")), h("p", { class: "lead" }, t("start_lead"))];
    if (this.#isAsked && this.#known && this.#questions) {
      this.#own ??= new this.#questions(this.store, this.#known, () => this.#go("verdict"));
      const back = h(
        "button",
        { type: "button", class: "small", id: "start-back", onclick: () => this.#ask(false) },
        t("start_back"),
      );
      return refill(
        byId("start"),
        ...head,
        h("section", { class: "door wide", "data-door": "own" }, back, this.#own.made()),
      );
    }
    refill(byId("start"), ...head, h("div", { class: "doors" }, this.#ownDoor(), this.#caseDoor(), this.#policyDoor()));
  }

  #ask(asked: boolean): void {
    this.#isAsked = asked;
    this.#draw();
    if (asked) byId("start").querySelector<HTMLElement>("input, select")?.focus();
  }

  #ownDoor(): HTMLElement {
    const questions = h(
      "button",
      {
        type: "button",
        class: "small",
        id: "start-own",
        "data-key": "own",
        disabled: !this.#known,
        onclick: () => this.#ask(true),
      },
      t("start_own_questions"),
    );
    const open = h(
      "button",
      { type: "button", class: "small", id: "start-open", "data-key": "open", onclick: () => byId("files").click() },
      t("start_own_file"),
    );
    const blank = h(
      "button",
      { type: "button", class: "small", id: "start-blank", "data-key": "blank", onclick: () => this.#blank() },
      t("start_own_blank"),
    );
    return door(
      "own",
      t("start_own"),
      this.#sentence(),
      h("p", {}, t("start_own_told")),
      h("p", { class: "actions" }, questions, open, blank),
      h("p", { class: "note" }, t("start_own_files")),
    );
  }

  /** Returns the box for a sentence; Enter reads it, as a sentence has one line. */
  #sentence(): HTMLElement {
    const box = h("textarea", {
      id: "start-say",
      "data-key": "say",
      rows: 3,
      maxlength: LONGEST_SAID,
      placeholder: t("start_say_hint"),
    });
    box.value = this.#said;
    const read = () => (this.#said.trim() === "" ? box.focus() : this.say(this.#said));
    box.addEventListener("input", () => (this.#said = box.value));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      read();
    });
    return h(
      "div",
      { class: "say" },
      h("label", { for: "start-say" }, t("start_say")),
      box,
      h(
        "p",
        { class: "actions" },
        h(
          "button",
          { type: "button", class: "small primary", id: "start-say-read", "data-key": "say-read", onclick: read },
          t("start_say_read"),
        ),
      ),
    );
  }

  /** Opens a flow that states its day alone. */
  #blank(): void {
    this.store.change({ flow: `${JSON.stringify({ as_of: today() }, null, 2)}\n`, caseId: null, suppose: [] });
    this.#go("flow");
  }

  #caseDoor(): HTMLElement {
    const first = CARDS.flatMap((id) => CASES.filter((each) => each.id === id));
    const shown = this.#isFull ? CASES : first;
    const more = h(
      "button",
      { type: "button", class: "small", id: "start-cases", onclick: () => ((this.#isFull = true), this.#draw()) },
      t("start_cases_all", CASES.length),
    );
    return door(
      "case",
      t("start_case"),
      h("p", {}, t("start_case_told")),
      h(
        "ul",
        { class: "cards" },
        shown.map((each) => h("li", {}, this.#card(each))),
      ),
      !this.#isFull && h("p", { class: "actions" }, more),
    );
  }

  #card(each: Head): HTMLElement {
    const from = each.kind === "decision" ? sourceWord(each.source.replace(/, ECLI:.*$/, "")) : t("start_case_made_up");
    const open = async () => {
      this.store.change(await opened(each));
      this.#go("verdict");
    };
    return h(
      "button",
      { type: "button", class: "card", "data-case": each.id, "data-answer": each.expected, onclick: open },
      h("strong", {}, each.title[language()]),
      h("span", { class: "note" }, from),
      h("span", { class: "answered" }, `${SHAPES[each.expected]} ${t(each.expected)}`),
    );
  }

  #policyDoor(): HTMLElement {
    const write = async () => {
      const { SKELETON } = (await rest()) ?? {};
      if (!SKELETON) return;
      this.store.change({ policy: SKELETON[language()], caseId: null, suppose: [] });
      this.#go("policy");
    };
    const skeleton = h(
      "button",
      { type: "button", class: "small", id: "start-policy", "data-key": "policy", onclick: write },
      t("start_policy_write"),
    );
    const read = h(
      "button",
      { type: "button", class: "small", id: "start-read", "data-key": "read", onclick: () => this.#go("policy") },
      t("start_policy_read"),
    );
    return door(
      "policy",
      t("start_policy"),
      h("p", {}, t("start_policy_told")),
      h("p", { class: "actions" }, skeleton, read),
    );
  }
}

function door(name: string, title: string, ...content: readonly Child[]): HTMLElement {
  return h("section", { class: "door", "data-door": name }, h("h3", {}, title), ...content);
}

// Tests of the policy, beside it: cases in Markdown, run against the text as it stands. The flow that is judged becomes a case by
// a press, with its verdict as what is expected.
import type { Verdict } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { answered } from "../engine/client.ts";
import type { Tested } from "../engine/protocol.ts";
import { Fresh } from "../fresh.ts";
import { fetchTexts, TEXTS } from "../gallery/cases.ts";
import { nameOf, originOf } from "../gallery/origin.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { keep, kept } from "../kept.ts";
import { LARGEST, type Store } from "../store.ts";
import { waiting } from "../waiting.ts";

/** The tests of the policy. */
export class Tests {
  readonly #text = h("textarea", { id: "tests-text", rows: 10, spellcheck: false, maxlength: LARGEST });
  readonly #result = h("div", { id: "tests-result", "aria-live": "polite" });
  readonly #actions = h("p", { class: "actions" });
  readonly #note = h("p", { class: "note" });
  readonly #fresh: Fresh;

  /** `verdict` returns the one that is shown about the texts as they stand. */
  constructor(
    readonly store: Store,
    readonly verdict: () => Verdict | null,
  ) {
    this.#text.value = kept("tests") ?? "";
    byId("tests").append(this.#note, this.#text, this.#actions, this.#result);
    this.#fresh = new Fresh(store, [this.#result], ({ policy }) => `${policy}\u0000${this.#text.value}`);
    this.#text.addEventListener("input", () => this.#changed());
    onLanguage(() => this.#draw());
    this.#draw();
  }

  toggle(): void {
    byId("tests").hidden = !byId("tests").hidden;
    if (!byId("tests").hidden) this.#text.focus();
  }

  /** Shows cases that were opened from a file. */
  open(markdown: string): void {
    this.#text.value = markdown;
    this.#changed();
    byId("tests").hidden = false;
    void this.#run();
  }

  #changed(): void {
    keep("tests", this.#text.value === "" ? null : this.#text.value);
    this.#fresh.check();
  }

  #draw(): void {
    const button = (id: string, word: "tests_run" | "tests_keep", onclick: () => void, primary = false) =>
      h("button", { type: "button", class: primary ? "small primary" : "small", id, "data-key": id, onclick }, t(word));
    this.#text.setAttribute("aria-label", t("tests"));
    this.#text.placeholder =
      '## A store in Paris\n\n```json\n{ "as_of": "2026-03-01", … }\n```\n\n```verdict\ncompliant\n```';
    this.#note.textContent = t("tests_note");
    refill(
      this.#actions,
      button("tests-run", "tests_run", () => void this.#run(), true),
      button("tests-keep", "tests_keep", () => this.#keep()),
    );
  }

  /** Adds the flow that is judged as a case that expects its verdict. */
  #keep(): void {
    const verdict = this.verdict();
    if (!verdict) return;
    const { doc } = this.store;
    const before = this.#text.value.trimEnd();
    const taken = [...before.matchAll(/^#+\s+(.*)$/gm)].map(([, title]) => title);
    const title = `${nameOf(originOf(doc))}, ${verdict.as_of}`;
    let name = title;
    for (let i = 2; taken.includes(name); i++) name = `${title} (${i})`;
    const rules = new Set<string>();
    for (const { rule, at, outcome } of verdict.instances)
      if (outcome !== "not_applicable" && !/\s/.test(at))
        rules.add(`rule ${rule}${at === "" ? "" : ` at ${at}`}: ${outcome}`);
    const expected = [verdict.verdict, ...rules].slice(0, MOST);
    const made = `## ${name}\n\n\`\`\`json\n${doc.flow.trim()}\n\`\`\`\n\n\`\`\`verdict\n${expected.join("\n")}\n\`\`\`\n`;
    this.#text.value = before === "" ? made : `${before}\n\n${made}`;
    this.#changed();
    void this.#run();
  }

  async #run(): Promise<void> {
    const { doc, revision } = this.store;
    const about = this.#fresh.about(doc);
    this.#fresh.empty();
    const stopped = () => refill(this.#result, h("p", { class: "note" }, t("stopped_by_you")));
    refill(this.#result, waiting(t("tests_wait"), "tests", stopped));
    try {
      await fetchTexts();
      const tested = await answered("tests", { markdown: this.#text.value, open: doc.policy, shipped: TEXTS });
      refill(this.#result, this.#told(tested));
      this.#result.scrollIntoView({ block: "nearest" });
      this.#fresh.answers(doc, revision, about);
    } catch {
      refill(this.#result, h("p", { class: "note" }, t("stopped")));
    }
  }

  #told({ trials, faults }: Tested): Child[] {
    const failed = trials.filter(({ unmet }) => unmet.length > 0).length + faults.length;
    const line = (at: number) => t("tests_line", at);
    return [
      h(
        "p",
        { id: "tests-count", "data-failed": failed },
        t("tests_count", trials.length + faults.length - failed, failed),
      ),
      h(
        "ul",
        { class: "differences" },
        faults.map(({ line: at, message }) =>
          h("li", { "data-test": "fault" }, "✗ ", line(at), " ", h("span", { lang: "en" }, message)),
        ),
        trials.map(({ name, line: at, unmet }) =>
          h(
            "li",
            { "data-test": unmet.length > 0 ? "failed" : "passed" },
            `${unmet.length > 0 ? "✗" : "✓"} ${name} `,
            h("span", { class: "note" }, line(at)),
            unmet
              .slice(0, MOST)
              .map(({ expected, came }) =>
                h("p", { class: "note" }, t("tests_unmet", expected === "" ? t("none") : expected, came)),
              ),
          ),
        ),
      ),
    ];
  }
}

/** The most lines of a case that are written or told. */
const MOST = 12;

/** Returns whether a text in Markdown has cases: a list of vendors has none. */
export function hasCases(markdown: string): boolean {
  return /^ {0,3}(```|~~~)\s*verdict\s*$/m.test(markdown);
}

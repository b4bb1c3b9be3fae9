// Shows what was read out of files of others: each fact and where it stands, what was not read and why, and which of several
// flows is open.
import type { FlowValue } from "lexloci";
import { byId, h, refill } from "../dom.ts";
import { answered } from "../engine/client.ts";
import type { Known, ReadFlow } from "../engine/protocol.ts";
import { layOut, type Json } from "../flow/json.ts";
import { valueAt } from "../flow/path.ts";
import { pathInWords } from "../verdict/subject.ts";
import { Values, wordOf } from "../verdict/value.ts";
import { language, onLanguage, t } from "../i18n/index.ts";
import { said } from "../i18n/said.ts";

/** The name under which a sentence is read that somebody typed. */
export const SENTENCE = "sentence.txt";

/** Returns the name of a file that was read; of a typed sentence, what it is. */
export function called(name: string): string {
  return name === SENTENCE ? t("your_sentence") : name;
}

/** The most parts that were not read which are told. */
const TOLD = 100;

let redraw: (() => void) | null = null;
/** The vocabulary, in whose words facts are told; null until it is there. */
let known: Known | null = null;

/** Tells what was read; `show` opens one of the flows. */
export function imported(found: readonly ReadFlow[], show: (one: ReadFlow) => void): void {
  let current = found[0];
  const draw = () => {
    if (!current) return;
    const one = current;
    const pick = (each: ReadFlow) => {
      current = each;
      show(each);
      draw();
    };
    refill(
      byId("imported"),
      h(
        "div",
        { class: "head-line" },
        h("h3", {}, t("read_from", called(one.name))),
        h(
          "button",
          { type: "button", class: "small", "data-key": "close", id: "imported-close", onclick: close },
          t("close"),
        ),
      ),
      h("p", {}, counts(one), " ", t("read_open")),
      found.length > 1 &&
        h(
          "p",
          { class: "actions" },
          found.map((each, i) =>
            h(
              "button",
              {
                type: "button",
                class: "small",
                "data-key": `flow ${i}`,
                "aria-pressed": String(each === one),
                onclick: () => pick(each),
              },
              t("read_which", i + 1),
            ),
          ),
        ),
      facts(one),
      unread(one),
    );
    byId("imported").hidden = false;
  };
  if (redraw === null) onLanguage(() => redraw?.());
  redraw = draw;
  draw();
  if (known) return;
  answered("known", {}).then(
    (words) => {
      known = words;
      redraw?.();
    },
    (error: unknown) => console.info(String(error)),
  );
}

function close(): void {
  redraw = () => {};
  byId("imported").hidden = true;
}

/** Returns how many entries of each list were read: "12 transfers". */
function counts({ flow }: ReadFlow): string {
  const lists = Object.entries(flow).flatMap(([key, value]) => {
    const items = Array.isArray(value) ? value : typeof value === "object" && value !== null ? value.items : null;
    return Array.isArray(items) && items.length > 0 ? [`${items.length} ${pathInWords(key)}`] : [];
  });
  return lists.length > 0 ? t("read_count", lists.join(", ")) : t("nothing_read");
}

/** Lists each fact that was read, with the words or the place that it was read from; open for a sentence. */
function facts({ name, flow, origins }: ReadFlow): HTMLElement | false {
  const text = layOut(flow);
  const values = new Values(known, "");
  const all = Object.entries(origins).filter(([path]) => valueAt(text, path) !== undefined);
  if (all.length === 0) return false;
  const lines = all
    .slice(0, TOLD)
    .map(([path, at]) =>
      h("li", {}, t("like", pathInWords(path), told(path, valueAt(text, path) ?? null, values)), " ", source(name, at)),
    );
  const more = all.length > TOLD && h("li", {}, t("more_findings", all.length - TOLD));
  const attributes = { class: "read-facts", open: name === SENTENCE };
  return h("details", attributes, h("summary", {}, t("read_facts", all.length)), h("ul", {}, lines, more));
}

/** Returns a value that was read in words: of an object, each of its facts. */
function told(path: string, value: Json, values: Values): string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return wordOf(path, value as FlowValue, values);
  const inner = Object.entries(value).map(([key, each]) => told(`${path}.${key}`, each, values));
  return inner.join(", ");
}

/** Returns the words that a fact was read from, where the reader quotes them; else the place in the file. */
function source(name: string, at: string): HTMLElement {
  const quoted = /"(.*)"$/s.exec(at)?.[1];
  return quoted !== undefined && name === SENTENCE ? h("q", {}, quoted) : h("code", {}, at);
}

function unread({ name, unread }: ReadFlow): HTMLElement | false {
  if (unread.length === 0) return false;
  const lines = unread.slice(0, TOLD).map(({ at, what }) => {
    const words = said(what);
    const lang = words === what && language() !== "en" ? "en" : null;
    return h("li", { lang }, name !== SENTENCE && [h("code", {}, at), " "], words);
  });
  const more = unread.length > TOLD && h("li", {}, t("more_findings", unread.length - TOLD));
  const attributes = { open: name === SENTENCE };
  return h("details", attributes, h("summary", {}, t("read_not", unread.length)), h("ul", {}, lines, more));
}

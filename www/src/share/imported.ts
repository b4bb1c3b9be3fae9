// Shows what was read out of files of others: how much, what was not read and why, and which of several flows is open.
import { byId, h, refill } from "../dom.ts";
import type { ReadFlow } from "../engine/protocol.ts";
import { pathInWords } from "../verdict/subject.ts";
import { onLanguage, t } from "../i18n/index.ts";

/** The most parts that were not read which are told. */
const TOLD = 100;

let redraw: (() => void) | null = null;

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
        h("h3", {}, t("read_from", one.name)),
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
      unread(one),
    );
    byId("imported").hidden = false;
  };
  if (redraw === null) onLanguage(() => redraw?.());
  redraw = draw;
  draw();
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

function unread({ unread }: ReadFlow): HTMLElement | false {
  if (unread.length === 0) return false;
  const lines = unread.slice(0, TOLD).map(({ at, what }) => h("li", { lang: "en" }, h("code", {}, at), " ", what));
  const more = unread.length > TOLD && h("li", {}, t("more_findings", unread.length - TOLD));
  return h("details", {}, h("summary", {}, t("read_not", unread.length)), h("ul", {}, lines, more));
}

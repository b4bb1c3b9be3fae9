// The findings of a text, below it: line and column, message, help. A click goes to the place.
import { h, refill } from "../dom.ts";
import type { Finding } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { said } from "../i18n/said.ts";
import type { Pane } from "./pane.ts";

/** The most findings that are drawn: nobody reads more, and the first of them get fixed. */
const MOST = 100;

/** Draws the findings of a text into their list. */
export function drawFindings(list: HTMLElement, editor: Pane, findings: readonly Finding[], show: () => void): void {
  list.hidden = findings.length === 0;
  const fixes = findings.flatMap(({ fix }) => fix ?? []);
  const all =
    fixes.length > 1 &&
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "small primary", "data-key": "fix-all", onclick: () => editor.fixAll(fixes) },
        t("fix_all", fixes.length),
      ),
    );
  refill(
    list,
    all,
    findings.slice(0, MOST).map((each, i) => item(editor, each, i, show)),
  );
}

function item(editor: Pane, finding: Finding, index: number, show: () => void): HTMLElement {
  const { code, level, message, path, help, module, fix } = finding;
  return h(
    "li",
    { class: level },
    h("p", { class: "head" }, h("span", { class: "mark" }, level === "error" ? "✗ " : "! "), said(message)),
    h(
      "p",
      { class: "note" },
      module ? h("code", {}, module) : place(editor, finding, index, show),
      path && [" ", h("code", {}, path)],
      code && ` ${code}`,
    ),
    help && h("p", { class: "help" }, said(help)),
    fix &&
      h(
        "button",
        { type: "button", class: "small", onclick: () => editor.fix(fix.span, fix.text) },
        fix.label ?? t("apply_fix", fix.text),
      ),
  );
}

/** Creates a button with line and column that goes there. */
function place(editor: Pane, { span }: Finding, index: number, show: () => void): HTMLElement | null {
  if (!span) return null;
  const [line, column] = editor.placeOf(span[0]);
  const go = () => (show(), editor.select(span));
  return h(
    "button",
    { class: "place", type: "button", "data-key": `place-${index}`, onclick: go },
    t("place_in_text", line, column),
  );
}

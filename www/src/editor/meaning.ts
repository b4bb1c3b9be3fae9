// The description of a word, with its term and its law: under the pointer, or at the cursor on F1.
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import {
  closeHoverTooltips,
  type EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
} from "@codemirror/view";
import { h } from "../dom.ts";
import { answered } from "../engine/client.ts";
import { t } from "../i18n/index.ts";
import { tell } from "../notice.ts";
import { cited } from "../verdict/reasons.ts";

async function meaning(view: EditorView, pos: number, asOf: string | null): Promise<Tooltip | null> {
  const hovered = await answered("hover", { policy: view.state.doc.toString(), at: pos, asOf });
  if (!hovered) return null;
  const [start, end] = hovered.span;
  const { title, text, term, cites } = hovered;
  const create = () => ({
    dom: h(
      "div",
      { class: "cm-hover", role: "status", lang: "en" },
      h("p", {}, h("strong", {}, title)),
      text && h("p", {}, text),
      term &&
        h(
          "p",
          { class: "note" },
          term.iri.startsWith("https://")
            ? h("a", { href: term.iri, target: "_blank", rel: "noopener noreferrer" }, term.term)
            : term.term,
        ),
      cites.length > 0 && h("p", {}, cited(cites)),
    ),
  });
  return { pos: start, end, above: true, create };
}

const put = StateEffect.define<Tooltip | null>();

/** The tooltip of F1, until the cursor moves or the text changes. */
const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    const found = transaction.effects.find((effect) => effect.is(put));
    if (found) return found.value as Tooltip | null;
    return transaction.docChanged || transaction.selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** Creates the tooltips; `asOf` returns the day of the descriptions. */
export function meanings(asOf: () => string | null): Extension {
  const tellAtCursor = (view: EditorView) => {
    void meaning(view, view.state.selection.main.head, asOf()).then((tooltip) => {
      if (tooltip) view.dispatch({ effects: put.of(tooltip) });
      else tell(t("no_meaning"));
    });
    return true;
  };
  const close = (view: EditorView) => {
    const open = view.state.field(shown) !== null || hasHoverTooltips(view.state);
    if (open) view.dispatch({ effects: [put.of(null), closeHoverTooltips] });
    return open;
  };
  return [
    shown,
    hoverTooltip((view, pos) => meaning(view, pos, asOf()), { hoverTime: 350 }),
    keymap.of([
      { key: "F1", run: tellAtCursor, preventDefault: true },
      { key: "Escape", run: close },
    ]),
  ];
}

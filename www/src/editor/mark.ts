// Marks a span of text while a reason is pointed at.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { Span } from "../flow/json.ts";

const put = StateEffect.define<Span | null>();
const look = Decoration.mark({ class: "cm-marked" });

export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(put)) return effect.value ? Decoration.set(look.range(...effect.value)) : Decoration.none;
    }
    return set.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks a span, or none; with `show` it is scrolled to. */
export function mark(view: EditorView, span: Span | null, show: boolean): void {
  const inside = span && within(view, span);
  const effects: StateEffect<unknown>[] = [put.of(inside)];
  if (inside && show) effects.push(EditorView.scrollIntoView(inside[0], { y: "center" }));
  view.dispatch({ effects });
}

/** Returns the span if it lies within the text and is not empty, else null. */
export function within(view: EditorView, [start, end]: Span): [number, number] | null {
  const length = view.state.doc.length;
  return start < end && end <= length ? [start, end] : null;
}

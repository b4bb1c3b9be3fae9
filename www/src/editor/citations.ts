// Help inside citations: the pinpoints of a source that the shipped policies cite, each with a rule that rests on it.
import type { Completion } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { policyWord } from "../i18n/policy-words.ts";
import { NAMES, TEXTS } from "../gallery/cases.ts";

let found: ReadonlyMap<string, ReadonlyMap<string, string>> | null = null;

/** Returns the pinpoints by source, each with the title of the first rule that cites it. */
function pinpoints(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  if (found) return found;
  const all = new Map<string, Map<string, string>>();
  for (const text of Object.values(TEXTS)) {
    let title = "";
    for (const line of text.replace(/^\s*#.*$/gm, "").split("\n")) {
      title = /\b(?:rule|exception|claim)\s+\w+[^"]*"([^"]*)"/.exec(line)?.[1] ?? title;
      for (const [, inside = ""] of line.matchAll(/\[([^\]]+)\]/g))
        for (const [, source = "", pin = ""] of inside.matchAll(/(?:^|;)\s*([A-Z]\w*)\s+([^;]+)/g)) {
          const pins = all.get(source) ?? new Map<string, string>();
          all.set(source, pins);
          if (!pins.has(pin.trim())) pins.set(pin.trim(), title);
        }
    }
  }
  if (Object.keys(TEXTS).length === NAMES.length) found = all;
  return all;
}

/** Returns the pinpoint that is being written at the end of a line: its source, and what is there of it. */
export function pinpointAt(line: string): { readonly source: string; readonly written: string } | null {
  const [, source, written] = /\[(?:[^\]]*;)?\s*([A-Z]\w*)\s+([^\];]*)$/.exec(line) ?? [];
  return source === undefined || written === undefined ? null : { source, written };
}

/** Returns the pinpoints of a source as choices, in the order of their numbers. */
export function pinpointsOf(source: string): readonly Completion[] {
  const pins = [...(pinpoints().get(source) ?? [])];
  const order = new Intl.Collator("en", { numeric: true });
  return pins
    .sort(([one], [other]) => order.compare(one, other))
    .map(([label, title]) => ({ label, type: "text", detail: policyWord(title), apply: written }));
}

/** Writes a pinpoint, in place of the brackets too that were closed as one was typed. */
function written(view: EditorView, { label }: Completion, from: number, to: number): void {
  const typed = view.state.sliceDoc(from, to);
  const open = typed.split("(").length - typed.split(")").length;
  const after = view.state.sliceDoc(to, to + Math.max(0, open));
  const end = to + (/^\)*/.exec(after)?.[0].length ?? 0);
  view.dispatch({
    changes: { from, to: end, insert: label },
    selection: { anchor: from + label.length },
    userEvent: "input.complete",
  });
}

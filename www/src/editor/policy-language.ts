// The policy language in the editor, all of it from the engine: colours from its lexer, completion from its vocabulary
// and atlas, descriptions of words (meaning.ts), definitions.
import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { Prec, StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, keymap, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { answered, ask } from "../engine/client.ts";
import type { Reply } from "../engine/protocol.ts";
import type { Span } from "../flow/json.ts";
import { t } from "../i18n/index.ts";
import { tell } from "../notice.ts";
import { pinpointAt, pinpointsOf } from "./citations.ts";
import { meanings } from "./meaning.ts";
import { skeletonOf } from "./skeletons.ts";

const coloured = StateEffect.define<DecorationSet>();

const colours = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    const found = transaction.effects.find((effect) => effect.is(coloured));
    return found ? (found.value as DecorationSet) : set.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const looks = new Map<string, Decoration>();

function look(kind: string): Decoration {
  const made = looks.get(kind) ?? Decoration.mark({ class: `loci-${kind}` });
  looks.set(kind, made);
  return made;
}

function decorated({ kinds, words }: Reply<"tokens">, length: number): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (let i = 0; i + 2 < words.length; i += 3) {
    const [from = 0, to = 0, kind = 0] = words.subarray(i, i + 3);
    if (from < to && to <= length) ranges.push(look(kinds[kind] ?? "bad").range(from, to));
  }
  return Decoration.set(ranges);
}

/** Asks for the colours of a text whenever it has changed. */
const colouring = ViewPlugin.fromClass(
  class {
    constructor(readonly view: EditorView) {
      this.#ask();
    }

    update({ docChanged }: ViewUpdate): void {
      if (docChanged) this.#ask();
    }

    #ask(): void {
      const { doc } = this.view.state;
      ask("tokens", { policy: doc.toString() }, (answer) => {
        if (this.view.state.doc === doc) this.view.dispatch({ effects: coloured.of(decorated(answer, doc.length)) });
      });
    }
  },
);

/** The icons that CodeMirror shows beside each kind of choice. */
const LETTERS: { readonly [kind: string]: string } = {
  keyword: "keyword",
  fact: "property",
  variable: "variable",
  value: "enum",
  category: "enum",
  place: "constant",
  group: "constant",
  region: "constant",
  party: "variable",
  set: "class",
  list: "class",
  definition: "function",
  source: "text",
  module: "namespace",
};

async function completed(context: CompletionContext): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const pin = pinpointAt(line.text.slice(0, context.pos - line.from));
  if (pin) {
    const pins = pinpointsOf(pin.source);
    return pins.length === 0 ? null : { from: context.pos - pin.written.length, options: pins, validFor: /^[^\];]*$/ };
  }
  const word = context.matchBefore(/[\w/@.-]+$|[[;] ?$/);
  if (!word && !context.explicit) return null;
  const { from, options } = await answered("complete", { policy: context.state.doc.toString(), at: context.pos });
  const fitting = options.filter(({ label, kind }) => kind !== "keyword" || belongs(label, context));
  if (context.aborted || fitting.length === 0) return null;
  return {
    from,
    options: [
      ...fitting.flatMap(({ label, kind }) => (kind === "keyword" && skeletonOf(label)) || []),
      ...fitting.map(({ label, kind, detail, doc }) => ({
        label,
        type: LETTERS[kind] ?? "text",
        detail,
        info: doc || undefined,
      })),
    ],
    validFor: /^[\w/@-]*$/,
  };
}

/** The clauses that stand in the braces of a policy only. */
const INSIDE = new Set(["rule", "exception", "claim", "levels", "applies when"]);

/** Returns whether a clause may stand at the cursor: below the last brace of a policy there are no rules. */
function belongs(keyword: string, { state, pos }: CompletionContext): boolean {
  if (!INSIDE.has(keyword)) return true;
  const before = state.sliceDoc(0, pos).replace(/"[^"\n]*"|#[^\n]*/g, "");
  const isPolicy = /^\s*policy\s/m.test(before);
  return !isPolicy || (before.match(/\{/g) ?? []).length > (before.match(/\}/g) ?? []).length;
}

/** Goes to the definition of the word under the cursor. */
function define(view: EditorView, at: number): boolean {
  void answered("definition", { policy: view.state.doc.toString(), at }).then((found) => {
    if (!found) return tell(t("no_definition"));
    if (found.module !== null) return tell(t("defined_in_module", found.module));
    const [anchor, head]: Span = found.span;
    view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    view.focus();
  });
  return true;
}

/**
 * Returns the extensions of the language. `layOut` puts the text into its standard layout, `asOf` returns the day of
 * descriptions.
 */
export function policyLanguage(layOut: () => void, asOf: () => string | null): Extension {
  return [
    colours,
    colouring,
    autocompletion({ override: [completed], icons: false, interactionDelay: 0 }),
    meanings(asOf),
    Prec.high(
      keymap.of([
        { key: "Shift-Alt-f", run: () => (layOut(), true), preventDefault: true },
        { key: "F12", run: (view) => define(view, view.state.selection.main.head), preventDefault: true },
      ]),
    ),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at !== null) define(view, at);
        return false;
      },
    }),
  ];
}

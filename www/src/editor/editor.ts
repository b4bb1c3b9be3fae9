// A text editor in a shadow root, where CodeMirror's styles are constructed sheets, which a strict content security
// policy permits. Undo and redo are the page's, which knows both texts.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { nextDiagnostic, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Annotation, EditorState, Transaction, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, type KeyBinding } from "@codemirror/view";
import type { Finding } from "../engine/protocol.ts";
import type { Span } from "../flow/json.ts";
import { onLanguage, t, type Key } from "../i18n/index.ts";
import { said } from "../i18n/said.ts";
import { tell } from "../notice.ts";
import { LARGEST } from "../store.ts";
import { finding, findingInWords } from "./find.ts";
import { mark, marks, within } from "./mark.ts";
import { theme } from "./theme.ts";

/** Set on a change that comes from the page rather than from typing. */
const fromPage = Annotation.define<boolean>();

/** The height kept above a revealed span, in pixels: the line before it. */
const REVEALED = 24;

export interface Options {
  readonly host: HTMLElement;
  readonly label: Key;
  readonly extensions: Extension;
  /** The page's history; without it an editor brings its own. */
  readonly history?: { readonly undo: () => void; readonly redo: () => void };
  /** Called at each change; `stroke` where it is one of many that are undone together. */
  readonly typed: (text: string, stroke: boolean) => void;
}

/** The history of an editor whose text is not part of the page's history. */
export const ownHistory: Extension = [history(), keymap.of(historyKeymap)];

function keysOf({ undo, redo }: NonNullable<Options["history"]>): readonly KeyBinding[] {
  const bound = (run: () => void) => () => (run(), true);
  return [
    { key: "Mod-z", run: bound(undo), preventDefault: true },
    { key: "Mod-y", mac: "Mod-Shift-z", run: bound(redo), preventDefault: true },
    { key: "Mod-Shift-z", run: bound(redo), preventDefault: true },
  ];
}

export class Editor {
  readonly view: EditorView;
  #underlined = false;

  constructor(options: Options) {
    const root = options.host.attachShadow({ mode: "open" });
    const parent = document.createElement("div");
    parent.style.height = "100%";
    root.append(parent);
    this.view = new EditorView({ parent, root, state: EditorState.create({ extensions: this.#extensions(options) }) });
    const name = () => this.view.contentDOM.setAttribute("aria-label", t(options.label));
    onLanguage(name);
    name();
    findingInWords(this.view);
  }

  #extensions({ label, extensions, history, typed }: Options): Extension {
    return [
      lineNumbers(),
      EditorView.lineWrapping,
      highlightActiveLine(),
      drawSelection(),
      bracketMatching(),
      finding,
      closeBrackets(),
      indentUnit.of("  "),
      EditorState.tabSize.of(2),
      history ? keymap.of(keysOf(history)) : [],
      keymap.of([{ key: "F8", run: nextDiagnostic }, ...closeBracketsKeymap, ...defaultKeymap]),
      EditorState.transactionFilter.of(bounded),
      EditorView.contentAttributes.of({
        "aria-label": t(label),
        spellcheck: "false",
        autocapitalize: "off",
        tabindex: "0",
      }),
      EditorView.updateListener.of((update) => {
        const own = update.transactions.some((each) => each.annotation(fromPage));
        const stroke = update.transactions.every(
          (each) => each.isUserEvent("input.type") || each.isUserEvent("delete"),
        );
        if (update.docChanged && !own) typed(update.state.doc.toString(), stroke);
      }),
      EditorView.domEventHandlers({ beforeinput: typedOver }),
      marks,
      theme,
      extensions,
    ];
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replaces the text, changing only what differs, so that the cursor keeps its place. */
  show(text: string): void {
    const old = this.text;
    if (old === text) return;
    let from = 0;
    const shorter = Math.min(old.length, text.length);
    while (from < shorter && old[from] === text[from]) from++;
    let same = 0;
    while (same < shorter - from && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
    const insert = text.slice(from, text.length - same);
    this.view.dispatch({
      changes: { from, to: old.length - same, insert },
      annotations: [fromPage.of(true), Transaction.addToHistory.of(false)],
    });
  }

  /** Underlines the findings, each with its help and, where there is one, its quick fix. */
  find(findings: readonly Finding[]): void {
    const diagnostics = findings.flatMap((each) => this.#diagnostic(each));
    if (diagnostics.length > 0 || this.#underlined) this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
    this.#underlined = diagnostics.length > 0;
    const wrong = findings.some(({ level }) => level === "error");
    this.view.contentDOM.setAttribute("aria-invalid", String(wrong));
  }

  #diagnostic({ span, level, message, help, fix, code }: Finding): Diagnostic[] {
    if (!span) return [];
    const length = this.view.state.doc.length;
    const [from, to] = [Math.min(span[0], length), Math.min(Math.max(span[1], span[0]), length)];
    const actions = fix
      ? [{ name: fix.label ?? t("apply_fix", fix.text), apply: () => this.fix(fix.span, fix.text) }]
      : [];
    const text = [message, help]
      .map((each) => each && said(each))
      .filter(Boolean)
      .join("\n");
    return [{ from, to, severity: level, message: text, source: code, actions }];
  }

  /** Replaces a span as if by typing. */
  fix(span: Span, insert: string): void {
    const place = span[0] === span[1] ? ([span[0], span[1]] as const) : within(this.view, span);
    if (place) this.view.dispatch({ changes: { from: place[0], to: place[1], insert }, userEvent: "input.fix" });
  }

  /** Writes a text at the cursor, its lines as far in as the line of the cursor. */
  insert(text: string): void {
    const { state } = this.view;
    const indent = /^\s*/.exec(state.doc.lineAt(state.selection.main.head).text)?.[0] ?? "";
    this.view.dispatch(state.replaceSelection(text.replace(/\n/g, `\n${indent}`)), {
      userEvent: "input.fix",
      scrollIntoView: true,
    });
    this.view.focus();
  }

  /** Makes several replacements in one change; where two overlap, only the first is made. */
  fixAll(fixes: readonly NonNullable<Finding["fix"]>[]): void {
    const ordered = [...fixes].sort((one, two) => one.span[0] - two.span[0]);
    const apart = ordered.filter(({ span }, i) => i === 0 || span[0] > (ordered[i - 1]?.span[1] ?? 0));
    const { length } = this.view.state.doc;
    const changes = apart
      .filter(({ span }) => span[1] <= length)
      .map(({ span: [from, to], text: insert }) => ({ from, to, insert }));
    this.view.dispatch({ changes, userEvent: "input.fix" });
  }

  /** Marks a span, and scrolls to it when `show` is set. */
  mark(span: Span | null, show = false): void {
    mark(this.view, span, show);
  }

  /** Scrolls a span near the top of the editor, without moving the page. */
  reveal([start]: Span): void {
    const { view } = this;
    // Lines that have not been visible have only an estimated height: some frames settle it.
    const settle = (frames: number) => {
      if (view.hasFocus) return; // the reader has moved on
      view.scrollDOM.scrollTop = view.lineBlockAt(Math.min(start, view.state.doc.length)).top - REVEALED;
      if (frames > 0) requestAnimationFrame(() => settle(frames - 1));
    };
    settle(5);
  }

  /** Focuses the text. */
  focus(): void {
    this.view.focus();
  }

  /** Selects a span, scrolls to it and focuses the editor. */
  select(span: Span): void {
    const place =
      within(this.view, span) ??
      ([Math.min(span[0], this.view.state.doc.length), Math.min(span[0], this.view.state.doc.length)] as const);
    this.view.dispatch({
      selection: { anchor: place[0], head: place[1] },
      effects: EditorView.scrollIntoView(place[0], { y: "center" }),
    });
    this.view.focus();
  }
}

/** Rejects a change that would make the text longer than any policy or flow may be. */
function bounded(change: Transaction): Transaction | readonly [] {
  if (!change.docChanged || change.newDoc.length <= LARGEST || change.annotation(fromPage)) return change;
  tell(t("text_too_large"));
  return [];
}

/**
 * Handles typing over a selection. The browser would copy the look of the replaced text as an inline style, which the
 * content security policy forbids.
 */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { main, ranges } = view.state.selection;
  if (event.inputType !== "insertText" || event.data === null || view.composing || main.empty || ranges.length > 1)
    return false;
  const { data } = event;
  const insert = () =>
    view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  const handled = view.state
    .facet(EditorView.inputHandler)
    .some((handler) => handler(view, main.from, main.to, data, insert));
  if (!handled) view.dispatch(insert());
  event.preventDefault();
  return true;
}

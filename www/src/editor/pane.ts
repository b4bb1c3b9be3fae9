// An editor that is fetched when its text is first shown. Until then the text, its findings and their corrections are here:
// most readers open neither the policy nor the JSON, and the first verdict does not wait for an editor.
import type { Finding } from "../engine/protocol.ts";
import type { Span } from "../flow/json.ts";
import type { Editor } from "./editor.ts";

/** The start of an editor. */
export interface Opening {
  readonly host: HTMLElement;
  /** Called with the text at each change by the reader; `stroke`: whether by a single keystroke. */
  typed(text: string, stroke: boolean): void;
}

/** A text with an editor that may still be to come. */
export class Pane {
  #editor: Editor | null = null;
  #loading: Promise<Editor> | null = null;
  #text = "";
  #findings: readonly Finding[] = [];

  /** `load` fetches and creates the editor, in `host`. */
  constructor(
    readonly opening: Opening,
    readonly load: (opening: Opening) => Promise<Editor>,
  ) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void this.#loaded();
    });
    seen.observe(opening.host);
  }

  get text(): string {
    return this.#editor?.text ?? this.#text;
  }

  /** Fetches the editor now. */
  open(): void {
    void this.#loaded();
  }

  /** Replaces the text. */
  show(text: string): void {
    this.#text = text;
    this.#editor?.show(text);
  }

  /** Underlines the findings. */
  find(findings: readonly Finding[]): void {
    this.#findings = findings;
    this.#editor?.find(findings);
  }

  /** Marks a span; an editor that is not there shows none. */
  mark(span: Span | null): void {
    this.#editor?.mark(span);
  }

  /** Returns the line and the column of a position, both from 1. */
  placeOf(at: number): readonly [line: number, column: number] {
    const before = this.text.slice(0, at).split("\n");
    return [before.length, Array.from(before.at(-1) ?? "").length + 1];
  }

  /** Replaces a span as if by typing. */
  fix(span: Span, insert: string): void {
    if (this.#editor) this.#editor.fix(span, insert);
    else this.opening.typed(this.#text.slice(0, span[0]) + insert + this.#text.slice(span[1]), false);
  }

  /** Writes a text at the cursor, as if by typing. */
  insert(text: string): void {
    void this.#loaded().then((editor) => editor.insert(text));
  }

  /** Makes several replacements in one change; where two overlap, only the first is made. */
  fixAll(fixes: readonly NonNullable<Finding["fix"]>[]): void {
    if (this.#editor) return this.#editor.fixAll(fixes);
    let [text, end] = ["", 0];
    for (const { span, text: insert } of [...fixes].sort((one, two) => one.span[0] - two.span[0])) {
      if (span[0] < end || span[1] > this.#text.length) continue;
      text += this.#text.slice(end, span[0]) + insert;
      [, end] = span;
    }
    this.opening.typed(text + this.#text.slice(end), false);
  }

  /** Scrolls a span near the top of the editor. */
  reveal(span: Span): void {
    void this.#loaded().then((editor) => editor.reveal(span));
  }

  /** Focuses the text. */
  focus(): void {
    void this.#loaded().then((editor) => editor.focus());
  }

  /** Selects a span, scrolls to it and focuses the editor. */
  select(span: Span): void {
    if (this.#editor) this.#editor.select(span);
    else void this.#loaded().then((editor) => editor.select(span));
  }

  #loaded(): Promise<Editor> {
    this.#loading ??= this.load(this.opening).then((editor) => {
      this.#editor = editor;
      editor.show(this.#text);
      editor.find(this.#findings);
      return editor;
    });
    return this.#loading;
  }
}

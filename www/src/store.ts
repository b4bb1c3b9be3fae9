// The two texts that everything on the page follows from, and their history.

/** The two texts: a policy, and a flow as JSON. */
export interface Doc {
  readonly policy: string;
  readonly flow: string;
  /** The id of the case that they started from; null for the reader's own texts. */
  readonly caseId: string | null;
  /** Suppositions about the law: "US leaves adequate on 2027-03-01". */
  readonly suppose: readonly string[];
}

/** The largest policy or flow, in characters of a text and in bytes of a file. */
export const LARGEST = 1_000_000;

/** Returns what is judged, without the case that it started from. */
export function textsOf({ policy, flow, suppose }: Doc): Omit<Doc, "caseId"> {
  return { policy, flow, suppose };
}

/** Returns whether two states have the same texts and suppositions. */
export function same(one: Doc, two: Doc): boolean {
  return one.policy === two.policy && one.flow === two.flow && one.suppose.join("\n") === two.suppose.join("\n");
}

type Listener = (doc: Doc) => void;

/** Changes of one kind that follow each other within this many milliseconds are one step of undo. */
const ONE_STEP = 700;
const LONGEST_HISTORY = 200;

/** Holds the texts and their history; notifies its listeners of each change. */
export class Store {
  #past: Doc[] = [];
  #future: Doc[] = [];
  #last = { kind: "", at: 0 };
  readonly #listeners: Listener[] = [];

  #revision = 1;

  constructor(private current: Doc) {}

  get doc(): Doc {
    return this.current;
  }

  /** Returns the number of changes: an answer of the engine is about one revision of the texts. */
  get revision(): number {
    return this.#revision;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Calls back after each change. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Changes a text or both. Changes of the same kind in quick succession are undone together. */
  change(part: Partial<Doc>, kind = ""): void {
    const next = { ...this.current, ...part };
    if (same(next, this.current) && next.caseId === this.current.caseId) return;
    const now = performance.now();
    const joined = kind !== "" && kind === this.#last.kind && now - this.#last.at < ONE_STEP;
    if (!joined) this.#past = [...this.#past, this.current].slice(-LONGEST_HISTORY);
    this.#last = { kind, at: now };
    this.#future = [];
    this.#set(next);
  }

  undo(): void {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.current);
    this.#last.kind = "";
    this.#set(before);
  }

  redo(): void {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.current);
    this.#last.kind = "";
    this.#set(after);
  }

  #set(doc: Doc): void {
    this.current = doc;
    this.#revision++;
    for (const listener of this.#listeners) listener(doc);
  }
}

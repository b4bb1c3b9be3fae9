// The page's side of the engine: one worker for what must come at once, another for what may take long, so that no
// keystroke waits for a map. Of questions of one kind only the newest counts: one is being answered, one may wait, and
// whoever asked an older one hears nothing more.
import { scriptAddress } from "../trusted.ts";
import type { Ask, FromWorker, Question, Reply, ToWorker } from "./protocol.ts";
import address from "./worker.ts?worker&url";

interface Waiting {
  readonly message: ToWorker;
  readonly take: (answer: never) => void;
  readonly others: Others;
}

/** What else may become of a question. */
interface Others {
  /** The engine could not answer. */
  readonly fail?: (message: string) => void;
  /** It has an answer, but a newer question waits: shown meanwhile, what follows a moving slider does not stand still. */
  readonly meanwhile?: (answer: never) => void;
}

/** What may take long. */
const LONG: ReadonlySet<Question> = new Set<Question>(["turns", "where", "questions", "cure", "diff", "prove"]);

let last = 0;

/** A worker, and what it has been asked. */
class Asked {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #asked = new Map<Question, Waiting>();
  readonly #next = new Map<Question, Waiting>();
  /** What is posted to a module worker before it has run is lost: questions wait until it says that it listens. */
  #listens = false;
  /** Why it does not answer any more. */
  #fault: string | null = null;
  #started: () => void = () => {};
  #failed: (reason: Error) => void = () => {};

  constructor(name: string) {
    this.ready = new Promise((resolve, reject) => ([this.#started, this.#failed] = [resolve, reject]));
    this.#worker = new Worker(scriptAddress(address), { type: "module", name });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#take(data));
    this.#worker.addEventListener("error", (event) => this.#broken(event.message || "the worker could not be started"));
  }

  ask(waiting: Waiting): void {
    const { question } = waiting.message;
    if (this.#fault !== null) failed(waiting, this.#fault);
    else if (!this.#listens || this.#asked.has(question)) this.#next.set(question, waiting);
    else this.#send(waiting);
  }

  #send(waiting: Waiting): void {
    this.#asked.set(waiting.message.question, waiting);
    this.#worker.postMessage(waiting.message);
  }

  #take(data: FromWorker): void {
    if (data.kind === "ready") this.#listening();
    else this.#settle(data);
  }

  #listening(): void {
    this.#listens = true;
    this.#started();
    for (const waiting of this.#next.values()) this.#send(waiting);
    this.#next.clear();
  }

  #settle(data: Extract<FromWorker, { id: number }>): void {
    const waiting = [...this.#asked.values()].find(({ message }) => message.id === data.id);
    if (!waiting) return;
    const { question } = waiting.message;
    this.#asked.delete(question);
    const newer = this.#next.get(question);
    this.#next.delete(question);
    if (newer) this.#send(newer);
    if (data.kind === "answer") (newer ? waiting.others.meanwhile : waiting.take)?.(data.answer as never);
    else if (!newer) failed(waiting, data.message);
  }

  /** The worker itself has failed: nobody waits for it in vain. */
  #broken(message: string): void {
    this.#fault = message;
    this.#failed(new Error(message));
    const waiting = [...this.#asked.values(), ...this.#next.values()];
    this.#asked.clear();
    this.#next.clear();
    for (const each of waiting) failed(each, message);
  }
}

function failed({ message: { question }, others }: Waiting, reason: string): void {
  if (others.fail) others.fail(reason);
  else reportError(new Error(`${question}: ${reason}`));
}

const prompt = new Asked("engine");
let patient: Asked | null = null;

/** Settles once the engine has started. */
export const ready = prompt.ready;

/** Asks the engine; the answer comes, or that there is none, unless a newer question of this kind is asked meanwhile. */
export function ask<Q extends Question>(question: Q, what: Ask<Q>, take: (answer: Reply<Q>) => void, others: Others = {}): void {
  const waiting: Waiting = { message: { id: ++last, question, ask: what } as ToWorker, take, others };
  if (!LONG.has(question)) return prompt.ask(waiting);
  // The second worker starts when the first has what it needs.
  void ready.then(() => (patient ??= new Asked("analyses")).ask(waiting));
}

/** The same as a promise, for what is asked once. */
export function answered<Q extends Question>(question: Q, what: Ask<Q>): Promise<Reply<Q>> {
  return new Promise((resolve, reject) => ask(question, what, resolve, { fail: (message) => reject(new Error(message)) }));
}

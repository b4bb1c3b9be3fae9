// The page's side of the engine: one worker for what must answer at once, another for what may take long, so that no
// keystroke waits for a map. Of questions of one kind only the newest counts: one is being answered, one may wait, and
// the callers of older ones are not called back. A worker that dies, or does not answer, is restarted once; after that
// the page says that the engine has stopped.
import { scriptAddress } from "../trusted.ts";
import type { Ask, FromWorker, Question, Reply, ToWorker } from "./protocol.ts";
import address from "./worker.ts?worker&url";

interface Waiting {
  readonly message: ToWorker;
  readonly take: (answer: never) => void;
  readonly others: Others;
}

/** The other outcomes of a question. */
interface Others {
  /** Called when the engine could not answer. */
  readonly fail?: (message: string) => void;
  /**
   * Called with an answer while a newer question waits. Showing it keeps what follows a moving slider from standing
   * still.
   */
  readonly meanwhile?: (answer: never) => void;
  /** Called with how much of the most work is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** The questions that may take long. */
const LONG: ReadonlySet<Question> = new Set<Question>([
  "every",
  "read",
  "turns",
  "where",
  "questions",
  "nothing",
  "cure",
  "diff",
  "prove",
  "tests",
]);

/** The time in which a worker must answer, in milliseconds, before it counts as dead. */
const PATIENCE = { engine: 30_000, analyses: 180_000 } as const;
/** The time in which a worker must start: the engine may have to be fetched over a slow network. */
const START = 120_000;

type Name = keyof typeof PATIENCE;

let last = 0;

function deferred() {
  let settle: { resolve: () => void; reject: (reason: Error) => void } | undefined;
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => {}); // a rejection that nobody awaits is no error
  return { promise, resolve: () => settle?.resolve(), reject: (reason: Error) => settle?.reject(reason) };
}

/** A worker, and the questions that it was asked. */
class Asked {
  #worker: Worker | null = null;
  readonly #asked = new Map<Question, Waiting>();
  readonly #next = new Map<Question, Waiting>();
  readonly #timers = new Map<Question, number>();
  #starting = 0;
  /**
   * Whether the worker listens. A message to a module worker before it has run is lost, so questions wait until it says
   * that it listens.
   */
  #listens = false;
  /** Whether it was restarted, and has not answered everything since. */
  #again = false;
  /** The reason why it was given up. */
  #fault: string | null = null;
  #ready = deferred();

  constructor(readonly name: Name) {
    this.#start();
  }

  /** Settles once the worker has answered; rejects once it was given up. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get fault(): string | null {
    return this.#fault;
  }

  ask(waiting: Waiting): void {
    const { question } = waiting.message;
    if (this.#fault !== null) waiting.others.fail?.(this.#fault);
    else if (!this.#listens || this.#asked.has(question)) this.#next.set(question, waiting);
    else this.#send(waiting);
  }

  /** Restarts a worker that was given up. */
  revive(): void {
    if (this.#fault === null) return;
    this.#fault = null;
    this.#again = false;
    this.#ready = deferred();
    this.#start();
  }

  /** Gives a question up: the worker is restarted, and answers the others again. */
  stop(question: Question): void {
    if (!this.#asked.has(question) && !this.#next.has(question)) return;
    const others = new Map([...this.#asked, ...this.#next]);
    others.delete(question);
    for (const each of this.#asked.keys()) this.#forget(each);
    this.#next.clear();
    for (const [each, waiting] of others) this.#next.set(each, waiting);
    clearTimeout(this.#starting);
    this.#start();
  }

  #start(): void {
    this.#worker?.terminate();
    this.#listens = false;
    const worker = new Worker(scriptAddress(address), {
      type: "module",
      name: `${this.name} ${crypto.randomUUID?.() ?? ++last}`,
    });
    this.#worker = worker;
    const mine = (run: () => void) => this.#worker === worker && run();
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => mine(() => this.#take(data)));
    worker.addEventListener("messageerror", () => mine(() => this.#broken("an answer could not be read")));
    worker.addEventListener("error", (event) =>
      mine(() => this.#broken(event.message || "the worker could not be started")),
    );
    this.#starting = setTimeout(() => mine(() => this.#broken("the worker does not start")), START);
  }

  #send(waiting: Waiting): void {
    const { question } = waiting.message;
    this.#asked.set(question, waiting);
    this.#timers.set(
      question,
      setTimeout(
        () => this.#asked.get(question) === waiting && this.#broken(`no answer (${question})`),
        PATIENCE[this.name],
      ),
    );
    this.#worker?.postMessage(waiting.message);
  }

  #take(data: FromWorker): void {
    if (data.kind === "ready") this.#listening(data.lock);
    else if (data.kind === "broken") this.#broken(data.message);
    else if (data.kind === "progress") this.#waitingFor(data.id)?.others.progress?.(data.share);
    else this.#settle(data);
  }

  #listening(lock: string | null): void {
    clearTimeout(this.#starting);
    this.#listens = true;
    if (lock !== null) this.#watch(lock);
    for (const waiting of this.#next.values()) this.#send(waiting);
    this.#next.clear();
  }

  /** Detects that the worker is gone. It holds a lock as long as it lives, so whoever gets the lock knows. */
  #watch(lock: string): void {
    const worker = this.#worker;
    void navigator.locks.request(lock, () => this.#worker === worker && this.#broken("the worker is gone"));
  }

  #waitingFor(id: number): Waiting | undefined {
    return [...this.#asked.values()].find(({ message }) => message.id === id);
  }

  #settle(data: Exclude<Extract<FromWorker, { id: number }>, { kind: "progress" }>): void {
    this.#ready.resolve();
    const waiting = this.#waitingFor(data.id);
    if (!waiting) return;
    const { question } = waiting.message;
    this.#forget(question);
    const newer = this.#next.get(question);
    this.#next.delete(question);
    if (newer) this.#send(newer);
    if (this.#asked.size === 0) this.#again = false;
    if (data.kind === "answer") (newer ? waiting.others.meanwhile : waiting.take)?.(data.answer as never);
    else if (!newer) failed(waiting, data.message);
  }

  #forget(question: Question): void {
    clearTimeout(this.#timers.get(question));
    this.#timers.delete(question);
    this.#asked.delete(question);
  }

  /**
   * Restarts a failed worker the first time and repeats its questions; the second time it is given up, and every caller
   * is told.
   */
  #broken(message: string): void {
    clearTimeout(this.#starting);
    const waiting = new Map([...this.#asked, ...this.#next]); // the newest of each kind
    for (const question of this.#asked.keys()) this.#forget(question);
    this.#next.clear();
    if (!this.#again) {
      this.#again = true;
      for (const [question, each] of waiting) this.#next.set(question, each);
      return this.#start();
    }
    this.#worker?.terminate();
    this.#worker = null;
    this.#fault = message;
    this.#ready.reject(new Error(message));
    for (const each of waiting.values()) each.others.fail?.(message);
    for (const listener of stopped) listener(message, this.name);
  }
}

function failed({ message: { question }, others }: Waiting, reason: string): void {
  if (others.fail) others.fail(reason);
  else reportError(new Error(`${question}: ${reason}`));
}

type Stopped = (message: string, which: Name) => void;

const stopped: Stopped[] = [];
const revived: (() => void)[] = [];

/** Calls back when a worker was given up, at once where the first one was given up before anybody listened. */
export function onStopped(listener: Stopped): void {
  stopped.push(listener);
  if (prompt.fault !== null) listener(prompt.fault, "engine");
}

/** Calls back when the engine is restarted, so that unanswered questions are asked again. */
export function onRevived(listener: () => void): void {
  revived.push(listener);
}

/** Restarts every worker that was given up, and repeats the questions. */
export function tryAgain(): void {
  prompt.revive();
  patient?.revive();
  for (const listener of revived) listener();
}

/** Returns the reason why a worker was given up, or null. */
export function fault(): string | null {
  return prompt.fault ?? patient?.fault ?? null;
}

const prompt = new Asked("engine");
let patient: Asked | null = null;

/** Settles once the engine has answered for the first time. */
export function ready(): Promise<void> {
  return prompt.ready;
}

/** Asks the engine. `take` or `others.fail` is called, unless a newer question of this kind is asked meanwhile. */
export function ask<Q extends Question>(
  question: Q,
  what: Ask<Q>,
  take: (answer: Reply<Q>) => void,
  others: Others = {},
): void {
  const waiting: Waiting = { message: { id: ++last, question, ask: what } as ToWorker, take, others };
  if (!LONG.has(question)) return prompt.ask(waiting);
  // The second worker starts once the first has loaded what it needs, and answered.
  const begin = () => (patient ??= new Asked("analyses")).ask(waiting);
  ready().then(begin, (error: Error) => others.fail?.(error.message));
}

/** Gives a question up that takes long; its caller is not called back. */
export function stopAsking(question: Question): void {
  patient?.stop(question);
}

/** Asks the engine once, and returns a promise of the answer. */
export function answered<Q extends Question>(
  question: Q,
  what: Ask<Q>,
  progress: (share: number) => void = () => {},
): Promise<Reply<Q>> {
  return new Promise((resolve, reject) =>
    ask(question, what, resolve, { fail: (message) => reject(new Error(message)), progress }),
  );
}

// The page's side of the worker. Of questions of one kind only the newest counts: one is being answered, one may wait, and
// whoever asked an older one hears nothing more.
import { scriptAddress } from "../trusted.ts";
import type { Ask, FromWorker, Question, Reply, ToWorker } from "./protocol.ts";
import address from "./worker.ts?worker&url";

interface Waiting {
  readonly message: ToWorker;
  readonly take: (answer: never) => void;
}

const worker = new Worker(scriptAddress(address), { type: "module", name: "engine" });
const asked = new Map<Question, Waiting>();
const next = new Map<Question, Waiting>();
let last = 0;
/** What is posted to a module worker before it has run is lost: questions wait until it says that it listens. */
let listens = false;
let started: () => void;
let failed: (reason: Error) => void;

/** Settles once the engine has started. */
export const ready = new Promise<void>((resolve, reject) => {
  started = resolve;
  failed = reject;
});

/** Asks the engine; the answer comes unless a newer question of this kind is asked meanwhile. */
export function ask<Q extends Question>(question: Q, what: Ask<Q>, take: (answer: Reply<Q>) => void): void {
  const message = { id: ++last, question, ask: what } as ToWorker;
  const waiting = { message, take };
  if (!listens || asked.has(question)) next.set(question, waiting);
  else send(waiting);
}

/** The same as a promise, for what is asked once. */
export function answered<Q extends Question>(question: Q, what: Ask<Q>): Promise<Reply<Q>> {
  return new Promise((resolve) => ask(question, what, resolve));
}

function send(waiting: Waiting): void {
  asked.set(waiting.message.question, waiting);
  worker.postMessage(waiting.message);
}

worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
  if (data.kind === "ready") listening();
  else if (data.kind === "failed") failed(new Error(data.message));
  else settle(data);
});

worker.addEventListener("error", (event) => failed(new Error(event.message || "the worker could not be started")));

function listening(): void {
  listens = true;
  started();
  for (const waiting of next.values()) send(waiting);
  next.clear();
}

function settle(data: Extract<FromWorker, { id: number }>): void {
  const waiting = [...asked.values()].find(({ message }) => message.id === data.id);
  if (!waiting) return;
  const { question } = waiting.message;
  asked.delete(question);
  const newer = next.get(question);
  next.delete(question);
  if (newer) send(newer);
  else if (data.kind === "answer") waiting.take(data.answer as never);
  else reportError(new Error(`${question}: ${data.message}`));
}

// The engine, off the page's thread. Each question has a file beside this one; long ones yield to new ones. What the first
// verdict does not need is fetched with the first question of its kind.
import { versions } from "lexloci/check";
import type { Ask, FromWorker, Question, Reply, ToWorker } from "./protocol.ts";
import { format, judge, render, supposable } from "./judge.ts";
import { whole } from "./whole.ts";

type Answers = { [Q in Question]: (ask: never, done: (share: number) => void) => Reply<Q> | Promise<Reply<Q>> };

type Done = (share: number) => void;

const services = () => import("./services.ts");
const editor = () => whole(services());
const analyses = () => whole(import("./analyses.ts"));

const ANSWERS: Answers = {
  versions,
  judge,
  supposable,
  every: async (ask: Ask<"every">) => (await import("./every.ts")).every(ask),
  read: async (ask: Ask<"read">) => (await import("./read.ts")).read(ask),
  tests: async (ask: Ask<"tests">) => (await whole(import("./tests.ts"))).tests(ask),
  turns: async (ask: Ask<"turns">) => (await whole(import("./turns.ts"))).turns(ask),
  format,
  render,
  known: async () => (await services()).known(),
  vendors: async (ask: Ask<"vendors">) => (await services()).vendors(ask),
  tokens: async (ask: Ask<"tokens">) => (await editor()).tokens(ask),
  complete: async (ask: Ask<"complete">) => (await editor()).complete(ask),
  hover: async (ask: Ask<"hover">) => (await editor()).hover(ask),
  definition: async (ask: Ask<"definition">) => (await editor()).definition(ask),
  where: async (ask: Ask<"where">) => (await whole(import("./where.ts"))).where(ask),
  questions: async (ask: Ask<"questions">) => (await analyses()).questions(ask),
  nothing: async (ask: Ask<"nothing">) => (await analyses()).nothing(ask),
  cure: async (ask: Ask<"cure">) => (await analyses()).cure(ask),
  diff: async (ask: Ask<"diff">, done: Done) => (await analyses()).diff(ask, done),
  prove: async (ask: Ask<"prove">, done: Done) => (await analyses()).prove(ask, done),
};

const tell = (message: FromWorker): void => self.postMessage(message);

self.addEventListener("message", async ({ data }: MessageEvent<ToWorker>) => {
  const { id, question, ask } = data;
  const done = (share: number) => tell({ kind: "progress", id, share });
  try {
    tell({ kind: "answer", id, answer: await ANSWERS[question](ask as never, done) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The Wasm has stopped half-way: no later answer could be relied on.
    if (error instanceof WebAssembly.RuntimeError) tell({ kind: "broken", message });
    else tell({ kind: "trouble", id, message });
  }
});

/**
 * Takes a lock of this worker's own name and keeps it. It is released when the worker is gone, and the page notices.
 */
async function held(): Promise<string | null> {
  const { locks } = navigator;
  if (!locks) return null;
  try {
    await new Promise<void>((taken, refused) =>
      locks.request(self.name, () => (taken(), new Promise(() => {}))).catch(refused),
    );
    return self.name;
  } catch {
    return null; // a browser without locks: only the timeout detects that the worker is gone
  }
}

tell({ kind: "ready", lock: await held() });

// The engine, off the page's thread. Each question has a file beside this one; long ones yield to new ones.
import { versions } from "lexloci";
import { cure, diff, prove, questions } from "./analyses.ts";
import { every } from "./every.ts";
import type { Ask, FromWorker, Question, Reply, ToWorker } from "./protocol.ts";
import { format, judge, render, supposable } from "./judge.ts";
import { complete, definition, hover, known, tokens, vendors } from "./services.ts";
import { turns } from "./turns.ts";
import { where } from "./where.ts";

type Answers = { [Q in Question]: (ask: never, done: (share: number) => void) => Reply<Q> | Promise<Reply<Q>> };

const ANSWERS: Answers = {
  versions,
  judge,
  every,
  supposable,
  read: async (ask: Ask<"read">) => (await import("./read.ts")).read(ask),
  tests: async (ask: Ask<"tests">) => (await import("./tests.ts")).tests(ask),
  turns,
  format,
  render,
  known,
  vendors,
  tokens,
  complete,
  hover,
  definition,
  where,
  questions,
  cure,
  diff,
  prove,
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

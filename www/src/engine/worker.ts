// The engine, off the page's thread. Each question has a file beside this one; what takes long gives way to what is new.
import { versions } from "lexloci";
import { cure, diff, prove, questions, where } from "./analyses.ts";
import type { FromWorker, Question, Reply, ToWorker } from "./protocol.ts";
import { format, judge, render } from "./judge.ts";
import { complete, definition, hover, known, tokens } from "./services.ts";
import { turns } from "./turns.ts";

type Answers = { [Q in Question]: (ask: never) => Reply<Q> | Promise<Reply<Q>> };

const ANSWERS: Answers = { versions, judge, turns, format, render, known, tokens, complete, hover, definition, where, questions, cure, diff, prove };

const tell = (message: FromWorker): void => self.postMessage(message);

self.addEventListener("message", async ({ data }: MessageEvent<ToWorker>) => {
  const { id, question, ask } = data;
  try {
    tell({ kind: "answer", id, answer: await ANSWERS[question](ask as never) });
  } catch (error) {
    tell({ kind: "trouble", id, message: error instanceof Error ? error.message : String(error) });
  }
});

tell({ kind: "ready" });

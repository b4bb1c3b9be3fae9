// Reads the expectations of a case, one a line, as src/golden/expect.rs does.
import type { Answer, Instance } from "lexloci";
import type { Fault } from "./markdown.ts";

type Outcome = Instance["outcome"];

interface AtRule {
  readonly rule: string;
  readonly at: string | null;
  readonly outcome: Outcome;
}

interface AtCode {
  readonly code: string;
  readonly at: string | null;
}

/** One expectation. */
export type Expectation =
  | { readonly is: "answer"; readonly answer: Answer }
  | { readonly is: "part"; readonly name: string; readonly verdict: Answer | null; readonly applies: string | null }
  | ({ readonly is: "rule" | "reservation" } & AtRule)
  | { readonly is: "missing" | "ask"; readonly facts: readonly string[] }
  | { readonly is: "cites" | "because"; readonly text: string }
  | { readonly is: "duty"; readonly holder: string; readonly by: string | null }
  | { readonly is: "excused"; readonly rule: string; readonly at: string | null; readonly by: string }
  | { readonly is: "no_reservation" }
  | { readonly is: "level"; readonly levels: { readonly [word in LevelWord]?: readonly string[] } }
  | ({ readonly is: "note" | "lint" | "error" } & AtCode);

export type LevelWord = "required" | "reached" | "open" | "refused";

/** An expectation as it was written. */
export interface Expected {
  readonly line: number;
  readonly text: string;
  readonly what: Expectation;
}

/** The day and the level that a case asks for. */
export interface Options {
  readonly asOf?: string;
  readonly level?: string;
}

interface Read {
  readonly expected: readonly Expected[];
  readonly options: Options;
  readonly faults: readonly Fault[];
}

const ANSWERS: readonly string[] = ["compliant", "non_compliant", "undetermined", "not_applicable"];
const OUTCOMES: readonly string[] = ["not_applicable", "satisfied", "excused", "violated", "undetermined"];
const WORDS: readonly string[] = ["required", "reached", "open", "refused"];

/** Reads a block that opens at a line; `hasFlow` says whether its case has a flow. */
export function expectations(block: string, opening: number, hasFlow: boolean): Read {
  const [expected, faults]: [Expected[], Fault[]] = [[], []];
  let options: Options = {};
  for (const [i, written] of block.split("\n").entries()) {
    const text = written.trimStart().startsWith("#") ? "" : (written.split(" #")[0] ?? "").trim();
    if (text === "") continue;
    const line = opening + i + 1;
    const [, asOf] = /^as of (\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
    const [, level] = /^level (\S+)$/.exec(text) ?? [];
    const what = expectation(text);
    if (asOf !== undefined) options = { ...options, asOf };
    else if (level !== undefined) options = { ...options, level };
    else if (what) expected.push({ line, text, what });
    else faults.push({ line, message: `\`${text}\` is not an expectation` });
  }
  const nothing = faults.length === 0 ? saysNothing(expected, hasFlow) : null;
  if (nothing !== null) faults.push({ line: opening, message: nothing });
  return { expected, options, faults };
}

/** Returns why a block could not fail, or contradicts itself; null for one that can. */
function saysNothing(all: readonly Expected[], hasFlow: boolean): string | null {
  const kinds = all.map(({ what }) => what.is);
  if (kinds.length === 0) return "this block expects nothing";
  if (kinds.every((is) => is === "error")) return null;
  if (kinds.includes("error")) return "where errors come there is no verdict: expect one or the other";
  if (!hasFlow && kinds.every((is) => is === "lint")) return null;
  if (!hasFlow) return "a verdict needs a flow: there is no `json` block under this heading";
  if (kinds[0] === "answer" && !kinds.slice(1).includes("answer")) return null;
  return "the first line, and only that, is compliant, non_compliant, undetermined or not_applicable";
}

function expectation(text: string): Expectation | null {
  if (ANSWERS.includes(text)) return { is: "answer", answer: text as Answer };
  if (/^reservations?: none$/.test(text)) return { is: "no_reservation" };
  const [, label, said = ""] = /^(missing|ask|cites|because|level): (.*)$/.exec(text) ?? [];
  if (label !== undefined) return labelled(label, said.trim());
  const [, word = "", rest = ""] = /^(\S+) (.*)$/.exec(text) ?? [];
  return opened(word, rest.trim());
}

/** Reads a line with a label: `missing: …`. */
function labelled(label: string, said: string): Expectation | null {
  if (label === "because") return { is: "because", text: said };
  if (label === "cites") {
    const [, source, pin] = /^(\S+)\s+(.*)$/.exec(said) ?? [];
    return source === undefined || pin === undefined
      ? null
      : { is: "cites", text: `${source} ${pin.replace(/^"+|"+$/g, "")}` };
  }
  if (label === "level") return levels(said);
  if (label === "ask" && said === "none") return { is: "ask", facts: [] };
  const facts = names(said);
  return facts && { is: label as "missing" | "ask", facts };
}

/** Reads a line that opens with a word: `rule …`. */
function opened(word: string, rest: string): Expectation | null {
  switch (word) {
    case "part":
      return part(rest);
    case "rule":
    case "reservation":
      return atRule(word, rest);
    case "duty": {
      const [, holder, by = null] = /^(\S+)(?: by (\d{4}-\d{2}-\d{2}))?$/.exec(rest) ?? [];
      return holder === undefined ? null : { is: "duty", holder, by };
    }
    case "excused": {
      const [, rule, at = null, by] = /^(\S+)(?: at (\S+))? by (\S+)$/.exec(rest) ?? [];
      return rule === undefined || by === undefined ? null : { is: "excused", rule, at, by };
    }
    case "note":
    case "lint":
    case "error": {
      const [, code, at = null] = /^(L\d{4})(?: at (.+))?$/.exec(rest) ?? [];
      return code === undefined ? null : { is: word, code, at };
    }
    default:
      return null;
  }
}

function part(rest: string): Expectation | null {
  const [, name, said = ""] = /^(\S+?)\s*:\s*(.+)$/.exec(rest) ?? [];
  if (name === undefined) return null;
  let [verdict, applies]: [Answer | null, string | null] = [null, null];
  for (const item of names(said) ?? [""]) {
    const [, word] = /^applies (yes|no|unknown)$/.exec(item) ?? [];
    if (word !== undefined) applies = word;
    else if (ANSWERS.includes(item)) verdict = item as Answer;
    else return null;
  }
  return { is: "part", name, verdict, applies };
}

function atRule(is: "rule" | "reservation", rest: string): Expectation | null {
  const [, rule, at = null, outcome = ""] = /^(\S+?)(?: at (\S+?))?\s*:\s*(\S+)$/.exec(rest) ?? [];
  return rule === undefined || !OUTCOMES.includes(outcome) ? null : { is, rule, at, outcome: outcome as Outcome };
}

function levels(said: string): Expectation | null {
  const found: { [word in LevelWord]?: string[] } = {};
  for (const item of names(said) ?? [""]) {
    const [, word = "", level] = /^(\S+) (\S+)$/.exec(item) ?? [];
    if (level === undefined || !WORDS.includes(word)) return null;
    const known = (found[word as LevelWord] ??= []);
    if (level !== "none") known.push(level);
  }
  return { is: "level", levels: found };
}

/** Reads names separated by a comma and a space; none may be empty. */
function names(text: string): string[] | null {
  const all = text.split(", ").map((each) => each.trim());
  return all.includes("") ? null : all;
}

// Compares what a case expects with what the engine returns, as src/golden/compare.rs does.
import type { Because, Verdict } from "lexloci";
import type { Expectation, Expected, LevelWord } from "./expect.ts";

/** An error, or a lint, with its place: a path of the flow, or line and column of the policy or a module. */
export interface Said {
  readonly code: string;
  readonly at: string;
}

/** An expectation that is not met. */
export interface Unmet {
  readonly line: number;
  readonly expected: string;
  readonly came: string;
}

/** Returns the expectations that a verdict, or the lints of a policy, do not meet. */
export function unmet(all: readonly Expected[], verdict: Verdict | null, lints: readonly Said[]): readonly Unmet[] {
  return all.flatMap(({ line, text, what }) => {
    const came =
      what.is === "lint" ? differsIn(what, lints) : verdict ? differs(what, verdict) : "the policy has no error";
    return came === null ? [] : [{ line, expected: text, came }];
  });
}

/** Returns the differences from exactly the expected errors: none missing, none extra. */
export function unmetErrors(all: readonly Expected[], errors: readonly Said[]): readonly Unmet[] {
  const [first] = all;
  const told = errors.map(({ code, at }) => `${code} at ${at}`).join("; ") || "none";
  if (first && first.what.is !== "error") return [{ line: first.line, expected: first.text, came: told }];
  const left = [...errors];
  const found: Unmet[] = [];
  const isPlaced = ({ what }: Expected) => what.is === "error" && what.at !== null;
  for (const { line, text, what } of [...all.filter(isPlaced), ...all.filter((each) => !isPlaced(each))]) {
    const index = left.findIndex((came) => what.is === "error" && is(what, came));
    if (index >= 0) left.splice(index, 1);
    else found.push({ line, expected: text, came: told });
  }
  return [...found, ...left.map(({ code, at }) => ({ line: 0, expected: "", came: `${code} at ${at}` }))];
}

function is(expected: { readonly code: string; readonly at: string | null }, came: Said): boolean {
  return expected.code === came.code && (expected.at === null || expected.at === came.at);
}

function differsIn(lint: { readonly code: string; readonly at: string | null }, lints: readonly Said[]): string | null {
  return lints.some((came) => is(lint, came)) ? null : listed(lints.map(({ code, at }) => `${code} at ${at}`));
}

/** Returns what the verdict has in place of the expectation; null when it meets it. */
function differs(what: Expectation, verdict: Verdict): string | null {
  const { instances, parts, reservations, duties, notes, level } = verdict;
  const of = (rule: string, at: string | null) =>
    instances.filter((each) => each.rule === rule && (at === null || each.at === at));
  const outcomes = (rule: string) => listed(of(rule, null).map((each) => `${each.outcome} at "${each.at}"`));
  const unless = (met: boolean, came: string) => (met ? null : came);
  switch (what.is) {
    case "answer":
      return unless(verdict.verdict === what.answer, verdict.verdict);
    case "part": {
      const part = Object.hasOwn(parts, what.name) ? parts[what.name] : undefined;
      if (!part) return "there is no such part";
      const isSo = (what.verdict ?? part.verdict) === part.verdict && (what.applies ?? part.applies) === part.applies;
      return unless(isSo, `${part.verdict}, applies ${part.applies}`);
    }
    case "rule":
      return unless(
        of(what.rule, what.at).some(({ outcome }) => outcome === what.outcome),
        outcomes(what.rule),
      );
    case "missing": {
      const all = instances.flatMap(({ missing }) => missing.flat());
      return unless(
        what.facts.every((fact) => all.includes(fact)),
        listed(all),
      );
    }
    case "ask":
      return unless(JSON.stringify(what.facts) === JSON.stringify(verdict.ask), listed(verdict.ask));
    case "cites": {
      const all = cited(verdict);
      return unless(all.includes(what.text), listed(all));
    }
    case "because": {
      const all = instances.flatMap(({ because }) => because);
      const met = all.some((each) => factOf(each) === what.text || reasonOf(each) === what.text);
      return unless(met, listed(all.map(reasonOf)));
    }
    case "duty":
      return unless(
        duties.some(({ holder, due }) => holder === what.holder && (what.by === null || due === what.by)),
        listed(duties.map(({ holder, due }) => `${holder} by ${due ?? "any day"}`)),
      );
    case "excused": {
      const by = of(what.rule, what.at).flatMap(({ excused_by }) =>
        (excused_by ?? []).map(({ exception }) => exception),
      );
      return unless(by.includes(what.by), `excused by ${listed(by)}; ${outcomes(what.rule)}`);
    }
    case "reservation":
    case "no_reservation": {
      const all = listed(reservations.map(({ rule, at, outcome }) => `${rule} at "${at}": ${outcome}`));
      if (what.is === "no_reservation") return unless(reservations.length === 0, all);
      const isSo = ({ rule, at, outcome }: (typeof reservations)[number]) =>
        rule === what.rule && outcome === what.outcome && (what.at === null || at === what.at);
      return unless(reservations.some(isSo), all);
    }
    case "level": {
      if (!level) return "the policy has no levels";
      const of: { readonly [word in LevelWord]: readonly string[] } = {
        required: [level.required],
        reached: level.reached === null ? [] : [level.reached],
        open: level.open,
        refused: level.refused,
      };
      const words = Object.keys(of) as LevelWord[];
      const met = words.every((word) => JSON.stringify(what.levels[word] ?? of[word]) === JSON.stringify(of[word]));
      return unless(met, words.map((word) => `${word} ${listed(of[word])}`).join(", "));
    }
    case "note":
      return unless(
        notes.some(({ code, path }) => is(what, { code, at: path })),
        listed(notes.map(({ code, path }) => `${code} at ${path}`)),
      );
    case "error":
      return `no error; ${verdict.verdict}`;
    case "lint":
      return null;
  }
}

function listed(all: readonly string[]): string {
  return [...new Set(all)].join("; ") || "none";
}

/** Returns the citations of the instances that apply: of the rule, a reason or an excuse. */
function cited({ instances }: Verdict): string[] {
  return instances
    .filter(({ outcome }) => outcome !== "not_applicable")
    .flatMap(({ cites, because, excused_by }) => [
      ...cites,
      ...because.flatMap((each) => each.cites),
      ...(excused_by ?? []).flatMap((each) => each.cites),
    ])
    .map(({ source, pin }) => `${source} ${pin}`);
}

function factOf({ fact, value, holds }: Because): string {
  return value !== null ? `${fact} is ${value}` : `${fact} is ${holds === null ? "not known" : "not stated"}`;
}

function reasonOf(because: Because): string {
  return `${factOf(because)}${because.attested ? ", as attested" : ""}`;
}

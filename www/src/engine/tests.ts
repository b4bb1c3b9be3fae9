// Runs the cases of a policy.
import { editor, FlowError, Policy, PolicyError, type Diagnostic, type Flow } from "lexloci/check";
import { JsonError, read } from "../flow/json.ts";
import { unmet, unmetErrors, type Said, type Unmet } from "../tests/compare.ts";
import { cases, type Case } from "../tests/markdown.ts";
import type { Ask, Reply } from "./protocol.ts";

/**
 * Runs each case. One without a policy of its own, or that names the policy `open` or a policy file, is judged by the text that
 * is open; another by a shipped one.
 */
export async function tests({ markdown, open, shipped }: Ask<"tests">): Promise<Reply<"tests">> {
  const { cases: all, faults } = cases(markdown);
  const [, name] = /^\s*policy\s+(\w+)\s/m.exec(open) ?? [];
  const trials = [];
  const missing = [];
  const parsed = new Parsed();
  for (const each of all) {
    const { policy, line } = each;
    const source =
      policy === null || ("name" in policy && (policy.name === name || policy.name.endsWith(".loci")))
        ? open
        : "text" in policy
          ? policy.text
          : Object.hasOwn(shipped, policy.name)
            ? shipped[policy.name]
            : undefined;
    if (source === undefined && policy && "name" in policy)
      missing.push({ line, message: `there is no shipped policy \`${policy.name}\`` });
    else trials.push({ name: each.name, line, unmet: run(each, source ?? open, parsed) });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  parsed.free();
  return { trials, faults: [...faults, ...missing] };
}

/** The policy that was parsed last: cases of one policy stand together. */
class Parsed {
  #key = "";
  #policy: Policy | null = null;

  of(source: string, modules: Case["modules"]): Policy {
    const key = JSON.stringify([source, modules]);
    if (this.#policy && key === this.#key) return this.#policy;
    this.free();
    this.#policy = Policy.parse(source, { modules });
    this.#key = key;
    return this.#policy;
  }

  free(): void {
    this.#policy?.free();
    this.#policy = null;
  }
}

/** Judges a case, and returns what it does not meet. */
function run({ modules, flow, options, expected }: Case, source: string, parsed: Parsed): readonly Unmet[] {
  try {
    const policy = parsed.of(source, modules);
    const lints = () =>
      editor
        .diagnose(source, { modules })
        .filter(({ level }) => level === "warning")
        .map(saidOf);
    const hasLints = expected.some(({ what }) => what.is === "lint");
    const verdict = flow === null ? null : policy.check(read(flow).value as Flow, options);
    return unmet(expected, verdict, hasLints ? lints() : []);
  } catch (error) {
    if (error instanceof JsonError)
      return unmetErrors(expected, [{ code: "L0004", at: lineAndColumn(flow ?? "", error.at) }]);
    if (!(error instanceof PolicyError || error instanceof FlowError)) throw error;
    return unmetErrors(expected, error.diagnostics.map(saidOf));
  }
}

/** Names an error with its place: `storage[0].plase` in a flow, `4:3` in the policy, `house:4:3` in a module. */
function saidOf({ code, path, start, module }: Diagnostic): Said {
  if (path !== null) return { code, at: path };
  const at = start ? `${start.line}:${start.column}` : "1:1";
  return { code, at: module === null ? at : `${module}:${at}` };
}

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split("\n");
  return `${before.length}:${Array.from(before.at(-1) ?? "").length + 1}`;
}

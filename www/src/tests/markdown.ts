// Cases of a policy in Markdown, as `lexloci test` reads them: a heading names a case, a block ```json is its flow and a block
// ```verdict what must come of it; `policy: NAME` or a block ```loci above it names its policy.
import { expectations, type Expected, type Options } from "./expect.ts";

/** A fault of the text itself: then it is unknown what it tests. */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** One case. */
export interface Case {
  readonly name: string;
  /** The line of its heading. */
  readonly line: number;
  /** The text of its policy, or the name of a shipped one; null where it has none of its own. */
  readonly policy: { readonly text: string } | { readonly name: string } | null;
  readonly modules: { readonly [name: string]: string };
  readonly flow: string | null;
  readonly options: Options;
  readonly expected: readonly Expected[];
}

interface Section {
  readonly level: number;
  readonly name: string;
  readonly line: number;
  policy: Case["policy"];
  modules: { [name: string]: string };
}

interface Fence {
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** Reads the cases of a text, and its faults. */
export function cases(markdown: string): { readonly cases: readonly Case[]; readonly faults: readonly Fault[] } {
  const [found, faults]: [Case[], Fault[]] = [[], []];
  const around: Section[] = [{ level: 0, name: "", line: 1, policy: null, modules: {} }];
  let [flow, verdict]: [string | null, Fence | null] = [null, null];
  const section = () => around.at(-1) as Section;
  const end = () => {
    const { name, line, policy, modules } = section();
    if (verdict === null && flow !== null)
      faults.push({ line, message: "a flow without a `verdict` block tests nothing" });
    if (verdict !== null) {
      const read = expectations(verdict.text, verdict.line, flow !== null);
      faults.push(...read.faults);
      if (name === "") faults.push({ line: verdict.line, message: "a test needs a heading above it: its name" });
      if (found.some((each) => each.name === name))
        faults.push({ line, message: `a second test of the name \`${name}\`` });
      if (read.faults.length === 0)
        found.push({ name, line, policy, modules, flow, options: read.options, expected: read.expected });
    }
    [flow, verdict] = [null, null];
  };
  const fence = ({ line, info, text }: Fence) => {
    const [word, name, ...more] = info.split(/\s+/).filter((each) => each !== "");
    const said = { line, message: `a second \`${word}\` block under one heading` };
    if (word === "loci" && name === undefined) section().policy = { text };
    else if (word === "loci" && name !== undefined && more.length === 0)
      section().modules = { ...section().modules, [name]: text };
    else if (name === undefined && word === "json" && flow === null) flow = text;
    else if (name === undefined && word === "verdict" && verdict === null) verdict = { line, info, text };
    else if (name === undefined && (word === "json" || word === "verdict")) faults.push(said);
    else if (["loci", "json", "verdict"].includes(word ?? ""))
      faults.push({ line, message: `\`${info}\` is more than a \`${word}\` block may say` });
  };
  const lines = markdown.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const [, marks = "", title] = /^(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) ?? [];
    const [, indent = "", mark, info = ""] = /^( {0,3})(`{3,}|~{3,})\s*([^`]*)$/.exec(line) ?? [];
    const [, named] = /^policy:\s*(\S+)\s*$/.exec(line) ?? [];
    if (title !== undefined) {
      end();
      while (section().level >= marks.length) around.pop();
      const outer = section();
      const name = outer.name === "" ? title : `${outer.name} › ${title}`;
      around.push({ ...outer, level: marks.length, name, line: i + 1 });
    } else if (mark !== undefined) {
      const from = i + 1;
      const closes = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}\\s*$`);
      while (++i < lines.length && !closes.test(lines[i] ?? ""));
      if (i >= lines.length)
        faults.push({ line: from, message: `the block that opens here with ${mark} is not closed` });
      const inside = lines.slice(from, i).map((each) => each.replace(new RegExp(`^ {0,${indent.length}}`), ""));
      fence({ line: from, info: info.trim(), text: inside.map((each) => `${each}\n`).join("") });
    } else if (named !== undefined) section().policy = { name: named };
  }
  end();
  if (found.length === 0 && faults.length === 0) faults.push({ line: 1, message: "there is no test in this file" });
  return { cases: faults.length > 0 ? [] : found, faults };
}

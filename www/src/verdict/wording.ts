// A test of a policy in words: "t.tool is scc" reads "transfer tool is standard clauses". What has more than one fact in
// it stays as the policy says it.
import type { Because } from "lexloci";
import { language, t, type Key } from "../i18n/index.ts";
import { groupWord, setWord } from "../i18n/sets.ts";
import { labels } from "../i18n/labels.ts";

type InWords = (path: string, value: string) => string;

const TESTS: readonly (readonly [word: string, key: Key])[] = [
  ["is not", "test_is_not"],
  ["is", "test_is"],
  ["not in", "test_not_in"],
  ["in", "test_in"],
  ["has", "test_has"],
];
const PATH = /^[a-z]\w*(?:\.[a-z]\w*)*$/;
const VALUE = /^(?:[\w/.-]+|\{[\w/., -]+\})$/;

/** Returns a test in words, or null where it cannot be said in few. */
export function testInWords({ test, fact }: Because, inWords: InWords): string | null {
  const bare = withoutLaw(test);
  const [, not, rest = ""] = /^(not )?(.*)$/s.exec(bare) ?? [];
  if (PATH.test(rest)) return t(not ? "test_no" : "test_yes", name(rest));
  if (not) return null;
  for (const [word, key] of TESTS) {
    const [, path, value, list] = new RegExp(`^(\\S+) ${word} (.+?)(?: with (\\S+))?$`).exec(bare) ?? [];
    if (path === undefined || value === undefined || !PATH.test(path) || !VALUE.test(value)) continue;
    if (list !== undefined && !PATH.test(list)) continue;
    const told = t(key, name(path), valued(value, fact, path, inWords));
    return list === undefined ? told : t("test_with", told, name(list));
  }
  return null;
}

/** Removes the citations at the end of a test: they follow as links. */
export function withoutLaw(test: string): string {
  return test.replace(/\s*\[[^\]]*\]$/, "");
}

/** Returns a value in words; the name of a set in quotation marks. */
function valued(value: string, fact: string, path: string, inWords: InWords): string {
  // Of a list that is not known, the test is about an entry of it.
  const own = inWords(fact, value);
  const told = own === value ? inWords(path.replace(/^\w+/, `${fact}[0]`), value) : own;
  const isName = told === value && /^[a-z_]+$/i.test(value);
  return isName ? t("quoted", setWord(value) ?? groupWord(value) ?? value.replace(/_/g, " ")) : told;
}

/** Names a fact by its path in a policy, without the variable that stands for an entry. */
function name(path: string): string {
  const steps = path.split(".");
  const known = labels(language()).fact;
  const [first = "", ...rest] = steps;
  const told = rest.length > 0 && (first.length === 1 || !(first in known)) ? rest : steps;
  return told
    .filter((step) => step !== "x")
    .map((step) => known[step] ?? step.replace(/_/g, " "))
    .join(", ");
}

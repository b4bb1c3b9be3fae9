// Paths of a flow in words: "transfers[0].recipient.listed" is "transfer 1, recipient, lists".
import { language, t } from "../i18n/index.ts";
import { stepsOf } from "../flow/path.ts";
import { labels } from "../i18n/labels.ts";

/** Names the entry that an instance judges, for the start of a sentence or inside one. */
export function subject(at: string, place: "first" | "inside"): string {
  if (at === "") return t(place === "first" ? "whole_flow" : "whole_flow_inside");
  const words = at
    .split(",")
    .map((path) => pathInWords(path))
    .reduce((one, two) => t("and", one, two));
  return place === "first" ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** Returns a path in words. */
export function pathInWords(path: string): string {
  const [, summed] = /^total of (.+)$/.exec(path) ?? [];
  if (summed !== undefined) return t("total_of", pathInWords(summed));
  const known = labels(language());
  const words: string[] = [];
  for (const step of stepsOf(path)) {
    const last = words.at(-1);
    if (typeof step === "number" && last !== undefined)
      words[words.length - 1] = `${known.one[lastKey(path, words.length)] ?? last} ${step + 1}`;
    else if (step !== "x") words.push(known.fact[step] ?? String(step).replace(/_/g, " "));
  }
  const rest = path.includes("[...]");
  if (rest) words[words.length - 1] = t("others", words.at(-1) ?? "");
  return words.join(", ");
}

/** Returns the key at a position among the keys of a path. */
function lastKey(path: string, position: number): string {
  const keys = stepsOf(path).filter((step) => typeof step === "string");
  return keys[position - 1] ?? "";
}

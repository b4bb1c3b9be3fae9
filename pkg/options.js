// Options of a call, checked: one that is misspelt would change nothing, and nobody would know.
import { FlowError, diagnostic } from "./errors.js";

/** Options as plain data: every one a text. */
export function optionsOf(options, names) {
  const given = { ...options };
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(names, name)) {
      throw badOption(name, "there is no such option", `the options are ${Object.keys(names).join(", ")}`);
    }
  }
  const texts = { __proto__: null };
  for (const [name, expected] of Object.entries(names)) texts[name] = textOption(given, name, expected);
  return texts;
}

/** What `check` can be told, and how. */
export const CHECK = { asOf: "a day as a text: \"2026-03-01\"", level: "the name of a level" };
/** What `decide` can be told, and how. */
export const DECIDE = { ...CHECK, part: "the name of a part" };

function textOption(given, name, expected) {
  const value = given[name] ?? undefined;
  if (value !== undefined && typeof value !== "string") throw badOption(name, `it is not a text but ${typeof value}`, `write ${expected}`);
  return value;
}

/** The position of a level or part by its name. */
export function position(names, kind, name) {
  const index = names.indexOf(name);
  if (index < 0) throw badOption(kind, `the policy has no ${kind} of this name`, names.length > 0 ? `it has ${names.join(", ")}` : `it has no ${kind}s`);
  return index;
}

function badOption(name, message, help) {
  return new FlowError([diagnostic("L0588", name, message, help)]);
}

// Validates the options of a call: a misspelt one would have no effect, unnoticed. Each is read once, and only the
// object's own properties are options: what was added to Object.prototype is none.
import { FlowError, diagnostic } from "./errors.js";

/** Returns a table without prototype. Written as a literal it is a constant, and @vercel/nft, with which Next.js traces files, fails on it. */
const bare = (table) => Object.setPrototypeOf(table, null);

const NONE = Object.freeze(bare({}));

/** The options of `check`, with their form. */
export const CHECK = bare({ asOf: 'a day as a text: "2026-03-01"', level: "the name of a level" });
/** The options of `decide`, with their form. */
export const DECIDE = bare({ ...CHECK, part: "the name of a part" });
/** The further options of a question over all flows; null where the value is no text. */
export const STEPS = bare({ steps: null });
export const ANALYSE = bare({ ...CHECK, ...STEPS });
export const CURE = bare({ ...ANALYSE, fixed: null, costs: null });
/** The options of parsing a policy, and of editors. */
export const PARSE = bare({ modules: null });
/** The options of printing a policy; null where the value is no text. */
export const COMPILE = bare({ plain: null });
export const HOVER = bare({ ...PARSE, asOf: CHECK.asOf });

/** Returns the options of a call about a flow, by their names; a missing one is undefined. Throws a FlowError. */
export function optionsOf(options, names) {
  return checked(options, names, badOption);
}

/** Returns the options of a call about a text. Throws a TypeError. */
export function textOptionsOf(options, names) {
  return checked(options, names, (name, message, help, cause) => {
    return new TypeError(`${name === "" ? "the options" : `the option ${name}`}: ${message} (${help})`, { cause });
  });
}

/**
 * Copies an object's own properties, each read once, to an object without prototype. Errors of its getters are passed
 * on.
 */
export function ownOf(value) {
  return value === undefined || value === null ? NONE : { __proto__: null, ...value };
}

function checked(options, names, refuse) {
  if (options === undefined || options === null) return NONE;
  const known = Object.keys(names);
  const help = `the options are ${known.join(", ")}`;
  if (typeof options !== "object") throw refuse("", `options are an object, not a ${typeof options}`, help);
  let own;
  try {
    own = ownOf(options);
  } catch (cause) {
    throw refuse("", "reading them threw", help, cause);
  }
  const given = Object.keys(own);
  for (let i = 0; i < given.length; i++) {
    if (!(given[i] in names)) throw refuse(given[i], "there is no such option", help);
  }
  for (let i = 0; i < known.length; i++) {
    const value = (own[known[i]] ??= undefined);
    const expected = names[known[i]];
    if (expected !== null && value !== undefined && typeof value !== "string") {
      throw refuse(known[i], `it is not a text but ${typeof value}`, `write ${expected}`);
    }
  }
  return own;
}

function badOption(name, message, help, cause = undefined) {
  return new FlowError([diagnostic("L0588", name, message, help)], { cause });
}

// The one suite that every JavaScript runtime runs on the packed package. Plain functions without imports of any host,
// so that it runs anywhere; what is said here holds everywhere, so every runtime counts the same checks.
import { Checks } from "./checks.mjs";
import { decide } from "./decide.mjs";
import { errors } from "./errors.mjs";
import { freeing } from "./freeing.mjs";
import { golden } from "./golden.mjs";
import { hostile } from "./hostile.mjs";
import { printing } from "./printing.mjs";
import { texts } from "./texts.mjs";
import { editors, shipped, verbs } from "./verbs.mjs";

/** The parts of the suite: a part is added by its line here. Each takes the checks and what the host gives. */
const PARTS = { golden, shipped, verbs, editors, errors, hostile, freeing, decide, printing, texts };

/**
 * Runs every part.
 * @param host the modules `lexloci` and `policies` as the host imported them, the shipped policies as `printed` modules, and the
 *   `golden` cases
 * @returns how many checks passed and failed, how many each part has, and the first failures as texts
 */
export function suite(host) {
  const checks = new Checks();
  const parts = {};
  for (const [name, part] of Object.entries(PARTS)) {
    const before = checks.count;
    checks.part(name, () => part(checks, host));
    parts[name] = checks.count - before;
  }
  const { passed, failed, failures } = checks;
  return { passed, failed, parts, failures };
}

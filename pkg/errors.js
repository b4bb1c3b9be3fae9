// What parse and check throw. Diagnostics are plain data, as the engine gives them.

/** How many diagnostics an error's message shows. */
const SHOWN = 3;

/** @param {readonly { path: string | null, start: { line: number, column: number } | null, message: string, code: string }[]} diagnostics */
function summary(diagnostics) {
  // Nothing is iterated: an error is made in the midst of a host's code, too, which may have altered Array.prototype.
  let said = "";
  for (let i = 0; i < diagnostics.length && i < SHOWN; i++) said += `${i > 0 ? "\n" : ""}${line(diagnostics[i])}`;
  const more = diagnostics.length - SHOWN;
  return more > 0 ? `${said}\nand ${more} more` : said;
}

function line({ path, start, message, code, help }) {
  const where = path || (start ? `${start.line}:${start.column}` : "");
  return `${where}${where && ": "}${message} [${code}]${help ? ` (${help})` : ""}`;
}

class Diagnosed extends Error {
  diagnostics;

  constructor(diagnostics, options) {
    super(summary(diagnostics), options);
    this.diagnostics = diagnostics;
  }
}

/** A policy that cannot be read: every error of it, each with line and column. */
export class PolicyError extends Diagnosed {
  // Written out: in older engines one that is left out hands its arguments on by Array.prototype's iterator.
  constructor(diagnostics, options) {
    super(diagnostics, options);
  }

  get name() {
    return "PolicyError";
  }
}

/** A flow that cannot be judged: every error of it, each with its path. */
export class FlowError extends Diagnosed {
  constructor(diagnostics, options) {
    super(diagnostics, options);
  }

  get name() {
    return "FlowError";
  }
}

/** One diagnostic about a value that JavaScript handed in. */
export function diagnostic(code, path, message, help = null) {
  return { code, level: "error", message, module: null, start: null, end: null, path, help, fix: null };
}

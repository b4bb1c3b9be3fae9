// What parse and check throw. Diagnostics are plain data, as the engine gives them.

/** @param {readonly { path: string | null, start: { line: number, column: number } | null, message: string, code: string }[]} diagnostics */
function summary(diagnostics) {
  const shown = diagnostics.slice(0, 3).map(line);
  const more = diagnostics.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

function line({ path, start, message, code, help }) {
  const where = path || (start ? `${start.line}:${start.column}` : "");
  return `${where}${where && ": "}${message} [${code}]${help ? ` (${help})` : ""}`;
}

class Diagnosed extends Error {
  constructor(diagnostics, options) {
    super(summary(diagnostics), options);
    this.diagnostics = diagnostics;
  }
}

/** A policy that cannot be read: every error of it, each with line and column. */
export class PolicyError extends Diagnosed {
  get name() {
    return "PolicyError";
  }
}

/** A flow that cannot be judged: every error of it, each with its path. */
export class FlowError extends Diagnosed {
  get name() {
    return "FlowError";
  }
}

/** One diagnostic about a value that JavaScript handed in. */
export function diagnostic(code, path, message, help = null) {
  return { code, level: "error", message, module: null, start: null, end: null, path, help, fix: null };
}

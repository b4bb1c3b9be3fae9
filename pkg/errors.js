// The errors that parse and check throw. Diagnostics are plain data, as the engine returns them.

/** The number of diagnostics in an error's message. */
const SHOWN = 3;

/** Summarises diagnostics in a message. @param {readonly { path: string | null, start: { line: number, column: number } | null, message: string, code: string }[]} diagnostics */
function summary(diagnostics) {
  // Nothing is iterated: an error may be made while a host's code runs, which may have altered Array.prototype.
  let said = "";
  for (let i = 0; i < diagnostics.length && i < SHOWN; i++) said += `${i > 0 ? "\n" : ""}${line(diagnostics[i])}`;
  const more = diagnostics.length - SHOWN;
  return more > 0 ? `${said}\nand ${more} more` : said;
}

function line({ path, start, message, code, help }) {
  const where = path || (start ? `${start.line}:${start.column}` : "");
  return `${where}${where && ": "}${message} [${code}]${help ? ` (${help})` : ""}`;
}

export class Diagnosed extends Error {
  diagnostics;

  constructor(diagnostics, options) {
    super(summary(diagnostics), options);
    this.diagnostics = diagnostics;
  }
}

/** The error of a policy that cannot be parsed or checked: all its errors, each with line and column. */
export class PolicyError extends Diagnosed {
  // Explicit: in older engines the implicit constructor passes its arguments through Array.prototype's iterator.
  // oxlint-disable-next-line no-useless-constructor
  constructor(diagnostics, options) {
    super(diagnostics, options);
  }

  get name() {
    return "PolicyError";
  }
}

/** The error of a flow that cannot be judged: all its errors, each with its path. */
export class FlowError extends Diagnosed {
  // oxlint-disable-next-line no-useless-constructor -- as above
  constructor(diagnostics, options) {
    super(diagnostics, options);
  }

  get name() {
    return "FlowError";
  }
}

/** Returns a diagnostic about a value that JavaScript passed in. */
export function diagnostic(code, path, message, help = null) {
  return { code, level: "error", message, module: null, start: null, end: null, path, help, fix: null };
}

/** Converts an array of diagnostics, which the engine throws, to an error; passes on anything else. */
export function diagnosed(Kind, run) {
  try {
    return run();
  } catch (thrown) {
    throw Array.isArray(thrown) ? new Kind(thrown) : thrown;
  }
}

/** Returns an error about one of many flows: its paths say which. */
export function within(index, thrown) {
  if (!(thrown instanceof FlowError)) return thrown;
  const path = (inner) => `[${index}]${inner && !inner.startsWith("[") ? "." : ""}${inner ?? ""}`;
  return new FlowError(
    thrown.diagnostics.map((each) => ({ ...each, path: path(each.path) })),
    { cause: thrown },
  );
}

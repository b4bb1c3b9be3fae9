// Flows in columns: laid out once in the Wasm's memory, and decided as often as asked.
import { EngineFlows } from "../columns.js";
import { within } from "../decide.js";
import { DECIDE, optionsOf } from "../options.js";
import { plain } from "../plain.js";

const { asOf, level, part } = DECIDE;

/** Flows that are laid out together: while they are, they take more memory than columns do. */
const TOGETHER = 16_384;

/** What stands behind Columns. */
const MADE = Symbol("made");

export class Columns {
  #decider;
  #parts;
  #left;
  #freed = false;

  /**
   * In parts, each columns in the Wasm with the positions of its flows (null: all, in their order), and flows that are left
   * to be decided by themselves.
   */
  constructor(key, decider, length, parts, left = []) {
    if (key !== MADE) throw new TypeError("columns are made by policy.columns(flows)");
    this.#decider = decider;
    this.#parts = parts;
    this.#left = left;
    Object.defineProperty(this, "length", { value: length, enumerable: true });
  }

  decide(options) {
    if (this.#freed) throw new TypeError("these columns were freed");
    const given = options === undefined ? undefined : optionsOf(options, { level, part });
    const asked = this.#decider.asked(given);
    const codes = new Uint8Array(this.length);
    for (const { made, positions } of this.#parts) {
      const found = made.decide(this.#decider.raw, asked.level, asked.part);
      if (positions === null) codes.set(found);
      else positions.forEach((at, index) => (codes[at] = found[index]));
    }
    for (const { at, flow, day, why } of this.#left) codes[at] = this.#decider.rescued(flow, { ...given, asOf: day }, why);
    return codes;
  }

  free() {
    this.#freed = true;
    for (const { made } of this.#parts.splice(0)) made.free();
  }
}

// By assignment, because Symbol.dispose is newer than the runtimes that this package runs in.
if (Symbol.dispose) Columns.prototype[Symbol.dispose] = Columns.prototype.free;

/** Columns that the Wasm has already. */
export function columnsIn(decider, length, made) {
  return new Columns(MADE, decider, length, [{ made, positions: null }]);
}

/** Reads flows into columns. */
export function laidOut(decider, flows, options) {
  if (!Array.isArray(flows)) throw new TypeError("columns takes an array of flows");
  const { asOf: day } = optionsOf(options, { asOf });
  const { length } = flows;
  const [parts, left] = [[], []];
  try {
    for (let start = 0; start < length; start += TOGETHER) parts.push(partOf(decider, flows, start, day, left));
  } catch (thrown) {
    for (const { made } of parts) made.free();
    throw thrown;
  }
  return new Columns(MADE, decider, length, parts, left);
}

/** Some flows; those that columns cannot take are checked, copied and left. */
function partOf(decider, flows, start, day, left) {
  const some = flows.slice(start, start + TOGETHER);
  const positions = [];
  let kept = new EngineFlows();
  const take = (written) => {
    kept.keep(decider.raw, written.length);
    for (const at of written) positions.push(start + at);
    return () => {};
  };
  const rescue = (index, why) => {
    const at = start + index;
    const flow = within(at, () => plain(some[index]));
    within(at, () => decider.rescued(flow, { asOf: day }, why));
    left.push({ at, flow, day, why });
  };
  try {
    decider.batches(some, day, take, rescue);
    const taken = kept;
    kept = null; // what is laid out is handed over
    const made = taken.laid_out(decider.raw);
    if (made === undefined) throw new RangeError("these flows cannot be laid out in columns");
    const inOrder = positions.length === flows.length;
    return { made, positions: inOrder ? null : positions };
  } finally {
    kept?.free();
  }
}

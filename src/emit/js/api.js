const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** Copies what is stated as JSON states it: own and enumerable properties, each read once. */
function copyOf(value, up) {
  if (typeof value !== "object" || value === null) {
    if (
      value === undefined ||
      typeof value === "string" ||
      typeof value === "boolean" ||
      value === null ||
      Number.isFinite(value)
    )
      return value;
    throw refuse("L0582", `JSON has no ${typeof value === "number" ? value : typeof value}`);
  }
  if (up.includes(value)) throw refuse("L0580", "the flow contains itself");
  if (up.length > 64) throw refuse("L0581", "arrays and objects of the flow nest deeper than 64");
  const inside = [...up, value];
  if (isArray(value)) {
    const copy = [];
    const { length } = value;
    if (!(length <= 200000)) throw refuse("L0583", "the flow holds too many values");
    for (let index = 0; index < length; index++) {
      const own = hasOwn(value, index) ? copyOf(value[index], inside) : undefined;
      if (own === undefined) throw refuse("L0585", "an array of the flow has a gap");
      Object.defineProperty(copy, index, {
        __proto__: null,
        value: own,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return copy;
  }
  const prototype = prototypeOf(value);
  if (prototype !== null && prototype !== PLAIN && prototypeOf(prototype) !== null)
    throw refuse("L0582", "an object of a class is not plain data");
  const copy = bare({});
  for (const key of Object.keys(value)) {
    const own = copyOf(value[key], inside);
    if (own !== undefined) copy[key] = own;
  }
  return copy;
}

/** Returns whether nothing was added to the prototypes of plain objects and arrays. */
function isClean() {
  for (const _ in NOTHING) return false;
  return LIST.length === 0;
}

const UNASKED = { asOf: undefined, level: -1, part: -1 };

function answer(flow, options) {
  const { asOf, level, part } = options === undefined ? UNASKED : asked(options);
  return judge(flow, asOf, level, part);
}

function read(flow, asOf) {
  try {
    if (!isClean()) throw ODD;
    return readFlow(flow, asOf);
  } catch (thrown) {
    if (thrown !== ODD) throw thrown;
    return readFlow(copyOf(flow, []), asOf);
  }
}

function asked(options) {
  if (typeof options !== "object" || options === null)
    throw new TypeError('options are an object, such as { asOf: "2026-03-01" }');
  const { asOf, level, part, ...others } = options;
  for (const key in others) throw new TypeError(`${show(key)} is not an option: they are asOf, level and part`);
  return {
    __proto__: null,
    asOf,
    level: positionOf("level", policy.levels, level),
    part: positionOf("part", policy.parts, part),
  };
}

function positionOf(what, names, name) {
  if (name === undefined) return -1;
  const position = names.indexOf(name);
  if (position < 0) throw new TypeError(`the policy has no ${what} ${show(name)}`);
  return position;
}

/** Returns the verdict on a flow. */
export function decide(flow, options) {
  return VERDICTS[answer(flow, options) & 255];
}

/** Returns the verdict, and the rule that decides it. */
export function decision(flow, options) {
  const code = answer(flow, options);
  return { verdict: VERDICTS[code & 255], rule: RULES[(code >> 8) - 1] ?? null };
}

/** Returns the code of each flow's verdict: 0 compliant, 1 non_compliant, 2 undetermined, 3 not_applicable. */
export function decideMany(flows, options) {
  if (!isArray(flows)) throw new TypeError("decideMany takes an array of flows");
  const { asOf, level, part } = options === undefined ? UNASKED : asked(options);
  const codes = new Uint8Array(flows.length);
  for (let index = 0; index < codes.length; index++) codes[index] = judge(flows[index], asOf, level, part);
  return codes;
}

export default { policy, decide, decision, decideMany };

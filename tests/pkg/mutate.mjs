// Flows changed at random, from a seed: facts dropped, unknown, taken from elsewhere, lists opened, parties named twice.

/** Pseudo-random numbers: mulberry32. */
export class Draw {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  below(count) {
    return Math.floor(this.next() * count);
  }

  one(items) {
    return items[this.below(items.length)];
  }
}

/** Returns a copy of a flow with one to three changes. */
export function mutated(flow, draw) {
  const copy = structuredClone(flow);
  for (let i = 0; i <= draw.below(3); i++) {
    const at = draw.one(spots(copy, []));
    if (at) draw.one(CHANGES)(at, draw, copy);
  }
  return copy;
}

/** Returns every place in a flow where a value stands, with its owner. */
function spots(value, found) {
  for (const [key, inner] of Object.entries(value)) {
    if (key === "as_of") continue;
    found.push({ owner: value, key, value: inner });
    if (typeof inner === "object" && inner !== null) spots(inner, found);
  }
  return found;
}

const PLACES = ["FR", "US", "CH", "GB", "IN", "EU", "EEA", "anywhere", "PT-20", "XX"];
const CHANGES = [
  ({ owner, key }) => (Array.isArray(owner) ? owner.splice(Number(key), 1) : delete owner[key]),
  ({ owner, key }) => Array.isArray(owner) || (owner[key] = null),
  ({ owner, key, value }) => Array.isArray(value) && (owner[key] = { items: value, complete: false }),
  ({ owner, key, value }) => Array.isArray(value) && (owner[key] = { items: value, complete: true }),
  ({ owner, key, value }, draw) => /^[A-Z]{2}$/.test(value) && (owner[key] = draw.one(PLACES)),
  ({ owner, key, value }, draw) => typeof value === "boolean" && (owner[key] = draw.one([true, false, 0, "yes"])),
  ({ value }) => isObject(value) && "seat" in value && (value.id = "acme"),
  ({ value }) => isObject(value) && "seat" in value && (value.id = "@b.c"),
  ({ owner, key }, draw) =>
    ["operator", "recipient"].includes(key) &&
    (owner[key] = draw.one(["exporter", "provider", "none", "@acme", "@b.c"])),
  (_, draw, flow) =>
    (flow.provider = draw.one(["exporter", "none", "@acme", { id: "acme", seat: "US" }, { name: "P", seat: "DE" }])),
  (_, draw, flow) => Array.isArray(flow.storage) && flow.storage.push(draw.one(SITES)),
  (_, draw, flow) => (flow.access = draw.one([[], [draw.one(SITES)], [draw.one(SITES), draw.one(SITES)]])),
  (_, draw, flow) => (flow.suppliers = [draw.one(["@acme", "exporter", { id: "acme", seat: "US" }, { seat: "EU" }])]),
  ({ owner, key, value }, draw) =>
    key === "holders" &&
    Array.isArray(value) &&
    (owner[key] = { items: value, complete: true, remainder: draw.one(["none", "free float", " ", null]) }),
  (_, draw, flow) =>
    (flow.exit = draw.one([
      { notice: "30 days" },
      { notice: "P1M", switching_time: "31 days" },
      { transition: "1 month", switching_time: "2 months" },
    ])),
  ({ owner, key, value }, draw) =>
    key === "measures" &&
    Array.isArray(value) &&
    (owner[key] = [...value, { kind: "encryption_at_rest", keys: { holder: draw.one(["provider", "exporter"]) } }]),
  ({ value }, draw) =>
    isObject(value) &&
    "place" in value &&
    (value.keys = { holder: draw.one(["provider", "exporter"]), place: draw.one(PLACES) }),
  ({ owner }, draw) => isObject(owner) && (owner.x = draw.one([{}, { tier: "gold" }, null, { other: 1 }])),
  ({ owner, key, value }, draw) =>
    typeof value === "string" && (owner[key] = draw.one(["", "none", value.toLowerCase(), `${value} `])),
];
const SITES = [
  "FR",
  "EU",
  "aws/eu-west-3",
  "AWS/eu-west-3",
  "none",
  { region: "aws/us-east-1", operator: { seat: "US" } },
  { region: "aws/eu-central-1", operator: "@acme" },
  { region: "aws/eu-west-1", operator: "provider" },
  { place: "EU", operator: "exporter" },
  { place: "US", region: "none", kind: "backup" },
];

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

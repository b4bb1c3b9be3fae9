// Tries engines on flows in which a fact is missing: each field of a flow is dropped in turn. To go ahead is unsound when some
// value of the field would forbid it, and to stop is over-strict when every value would permit it. The policies are written
// as one first writes them, without guards or schemas; where a schema refuses such a request, that is a third answer.
import { permits } from "./time.mjs";

const COUNTRIES = ["FR", "GB", "US", "IN", "RU", "JP"];
const YES_NO = [true, false];

/** Values that the field might have had: enough of them to decide either way. */
const VALUES = {
  storage: COUNTRIES.map((country) => [country]),
  processing: COUNTRIES.map((country) => [country]),
  providerHq: COUNTRIES,
  keyCountry: COUNTRIES,
  mechanism: ["none", "adequacy", "scc", "bcr", "derogation"],
  encryption: ["none", "at-rest", "e2e"],
  keyHolder: ["none", "provider", "exporter", "third-party"],
  purpose: ["service", "advertising"],
  volume: [0, 500, 5000, 50_000],
  day: [18_300, 18_500, 19_000, 20_000, 22_700],
  specialCategory: YES_NO,
  tiaDone: YES_NO,
  pseudonymised: YES_NO,
  consent: YES_NO,
  secNumCloud: YES_NO,
  subprocessors: [0, 3],
};

/** Counts over all fields of all flows; `open` counts the unsound ones by field. */
export async function missing(decide, input, flows, floor) {
  const counts = { requests: 0, unsound: 0, strict: 0, threw: 0, open: {} };
  for (const flow of flows) {
    for (const field of Object.keys(VALUES)) await one(decide, input, flow, field, floor, counts);
  }
  return counts;
}

async function one(decide, input, flow, field, floor, counts) {
  const always = VALUES[field].every((value) => floor({ ...flow, [field]: value }));
  const { [field]: _, ...rest } = flow;
  counts.requests += 1;
  const answer = await answered(decide, input(rest));
  if (answer === "threw") counts.threw += 1;
  if (answer === true && !always) {
    counts.unsound += 1;
    counts.open[field] = (counts.open[field] ?? 0) + 1;
  }
  if (answer === false && always) counts.strict += 1;
}

async function answered(decide, input) {
  try {
    return permits(await decide(input));
  } catch {
    return "threw";
  }
}

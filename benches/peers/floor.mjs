// The policy as somebody in a hurry would write it: one JavaScript function over Sets. It decides what every engine has to
// decide, and its time is the unit of the table. Six rules forbid, six permit, and what nothing permits is forbidden.
import { ADEQUATE, EEA, EMBARGOED, REACHING } from "./law.mjs";

const eea = new Set(EEA);
const reaching = new Set(REACHING);
const embargoed = new Set(EMBARGOED);
const adequate = new Map(Object.entries(ADEQUATE));

const inEea = (country) => eea.has(country);
const isEmbargoed = (country) => embargoed.has(country);

/** Returns the rule that decides: D1 to D6 forbid, P1 to P6 permit, `default` forbids. */
export function rule(flow) {
  const storedInEea = flow.storage.every(inEea);
  const ownKeys = flow.keyHolder === "exporter" && flow.encryption !== "none";
  return forbidding(flow, storedInEea, ownKeys) ?? permitting(flow, storedInEea, ownKeys) ?? "default";
}

/** Returns whether the flow may go ahead. */
export function floor(flow) {
  return rule(flow).charCodeAt(0) === 80;
}

function forbidding(flow, storedInEea, ownKeys) {
  if (flow.specialCategory && !storedInEea) return "D1";
  if (reaching.has(flow.providerHq) && !ownKeys) return "D2";
  if (flow.storage.some(isEmbargoed) || flow.processing.some(isEmbargoed)) return "D3";
  if (flow.encryption === "none" && (flow.specialCategory || flow.volume > 10_000)) return "D4";
  if (flow.mechanism === "derogation" && flow.volume > 1000) return "D5";
  if (flow.purpose === "advertising" && flow.specialCategory) return "D6";
  return null;
}

function permitting(flow, storedInEea, ownKeys) {
  if (storedInEea && flow.processing.every(inEea)) return "P1";
  const fits = (country) => inEea(country) || isAdequate(country, flow.day);
  if (flow.storage.every(fits) && flow.processing.every(fits)) return "P2";
  const clauses = flow.mechanism === "scc" || flow.mechanism === "bcr";
  if (clauses && ownKeys && eea.has(flow.keyCountry) && flow.tiaDone) return "P3";
  if (flow.mechanism === "derogation" && flow.consent && flow.volume <= 100 && !flow.specialCategory) return "P4";
  if (flow.pseudonymised && flow.keyHolder === "exporter" && eea.has(flow.keyCountry) && storedInEea) return "P5";
  if (flow.secNumCloud && storedInEea && eea.has(flow.providerHq) && flow.subprocessors === 0) return "P6";
  return null;
}

function isAdequate(country, day) {
  const intervals = adequate.get(country);
  if (!intervals) return false;
  for (const [from, before] of intervals) if (from <= day && day < before) return true;
  return false;
}

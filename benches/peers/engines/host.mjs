// Conditions that the host must say in JavaScript where an engine's language has no quantifiers or no dated sets.
import { ADEQUATE, EEA } from "../law.mjs";

const eea = new Set(EEA);

/** Returns whether a country is in the EEA, or adequate on the day. */
export function fits(country, day) {
  return eea.has(country) || (ADEQUATE[country] ?? []).some(([from, before]) => from <= day && day < before);
}

// A small policy and a flow that it allows, for tests that are not about law.
export const POLICY = `loci 1

policy eea version 1.0.0 "Personal data rest in the EEA" {
  applies when data has personal

  rule stores "Data rest in the EEA"
    for every s in storage
    require s in EEA
}
`;

/** Returns a flow that POLICY allows, with whatever else is given. */
export function flow(more = {}) {
  return { as_of: "2026-03-01", data: { categories: ["contact"] }, storage: ["FR"], ...more };
}

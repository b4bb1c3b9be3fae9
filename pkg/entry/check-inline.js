// Hosts that are no browsers have no download to wait for: the whole engine is there at once.
export * from "./inline.js";

/** Does nothing: everything is loaded. */
export async function loadAnalyses() {}

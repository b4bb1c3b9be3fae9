// A `fetch` that asks a policy before anything leaves: what does not comply, or may not comply, is never sent.
import { told } from "../words.js";

/** An upload that was stopped: nothing of it was sent. `reasons` say why in words, and may be empty. */
export class UploadStopped extends Error {
  name = "UploadStopped";

  constructor(message, { reasons = [], verdict = null, cause } = {}) {
    super(message, { cause });
    this.reasons = reasons;
    this.verdict = verdict;
  }
}

/**
 * Guards a `fetch`. `destinations` says by host name at which site an upload comes to rest, `today` which day is judged.
 * The guarded `fetch` takes beside the usual options `flow`, what is sent and who can reach it; without one nothing is known
 * of the upload, and it is stopped. Reading from the page's own origin is no upload and passes.
 */
export function guarded(fetch, { policy, destinations, today, origin = globalThis.location?.origin }) {
  return async function guardedFetch(input, { flow, ...options } = {}) {
    // Made once, so that what is judged is what is sent; and a redirect would send it to where nobody judged.
    const request = new Request(input, { ...options, redirect: "error" });
    const { hostname, origin: target } = new URL(request.url);
    const reads = ["GET", "HEAD"].includes(request.method) && target === origin;
    if (!reads) judge(policy, flow, siteOf(destinations, hostname), today());
    return fetch(request);
  };
}

function siteOf(destinations, hostname) {
  if (!Object.hasOwn(destinations, hostname))
    throw new UploadStopped(`Nobody knows where ${hostname} keeps what it is sent.`);
  return destinations[hostname].site;
}

/** Returns only where the policy says that the upload complies. */
function judge(policy, flow, site, asOf) {
  const verdict = verdictOn(policy, flow, site, asOf);
  if (verdict.verdict === "compliant") return;
  throw new UploadStopped(HEADS[verdict.verdict], { reasons: told(verdict), verdict: verdict.verdict });
}

const HEADS = {
  non_compliant: "This upload would break a rule.",
  undetermined: "Too little is known to say that this upload keeps to the rules.",
  not_applicable: "No rule says that this upload may go ahead.",
};

function verdictOn(policy, flow, site, asOf) {
  try {
    // The destination is known, whatever the flow says of it.
    return policy.check({ ...flow, storage: [site] }, { asOf });
  } catch (cause) {
    const faults = cause.diagnostics?.map(({ message }) => message).join("; ");
    throw new UploadStopped(`What is said of this upload cannot be judged: ${faults ?? cause.message}`, { cause });
  }
}

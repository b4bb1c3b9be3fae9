// An edge worker: a flow without its store comes in, the allowed region nearest to the person goes out.
import { FlowError, Policy } from "lexloci";
import compiled from "./placement.compiled";
import source from "./placement.loci";
import { told } from "../words.js";
import { nearest, position } from "./nearest.js";

/** How long a request may be, in bytes: flows are far shorter. */
const LONGEST = 64 * 1024;

// No text is parsed before the first request: a compiled policy decides, and the text is read when somebody asks why.
const policy = Policy.load(new Uint8Array(compiled));
let explaining;

export default {
  async fetch(request, { AS_OF }) {
    if (request.method !== "POST") return answer(405, { region: null, error: "send a flow by POST" });
    try {
      const { flow, user } = wanted(await bodyOf(request));
      return placed(flow, position(user, request.headers), AS_OF ?? new Date().toISOString().slice(0, 10));
    } catch (error) {
      return failed(error);
    }
  },
};

/** The nearest region that the policy allows. Only "compliant" allows: what is undetermined does not. */
function placed(flow, where, asOf) {
  const candidates = nearest(where).map(({ region }) => ({ ...flow, storage: [region] }));
  const allowed = candidates.find((candidate) => policy.decide(candidate, { asOf }) === "compliant");
  return allowed ? answer(200, { region: allowed.storage[0] }) : refused(candidates, asOf);
}

/** Why not, for each region: the rules once, each with the regions that it keeps the data from. */
function refused(candidates, asOf) {
  explaining ??= Policy.parse(source);
  const why = new Map();
  for (const candidate of candidates) {
    for (const reason of told(explaining.check(candidate, { asOf }))) {
      const key = `${reason.outcome} ${reason.rule}`;
      const { demands, law, missing, outcome } = reason;
      if (!why.has(key)) why.set(key, { demands, law: law.map(({ cite }) => cite), outcome, missing: missing.map(({ asks }) => asks), regions: [] });
      why.get(key).regions.push(candidate.storage[0]);
    }
  }
  return answer(403, { region: null, why: [...why.values()] });
}

class Unfit extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The request's text, of which no more is kept than may be. */
async function bodyOf(request) {
  const read = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > LONGEST) throw new Unfit(413, `a request has at most ${LONGEST} bytes`);
    read.push(part);
  }
  return new Blob(read).text();
}

function wanted(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new Unfit(400, `the request is not JSON: ${error.message}`);
  }
  if (!isObject(body?.flow)) throw new Unfit(400, 'the request has the form {"flow": {…}, "user": {"latitude": …, "longitude": …}}');
  if (Object.hasOwn(body.flow, "storage")) throw new Unfit(400, "a flow comes without `storage`: that is what is answered");
  return body;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function failed(error) {
  if (error instanceof Unfit) return answer(error.status, { region: null, error: error.message });
  if (error instanceof FlowError) {
    const faults = error.diagnostics.map(({ path, message, help }) => ({ path, message, help }));
    return answer(400, { region: null, error: "the flow cannot be judged", faults });
  }
  console.error(error);
  return answer(500, { region: null, error: "no verdict, so no region" });
}

function answer(status, body) {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  return new Response(`${JSON.stringify(body, null, 2)}\n`, { status, headers });
}

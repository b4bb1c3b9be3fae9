// An edge worker: a flow without its store comes in, the allowed region nearest to the person goes out. It decides by a
// policy that the bundler prints as a module and can do nothing else; what it cannot tell, it leaves to the worker beside it (explain.js).
import { FlowError, decide } from "../placement.loci";
import { answer } from "./answer.js";
import { nearest, position } from "./nearest.js";

/** The longest request, in bytes: flows are far shorter. */
const LONGEST = 64 * 1024;
/** The deepest nesting of a flow that has only the facts read here. */
const DEEPEST = 6;
/** The facts of a flow that the policy reads beside its store. */
const READ = { as_of: null, data: { categories: null }, access: { place: null, region: null, sees: null } };

export default {
  async fetch(request, { AS_OF, EXPLAINING }) {
    if (request.method !== "POST") return answer(405, { region: null, error: "send a flow by POST" });
    try {
      const text = await bodyOf(request);
      const { flow, user } = wanted(text);
      const regions = nearest(position(user, request.headers)).map(({ region }) => region);
      const asOf = AS_OF ?? new Date().toISOString().slice(0, 10);
      const region = allowed(flow, regions, asOf);
      if (region !== null) return answer(200, { region });
      return await EXPLAINING.fetch("https://explaining/", {
        method: "POST",
        body: JSON.stringify({ text, regions, asOf }),
      });
    } catch (error) {
      return failed(error);
    }
  },
};

/**
 * Returns the first region that the policy allows. Only "compliant" allows: what is undetermined does not. Null where none is, and
 * where the flow says something that is not read here: it may be misspelt, and whoever wrote it has to be told.
 */
function allowed(flow, regions, asOf) {
  if (!isFamiliar(flow, READ)) return null;
  try {
    return regions.find((region) => decide({ ...flow, storage: [region] }, { asOf }) === "compliant") ?? null;
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}

/** Returns whether it has no keys but these. */
function isFamiliar(value, read, depth = 0) {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.every((entry) => isFamiliar(entry, read, depth + 1));
  if (!isObject(value)) return true;
  return (
    read !== null &&
    Object.keys(value).every((key) => Object.hasOwn(read, key) && isFamiliar(value[key], read[key], depth + 1))
  );
}

class Unfit extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Returns the request's text, of which no more is kept than may be. */
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
  if (!isObject(body?.flow))
    throw new Unfit(400, 'the request has the form {"flow": {…}, "user": {"latitude": …, "longitude": …}}');
  if (Object.hasOwn(body.flow, "storage"))
    throw new Unfit(400, "a flow comes without `storage`: that is what is answered");
  return body;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function failed(error) {
  if (error instanceof Unfit) return answer(error.status, { region: null, error: error.message });
  console.error(error);
  return answer(500, { region: null, error: "no verdict, so no region" });
}

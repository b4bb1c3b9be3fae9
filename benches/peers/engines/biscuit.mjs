// Biscuit in Wasm. Its package cannot clone an authorizer that holds parsed policies, so each call parses facts and policies.
import { installed, path, written } from "../files.mjs";

const FOLDER = "@biscuit-auth/biscuit-wasm/module/";
const LIMITS = { max_facts: 1000, max_iterations: 100, max_time_micro: 5_000_000 };

/** The fact's name, and the field that it states. */
const FACTS = {
  special: "specialCategory",
  storage: "storage",
  processing: "processing",
  hq: "providerHq",
  key_holder: "keyHolder",
  key_country: "keyCountry",
  encryption: "encryption",
  mechanism: "mechanism",
  purpose: "purpose",
  volume: "volume",
  day: "day",
  consent: "consent",
  tia: "tiaDone",
  pseudonymised: "pseudonymised",
  secnum: "secNumCloud",
  subprocessors: "subprocessors",
};

/** Returns a flow as Datalog facts; no fact for what it does not state. */
function facts(flow) {
  const stated = Object.entries(FACTS).filter(([, field]) => flow[field] !== undefined);
  const countries = new Set([...(flow.storage ?? []), ...(flow.processing ?? [])]);
  const lines = stated.map(([name, field]) => `${name}(${JSON.stringify(flow[field])});`);
  return [...lines, ...[...countries].map((country) => `country("${country}");`)].join("\n");
}

const biscuit = {
  id: "biscuit",
  name: "Biscuit, Wasm",
  how: "Datalog, parsed by each call",
  pace: 200,
  ships: {
    entry: `export * from "@biscuit-auth/biscuit-wasm"`,
    files: [`node_modules/${FOLDER}biscuit_bg.wasm`, "dist/policy.5.biscuit"],
  },
  async start() {
    const { Authorizer } = await instantiated();
    const policy = written("policy.5.biscuit");
    return (flow) => authorized(new Authorizer(), `${facts(flow)}\n${policy}`);
  },
};

function authorized(authorizer, code) {
  try {
    authorizer.addCode(code);
    authorizer.authorizeWithLimits(LIMITS);
    return true;
  } catch (error) {
    if (!error?.FailedLogic) throw error;
    return false;
  } finally {
    authorizer.free();
  }
}

/** Puts the package's parts together, because its entry expects a bundler that imports Wasm. It prints a line on start. */
async function instantiated() {
  const glue = await import(path(`node_modules/${FOLDER}biscuit_bg.js`));
  const module = new WebAssembly.Module(installed(`${FOLDER}biscuit_bg.wasm`));
  const imports = {};
  for (const { module: name } of WebAssembly.Module.imports(module)) {
    imports[name] ??= await import(path(`node_modules/${FOLDER}${name}`));
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  glue.__wbg_set_wasm(exports);
  const { log } = console;
  console.log = () => {};
  exports.__wbindgen_start?.();
  console.log = log;
  return glue;
}

export const engines = [biscuit];

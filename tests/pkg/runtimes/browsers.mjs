// Pages in real browsers: each runs the suite and leaves what came of it in `outcome`.
import { cpSync } from "node:fs";
import { after } from "node:test";
import puppeteer from "puppeteer-core";
import { launch } from "../../chromium.mjs";
import { exported, host, within } from "./packed.mjs";
import { serve } from "./served.mjs";

/** How long a page may take, in milliseconds. */
const PATIENCE = 60_000;

/** Returns a page whose script is this file; without a bundler, an import map may say where packages are. */
export function page(name, script, { kind = "module", imports = null } = {}) {
  const map = imports ? `<script type="importmap">${JSON.stringify({ imports })}</script>` : "";
  const title = `<!doctype html><meta charset="utf-8"><title>${name}</title>`;
  host(`${name}.html`, `${title}${map}<script type="${kind}" src="${script}"></script>\n`);
  return `/${name}.html`;
}

/** A statement that leaves the outcome for the test, and one by which a worker hands it to its page. */
export const LEAVE = "globalThis.outcome = outcome;";
export const POST = "postMessage(outcome);";

/** Returns the text of a host that imports the package by this name, fetches the cases, and then does what the statement says. */
export const fetching = (
  name,
  statement = LEAVE,
  { policies = "lexloci/policies", cases = "golden", printed = "index", first = "" } = {},
) => `
import * as lexloci from "${name}";
import { policies } from "${policies}";
import * as printed from "./printed/${printed}.mjs";
import { suite } from "./suite/suite.mjs";
${first}
fetch("/${cases}.json").then((response) => response.json()).then((golden) => {
  const outcome = suite({ lexloci, printed, policies, golden });
  ${statement}
});
`;

/** Returns the text of a page that leaves it to a worker. */
export const starting = (worker) => `
const worker = new Worker(new URL("${worker}", import.meta.url), { type: "module" });
worker.onmessage = ({ data: outcome }) => { ${LEAVE} };
`;

/** Where the package's exports say that a browser finds its modules. */
const ADDRESS = `/${exported(".", ["browser"])}`;
const POLICIES = `/${exported("./policies", ["browser"])}`;
const addressed = (statement) => fetching(ADDRESS, statement, { policies: POLICIES });

/** Serves the host, opens the page in Chromium and waits for its outcome; beside it, what the page reported. */
export async function inChromium(path, headers) {
  const served = await serve(headers);
  try {
    return { ...(await opened(`${served.address}${path}`)), reports: served.reports };
  } finally {
    await served.close();
  }
}

/** The Chromium of all pages of a file of tests, started for the first and closed when the tests end. */
let chromium = null;
after(async () => (await chromium)?.close());

/** Opens an address in Chromium, in a profile of its own, and waits for its outcome. */
export async function opened(address) {
  const browser = await (chromium ??= launch());
  const context = await browser.newContext();
  const problems = [];
  try {
    const tab = await context.newPage();
    tab.on("pageerror", (error) => problems.push(String(error)));
    await tab.goto(address);
    await tab.waitForFunction(() => globalThis.outcome, null, { timeout: PATIENCE });
    return await tab.evaluate(() => globalThis.outcome);
  } catch (error) {
    throw new Error(`${error.message}\n${problems.join("\n")}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** Returns a page without a bundler. */
function native() {
  host("native.js", fetching("lexloci"));
  return page("native", "native.js", {
    imports: { lexloci: ADDRESS, "lexloci/policies": POLICIES },
  });
}

export const inBrowser = () => inChromium(native());

/** Returns the outcome of a page that loads what checks, and then the rest. */
export function inHalves() {
  const halves = `/${exported("./check", ["browser"])}`;
  host("halves.js", fetching(halves, LEAVE, { policies: POLICIES, first: "await lexloci.loadAnalyses();" }));
  return inChromium(page("halves", "halves.js"));
}

export function inWorker() {
  host("worker.js", addressed(POST));
  host("starter.js", starting("./worker.js"));
  return inChromium(page("worker", "starter.js"));
}

export async function inFirefox() {
  const served = await serve();
  const executablePath = process.env.LEXLOCI_FIREFOX ?? "/usr/bin/firefox-esr";
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  try {
    const tab = await browser.newPage();
    await tab.goto(`${served.address}${native()}`);
    await tab.waitForFunction("globalThis.outcome", { timeout: PATIENCE });
    return JSON.parse(await tab.evaluate(() => JSON.stringify(globalThis.outcome)));
  } finally {
    await browser.close();
    await served.close();
  }
}

const POLICY =
  "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /reports; script-src 'self'";

/** Opens this script's page under a content policy that names no eval but what is given; with it come the violations. */
async function underPolicy(name, script, allowed) {
  host(
    "violations.js",
    `globalThis.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ": " + blockedURI));\n`,
  );
  host(`${name}.js`, `import "./violations.js";\n${script}`);
  const headers = { "content-security-policy": `${POLICY}${allowed}` };
  return inChromium(page(name, `${name}.js`), headers);
}

/** Returns the error of a page to which the server sends the package's modules without their Wasm. */
export function separated() {
  cpSync(within("node_modules/lexloci"), within("separated"), {
    recursive: true,
    filter: (path) => !path.endsWith(".wasm"),
  });
  host(
    "separated.js",
    `import("${ADDRESS.replace("node_modules/lexloci", "separated")}").then(
  () => { globalThis.outcome = { message: "nothing was thrown" }; },
  ({ message }) => { globalThis.outcome = { message }; },
);`,
  );
  return inChromium(page("separated", "separated.js")).then(({ message }) => message);
}

/** Returns what a strict host allows for WebAssembly, and no eval of text: then nothing is violated. */
export const strict = () =>
  underPolicy("strict", addressed("globalThis.outcome = { ...outcome, violations };"), " 'wasm-unsafe-eval'");

/** Returns a host that allows no WebAssembly either: the error and the violation that it gives. */
export function stricter() {
  const script = `import("${ADDRESS}").then(
  () => { globalThis.outcome = { error: null, violations }; },
  ({ name, message }) => { globalThis.outcome = { error: { name, message }, violations }; },
);`;
  return underPolicy("stricter", script, "");
}

// The package as npm would publish it, installed into a folder of its own, with the suite, the golden cases and the
// shipped policies as printed modules beside it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Policy } from "lexloci";
import { policies } from "lexloci/policies";
import { golden } from "../golden.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Away from the repository, whose node_modules must not be found from it. */
export const folder = realpathSync(mkdtempSync(join(tmpdir(), "lexloci-")));
export const within = (...path) => join(folder, ...path);
export const remove = () => rmSync(folder, { recursive: true, force: true });

const npm = (...words) =>
  execFileSync("npm", words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
writeFileSync(within("package.json"), JSON.stringify({ name: "host", private: true, type: "module" }));
const [{ filename, files }] = JSON.parse(npm("pack", "--json", "--ignore-scripts", here("../../../pkg")));
npm("install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", `./${filename}`);

/** Returns the paths that the package holds, as it was packed. */
export const packed = files.map(({ path }) => path);
export const manifest = JSON.parse(readFileSync(within("node_modules/lexloci/package.json"), "utf8"));

cpSync(here("../suite"), within("suite"), { recursive: true });
const moduleOf = (text) => `export default JSON.parse(${JSON.stringify(text)});\n`;
const every = (one) => JSON.stringify(shared(golden.filter((_, index) => index % one === 0)));
writeFileSync(within("golden.json"), every(8));
writeFileSync(within("golden.mjs"), moduleOf(every(8)));
writeFileSync(within("golden-few.json"), every(32));
writeFileSync(within("golden-few.mjs"), moduleOf(every(32)));
writeFileSync(within("golden-whole.mjs"), moduleOf(JSON.stringify(shared(golden))));

mkdirSync(within("printed"));
for (const [name, source] of Object.entries(policies))
  writeFileSync(within("printed", `${name}.mjs`), Policy.compile(source).code);
/** The printed policies in what a bundler or a test runner has to read: transfers, and one of each other kind of shape. */
const FEW = ["gdpr_transfers", "hds", "data_act_switching"];
const naming = (names) => names.map((name) => `export * as ${name} from "./${name}.mjs";\n`).join("");
writeFileSync(within("printed", "index.mjs"), naming(Object.keys(policies)));
writeFileSync(within("printed", "few.mjs"), naming(FEW));

/** Writes a file of the host. */
export function host(name, text) {
  writeFileSync(within(name), text);
  return within(name);
}

/** Returns the file that a host with these conditions is given for a subpath: the package's own order decides. */
export function exported(subpath, conditions) {
  let found = manifest.exports[subpath];
  while (typeof found !== "string") {
    [, found] = Object.entries(found).find(([name]) => name === "default" || conditions.includes(name));
  }
  return `node_modules/lexloci/${found.slice(2)}`;
}

/** Returns the cases with each policy once: many cases share one. */
function shared(cases) {
  const numbers = new Map();
  const policies = [];
  const numbered = cases.map(({ name, policy: source, modules, flow, options, verdict, errors }) => {
    const key = JSON.stringify([source, modules]);
    if (!numbers.has(key)) numbers.set(key, policies.push({ source, modules }) - 1);
    return { name, policy: numbers.get(key), flow, options, expected: verdict ?? errors };
  });
  return { policies, cases: numbered };
}

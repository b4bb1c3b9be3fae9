// Bundles for servers and the runners of tests, as people use them without any configuration for this package.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import webpack from "webpack";
import { folder, host, within } from "./packed.mjs";
import { FEW, PRINT, bin, importing, printed } from "./programs.mjs";

const program = () => host("server.mjs", importing("lexloci", PRINT, FEW));
const node = (...words) => printed(process.execPath, ...words);

/** Returns a bundle for AWS Lambda: one file of everything, for Node. */
async function lambda(format, outfile) {
  await esbuild({ entryPoints: [program()], bundle: true, platform: "node", format, outfile, logLevel: "error" });
  return node(outfile);
}

export const lambdaModule = () => lambda("esm", within("lambda/module.mjs"));
export const lambdaCommon = () => lambda("cjs", within("lambda/common.cjs"));

/**
 * Returns the error of a bundle whose bundler was told conditions of its own, and so takes the entry that reads files: they are not
 * beside the bundle.
 */
export async function separated(format) {
  const outfile = within(`separated.${format === "esm" ? "mjs" : "cjs"}`);
  await esbuild({
    entryPoints: [program()],
    bundle: true,
    platform: "node",
    conditions: ["custom"],
    format,
    outfile,
    logLevel: "silent",
  });
  return node(outfile).then(
    () => "",
    (error) => error.stderr,
  );
}

/** Vite's build for a server, with the packages that it leaves outside. */
async function builtByVite(name, ssr) {
  const build = { ssr: program(), outDir: within(name) };
  await vite({ root: folder, configFile: false, logLevel: "error", ssr, build });
  return node(within(name, "server.js"));
}

export const viteServer = () => builtByVite("vite-server", {});
export const viteWhole = () => builtByVite("vite-whole", { noExternal: true });

export async function webpackServer() {
  const output = { path: within("webpack-server"), filename: "server.cjs" };
  const compiler = webpack({
    mode: "production",
    target: "node",
    context: folder,
    entry: program(),
    output,
    performance: false,
  });
  const stats = await new Promise((done, failed) =>
    compiler.run((error, result) => (error ? failed(error) : done(result))),
  );
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
  return node(within("webpack-server/server.cjs"));
}

/** Returns what the compiler of TypeScript writes for a CommonJS file that imports the package. */
export async function typescript(module) {
  const name = `typescript-${module}`;
  const imports = ["lexloci", "lexloci/policies"].map(
    (each) => `export * as ${each.split("/").pop()} from "${each}";\n`,
  );
  const source = host(`${name}.cts`, imports.join(""));
  await ran(bin("typescript", "tsc"), "--strict", "--module", module, "--target", "es2022", "--types", "", source);
  const statement = `
import * as compiled from "./${name}.cjs";
import * as printed from "./printed/few.mjs";
import golden from "./golden-few.mjs";
import { suite } from "./suite/suite.mjs";
const { lexloci, policies: { policies } } = compiled;
const run = () => suite({ lexloci, printed, policies, golden });
${PRINT}`;
  return node(host(`${name}.mjs`, statement));
}

/** Returns the text of a test, for a runner with global functions, that leaves the outcome in a file. */
const testing = (file) =>
  importing(
    "lexloci",
    `
import { writeFileSync } from "node:fs";
test("the suite", () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(run())), 60_000);
`,
    FEW,
  );

/** Returns the outcome that a runner of tests leaves in the file. */
async function left(file, running) {
  await running;
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Jest as it is: tests are CommonJS. The suite is compiled to that, as Babel or ts-jest do; the package is left to Jest. */
export async function jest() {
  const [file, outfile] = [within("jest.json"), within("jest/common.test.js")];
  const entry = host("jest-common.mjs", testing(file));
  await esbuild({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["lexloci", "lexloci/*"],
    outfile,
    logLevel: "error",
  });
  return left(file, ran(bin("jest"), "--rootDir", within("jest")));
}

/** Jest with ES modules. */
export async function jestModules() {
  const file = within("jest-modules.json");
  mkdirSync(within("jest-modules"), { recursive: true });
  host("jest-modules/module.test.mjs", testing(file).replaceAll('"./', '"../'));
  const config = JSON.stringify({ rootDir: within("jest-modules"), testMatch: ["**/*.test.mjs"], transform: {} });
  return left(file, ran("--experimental-vm-modules", bin("jest"), "--config", config));
}

export async function vitest() {
  const file = within("vitest.json");
  host("vitest.test.mjs", testing(file));
  return left(file, ran(bin("vitest"), "run", "--globals", "--root", folder, "vitest.test.mjs"));
}

/** Runs a script of Node to its end; what it printed is told where it fails. */
async function ran(...words) {
  try {
    return await promisify(execFile)(process.execPath, words, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

// Bundles, as people build them without a plugin: of a page, opened in Chromium, and of a program.
import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { build as esbuild } from "esbuild";
import { createServer, build as vite } from "vite";
import webpack from "webpack";
import { LEAVE, POST, fetching, inChromium, opened, page, starting } from "./browsers.mjs";
import { host, within } from "./packed.mjs";
import { FEW, PRINT, bunBinary, importing, printed } from "./programs.mjs";

/** A script that is no module. */
const CLASSIC = { kind: "text/javascript" };

const lexloci = () => host("bundled.mjs", fetching("lexloci", LEAVE, FEW));
const inline = () => host("bundled-inline.mjs", fetching("lexloci/inline", LEAVE, FEW));

/** Returns a page's module that leaves it to a worker, which the bundler finds by its address. */
function worker() {
  host("bundled-worker.mjs", fetching("lexloci", POST, FEW));
  return host("bundled-starter.mjs", starting("./bundled-worker.mjs"));
}

/** Vite as it is, but that a worker which awaits has to be a module. */
const viteConfig = () => ({ root: within(), configFile: false, logLevel: "error", worker: { format: "es" } });

async function builtByVite(name, script) {
  page(name, `/${basename(script)}`);
  const build = { outDir: `built-${name}`, rolldownOptions: { input: within(`${name}.html`) } };
  await vite({ ...viteConfig(), base: `/built-${name}/`, build });
  return inChromium(`/built-${name}/${name}.html`);
}

export const viteBuild = () => builtByVite("vite", lexloci());
export const viteWorker = () => builtByVite("vite-worker", worker());

export async function viteDev() {
  page("vite-dev", `/${basename(lexloci())}`);
  const server = await createServer({ ...viteConfig(), server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    return await opened(`http://127.0.0.1:${server.httpServer.address().port}/vite-dev.html`);
  } finally {
    await server.close();
  }
}

async function builtByWebpack(name, entry) {
  const output = { path: within(`built-${name}`), filename: "page.js" };
  const compiler = webpack({ mode: "production", context: within(), entry, output, performance: false });
  const stats = await new Promise((done, failed) =>
    compiler.run((error, result) => (error ? failed(error) : done(result))),
  );
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
  return inChromium(page(name, `built-${name}/page.js`, CLASSIC));
}

export const webpackBuild = () => builtByWebpack("webpack", lexloci());
export const webpackWorker = () => builtByWebpack("webpack-worker", worker());

/** Returns one classic script with everything in it. */
export async function esbuildInline() {
  await esbuild({
    entryPoints: [inline()],
    bundle: true,
    format: "iife",
    outfile: within("esbuilt.js"),
    logLevel: "error",
  });
  return inChromium(page("esbuild", "esbuilt.js", CLASSIC));
}

const bunBuild = (...words) => execFileSync(bunBinary(), ["build", ...words], { cwd: within(), stdio: "pipe" });

export function bunInline() {
  bunBuild(inline(), "--target=browser", `--outfile=${within("bunbuilt.js")}`);
  return inChromium(page("bunbuild", "bunbuilt.js"));
}

/** Bun's own bundle for Bun carries the Wasm along as a file. */
export function bunBundle() {
  bunBuild(host("bun-import.mjs", importing("lexloci", PRINT, FEW)), "--target=bun", `--outdir=${within("bun")}`);
  return printed(bunBinary(), within("bun/bun-import.js"));
}

/** And its executable within itself. */
export function bunExecutable() {
  bunBuild(host("bun-import.mjs", importing("lexloci", PRINT, FEW)), "--compile", `--outfile=${within("executable")}`);
  return printed(within("executable"));
}

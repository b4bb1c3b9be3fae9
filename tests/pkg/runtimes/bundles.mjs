// Bundles, as people build them without a plugin: of a page, opened in Chromium, and of a program.
import { execFileSync } from "node:child_process";
import { build as esbuild } from "esbuild";
import { createServer, build as vite } from "vite";
import webpack from "webpack";
import { fetching, inChromium, opened, page } from "./browsers.mjs";
import { host, within } from "./packed.mjs";
import { bunBinary, importing, printed } from "./programs.mjs";

/** A page's module for a bundler, which finds the suite as a file. */
const source = (name) => host(`page-${name.replace("/", "-")}.mjs`, fetching(name).replace("/suite/suite.mjs", "./suite/suite.mjs"));

function viteConfig() {
  source("lexloci");
  page("vite", "/page-lexloci.mjs");
  return { root: within(), configFile: false, logLevel: "error" };
}

export async function viteBuild() {
  await vite({ ...viteConfig(), base: "/built/", build: { outDir: "built", rolldownOptions: { input: within("vite.html") } } });
  return inChromium("/built/vite.html");
}

export async function viteDev() {
  const server = await createServer({ ...viteConfig(), server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    return await opened(`http://127.0.0.1:${server.httpServer.address().port}/vite.html`);
  } finally {
    await server.close();
  }
}

export async function webpackBuild() {
  const output = { path: within("packed"), filename: "page.js" };
  const compiler = webpack({ mode: "production", context: within(), entry: source("lexloci"), output, performance: false });
  const stats = await new Promise((done, failed) => compiler.run((error, result) => (error ? failed(error) : done(result))));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
  return inChromium(page("webpack", "packed/page.js", "text/javascript"));
}

/** One classic script with everything in it. */
export async function esbuildInline() {
  const entryPoints = [source("lexloci/inline")];
  await esbuild({ entryPoints, bundle: true, format: "iife", outfile: within("esbuilt.js"), logLevel: "error" });
  return inChromium(page("esbuild", "esbuilt.js", "text/javascript"));
}

export function bunInline() {
  const outfile = within("bunbuilt.js");
  execFileSync(bunBinary(), ["build", source("lexloci/inline"), "--target=browser", `--outfile=${outfile}`], { cwd: within(), stdio: "pipe" });
  return inChromium(page("bunbuild", "bunbuilt.js"));
}

/** Bun's own bundle for Bun carries the Wasm along as a file. */
export function bunBundle() {
  const entry = host("import.mjs", importing("lexloci"));
  execFileSync(bunBinary(), ["build", entry, "--target=bun", `--outdir=${within("bun")}`], { cwd: within(), stdio: "pipe" });
  return printed(bunBinary(), within("bun/import.js"));
}

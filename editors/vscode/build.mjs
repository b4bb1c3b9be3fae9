// Writes dist/: the extension for each host in one file, the server's worker, and the command that both run. `vsce package` calls it.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const pkg = (name) => here(`../../pkg/${name}`);

/** The files that are bundled, each for its host. */
export const BUNDLES = {
  node: { platform: "node", format: "cjs", target: "node20" },
  browser: { platform: "browser", format: "cjs", target: "es2022" },
  worker: { platform: "browser", format: "iife", target: "es2022" },
};

/** Writes one of them into a folder. */
export function bundle(name, outdir) {
  const options = { entryPoints: [here(`${name}.js`)], outdir, bundle: true, minify: true, external: ["vscode"] };
  return build({ ...options, ...BUNDLES[name], logLevel: "error" });
}

/** Copies the package's command into a folder: the Wasm, what runs it in Node, and what starts it as a server. */
export function carry(folder) {
  mkdirSync(`${folder}/command`, { recursive: true });
  for (const name of ["command/run.js", "lexloci_command.wasm"]) {
    if (!existsSync(pkg(name))) throw new Error(`pkg/${name} is not there: run \`cargo xtask build --command\` first`);
    cpSync(pkg(name), `${folder}/${name}`);
  }
  cpSync(here("serve.mjs"), `${folder}/serve.mjs`);
  writeFileSync(`${folder}/package.json`, '{ "type": "module" }\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(here("dist"), { recursive: true, force: true });
  await Promise.all(Object.keys(BUNDLES).map((name) => bundle(name, here("dist"))));
  carry(here("dist/server"));
}

// How the page is built: static files under `dist/` that any host can serve from any folder.
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { cases } from "./build/cases.mjs";
import { offline } from "./build/offline.mjs";

export default defineConfig({
  base: "./",
  plugins: [cases(), offline(), relaxedWhileDeveloping()],
  worker: {
    format: "es",
    // What the first verdict shares with the editor is a file of its own: otherwise it comes with the editor and the vocabulary.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "engine", test: /pkg\/(lexloci|options|source|errors|format)\.js$/ }] },
      },
    },
  },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
    // Two files until the first verdict: what starts the engine, and the page. Each takes all that it imports.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "start", test: /src\/main\.ts$/, priority: 2 },
            { name: "app", test: /src\/app\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  preview: {
    headers: {
      "Cache-Control": "no-cache",
      "Content-Security-Policy": `${policyOfThePage()}; frame-ancestors 'none'`,
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  },
});

/** Returns the content security policy in the page's `<meta>`; `frame-ancestors` works only in a header. */
function policyOfThePage() {
  const html = readFileSync(new URL("./index.html", import.meta.url), "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  if (!policy) throw new Error("www/index.html states no content security policy");
  return policy;
}

/** `vite www` puts styles into the page as it changes, which the page's own policy of content forbids. */
function relaxedWhileDeveloping() {
  return {
    name: "relaxed-while-developing",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

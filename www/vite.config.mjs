// How the page is built: static files under `dist/` that any host can serve from any folder.
import { defineConfig } from "vite";
import { offline } from "./build/offline.mjs";

export default defineConfig({
  base: "./",
  plugins: [offline(), relaxedWhileDeveloping()],
  worker: { format: "es" },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
  },
});

/** `vite www` puts styles into the page as it changes, which the page's own policy of content forbids. */
function relaxedWhileDeveloping() {
  return {
    name: "relaxed-while-developing",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

// What the page forbids itself: markup from text, scripts and styles from elsewhere. And that it does not care where it lies.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { PAGE, becomes, browser, judged, kept, opened } from "./browser.mjs";

const WWW = fileURLToPath(new URL("../../www/", import.meta.url));
const html = readFileSync(join(WWW, "index.html"), "utf8");
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";

test("the policy of content lets nothing in from elsewhere, and the server says it too", async () => {
  const told = Object.fromEntries(
    policy.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1).join(" ")]),
  );
  assert.equal(told["default-src"], "'none'");
  assert.equal(told["script-src"], "'self' 'wasm-unsafe-eval'");
  assert.equal(told["style-src"], "'self'");
  assert.equal(told["require-trusted-types-for"], "'script'");
  assert.equal(told["img-src"], "'self' data:"); // for the icon, which else would be asked for at each new address
  assert.doesNotMatch(
    policy.replace(told["img-src"], ""),
    /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|data:|\*/,
  );
  const header = (await fetch(PAGE)).headers.get("content-security-policy") ?? "";
  assert.deepEqual(
    header.split("; ").filter((each) => each !== "frame-ancestors 'none'"),
    policy.split("; "),
  );
});

test("no source makes elements from markup or runs text", () => {
  const forbidden =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\(|new Function|\bimportScripts\b/;
  const files = ["src", "map"].flatMap((folder) =>
    readdirSync(join(WWW, folder), { recursive: true })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file)),
  );
  assert.ok(files.length > 40);
  assert.deepEqual(
    files.filter((file) => forbidden.test(readFileSync(join(WWW, file), "utf8"))),
    [],
  );
  assert.doesNotMatch(html, /<script(?! type="module" src=)|<style| style=| on\w+=/);
});

test("the browser refuses markup, inline scripts and styles, eval, and code from elsewhere", async () => {
  const { page, close } = await opened();
  try {
    const refused = await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0)); // what is evaluated for a test may do more than the page
      const tried = {
        markup: () => (document.body.innerHTML = "<b>x</b>"),
        // oxlint-disable-next-line no-eval -- the browser has to refuse it
        evaluated: () => (0, eval)("1"),
        built: () => new Function("return 1")(),
        worker: () => new Worker("https://example.org/x.js"),
        frame: () => Object.assign(document.createElement("iframe"), { srcdoc: "<b>x</b>" }),
        made: () => trustedTypes.createPolicy("other", { createHTML: (text) => text }),
      };
      const throws = Object.entries(tried)
        .filter(([, run]) => {
          try {
            run();
            return false;
          } catch {
            return true;
          }
        })
        .map(([name]) => name);
      const violated = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violated.push(effectiveDirective));
      document.body.setAttribute("style", "color: red");
      await fetch("https://example.org/").catch(() => {});
      const isTold = () => ["style-src-attr", "connect-src"].every((each) => violated.includes(each));
      for (let i = 0; i < 400 && !isTold(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
      return { throws, violated: violated.filter((each) => each !== "trusted-types") };
    });
    assert.deepEqual(refused.throws, ["markup", "evaluated", "built", "worker", "frame", "made"]);
    assert.ok(refused.violated.includes("style-src-attr"), String(refused.violated));
    assert.ok(refused.violated.includes("connect-src"), String(refused.violated));
  } finally {
    await close();
  }
});

const KINDS = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

test("the page works in any folder of any host, asks for nothing once loaded, and works offline", async () => {
  const folder = "/some/where%20else/";
  const asked = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    const path = url.startsWith(folder) ? url.slice(folder.length).split("?")[0] || "index.html" : null;
    try {
      const body = readFileSync(join(WWW, "dist", path));
      response
        .writeHead(200, { "content-type": KINDS[extname(path)] ?? "text/plain", "content-security-policy": policy })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const context = await browser.newContext({ locale: "en-GB" });
  try {
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    const address = `http://127.0.0.1:${server.address().port}${folder}`;
    await page.goto(`${address}#case=crm`);
    await judged(page);
    await becomes(page, "compliant");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.locator("#map-path").waitFor();
    const loaded = asked.length;
    for (const day of ["2024-01-01", "2024-02-01", "2024-03-01"]) {
      await page.locator("#day-text").fill(day);
      await judged(page);
      await kept(page);
    }
    assert.ok(loaded > 5);
    assert.deepEqual(asked.slice(loaded), [], "requests after load, new addresses included");
    await context.setOffline(true);
    await page.goto("about:blank");
    await page.goto(`${address}#case=data-act`);
    await becomes(page, "non_compliant");
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
    server.close();
  }
});

// The guarded page in Chromium: what may not go there is not sent, which the destinations' own count shows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { serve } from "../../examples/upload-guard/server.mjs";
import { launch } from "../chromium.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { address, arrived, stop } = await serve();
const port = new URL(address).port;
const browser = await launch();
after(async () => {
  await browser.close();
  await stop();
});

/** Returns the page in a window of its own, with a list of what goes wrong in it. */
async function opened(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.clock.setFixedTime("2026-11-22T12:00:00Z");
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(address);
  await page.locator("#send:enabled").waitFor();
  return { page, problems, close: () => context.close() };
}

const desk = await opened({});

/** Runs on the page at a desk, or in a window of its own, and expects that nothing goes wrong but what the test names. */
async function onPage(run, { options = null, expected = [] } = {}) {
  arrived.length = 0;
  const { page, problems, close } = options === null ? desk : await opened(options);
  problems.length = 0;
  await run(page);
  assert.deepEqual(
    problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))),
    [],
  );
  if (options !== null) await close();
}

const FILE = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from("name\nAda\n") };

/** Fills the form and sends it; gives what is shown. */
async function send(page, { data = "contact", access = "eea", host = "paris.localhost", file = FILE }) {
  await page.evaluate(() => {
    document.getElementById("outcome").dataset.state = "idle";
  });
  await page.locator("#file").setInputFiles(file);
  for (const [id, value] of Object.entries({ data, access, host })) await page.locator(`#${id}`).selectOption(value);
  await page.locator("#send").click();
  await page.locator('#outcome:is([data-state="sent"], [data-state="stopped"], [data-state="failed"])').waitFor();
  return {
    state: await page.locator("#outcome").getAttribute("data-state"),
    text: await page.locator("#outcome").innerText(),
  };
}

const PRINTED = { data: "health", host: "virginia.localhost" };

test("a compliant upload goes through, once and whole", () =>
  onPage(async (page) => {
    const { state, text } = await send(page, {});
    assert.equal(state, "sent");
    assert.match(text, /Sent: customers\.csv, 9 bytes, to AWS, Paris\./);
    assert.deepEqual(
      arrived.filter(({ method }) => method === "POST"),
      [{ host: "paris.localhost", method: "POST", bytes: 9 }],
    );
  }));

test("an upload that would break a rule is stopped before anything is sent, and the page says why", () =>
  onPage(async (page) => {
    const { state, text } = await send(page, PRINTED);
    assert.equal(state, "stopped");
    assert.match(text, /Nothing was sent/);
    assert.match(text, /the store lies in US/);
    assert.match(text, /BOARD 2 · FISA 702/);
    await page.waitForTimeout(200);
    assert.deepEqual(arrived, [], "not even a preflight");
  }));

test("what nobody knows stops an upload, and is asked for in words", () =>
  onPage(async (page) => {
    const { state, text } = await send(page, { access: "unknown" });
    assert.equal(state, "stopped");
    assert.match(text, /Too little is known/);
    assert.match(text, /Nobody said from where the data can be reached, and by whom; who provides the service\./);
    assert.match(text, /GDPR 44/);
    assert.deepEqual(arrived, []);
  }));

test("every choice of the form is sent exactly where it complies", () =>
  onPage(async (page) => {
    const sent = [];
    for (const data of ["contact", "health", "industrial"]) {
      for (const host of await page.locator("#host option").evaluateAll((all) => all.map(({ value }) => value))) {
        if ((await send(page, { data, host })).state === "sent") sent.push(`${data} ${host.split(".")[0]}`);
      }
    }
    const everywhere = ["gravelines", "paris", "zurich", "virginia"];
    const complies = [
      ...everywhere.slice(0, 3).map((host) => `contact ${host}`),
      "health gravelines",
      ...everywhere.map((host) => `industrial ${host}`),
    ];
    assert.deepEqual(sent, complies);
    assert.equal(arrived.filter(({ method }) => method === "POST").length, complies.length);
  }));

test("hostile calls of the guarded fetch send nothing", () =>
  onPage(async (page) => {
    const outcomes = await page.evaluate(async (port) => {
      const flow = { data: ["contact"], access: ["FR"] };
      const paris = `http://paris.localhost:${port}/upload`;
      const virginia = `http://virginia.localhost:${port}/upload`;
      const post = (more) => ({ method: "POST", body: "x".repeat(1_000_000), ...more });
      const calls = {
        "no flow": [paris, post()],
        "a flow from the prototype": [
          paris,
          post({ flow: JSON.parse('{"data": ["contact"], "__proto__": {"access": []}}') }),
        ],
        "an unknown fact": [paris, post({ flow: { ...flow, acess: [] } })],
        "a store of its own": [virginia, post({ flow: { ...flow, storage: ["aws/eu-west-3"] } })],
        "an unknown region": [paris, post({ flow: { ...flow, access: ["aws/mars-1"] } })],
        "a text for a flow": [paris, post({ flow: "compliant" })],
        "a cycle": [
          paris,
          post({
            flow: Object.assign(
              {},
              flow,
              { x: {} },
              {
                exporter: (() => {
                  const party = {};
                  party.holders = [party];
                  return party;
                })(),
              },
            ),
          }),
        ],
        "a throwing getter": [
          paris,
          post({
            flow: {
              get data() {
                throw new Error("no");
              },
              access: [],
            },
          }),
        ],
        "an unknown host": [`http://elsewhere.localhost:${port}/upload`, post({ flow })],
        "a host that is a key of every object": ["http://constructor/upload", post({ flow })],
        "a Request": [new Request(virginia, { method: "POST", body: "x" }), { flow }],
        "reading from abroad": [`${virginia}?secret=1`, { flow }],
        "an upload to the page's own host": ["/upload", post({ flow })],
      };
      const told = {};
      for (const [name, words] of Object.entries(calls))
        told[name] = await fetch(...words).then(
          () => "sent",
          (error) => error.name,
        );
      return told;
    }, port);
    assert.equal(Object.keys(outcomes).length, 13);
    for (const [name, outcome] of Object.entries(outcomes)) assert.equal(outcome, "UploadStopped", name);
    assert.deepEqual(arrived, []);
  }));

test("a destination cannot send an upload on to where nobody judged it", () =>
  onPage(
    async (page) => {
      const outcome = await page.evaluate((port) => {
        const flow = { data: ["contact"], access: ["FR"] };
        return fetch(`http://paris.localhost:${port}/moved`, {
          method: "POST",
          body: "x",
          flow,
          redirect: "follow",
        }).then(
          () => "sent",
          ({ name }) => name,
        );
      }, port);
      assert.equal(outcome, "TypeError");
      assert.deepEqual(
        arrived.map(({ host }) => host),
        ["paris.localhost"],
      );
    },
    { expected: [/ERR_FAILED|redirect/i] },
  ));

for (const [name, options] of Object.entries({
  "a desktop": null,
  "a phone": { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  "a dark phone": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
})) {
  test(`on ${name} nothing overflows, and axe has no complaint`, () =>
    onPage(
      async (page) => {
        const { state } = await send(page, PRINTED);
        assert.equal(state, "stopped");
        if (process.env.LEXLOCI_SHOTS)
          await page.screenshot({ path: `${process.env.LEXLOCI_SHOTS}/${name}.png`, fullPage: true });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
        );
        assert.ok(passes.length > 10);
      },
      { options },
    ));
}

test("the server gives nothing but the page, the package and the policy", async () => {
  for (const path of [
    "server.mjs",
    "README.md",
    "Cargo.toml",
    "lexloci/%2e%2e/Cargo.toml",
    "lexloci/..%2fCargo.toml",
    "x.js",
  ]) {
    assert.equal((await fetch(`${address}${path}`)).status, 404, path);
  }
  const { headers } = await fetch(address);
  assert.match(headers.get("content-security-policy"), /script-src 'self' 'wasm-unsafe-eval';/);
});

test("both READMEs print what the page shows", () =>
  onPage(async (page) => {
    const { text } = await send(page, PRINTED);
    for (const file of ["examples/upload-guard/README.md", "README.md"]) {
      const written = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      const shown = written.slice(written.indexOf("examples/upload-guard/server.mjs")).match(/```text\n([^`]*)```/)[1];
      assert.equal(shown.trim(), text.replace(/\n+/g, "\n").trim(), file);
    }
  }));

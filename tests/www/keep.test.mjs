// Sharing, keeping, files, offline: what leaves the page is only what its reader takes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { PAGE, answer, becomes, judged, kept, opened, texts, write, withoutMap as onPage } from "./browser.mjs";
import { flowOf } from "./cases.mjs";
import { hostile } from "./hostile.mjs";

test("a link holds both texts", async () => {
  let link = "";
  await onPage({ hash: "#case=crm", permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await write(page, "flow", flowOf("crm").replaceAll("aws/eu-central-1", "aws/us-east-1"));
    await becomes(page, "non_compliant");
    await page.locator("#share").click();
    await page.locator("#notice", { hasText: "on the clipboard" }).waitFor();
    link = await page.evaluate(() => navigator.clipboard.readText());
  });
  assert.match(link, /#s=[A-Za-z0-9_-]+$/);
  await onPage({ hash: new URL(link).hash }, async (page) => {
    assert.equal(await answer(page), "non_compliant");
    assert.match(await page.locator("#flow .cm-content").innerText(), /us-east-1/);
    assert.equal(await page.locator("#notice").isVisible(), false);
  });
});

test("a case has a short link of its own", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    await write(page, "flow", "{}");
    await page.waitForFunction(() => location.hash === "");
    await page.locator("#undo").click();
    await page.locator("#share").click();
    await page.waitForFunction(() => location.hash === "#case=uber");
    assert.match(await page.locator("#told").innerText(), /Uber/);
  }));

test("texts stand in the address only when they are shared, and no longer than they are those", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const seen = () => page.evaluate(() => [location.hash.slice(0, 3), history.length]);
    const [, length] = await seen();
    await write(page, "flow", flowOf("crm").replaceAll("aws/eu-central-1", "aws/us-east-1"));
    await kept(page);
    assert.deepEqual(await seen(), ["", length]);
    await page.locator("#share").click();
    await page.waitForFunction(() => location.hash.startsWith("#s="));
    await page.locator("#day-text").fill("2025-03-01");
    await kept(page);
    assert.deepEqual(await seen(), ["", length]);
    await page.reload();
    assert.equal(await answer(page), "non_compliant");
    assert.equal(await page.locator("#day-text").inputValue(), "2025-03-01");
    assert.match(await page.locator("footer").innerText(), /keeps a draft[^]*A link that you share holds both texts/);
  }));

test("texts that are shared before their draft is stored stay in the address", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    // Both happen within the pause after which a draft is stored.
    await page.evaluate(() => {
      const day = document.getElementById("day-text");
      day.value = "2025-03-01";
      day.dispatchEvent(new Event("input", { bubbles: true }));
      day.dispatchEvent(new Event("change", { bubbles: true }));
      document.getElementById("share").click();
    });
    await page.waitForFunction(() => location.hash.startsWith("#s="));
    await kept(page);
    assert.equal(await page.evaluate(() => location.hash.slice(0, 3)), "#s=");
    assert.equal(JSON.parse((await texts(page)).flow).as_of, "2025-03-01");
  }));

test("two tabs keep their drafts apart when they are loaded again", async () => {
  const { page, context, close } = await opened({ hash: "#case=crm" });
  try {
    await write(
      page,
      "flow",
      flowOf("crm", (flow) => ((flow.as_of = "2025-03-01"), flow)),
    );
    await kept(page);
    const other = await context.newPage();
    await other.goto(`${PAGE}#case=crm`);
    await judged(other);
    await write(
      other,
      "flow",
      flowOf("crm", (flow) => ((flow.as_of = "2024-03-01"), flow)),
    );
    await kept(other);
    await page.reload();
    await judged(page);
    assert.equal(await page.locator("#day-text").inputValue(), "2025-03-01");
  } finally {
    await close();
  }
});

test("hostile links are nothing but text", async () => {
  const links = hostile();
  const { page, problems, requests, close } = await opened({ brisk: true, map: false });
  await page.exposeFunction("ran", () => problems.push("a script of a link has run"));
  page.on("dialog", (dialog) => (problems.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  for (const [i, link] of links.entries()) {
    // Some as the page opens, the others while it is open: a page takes half a second to open.
    if (i % 6 === 0) await page.goto("about:blank");
    await page.goto(PAGE + link);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0))); // the page has heard of its new address
    await judged(page);
    await kept(page);
    const grown = await page.evaluate(
      () => document.querySelectorAll("img, iframe, object, embed, svg script, base, [onerror], [onload]").length,
    );
    assert.equal(grown, 0, link.slice(0, 80));
  }
  await close();
  assert.deepEqual(problems, []);
  assert.deepEqual(
    requests.filter((address) => !address.startsWith(PAGE) && address !== "about:blank"),
    [],
  );
  assert.ok(links.length >= 30);
  console.log(`hostile links tried: ${links.length}, scripts run: 0`);
});

test("a draft is there again at the next visit", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "flow", '{"as_of": "2026-03-01"}');
    await page.waitForFunction(() => localStorage.getItem("lexloci.draft")?.includes("2026-03-01"));
    await page.goto("about:blank");
    await page.goto(PAGE);
    await judged(page);
    assert.equal((await page.locator("#flow .cm-content").innerText()).trim(), '{"as_of": "2026-03-01"}');
  }));

test("the verdict is saved as JSON and as text, the texts as files", () =>
  onPage({}, async (page) => {
    const saved = async (what) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").selectOption(what)]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
    };
    const json = await saved("verdict_json");
    assert.equal(JSON.parse(json.text).verdict, "non_compliant");
    assert.match(json.name, /verdict\.json$/);
    assert.match((await saved("verdict_text")).text, /NON-COMPLIANT\s+gdpr_transfers/);
    assert.match((await saved("policy_file")).text, /^loci 1$/m);
    assert.equal(JSON.parse((await saved("flow_file")).text).as_of, "2020-07-17");
  }));

test("the report on paper has the answer, its reasons and the flow, and no tools", () =>
  onPage({ map: true }, async (page) => {
    await page.locator("#map-path").waitFor(); // the report needs the vocabulary, which comes after the first verdict
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.match(await page.locator("#report .plate").innerText(), /✗ Non-compliant – do not proceed/);
    assert.ok((await page.locator("#report .finding").count()) > 0);
    assert.match(await page.locator("#printed-flow").innerText(), /"as_of": "2020-07-17"/);
    for (const id of ["tools", "panel-policy", "panel-flow", "time"])
      assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
    const pdf = await page.pdf();
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  }));

test("files are opened by choice and by dropping", () =>
  onPage({}, async (page) => {
    const policy = readFileSync(new URL("../../www/examples/crm_residency.loci", import.meta.url), "utf8");
    await page.locator("#files").setInputFiles([
      { name: "house.loci", mimeType: "text/plain", buffer: Buffer.from(policy) },
      { name: "flow.json", mimeType: "application/json", buffer: Buffer.from(flowOf("crm")) },
    ]);
    await becomes(page, "compliant");
    await page.evaluate(
      (text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "other.json"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      flowOf("crm").replaceAll("aws/eu-central-1", "aws/us-east-1"),
    );
    await becomes(page, "non_compliant");
    assert.match((await texts(page)).policy, /crm_residency/);
  }));

test("after the first visit the page opens without a network, and asks it for nothing", async () => {
  const { page, context, problems, requests, close } = await opened({ offline: true, days: true });
  try {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(async () => {
      const names = await caches.keys();
      return names.length === 1 && (await (await caches.open(names[0])).keys()).length > 5;
    });
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    assert.ok(requests.length > 5);
    const fetched = [];
    page.on("response", (response) => response.fromServiceWorker() || fetched.push(response.url()));
    await write(page, "flow", flowOf("crm"));
    await page.locator("#day-text").fill("2024-01-01");
    await judged(page);
    await kept(page);
    await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0); // the second worker has answered
    assert.deepEqual(fetched, [], "requests after load");
    await context.setOffline(true);
    await page.goto("about:blank");
    await page.goto(`${PAGE}#case=schrems-ii`);
    await judged(page);
    assert.equal(await answer(page), "non_compliant");
    assert.deepEqual(problems, []);
  } finally {
    await close();
  }
});

test("the page can be installed", () =>
  onPage({}, async (page) => {
    const manifest = await page.evaluate(async () =>
      (await fetch(document.querySelector("link[rel=manifest]").href)).json(),
    );
    assert.equal(manifest.display, "standalone");
    for (const { src } of manifest.icons) assert.ok((await page.request.get(new URL(src, PAGE).href)).ok(), src);
    const browser = await page.context().newCDPSession(page);
    const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
    const ofThePage = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito");
    assert.deepEqual(ofThePage, []);
  }));

test("the tour has four steps, is dismissed, and stays away", () =>
  onPage({ tour: true }, async (page) => {
    for (const step of [1, 2, 3, 4]) {
      await page.locator("#tour-card", { hasText: `${step} of 4` }).waitFor();
      await page.locator("#tour-next").click();
    }
    assert.equal(await page.locator("#tour-card").isVisible(), false);
    await page.reload();
    await judged(page);
    assert.equal(await page.locator("#tour-card").isVisible(), false);
    await page.locator("#tour").click();
    await page.locator("#tour-skip").click();
    assert.equal(await page.locator("#tour-card").isVisible(), false);
  }));

test("a browser that keeps nothing, or no more, still judges, and says so", async () => {
  const blocked = () =>
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  const full = () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  };
  for (const broken of [blocked, full]) {
    await onPage(
      { hash: "#case=crm" },
      async (page) => {
        if (!(await page.locator("#flow .cm-content").isVisible())) await page.locator("#view-json").click();
        await write(page, "flow", flowOf("crm").replaceAll("aws/eu-central-1", "aws/us-east-1"));
        await becomes(page, "non_compliant");
        await page.locator("#notice", { hasText: "keeps no drafts" }).waitFor();
        await page.locator("#share").click();
        await page.waitForFunction(() => location.hash.startsWith("#s="));
      },
      (context) => context.addInitScript(broken),
    );
  }
});

test("without service worker and clipboard the page is the same", () =>
  onPage(
    { hash: "#case=crm" },
    async (page) => {
      await page.locator("#share").click();
      await page.locator("#notice", { hasText: "stands in the address bar" }).waitFor();
      await becomes(page, "compliant");
    },
    (context) =>
      context.addInitScript(() => {
        delete Navigator.prototype.serviceWorker;
        delete Navigator.prototype.clipboard;
      }),
  ));

test("texts that are too much for a link leave no link of others behind", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const noise = Array.from({ length: 300_000 }, () => String.fromCharCode(33 + Math.random() * 90))
      .join("")
      .replace(/["\\]/g, "x");
    await write(page, "flow", `{"as_of": "2026-03-01", "x": "${noise}"}`);
    await kept(page);
    assert.equal(await page.evaluate(() => location.hash), "");
    await page.locator("#share").click();
    await page.locator("#notice", { hasText: "too much for a link" }).waitFor();
  }));

test("what was typed a moment before the page closes is there at the next visit", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#flow .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText('{"as_of": "2031-03-01"}');
    await page.goto("about:blank");
    await page.goto(PAGE);
    await judged(page);
    assert.match(await page.locator("#flow .cm-content").innerText(), /2031-03-01/);
  }));

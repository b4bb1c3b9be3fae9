// The engine's workers: an answer about older texts says so, a worker that dies is started again, and one that cannot be is said.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, choose, judged, onPage, opened, speak, write } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

const prompt = (page) => page.workers().find(() => true);
/** Returns the worker for what takes long starts once the first has what it needs. */
async function patient(page) {
  await page.locator("#map-path").waitFor();
  return page.workers()[1];
}
/** Keeps a worker busy for some seconds from now on; nothing that it is asked meanwhile is answered. */
const occupied = (worker, seconds) =>
  worker.evaluate((length) => {
    setTimeout(() => {
      const end = Date.now() + length;
      while (Date.now() < end) {
        /* busy */
      }
    });
  }, seconds * 1000);
const isOld = (page, id) => page.locator(`#${id}`).evaluate((element) => element.hasAttribute("data-old"));
const revision = (page, id) => page.locator(`#${id}`).evaluate((element) => Number(element.dataset.revision));

test("strip and map that answer older texts are dimmed and say so, until theirs is the answer", () =>
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip span").nth(5).waitFor();
    const worker = await patient(page);
    await page.locator("#map .v-non_compliant").first().waitFor({ state: "attached" });
    const before = { strip: await revision(page, "strip"), map: await revision(page, "map") };
    await occupied(worker, 3);
    await write(
      page,
      "flow",
      flowOf("atlantic", (flow) => ((flow.transfers[0].recipient.listed = []), flow)),
    );
    await becomes(page, "non_compliant");
    for (const id of ["strip", "map"]) {
      assert.equal(await isOld(page, id), true, id);
      assert.equal(await revision(page, id), before[id], id);
    }
    await page.locator(".older:visible", { hasText: "before the last change" }).first().waitFor();
    assert.equal(await page.locator(".older:visible").count(), 2);
    await page.waitForFunction(() => getComputedStyle(document.getElementById("strip")).filter !== "none");
    await page.waitForFunction(() => document.querySelectorAll("#strip span").length === 1);
    await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0);
    assert.equal(await page.locator(".older:visible").count(), 0);
    for (const id of ["strip", "map"]) assert.ok((await revision(page, id)) > before[id], id);
  }));

test("the map of another place is dimmed until that place is judged", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    const worker = await patient(page);
    await page.locator("#map .v-non_compliant").first().waitFor({ state: "attached" });
    await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0);
    const paths = page.locator("#map-path option");
    const other = await paths.nth((await paths.count()) - 1).getAttribute("value");
    assert.notEqual(other, await page.locator("#map-path").inputValue());
    await occupied(worker, 2);
    await page.locator("#map-path").selectOption(other);
    assert.equal(await isOld(page, "map"), true);
    await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0);
    assert.equal(await page.locator("#map-path").inputValue(), other);
  }));

test("reasons, missing facts, cures and what else follows from a verdict are dimmed while a newer one is awaited", () =>
  onPage({ hash: "#case=marketplace" }, async (page) => {
    await page.locator("#missing [data-missing]").first().waitFor();
    await occupied(prompt(page), 3);
    await page.locator("#case").selectOption("uber");
    // The texts of a case are fetched before they are the page's.
    await page.locator("#missing[data-old]").waitFor({ state: "attached" });
    for (const id of ["missing", "cures", "reasons", "asides"]) assert.equal(await isOld(page, id), true, id);
    await page.locator(".older:visible", { hasText: "before the last change" }).first().waitFor();
    await becomes(page, "non_compliant");
    for (const id of ["missing", "cures", "reasons", "asides"]) assert.equal(await isOld(page, id), false, id);
    assert.equal(await revision(page, "reasons"), await revision(page, "answer"));
  }));

test("what two policies differ in, and what is proved, is about the texts that were compared", () =>
  onPage({}, async (page) => {
    const own = (set) =>
      `loci 1\nsource B is "Board"\npolicy home version 1.0.0 "Data rest in the EEA" {\n  rule stores "A store is in the EEA" [B 1]\n    for every s in storage\n    require s in ${set}\n  claim inside "No store is in the United States"\n    never some s in storage: s in {US}\n}\n`;
    await write(page, "policy", own("EEA"));
    await page.locator("#compare-panel summary").click();
    await page.locator("#compare-run").click();
    await page.locator("#differences p", { hasText: "same verdict" }).waitFor();
    await page.locator("#claims-run").click();
    await page.locator("[data-claim=inside]").waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0);
    assert.deepEqual([await isOld(page, "differences"), await isOld(page, "claims")], [false, false]);
    await page.locator("#older .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(own("EU"));
    assert.deepEqual([await isOld(page, "differences"), await isOld(page, "claims")], [true, false]);
    await write(page, "policy", own("EEA + {US}"));
    assert.deepEqual([await isOld(page, "differences"), await isOld(page, "claims")], [true, true]);
    await page.locator("#undo").click();
    assert.equal(await isOld(page, "claims"), false);
    await judged(page);
  }));

test("with an error in a text the strip says that no day can be judged", () =>
  onPage({ days: true, hash: "#case=crm" }, async (page) => {
    await page.locator("#strip span").first().waitFor();
    for (const [panel, text] of [
      ["policy", "loci 1\npolicy"],
      ["flow", "{"],
    ]) {
      await write(page, panel, text);
      await page.locator("#since", { hasText: "no day can be judged" }).waitFor();
      assert.equal(await page.locator("#strip span").count(), 0);
      assert.doesNotMatch(await page.locator("#turns").textContent(), /Judging each day/);
      await page.locator("#undo").click();
      await page.locator("#strip span").first().waitFor();
    }
    await write(
      page,
      "flow",
      flowOf("crm", (flow) => ((flow.storrage = []), flow)),
    );
    await page.locator("#turns", { hasText: "There is no verdict on any day" }).waitFor({ state: "attached" });
  }));

/** Ways in which a worker dies once; each is started again, and asked again what it had been asked. */
const DEATHS = {
  "is closed from within": (worker) => worker.evaluate(() => self.close()),
  "throws where nobody catches it": (worker) =>
    worker.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("boom");
        }, 0),
    ),
};

for (const [how, kill] of Object.entries(DEATHS)) {
  test(`a worker that ${how} is started again, without a word`, async () => {
    const { page, close } = await opened({ hash: "#case=schrems-ii" });
    try {
      await patient(page);
      for (const index of [0, 1]) {
        await kill(page.workers()[index]);
        await page.locator("#day-text").fill(index === 0 ? "2020-07-15" : "2020-07-18");
        await becomes(page, index === 0 ? "compliant" : "non_compliant");
        await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0);
        assert.equal(await page.locator("#stopped").isVisible(), false);
      }
    } finally {
      await close();
    }
  });
}

test("workers that the browser ends are started again", async () => {
  const { page, close } = await opened({ hash: "#case=schrems-ii" }, (context) =>
    context.addInitScript(() => {
      const Own = Worker;
      window.workers = [];
      window.Worker = class extends Own {
        constructor(...given) {
          super(...given);
          window.workers.push(this);
        }
      };
    }),
  );
  try {
    await patient(page);
    await page.evaluate(() => window.workers.forEach((worker) => worker.terminate()));
    await page.locator("#day-text").fill("2020-07-15");
    await becomes(page, "compliant");
    await page.waitForFunction(() => document.querySelectorAll("[data-old]").length === 0);
  } finally {
    await close();
  }
});

const SCRIPT = /worker-.*\.js/;
const served = (route, body) => route.fulfill({ contentType: "text/javascript", body });

test("a worker that throws at its first start is started again", async () => {
  let starts = 0;
  const { page, close } = await opened({}, (context) =>
    context.route(SCRIPT, (route) => (starts++ === 0 ? served(route, "throw new Error('boom')") : route.continue())),
  );
  try {
    assert.equal(await answer(page), "non_compliant");
    assert.ok(starts >= 2);
  } finally {
    await close();
  }
});

test("where what comes after the verdict cannot be fetched, the verdict stands, and a press loads the page again", async () => {
  let down = true;
  const { page, close } = await opened({ map: false, view: "form" }, (context) =>
    context.route(/assets\/rest-.*\.js/, (route) => (down ? route.abort() : route.continue())),
  );
  try {
    assert.equal(await answer(page), "non_compliant");
    await page.locator("#stopped", { hasText: "could not be fetched" }).waitFor();
    assert.match(await page.locator("#reasons").innerText(), /A transfer rests on adequacy/);
    down = false;
    await page.locator("#try-again").click();
    await page.locator("#form [data-path='exporter.seat']").waitFor();
    assert.equal(await page.locator("#stopped").isVisible(), false);
  } finally {
    await close();
  }
});

test("where the engine never starts that is said, with a button that tries again", async () => {
  let broken = true;
  const { page, close } = await opened({ days: true }, (context) =>
    context.route(SCRIPT, (route) => (broken ? served(route, "throw new Error('boom')") : route.continue())),
  );
  try {
    await page.locator("#answer", { hasText: "The engine could not be started" }).waitFor();
    await page.locator("#stopped", { hasText: "Nothing is judged" }).waitFor();
    await page.locator("#since", { hasText: "the engine stopped" }).waitFor();
    broken = false;
    await page.locator("#try-again").click();
    await becomes(page, "non_compliant");
    await page.locator("#stopped").waitFor({ state: "hidden" });
    await page.locator("#strip span").first().waitFor();
    await page.locator("#map-path").waitFor();
  } finally {
    await close();
  }
});

test("where the engine stops for good, no old reasons stand, and trying again brings new ones", async () => {
  let broken = false;
  const { page, close } = await opened({ days: true, locale: "en-GB" }, (context) =>
    context.route(SCRIPT, (route) => (broken ? served(route, "throw new Error('boom')") : route.continue())),
  );
  try {
    await patient(page);
    await page.locator("#reasons .finding").first().waitFor();
    broken = true;
    await page.workers()[0].evaluate(() => self.close()); // it had nothing to answer
    await page.locator("#answer", { hasText: "The engine stopped" }).waitFor();
    for (const id of ["reasons", "missing", "cures", "asides"])
      assert.equal((await page.locator(`#${id}`).innerText()).trim(), "", id);
    await page.waitForFunction(() => document.querySelectorAll("#map-legend li, #strip span").length === 0);
    assert.doesNotMatch(await page.locator("#answer").innerText(), /Non-compliant|Compliant/);
    broken = false;
    await page.locator("#try-again").click();
    await becomes(page, "non_compliant");
    await page.locator("#reasons .finding").first().waitFor();
    await page.locator("#strip span").first().waitFor();
    await page.locator("#map-legend li").first().waitFor();
  } finally {
    await close();
  }
});

test("where only the part for what takes long has stopped, the verdict stands and the rest says so", async () => {
  let starts = 0;
  const { page, close } = await opened({ hash: "#case=atlantic" }, (context) =>
    context.route(SCRIPT, (route) => (starts++ === 0 ? route.continue() : served(route, "throw new Error('boom')"))),
  );
  try {
    await page.locator("#stopped", { hasText: "time strip, map, questions and cures" }).waitFor();
    assert.notEqual(await answer(page), "error");
    await page.locator("#since", { hasText: "the engine stopped" }).waitFor();
    await speak(page, "fr");
    assert.match(await page.locator("#stopped").innerText(), /s’est arrêtée[^]*Réessayer/);
  } finally {
    await close();
  }
});

test("a worker that never answers counts as dead", async () => {
  const SILENT = "postMessage({ kind: 'ready', lock: null }); self.onmessage = () => {};";
  let starts = 0;
  const { page, close } = await opened({}, async (context) => {
    await context.route(SCRIPT, (route) => (starts++ === 0 ? served(route, SILENT) : route.continue()));
    // What the page waits for half a minute is waited for three seconds here: a busy machine starts a worker within them.
    await context.addInitScript(() => {
      const wait = window.setTimeout;
      window.setTimeout = (run, pause, ...given) => wait(run, pause === 30_000 ? 3_000 : pause, ...given);
    });
  });
  try {
    assert.equal(await answer(page), "non_compliant");
    assert.ok(starts >= 2);
    await choose(page, "crm");
    await becomes(page, "compliant");
  } finally {
    await close();
  }
});

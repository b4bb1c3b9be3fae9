// A press that lasts while an answer arrives: the button that was pressed acts, whatever the answer redraws.
import assert from "node:assert/strict";
import test from "node:test";
import { becomes, texts, withoutMap as onPage } from "./browser.mjs";

const field = (page, path) => page.locator(`#form [data-path="${path}"]`);
const flowNow = async (page) => JSON.parse((await texts(page)).flow);

/** Presses the mouse on an element, waits, and releases it in the same place. */
async function pressed(page, locator, meanwhile) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await meanwhile();
  await page.mouse.up();
}

/** Types a region without leaving the field: the press that follows leaves it, and the text changes. */
async function typed(page, path, value) {
  const input = field(page, path).locator("input");
  await input.fill("");
  await input.pressSequentially(value);
}

test("a button beside the field that was changed", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await becomes(page, "compliant");
    await typed(page, "storage[0].region", "aws/us-east-1");
    const remove = field(page, "storage[1]").locator("button[aria-label^='Remove store 2']");
    await pressed(page, remove, () => becomes(page, "non_compliant"));
    await field(page, "storage[2]").waitFor({ state: "detached" });
    const { storage } = await flowNow(page);
    assert.equal(storage.length, 2);
    assert.deepEqual(storage[0], { region: "aws/us-east-1" });
    assert.equal(await field(page, "storage[0].region").locator("input").inputValue(), "aws/us-east-1");
  }));

test("a button of another row, while a finding redraws all of them", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await becomes(page, "compliant");
    await typed(page, "exporter.seat", "Atlantis");
    const chip = field(page, "data.categories").locator(".chip", { hasText: "contact" }).locator("button");
    await pressed(page, chip, () => becomes(page, "error"));
    await chip.waitFor({ state: "detached" });
    const { data, exporter } = await flowNow(page);
    assert.equal(exporter.seat, "Atlantis");
    assert.ok(!JSON.stringify(data).includes("contact"));
    assert.match(await field(page, "exporter.seat").innerText(), /Atlantis/);
  }));

test("the space key", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await becomes(page, "compliant");
    const add = field(page, "storage").locator("> button", { hasText: "Add: store" });
    await typed(page, "exporter.seat", "Atlantis");
    await add.focus();
    await page.keyboard.down(" ");
    await becomes(page, "error");
    await page.keyboard.up(" ");
    await field(page, "storage[3]").waitFor();
    assert.equal((await flowNow(page)).storage.length, 4);
  }));

test("a press that ends elsewhere lets the page go on", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await becomes(page, "compliant");
    await typed(page, "storage[0].region", "aws/us-east-1");
    const remove = field(page, "storage[1]").locator("button[aria-label^='Remove store 2']");
    await pressed(page, remove, async () => {
      await becomes(page, "non_compliant");
      await page.mouse.move(5, 5);
    });
    assert.equal((await flowNow(page)).storage.length, 3);
    await page.locator("#reasons", { hasText: "us-east-1" }).waitFor();
  }));

test("a button that the page moves from under the pointer, and a list that is open", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await becomes(page, "compliant");
    const add = field(page, "storage").locator("> button", { hasText: "Add: store" });
    await pressed(page, add, () =>
      page.evaluate(() => {
        const form = document.getElementById("form");
        form.style.overflowAnchor = "none"; // a browser that does not hold what is in sight in its place
        const above = document.createElement("p");
        above.textContent = "An answer that takes room.";
        above.className = "inserted";
        form.prepend(...Array.from({ length: 9 }, () => above.cloneNode(true)));
      }),
    );
    await field(page, "storage[3]").waitFor();
    assert.equal((await flowNow(page)).storage.length, 4);
    await page.evaluate(() => document.querySelectorAll(".inserted").forEach((each) => each.remove()));
    // An answer that draws every row anew arrives while a list is open, which a browser closes with its element.
    await typed(page, "exporter.seat", "Atlantis");
    const whole = field(page, "processing").locator("select").first();
    await whole.click();
    await becomes(page, "error");
    assert.equal(await whole.evaluate((list) => list.matches(":open")), true);
    assert.doesNotMatch(await field(page, "exporter.seat").innerText(), /Atlantis/);
    await page.keyboard.press("Escape");
    await field(page, "exporter.seat").locator(".wrong", { hasText: "Atlantis" }).waitFor();
  }));

// What the package tells of the atlas: the engine's own tables.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { atlas } from "lexloci";

/** Returns how many rows a table of the atlas has. */
function rows(table) {
  const text = readFileSync(new URL(`../../src/atlas/${table}.csv`, import.meta.url), "utf8");
  return text.trim().split("\n").length - 1;
}

test("places, groups and regions are those of the tables", () => {
  assert.equal(atlas.places().length, rows("places"));
  assert.equal(atlas.groups().length, rows("groups"));
  assert.equal(atlas.regions().length, rows("regions"));
  assert.deepEqual(
    atlas.places().find(({ code }) => code === "FR"),
    { code: "FR", name: "France" },
  );
  assert.equal(atlas.groups().find(({ name }) => name === "EEA").title, "European Economic Area");
  const paris = atlas.regions().find(({ id }) => id === "aws/eu-west-3");
  assert.deepEqual(paris.operator.parent, "US");
  assert.equal(paris.place, "FR");
});

test("every region lies in a place or a group, and somebody operates it", () => {
  const known = new Set([...atlas.places().map(({ code }) => code), ...atlas.groups().map(({ name }) => name)]);
  for (const region of atlas.regions()) {
    assert.ok(known.has(region.place), region.id);
    assert.ok(region.operator.name && (region.operator.seat === "" || known.has(region.operator.seat)), region.id);
  }
  const unseated = atlas.regions().filter(({ operator }) => operator.seat === "");
  assert.ok(
    unseated.every(({ id }) => /^(upcloud|outscale)\//.test(id)) && unseated.length <= 7,
    "seats that nobody knows",
  );
});

test("a group has its members on a day", () => {
  assert.ok(atlas.members("EU", "2020-01-31").includes("GB"));
  assert.ok(!atlas.members("EU", "2020-02-01").includes("GB"));
  assert.deepEqual(atlas.members("nobody", "2020-02-01"), []);
  assert.deepEqual(atlas.members("EU", "yesterday"), []);
});

test("dates are marks for a line of time, in order, each with its source", () => {
  const dates = atlas.dates();
  for (const [i, turn] of dates.entries()) {
    assert.match(turn.date, /^\d{4}-\d{2}-\d{2}$/);
    assert.ok(i === 0 || dates[i - 1].date <= turn.date);
    assert.ok(turn.label && turn.source.title, turn.date);
  }
  const us = dates.filter(
    ({ family, places, label }) => family === "adequacy" && places[0] === "US" && !label.includes("pnr"),
  );
  assert.deepEqual(
    us.map(({ date }) => date),
    ["2000-07-26", "2015-10-06", "2016-07-12", "2020-07-16", "2023-07-10"],
  );
  dates[0].label = "changed";
  assert.notEqual(atlas.dates()[0].label, "changed");
});

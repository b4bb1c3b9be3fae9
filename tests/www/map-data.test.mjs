// What is drawn: every place of the atlas and every cloud region that is at one place, each where it belongs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { geoNaturalEarth1 } from "d3-geo";
import { table, text, world } from "../../www/map/build.mjs";

const root = new URL("../../", import.meta.url);
const written = readFileSync(new URL("www/map/world.json", root), "utf8");
const drawing = JSON.parse(written);
const places = table(new URL("src/atlas/places.csv", root)).map(({ code }) => code);
const regions = table(new URL("src/atlas/regions.csv", root));
const where = table(new URL("www/map/regions-where.csv", root));

/** No page should load more for its map, in bytes as servers send them. */
const LARGEST = 45_000;
/** How far from its country a city may lie, in units of the drawing: coasts are simplified. */
const NEAR = 25;

test("world.json is what build.mjs writes", () => {
  assert.equal(written, text());
});

test("the drawing is small enough to be loaded with the page", (t) => {
  const bytes = gzipSync(written, { level: 9 }).length;
  t.diagnostic(`${bytes} bytes gzipped`);
  assert.ok(bytes <= LARGEST, `${bytes} bytes`);
});

test("every place of the atlas is a shape or a dot, and nothing else is", () => {
  const [shapes, dots] = [Object.keys(drawing.shapes), Object.keys(drawing.dots)];
  assert.deepEqual([...shapes, ...dots].sort(), [...places].sort());
  for (const small of ["SG", "MT", "LI", "AD", "MC", "HK", "JE", "GG", "IM", "BH"])
    assert.ok(dots.includes(small), small);
  for (const large of ["FR", "US", "GF", "SJ", "ES-CN", "XK"]) assert.ok(shapes.includes(large), large);
});

test("everything lies within the drawing", () => {
  for (const [id, [x, y]] of [...Object.entries(drawing.dots), ...Object.entries(drawing.regions)]) {
    assert.ok(x >= 0 && x <= drawing.width && y >= 0 && y <= drawing.height, id);
  }
  for (const [code, path] of Object.entries(drawing.shapes)) {
    for (const ring of rings(path)) {
      for (const [x, y] of ring)
        assert.ok(x >= -1 && x <= drawing.width + 1 && y >= -1 && y <= drawing.height + 1, code);
    }
  }
});

test("every region of the atlas is at a city, or said to be at none", () => {
  assert.deepEqual(
    where.map(({ id }) => id),
    regions.map(({ id }) => id),
  );
  const nowhere = where.filter(({ latitude }) => latitude === "").map(({ id }) => id);
  assert.deepEqual(
    Object.keys(drawing.regions).sort(),
    where
      .map(({ id }) => id)
      .filter((id) => !nowhere.includes(id))
      .sort(),
  );
  const spread = regions.filter(({ place }) => !places.includes(place)).map(({ id }) => id);
  for (const id of spread) assert.ok(nowhere.includes(id), `${id} is at one place`);
  assert.deepEqual(
    nowhere.filter((id) => !spread.includes(id)),
    ["cloudflare/fedramp", "cloudflare/us"],
  );
});

test("every city lies in its region's country, or on its coast", () => {
  const projection = geoNaturalEarth1().fitWidth(drawing.width, { type: "Sphere" });
  const placeOf = new Map(regions.map(({ id, place }) => [id, place]));
  for (const { id, latitude, longitude, city } of where.filter((row) => row.latitude !== "")) {
    const point = projection([Number(longitude), Number(latitude)]);
    const place = placeOf.get(id);
    const off = distance(point, place);
    assert.ok(off <= NEAR, `${id} in ${city} is ${Math.round(off)} from ${place}`);
  }
});

test("no dot lies on another", () => {
  const dots = Object.entries(drawing.dots);
  for (const [i, [one, [x, y]]] of dots.entries()) {
    for (const [other, [right, down]] of dots.slice(i + 1))
      assert.ok(Math.hypot(right - x, down - y) > 15, `${one} and ${other}`);
  }
});

test("Crimea is drawn with the country that ISO 3166 has it in", () => {
  const simferopol = geoNaturalEarth1().fitWidth(drawing.width, { type: "Sphere" })([34.1, 44.95]);
  assert.equal(distance(simferopol, "UA"), 0);
  assert.ok(distance(simferopol, "RU") > 0);
});

test("a city in the wrong country would be seen", () => {
  const { regions: points } = world();
  assert.ok(distance(points["aws/eu-west-3"], "DE") > NEAR);
  assert.ok(distance(points["aws/eu-west-3"], "FR") <= NEAR);
});

/** Returns how far a point is from a place; 0 within it. */
function distance(point, place) {
  const dot = drawing.dots[place];
  if (dot) return Math.hypot(dot[0] - point[0], dot[1] - point[1]);
  const all = rings(drawing.shapes[place]);
  if (all.filter((ring) => winds(ring, point)).length % 2 === 1) return 0;
  return Math.min(...all.flat().map(([x, y]) => Math.hypot(x - point[0], y - point[1])));
}

/** Returns the rings of a path, corner by corner. */
function rings(path) {
  return path
    .split("z")
    .filter(Boolean)
    .map((part) => {
      const numbers = [...part.matchAll(/-?\d+/g)].map(Number);
      const corners = [];
      let [x, y] = [0, 0];
      for (let i = 0; i < numbers.length; i += 2) {
        [x, y] = [x + numbers[i], y + numbers[i + 1]];
        corners.push([x, y]);
      }
      return corners;
    });
}

/** Returns whether a ring goes around a point. */
function winds(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

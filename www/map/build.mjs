// Draws the world once, so that the page needs neither a projection nor a map library: `node www/map/build.mjs` writes
// www/map/world.json. Shapes: Natural Earth 1:50m (public domain) by way of the package world-atlas, in the Natural Earth
// projection; borders are Natural Earth's, and what is drawn says nothing about a territory's status.
import { geoArea, geoBounds, geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import { iso31661NumericToAlpha2 } from "iso-3166";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { feature, merge } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);

/** The width of the drawing, in its own units. */
const WIDTH = 10_000;
/** A place whose shape is smaller than this in both directions is drawn as a dot. */
const SMALL = 28;
/** Corners that span less than this, in square degrees, are left out. */
const CORNER = 0.03;
/** Islands smaller than this, in units of the drawing, are left out, unless nothing else of the place is left. */
const ISLAND = 11;
/** How far the middles of two dots stand apart at least: one on top of the other could not be pointed at. */
const DOTS_APART = 22;
/** How far the points of regions in one city stand apart. */
const APART = 15;

/** What Natural Earth draws apart, and ISO 3166 has within a country or not at all; null is drawn and has no place. */
const NAMED = {
  "Ashmore and Cartier Is.": "AU",
  "Indian Ocean Ter.": null,
  Kosovo: "XK",
  "N. Cyprus": "CY",
  "Siachen Glacier": null,
  Somaliland: "SO",
};

/** What Natural Earth draws with one country and ISO 3166 has with another: from, to, and the box in which it lies. */
const MOVED = [["RU", "UA", [32, 44, 36.8, 46.4]]];

/** Parts of a country that are places of their own: its code, and the box in which they lie: west, south, east, north. */
const PARTS = {
  GF: ["FR", [-55, 2, -51, 6]],
  GP: ["FR", [-62, 15.8, -61, 16.6]],
  MQ: ["FR", [-61.3, 14.3, -60.7, 15]],
  RE: ["FR", [55, -21.5, 56, -20.8]],
  YT: ["FR", [45, -13.1, 45.4, -12.6]],
  SJ: ["NO", [5, 74, 35, 82]],
  "PT-20": ["PT", [-32, 36, -24, 40]],
  "PT-30": ["PT", [-18, 32, -16, 34]],
  "ES-CN": ["ES", [-19, 27, -13, 30]],
};

/** Rows of a table: those of a comment aside, each an object by the names in the first. */
export function table(url) {
  const lines = readFileSync(url, "utf8")
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  const [names, ...rows] = lines.map((line) =>
    [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].slice(0, -1).map(([, raw, text]) => text ?? raw),
  );
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""])));
}

/** The whole drawing. */
export function world() {
  const topology = simplify(
    presimplify(JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"))),
    CORNER,
  );
  const projection = geoNaturalEarth1().fitWidth(WIDTH, { type: "Sphere" });
  const path = geoPath(projection);
  const height = Math.ceil(path.bounds({ type: "Sphere" })[1][1]);
  const outlines = split(byCode(topology));
  const [shapes, dots] = [{}, {}];
  const other = drawn(visible(outlines.get(""), path), path);
  outlines.delete("");
  for (const [code, outline] of [...outlines].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kept = visible(outline, path);
    if (isSmall(kept, path)) dots[code] = path.centroid(kept);
    else shapes[code] = drawn(kept, path);
  }
  for (const { code, latitude, longitude } of table(new URL("places-where.csv", import.meta.url))) {
    dots[code] = projection([Number(longitude), Number(latitude)]);
  }
  spread(dots);
  return {
    width: WIDTH,
    height,
    sphere: drawn({ type: "Sphere" }, path),
    other,
    shapes,
    dots,
    regions: regions(projection),
  };
}

/** The outline of each place, parts that Natural Earth draws apart joined. What has no place is at "". */
function byCode(topology) {
  const geometries = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    const named = NAMED[geometry.properties.name];
    const code = named === undefined ? iso31661NumericToAlpha2[geometry.id] : named;
    if (code === undefined) throw new Error(`nobody knows the code of ${geometry.properties.name}`);
    const key = code ?? "";
    geometries.set(key, [...(geometries.get(key) ?? []), geometry]);
  }
  for (const move of MOVED) moved(topology, geometries, ...move);
  const outline = (all) => (all.length > 1 ? merge(topology, all) : feature(topology, all[0]).geometry);
  return new Map([...geometries].map(([code, all]) => [code, polygons(outline(all))]));
}

/** Gives the polygons of one country that lie in a box to another. */
function moved(topology, geometries, from, to, box) {
  const [whole] = geometries.get(from);
  const inside = (arcs) => within(geoCentroid(feature(topology, { type: "Polygon", arcs })), box);
  const away = whole.arcs.filter(inside);
  if (away.length === 0) throw new Error(`no part of ${from} lies where that of ${to} should`);
  geometries.set(from, [{ ...whole, arcs: whole.arcs.filter((arcs) => !away.includes(arcs)) }]);
  geometries.set(to, [...geometries.get(to), ...away.map((arcs) => ({ type: "Polygon", arcs }))]);
}

function polygons(geometry) {
  const coordinates = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return { type: "MultiPolygon", coordinates: coordinates.filter(([ring]) => ring.length > 3) };
}

/** Gives what are places of their own an outline of their own. */
function split(outlines) {
  for (const [part, [whole, box]] of Object.entries(PARTS)) {
    const { coordinates } = outlines.get(whole);
    const inside = coordinates.filter((polygon) => within(geoCentroid({ type: "Polygon", coordinates: polygon }), box));
    if (inside.length === 0) throw new Error(`no part of ${whole} lies where ${part} should`);
    outlines.set(whole, {
      type: "MultiPolygon",
      coordinates: coordinates.filter((polygon) => !inside.includes(polygon)),
    });
    outlines.set(part, { type: "MultiPolygon", coordinates: inside });
  }
  return outlines;
}

function within([longitude, latitude], [west, south, east, north]) {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** An outline without the islands that nobody would see. */
function visible(outline, path) {
  const polygon = (coordinates) => ({ type: "Polygon", coordinates });
  const largest = outline.coordinates.reduce((a, b) => (geoArea(polygon(a)) >= geoArea(polygon(b)) ? a : b));
  const seen = outline.coordinates.filter((each) => each === largest || extent(polygon(each), path) >= ISLAND);
  return { type: "MultiPolygon", coordinates: seen };
}

/** The longer side of what is drawn. */
function extent(geometry, path) {
  const [[left, top], [right, bottom]] = path.bounds(geometry);
  return Math.max(right - left, bottom - top);
}

function isSmall(outline, path) {
  const [[west], [east]] = geoBounds(outline);
  return extent(outline, path) < SMALL && east >= west;
}

/** Moves dots that lie on one another apart, each as far as the other. */
function spread(dots) {
  const codes = Object.keys(dots);
  for (let round = 0; round < 40; round++) {
    for (const [i, one] of codes.entries()) {
      for (const other of codes.slice(i + 1)) {
        const [right, down] = [dots[other][0] - dots[one][0], dots[other][1] - dots[one][1]];
        const distance = Math.hypot(right, down);
        if (distance >= DOTS_APART) continue;
        const [x, y] = distance > 0 ? [right / distance, down / distance] : [1, 0];
        const half = (DOTS_APART - distance) / 2;
        dots[one] = [dots[one][0] - x * half, dots[one][1] - y * half];
        dots[other] = [dots[other][0] + x * half, dots[other][1] + y * half];
      }
    }
  }
  for (const code of codes) dots[code] = rounded(dots[code]);
}

/** A path in whole units, each corner as its distance from the one before, which is half as long as d3's own. */
function drawn(geometry, path) {
  let [x, y] = [0, 0];
  return [
    ...path
      .digits(1)(geometry)
      .matchAll(/([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?/g),
  ]
    .map(([, command, right, down]) => {
      if (command === "Z") return "z";
      const [dx, dy] = [Math.round(right) - x, Math.round(down) - y];
      if (command === "L" && dx === 0 && dy === 0) return "";
      [x, y] = [x + dx, y + dy];
      return command === "M" ? `M${pair(x, y)}` : `l${pair(dx, dy)}`;
    })
    .join("")
    .replace(/(?<=l-?\d+[ -]\d+)l(-?)/g, (_, sign) => sign || " ");
}

function pair(x, y) {
  return y < 0 ? `${x}${y}` : `${x} ${y}`;
}

/** Where each region stands; those of one city lie around it, so that each can be pointed at. */
function regions(projection) {
  const crowd = new Map();
  const points = {};
  for (const { id, latitude, longitude } of table(new URL("regions-where.csv", import.meta.url))) {
    if (latitude === "") continue;
    const [x, y] = projection([Number(longitude), Number(latitude)]);
    const city = `${latitude},${longitude}`;
    const before = crowd.get(city) ?? 0;
    crowd.set(city, before + 1);
    const [distance, angle] = [APART * Math.sqrt(before), before * Math.PI * (3 - Math.sqrt(5))];
    points[id] = rounded([x + distance * Math.cos(angle), y + distance * Math.sin(angle)]);
  }
  return points;
}

function rounded([x, y]) {
  return [Math.round(x), Math.round(y)];
}

/** The drawing as it is written. */
export function text() {
  return `${JSON.stringify(world(), null, 1).replace(/\[\n\s+(-?\d+),\n\s+(-?\d+)\n\s+\]/g, "[$1,$2]")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(new URL("world.json", import.meta.url), text());

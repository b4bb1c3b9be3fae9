// Flows drawn from a seed: 21 fields each, the same ones on every machine. About three in five countries are in the
// EEA, one in four has, or had, an adequacy decision, and the rest has none.
import { ADEQUATE, EEA, day } from "./law.mjs";

const OTHERS = ["IN", "BR", "CN", "SG", "AU", "ZA", "TR", "MX", "RU", "AE", "BY", "VN"];
const FIRST_DAY = day("2020-01-01");
/** Seven years, in which decisions on the United Kingdom, Korea and the United States came and went. */
const DAYS = 2560;

/** Draws `count` flows from a seed. */
export function flows(count = 10_000, seed = 20_260) {
  const draw = new Draw(seed);
  return Array.from({ length: count }, (_, index) => flow(draw, index));
}

function flow(draw, index) {
  const home = draw.weighted([
    ["DE", 5],
    ["FR", 5],
    ["NL", 2],
    ["IT", 2],
    ["ES", 2],
    ["PL", 1],
    ["IE", 2],
    ["SE", 3],
  ]);
  const atHome = draw.chance(0.38);
  return {
    id: `f${String(index).padStart(6, "0")}`,
    ...when(draw),
    ...data(draw),
    purpose: draw.weighted([
      ["service", 6],
      ["analytics", 3],
      ["advertising", 1],
      ["support", 2],
    ]),
    controller: home,
    storage: places(draw, home, atHome || draw.chance(0.35)),
    processing: places(draw, home, atHome),
    provider: draw.one(["nimbus", "cirro", "hexa", "northwind", "atlas", "orbital"]),
    providerHq: draw.weighted([
      ["US", 6],
      [home, 6],
      [draw.one(EEA), 3],
      ["GB", 1],
      ["CN", 1],
      ["CH", 1],
    ]),
    mechanism: mechanism(draw, atHome),
    ...keys(draw, home),
    tiaDone: draw.chance(0.6),
    pseudonymised: draw.chance(0.3),
    consent: draw.chance(0.35),
    secNumCloud: draw.chance(0.15),
    subprocessors: draw.below(6),
    volume: Math.floor(Math.exp(draw.next() * 13)),
  };
}

function when(draw) {
  const days = FIRST_DAY + draw.below(DAYS);
  return { date: new Date(days * 86_400_000).toISOString().slice(0, 10), day: days };
}

function data(draw) {
  const specialCategory = draw.chance(0.22);
  const special = () => [draw.one(["health", "biometric", "genetic", "union"]), "contact"];
  const plain = () => [draw.one(["contact", "billing", "usage", "location"])];
  return { specialCategory, dataCategories: specialCategory ? special() : plain() };
}

function mechanism(draw, atHome) {
  if (atHome && draw.chance(0.7)) return "none";
  return draw.weighted([
    ["none", 2],
    ["adequacy", 3],
    ["scc", 6],
    ["bcr", 2],
    ["derogation", 2],
  ]);
}

function keys(draw, home) {
  const encryption = draw.weighted([
    ["none", 1],
    ["at-rest", 5],
    ["e2e", 4],
  ]);
  const holder = draw.weighted([
    ["provider", 3],
    ["exporter", 6],
    ["third-party", 1],
  ]);
  const keyCountry = draw.chance(0.8) ? home : country(draw, home);
  return { encryption, keyHolder: encryption === "none" ? "none" : holder, keyCountry };
}

/** Draws one to three different places. */
function places(draw, home, inEea) {
  const wanted = draw.weighted([
    [1, 5],
    [2, 3],
    [3, 2],
  ]);
  const found = new Set();
  while (found.size < wanted) found.add(inEea ? near(draw, home) : country(draw, home));
  return [...found];
}

function near(draw, home) {
  return draw.chance(0.6) ? home : draw.one(EEA);
}

function country(draw, home) {
  const kind = draw.weighted([
    ["home", 28],
    ["eea", 34],
    ["adequate", 25],
    ["other", 13],
  ]);
  if (kind === "home") return home;
  if (kind === "eea") return draw.one(EEA);
  const adequate = () =>
    draw.weighted([
      ["US", 12],
      ["GB", 6],
      ["CH", 3],
      [draw.one(Object.keys(ADEQUATE)), 4],
    ]);
  return kind === "adequate" ? adequate() : draw.one(OTHERS);
}

/** Pseudo-random numbers: mulberry32. */
class Draw {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** Returns a number from 0 up to, not including, 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit) {
    return Math.floor(this.next() * limit);
  }

  chance(share) {
    return this.next() < share;
  }

  one(values) {
    return values[this.below(values.length)];
  }

  /** Draws one of the values, each with its weight. */
  weighted(pairs) {
    let left = this.next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    return (pairs.find(([, weight]) => (left -= weight) < 0) ?? pairs[0])[0];
  }
}

const UNITS = bare({
  day: [0, 1],
  days: [0, 1],
  week: [0, 7],
  weeks: [0, 7],
  month: [1, 0],
  months: [1, 0],
  year: [12, 0],
  years: [12, 0],
});
const UNIT_OF = bare({ Y: "year", M: "month", W: "week", D: "day" });

/** Returns a duration as a number: months times a million, and days, and one. 0 is unknown, and less than that does not exist. */
const spanOf = (months, days) => months * 1e6 + days + 1;
const monthsOf = (span) => Math.floor((span - 1) / 1e6);
const restOf = (span) => (span - 1) % 1e6;
const sumOf = (a, b) => a + b - 1;
const reached = (F, span) => moved(F.day, monthsOf(span), restOf(span));

function counted(count, unit) {
  if (!/^\d+$/u.test(count) || count > 9999 || unit === undefined) throw wrong('a duration such as "2 months"');
  return spanOf(count * unit[0], count * unit[1]);
}

function durationOf(value) {
  if (typeof value !== "string") throw wrong("a duration");
  if (!value.startsWith("P")) {
    const at = value.indexOf(" ");
    return counted(at < 0 ? "" : value.slice(0, at), UNITS[value.slice(at + 1).trimStart()]);
  }
  const parts = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/u.exec(value);
  if (parts === null) throw wrong('a duration such as "P2M"');
  return ["Y", "M", "W", "D"].reduce(
    (sum, letter, index) =>
      parts[index + 1] === undefined ? sum : sumOf(sum, counted(parts[index + 1], UNITS[UNIT_OF[letter]])),
    1,
  );
}

/** Compares the days that two durations reach: each from a first through a last, which may be open. */
function orderReaches(a, b, orders) {
  const before = (x, y) => y[1] === null || x[0] < y[1];
  const meets = (x, y) => y[1] === null || x[0] <= y[1];
  const possible = (before(a, b) ? 1 : 0) | (meets(a, b) && meets(b, a) ? 2 : 0) | (before(b, a) ? 4 : 0);
  if ((possible & orders) === possible) return 3;
  return (possible & orders) === 0 ? 0 : 1;
}

/** Compares a duration with another; `part` says which of leaving the provider each is, or is empty. */
function orderDurations(F, a, part, b, other, orders) {
  if (a < 0 || b < 0) return 0;
  const own = reachOf(F, a, part);
  const against = reachOf(F, b, other);
  return own === null || against === null ? 1 : orderReaches(own, against, orders);
}

function reachOf(F, span, part) {
  if (span > 0) {
    const day = reached(F, span);
    return [day, day];
  }
  return part === "" ? null : boundsOf(F, part);
}

// Values of facts as words: the same texts and numbers that the engine reads (src/flow/value.rs), and no others. A word
// is never zero, so zero says that a value is none.

/** The word of 9999-12-31, the day on which what is endless ends. */
const ENDLESS = 3_652_059;
const MONTHS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
/** Texts that may have more bytes than the engine reads. */
const LONGEST = 333;
const UNPAIRED = /\p{Surrogate}/u;
const WORDY = /^([0-9]+) +(day|week|month|year)s?$/;
const ISO = /^P(?=[0-9])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?$/;
/** The largest count of a unit of time. */
const MOST = 9999;

/** The word of a day written "2026-03-01". */
export function date(value) {
  if (typeof value !== "string" || value.length !== 10) return 0;
  if (value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return 0;
  const year = two(value, 0) * 100 + two(value, 2);
  const month = two(value, 5);
  const day = two(value, 8);
  // What is no digit makes its part NaN, which no comparison holds for.
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return 0;
  const leap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const before = MONTHS[month - 1];
  if (day > MONTHS[month] - before + (month === 2 ? leap : 0)) return 0;
  const years = year - 1;
  const centuries = (years / 100) | 0;
  return years * 365 + (years >> 2) - centuries + (centuries >> 2) + before + (month > 2 ? leap : 0) + day;
}

/** Two digits as a number. */
function two(value, at) {
  const tens = value.charCodeAt(at) - 48;
  const ones = value.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** The word of a day on which something ends, or of "none". */
export function end(value) {
  return value === "none" ? ENDLESS : date(value);
}

/** The word of a share written "44.4%": one more than its hundredths. */
export function percent(value) {
  if (typeof value !== "string") return 0;
  const match = /^([0-9]{1,4})(?:\.([0-9]{1,2}))? *%$/.exec(value);
  if (match === null) return 0;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? "0").padEnd(2, "0"));
  return hundredths <= 10_050 ? hundredths + 1 : 0;
}

/** A number in ten-thousandths; NaN where it has more decimals or is too large. */
export function scaled(value) {
  if (typeof value !== "number") return NaN;
  const exact = value * 10_000;
  const size = Math.abs(exact);
  if (!(size < 9.0e15)) return NaN;
  const whole = Math.round(size);
  if (Math.abs(size - whole) > 1e-9 * Math.max(size, 1)) return NaN;
  return exact < 0 ? -whole : whole;
}

/** A duration written "2 months" or "P2M", as months and days; null for none. */
export function duration(value) {
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const wordy = WORDY.exec(value);
  const found = wordy === null ? ISO.exec(value) : fromWords(Number(wordy[1]), wordy[2]);
  if (found === null) return null;
  const [years, months, weeks, days] = [1, 2, 3, 4].map((index) => Number(found[index] ?? 0));
  if (years > MOST || months > MOST || weeks > MOST || days > MOST) return null;
  return { months: years * 12 + months, days: weeks * 7 + days };
}

function fromWords(count, unit) {
  const found = ["", 0, 0, 0, 0];
  found[["year", "month", "week", "day"].indexOf(unit) + 1] = count;
  return found;
}

/** Whether a text is one that the engine surely reads. */
export function isText(value) {
  return typeof value === "string" && value.length <= LONGEST && !UNPAIRED.test(value);
}

/** The id of a party, one @ taken off; empty for what is no id. */
export function id(value) {
  if (typeof value !== "string") return "";
  const plain = value.charCodeAt(0) === 64 ? value.slice(1) : value;
  return plain.length <= LONGEST && /^[A-Za-z0-9_.-]+$/.test(plain) ? plain : "";
}

/** The word of a region, whatever the case of its letters; 0 for none that is known. */
export function region(regions, value) {
  if (value === "none") return 1;
  if (typeof value !== "string" || value.length > LONGEST) return 0;
  // Only the case of ASCII counts: other letters that have small forms in ASCII are not meant.
  return regions.named.get(value) ?? (/^[ -~]*$/.test(value) ? regions.named.get(value.toLowerCase()) : undefined) ?? 0;
}

const MONTHS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIRST_DAY = 1;
const LAST_DAY = 3652059;

const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengthOf = (year, month) => (month === 2 && isLeap(year) ? 29 : MONTHS[month]);

/** Returns the days from 0000-12-31 to a day (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
function daysOf(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const century = (shifted / 100) | 0;
  const dayOfYear = (((153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5) | 0) + day;
  return shifted * 365 + ((shifted / 4) | 0) - century + ((century / 4) | 0) + dayOfYear - 306;
}

/** Returns the number of a day that is written 2026-03-01; 0 for any other value. */
function dayOf(text) {
  if (typeof text !== "string" || text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45)
    return 0;
  const a = text.charCodeAt(0) - 48;
  const b = text.charCodeAt(1) - 48;
  const c = text.charCodeAt(2) - 48;
  const d = text.charCodeAt(3) - 48;
  const e = text.charCodeAt(5) - 48;
  const f = text.charCodeAt(6) - 48;
  const g = text.charCodeAt(8) - 48;
  const h = text.charCodeAt(9) - 48;
  // A character that is no digit makes one of these negative.
  if (
    (a | b | c | d | e | f | g | h | (9 - a) | (9 - b) | (9 - c) | (9 - d) | (9 - e) | (9 - f) | (9 - g) | (9 - h)) <
    0
  )
    return 0;
  const year = a * 1000 + b * 100 + c * 10 + d;
  const month = e * 10 + f;
  const day = g * 10 + h;
  if (year < 1 || month < 1 || month > 12 || day < 1 || (day > 28 && day > lengthOf(year, month))) return 0;
  return daysOf(year, month, day);
}

function dateOf(value) {
  const day = dayOf(value);
  if (day === 0) throw wrong('a day such as "2026-03-01"');
  return day;
}

/** Returns a last day, which may be "none". */
function lastDayOf(value) {
  return value === "none" ? LAST_DAY : dateOf(value);
}

/** Returns the stretch of days, on which no set changes, that a day lies in. */
function stretchOf(day) {
  let low = 0;
  let high = TURNS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (TURNS[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The days that were judged, by a hash of their letters that keeps those of ten years apart. */
const DAYS = new Array(4096).fill(null);

/** Returns the day to judge. */
function judged(text) {
  if (typeof text !== "string" || text.length !== 10) return anew(text, 0);
  const month = text.charCodeAt(3) * 12 + text.charCodeAt(5) * 10 + text.charCodeAt(6);
  const hash = (month * 32 + text.charCodeAt(8) * 10 + text.charCodeAt(9)) & 4095;
  const known = DAYS[hash];
  return known !== null && known.text === text ? known : anew(text, hash);
}

function anew(text, hash) {
  if (text === undefined || text === null)
    throw refuse("L0504", 'the day to judge is missing: write "as_of": "2026-03-01"');
  return (DAYS[hash] = new Day(text, dateOf(text)));
}

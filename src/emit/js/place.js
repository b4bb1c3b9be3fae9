/** A place is a number: 0 unknown, 1 none, then those of the atlas; from GROUP on, the sets of places that a flow states. */
const GROUP = 512;
const CODES = new Map(PLACES.split(" ").map((code, index) => [code, index + 2]));
const LETTERS = new Int16Array(1024);
for (const [code, number] of CODES)
  if (code.length === 2) LETTERS[((code.charCodeAt(0) & 31) << 5) | (code.charCodeAt(1) & 31)] = number;

/** Answers of the tests on each place, two bits a test, by the stretches of days that flows were judged on. */
const TABLES = [];

function tablesOf(stretch) {
  return (TABLES[stretch] ??= PLACE_TESTS.map(({ unknown, none, most, others }) => {
    const table = new Int32Array(PLACE_COUNT + 2).fill(at(most, stretch));
    table[0] = unknown;
    table[1] = none;
    for (const [codes, words] of others)
      for (const code of codes.split(" ")) table[CODES.get(code)] = at(words, stretch);
    return table;
  }));
}

const at = (words, stretch) => (typeof words === "number" ? words : words[stretch]);

/** Returns the number of a place by the two letters of its code; 0 for any other value. */
function lettersOf(value) {
  if (typeof value !== "string" || value.length !== 2) return 0;
  const first = value.charCodeAt(0);
  const second = value.charCodeAt(1);
  return (((first << 16) | second) & 0xffe0ffe0) === 0x400040 ? LETTERS[((first & 31) << 5) | (second & 31)] : 0;
}

function placeOf(F, value) {
  const code = lettersOf(value);
  return code === 0 ? rarePlaceOf(F, value) : code;
}

function rarePlaceOf(F, value) {
  if (typeof value !== "string") throw wrong("a place");
  const code = CODES.get(value);
  if (code !== undefined) return code;
  if (!hasOwn(GROUPS, value))
    throw refuse("L0508", `${show(value)} is not a place: a printed policy knows codes such as "FR" and "EU"`);
  const members = membersOf(value, F.day);
  if (members.length === 0) throw refuse("L0503", `${show(value)} has no members on this day`);
  return codeOf(F, members);
}

/** Members of groups, by group and day: those that were asked for last. */
const MEMBERS = new Map();

/** Returns the places of a group on a day. */
function membersOf(group, day) {
  const asked = `${group} ${day}`;
  let members = MEMBERS.get(asked);
  if (members === undefined) {
    if (MEMBERS.size > 999) MEMBERS.clear();
    MEMBERS.set(asked, (members = findMembers(group, day)));
  }
  return members;
}

function findMembers(group, day) {
  const found = new Set();
  for (const [from, through, codes] of GROUPS[group]) {
    if (from > day || day > through) continue;
    for (const code of codes === "*" ? CODES.keys() : codes.split(" "))
      if (codes !== "*" || code !== "EPO") found.add(CODES.get(code));
  }
  return [...found].sort((a, b) => a - b);
}

/** Returns the number of a place that is one of several. */
function codeOf(F, places) {
  if (places.length === 1) return places[0];
  F.grouped = true;
  F.sets ??= [];
  return F.sets.push(places) - 1 + GROUP;
}

const placesOf = (F, code) => (code >= GROUP ? F.sets[code - GROUP] : [code]);

/** Returns the places that are in both; null where there are none. */
function bothPlaces(F, a, b) {
  if (a === b) return a;
  const others = placesOf(F, b);
  const both = placesOf(F, a).filter((place) => others.includes(place));
  return both.length === 0 ? null : codeOf(F, both);
}

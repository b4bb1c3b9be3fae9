const EMPTY = [];
const UNKNOWN_SET = 1 << 30;

/** Returns a table of words by their hash, which no two share. */
function slotted(words, size, hash) {
  const slots = new Array(size).fill(0);
  for (const word of words) slots[hash(word)] = word;
  return slots;
}

/** Returns the codes of words at their places in such a table: 2 and up, in their order. */
const codesOf = (slots, words) => Uint8Array.from(slots, (word) => words.indexOf(word) + 2);

/** Reads the entries of a list; whether there may be more is then `isOpen`. */
function listOf(F, value, read) {
  const items = entriesOf(value, false);
  const open = isOpen;
  const { length } = items;
  const entries = new Array(length);
  for (let index = 0; index < length; index++) entries[index] = read(F, entryOf(items, index));
  if (length > 0) countOf(F, length);
  isOpen = open;
  return entries;
}

/** Counts the objects of a flow. */
function countOf(F, more) {
  F.count += more;
  if (F.count > 20000) throw refuse("L0590", "the flow states more than 20000 sites, parties and the like");
}

/** Reads categories of data: their bits are then `lowBits` and `highBits`. */
function categoriesOf(value) {
  const items = entriesOf(value, false);
  const open = isOpen;
  const { length } = items;
  let low = 0;
  let high = 0;
  for (let index = 0; index < length; index++) {
    const category = categoryOf(entryOf(items, index)) - 2;
    if (category < 30) low |= 1 << category;
    else high |= 1 << (category - 30);
  }
  lowBits = low;
  highBits = high;
  isOpen = open;
}

function insteadOf(F, value) {
  if (!isArray(value)) throw wrong("an array of paths");
  const paths = new Set();
  for (let index = 0; index < value.length; index++) {
    const path = value[index];
    if (typeof path !== "string") throw wrong("a path");
    paths.add(path);
  }
  return paths.size === 0 ? null : paths;
}

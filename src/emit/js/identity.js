/** The letters without accents of names. */
const LETTERS_OF = new Map(
  ACCENTS.split(" ").flatMap((row) => {
    const [plain, letters] = row.split(":");
    return [...letters].map((letter) => [letter, plain]);
  }),
);

/** Stands for a stated name that has no letter. */
const NAMELESS = " ";

/** Returns the stated name of a party in plain words, without its legal form; nothing where the atlas has the name. */
function stemOf(party) {
  party.stem ??= party.supplied || party.name === "" ? "" : stemOfName(party.name);
  return party.stem;
}

/** Stems of names: those that were asked for last. */
const STEMS = new Map();

function stemOfName(name) {
  let stem = STEMS.get(name);
  if (stem === undefined) {
    if (STEMS.size > 999) STEMS.clear();
    STEMS.set(name, (stem = findStem(name)));
  }
  return stem;
}

function findStem(name) {
  let plain = "";
  for (const letter of name) {
    if (letter === "." || letter === "'" || letter === "’") continue;
    plain += LETTERS_OF.get(letter) ?? (/[A-Za-z0-9]/u.test(letter) ? letter.toLowerCase() : " ");
  }
  const all = plain.split(" ");
  const isName = all.some((word) => word.length > 3);
  const words = all.filter((word) => word !== "" && !(isName && ARTICLES.includes(word)));
  while (words.length > 1 && FORMS.has(words.at(-1))) words.pop();
  return words.join(" ") || NAMELESS;
}

/** Returns the state in which a party has its seat; 0 where that is not known to be one. */
function stateOf(party) {
  const { seat } = party;
  if (party.state === -1) party.state = seat > 1 && seat < GROUP ? (STATES.get(seat) ?? seat) : 0;
  return party.state;
}

/** Returns whether a key beside the facts that are read states something of a party. */
function isDescribedBy(o) {
  for (const key in o) if (PARTY_KEYS[key] !== undefined && key !== "x" && (o[key] ?? null) !== null) return true;
  return false;
}

const differ = (a, b) => a !== "" && b !== "" && a !== b;

/**
 * Returns whether two parties are one person: equal ids share one record. Without two ids, other names or seats are other persons, and
 * whoever is described beside the exporter is another than the exporter.
 */
function samePerson(F, a, b) {
  if (a === aParty || b === aParty) return 0;
  if (a === uParty || b === uParty) return 1;
  if (a === nParty || b === nParty) return 0;
  if (a === b) return 3;
  if (a.id !== "" && b.id !== "") return 0;
  const [nameA, nameB] = [stemOf(a), stemOf(b)];
  if (differ(nameA, nameB)) return 0;
  if (a.group !== "" && a.group === b.group) return 1;
  const [stateA, stateB] = [stateOf(a), stateOf(b)];
  if (stateA !== 0 && stateB !== 0 && stateA !== stateB) return 0;
  const isExporter = a === F.exporter || b === F.exporter;
  return isExporter && a.described && b.described && !(nameA !== "" && nameA === nameB) ? 0 : 1;
}

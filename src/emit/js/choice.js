/** Judges a flow that states groups of places: every member in turn, and the worst counts. */
function choose(F, level, part) {
  const groups = groupsOf(F);
  // Parties are told apart by the seat as it is stated, which is one of several.
  for (const { owner, at } of groups) if (owner.state !== undefined && at === "seat") owner.state = 0;
  const any = COMPARES || groups.some(({ isEntry }) => isEntry);
  const moves = F.implied.length > 0 && F.transfers.length > 0;
  const compared = groups.filter(
    ({ record, key }) => any || record.compared.includes(key) || (moves && record.moves.includes(key)),
  );
  const spans = groups.map((group) => candidatesOf(F, group.places, compared.includes(group) ? compared : []));
  let combinations = 1;
  for (const span of spans) {
    combinations *= span.length;
    if (combinations > 4096) throw refuse("L0592", "the groups of places of the flow come to more than 4096 choices");
  }
  if (F.derived !== null) {
    const left = new Set(F.derived);
    everyChoice(F, groups, spans, () => {
      for (const stated of left) if (!contradicts(F, stated)) left.delete(stated);
      return left.size > 0;
    });
    for (const [, key] of left) throw contradiction(key);
  }
  let worst = -1;
  everyChoice(F, groups, spans, () => {
    const code = evaluate(F, level, part);
    if (worst === -1 || RANK[code & 255] > RANK[worst & 255]) worst = code;
    return (worst & 255) !== 1;
  });
  return worst;
}

/** Ranks of verdicts by their codes: the worse, the higher. */
const RANK = [0, 3, 2, 1];

/** Returns where groups of places stand: owner, key, and the members. */
function groupsOf(F) {
  const found = [];
  for (const record of walk(F)) {
    for (const key of record.places) {
      const value = record[key];
      const owner = isArray(value) ? value : record;
      const keys = isArray(value) ? value.keys() : [key];
      for (const at of keys)
        if (owner[at] >= GROUP)
          found.push({ record, key, owner, at, places: placesOf(F, owner[at]), isEntry: owner !== record });
    }
  }
  return found;
}

/** Calls for each choice, the last group changing fastest, while `each` says so. */
function everyChoice(F, groups, spans, each) {
  const chosen = groups.map(() => 0);
  for (;;) {
    groups.forEach(({ owner, at }, index) => (owner[at] = spans[index][chosen[index]]));
    forget(F);
    if (!each()) return;
    let last = groups.length - 1;
    while (last >= 0 && ++chosen[last] === spans[last].length) chosen[last--] = 0;
    if (last < 0) return;
  }
}

/**
 * Returns so many members of each class that the policy can tell apart as can matter, and every place that is stated where the
 * place is one of those that are `compared`.
 */
function candidatesOf(F, places, compared) {
  const copies = Math.max(compared.length, 1);
  const named = compared.length > 0 ? namedPlaces(F) : new Set();
  const counts = new Map();
  return places.filter((place) => {
    if (named.has(place)) return true;
    const own = classOf(F, place, compared);
    counts.set(own, (counts.get(own) ?? 0) + 1);
    return counts.get(own) <= copies;
  });
}

/** The classes of places that the policy can tell apart, by the stretch of days: a number for each place. */
const CLASSES = [];

function classesOf(stretch) {
  return (CLASSES[stretch] ??= findClasses(stretch));
}

function findClasses(stretch) {
  const known = new Map();
  const isDated = OTHER_DAYS.some((bits) => bits !== 0);
  return Uint16Array.from({ length: PLACE_COUNT + 2 }, (_, place) => {
    const said = tablesOf(stretch).map((table) => table[place]);
    for (let other = 0; isDated && other <= TURNS.length; other++)
      said.push(...tablesOf(other).map((table, word) => table[place] & OTHER_DAYS[word]));
    const key = said.join();
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key);
  });
}

function classOf(F, place, groups) {
  const own = classesOf(F.stretch)[place];
  return groups.length === 0 ? own : `${own} ${groups.map(({ places }) => (places.includes(place) ? 1 : 0)).join("")}`;
}

/** Returns the places that are stated one by one. */
function namedPlaces(F) {
  const codes = walk(F).flatMap((record) => record.places.flatMap((key) => record[key]));
  return new Set(codes.filter((code) => code > 1 && code < GROUP));
}

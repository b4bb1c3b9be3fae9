const isSomebody = (person) => person !== uParty && person !== nParty && person !== aParty;

/** Returns the party that a value states; `owner` and `key` are where it stands. */
function partyOf(F, value, owner, key) {
  if (typeof value === "object" && value !== null && !isArray(value)) return readParty(F, value);
  if (typeof value !== "string" || (owner === F && key === "exporter")) throw wrong("a party");
  if (value === "none") return nParty;
  if (value === "exporter" || (value === "provider" && !(owner === F && key === "provider"))) {
    F.words ??= [];
    F.words.push([owner, key, value]);
    return uParty;
  }
  if (value.length < 2 || !value.startsWith("@")) throw vendorOf(value);
  const mention = new Party();
  mention.id = textOf(value).slice(1);
  mention.mention = true;
  F.named = true;
  return mention;
}

/** Returns the same of a party that is always somebody. */
function somebodyOf(F, value, owner, key) {
  if (value === "none") throw refuse("L0503", `the ${key} is always somebody`);
  return partyOf(F, value, owner, key);
}

function vendorOf(name) {
  return refuse(
    "L0515",
    `${show(name)} is not a party of the flow. A printed policy knows no vendors: describe the party, or use the package lexloci`,
  );
}

/** Says who `"exporter"` and `"provider"` are. */
function settleWords(F) {
  for (const [owner, key, word] of F.words) {
    if (F[word] === nParty) throw refuse("L0505", `a party is the ${word}, and the flow says that there is none`);
    if (F[word] === uParty) {
      F[word] = new Party();
      F.paths?.set(F[word], word);
    }
    owner[key] = F[word];
  }
}

/** Makes all parties of one id one person. */
function unite(F) {
  const byId = new Map();
  const all = walk(F);
  for (const party of all) {
    if (!(party instanceof Party) || party.id === "") continue;
    party.id = party.id.startsWith("@") ? party.id.slice(1) : party.id;
    if (!/^[A-Za-z0-9_.-]+$/u.test(party.id)) throw refuse("L0503", "an id has letters, digits, `-`, `_` and `.`");
    if (byId.has(party.id)) byId.get(party.id).push(party);
    else byId.set(party.id, [party]);
  }
  const persons = new Map();
  for (const same of byId.values()) {
    if (same.every((party) => party.mention)) throw vendorOf(`@${same[0].id}`);
    const first = same.find(isDescribed) ?? same[0];
    for (const party of same) if (party !== first) persons.set(party, first);
  }
  redirect(all, persons);
  for (const [party, person] of persons) merge(F, person, party);
}

const isStated = (party, key, more) =>
  !Object.is(party[key], uParty[key]) || more.some((word) => party[word] !== uParty[word]);
const isDescribed = (party) => !party.mention && PARTY_FACTS.some(([key, , more]) => isStated(party, key, more));

/** Lets every record that leads to one party of a pair lead to the other. */
function redirect(all, persons) {
  if (persons.size === 0) return;
  for (const record of all) {
    for (const key of record.links) {
      const value = record[key];
      if (isArray(value)) {
        if (value.some((entry) => persons.has(entry))) record[key] = value.map((entry) => persons.get(entry) ?? entry);
      } else if (persons.has(value)) record[key] = persons.get(value);
    }
  }
}

/** Gives a person the facts of a mention. What contradicts is an error. */
function merge(F, person, mention) {
  if (mention.mention) return;
  if (person.described !== undefined) {
    if (person.name === "") person.supplied = mention.supplied;
    person.described ||= mention.described;
    person.group ||= mention.group;
  }
  person.vendor ||= mention.vendor;
  for (const [key, form, more] of PARTY_FACTS) {
    const said = mention[key];
    const known = person[key];
    if (!isStated(mention, key, more)) continue;
    if (!isStated(person, key, more)) {
      person[key] = said;
      for (const word of more) person[word] = mention[word];
      continue;
    }
    const both =
      form === "place"
        ? bothPlaces(F, known, said)
        : form === "set"
          ? bothSets(known, said)
          : [key, ...more].every((word) => isSame(person, mention, word))
            ? known
            : null;
    if (both === null) throw refuse("L0505", `${key} differs from what is stated of the same party elsewhere`);
    person[key] = both;
  }
}

/** Returns two sets of values together; null where one is complete and lacks what the other has. */
function bothSets(a, b) {
  const open = 1 << 30;
  const fits = (all, part) => (all & open) !== 0 || (part & ~all & ~open) === 0;
  return fits(a, b) && fits(b, a) ? ((a | b) & ~open) | (a & b & open) : null;
}

/** Returns whether two records say the same of one fact. */
function isSame(a, b, key) {
  const [x, y] = [a[key], b[key]];
  if (!isArray(x)) return Object.is(x, y) || (typeof x === "object" && x !== null && isSameRecord(x, y));
  const like = ["_open", "_rest"].every((word) => a[key + word] === b[key + word]);
  return (
    like &&
    x.length === y.length &&
    x.every(
      (entry, index) => Object.is(entry, y[index]) || (typeof entry === "object" && isSameRecord(entry, y[index])),
    )
  );
}

/** Fields of a record beside its facts. */
const OWN = new Set(["met", "mention", "vendor", "described", "supplied", "group", "state", "stem", "site"]);

function isSameRecord(a, b) {
  if (a === b) return true;
  if (a.constructor !== b.constructor || SENTINELS.has(a) || SENTINELS.has(b)) return false;
  return Object.keys(a).every((key) => OWN.has(key) || isSame(a, b, key));
}

/** Returns the truth of a party being the one with this id. */
function isParty(party, id) {
  if (!isSomebody(party)) return party === uParty ? 1 : 0;
  return party.id === "" ? 1 : party.id === id ? 3 : 0;
}

const isNobody = (party) => (party === nParty ? 3 : party === uParty ? 1 : 0);

/** Returns who operates a region on a day; undefined where nobody is known. */
function operatorOf(key, day) {
  const rows = hasOwn(OPERATORS, key) ? OPERATORS[key] : [];
  return rows.find(([from, through]) => from <= day && day <= through);
}

/** Fills in place and operator of every site on a region of the atlas. */
function expandRegions(F) {
  spreadSites(F);
  const all = walk(F);
  const sites = all.filter((record) => record instanceof Site && record.region > 2);
  const operators = new Map();
  for (const site of sites) {
    const { operator } = regionAt(site.region);
    const person = site.operator;
    if (isSomebody(person) && person.id !== "" && operatorOf(operator, F.day) !== undefined && !operators.has(operator))
      operators.set(operator, person);
  }
  // A party that has the vendor's key as its id; another company of its group has not.
  for (const party of all) {
    if (!(party instanceof Party) || party.id === "") continue;
    if (operatorOf(party.id, F.day) !== undefined && !operators.has(party.id)) operators.set(party.id, party);
  }
  const united = new Map();
  for (const site of sites) {
    const region = regionAt(site.region);
    supplyPlace(F, site, "place", placesOfRegion(region, F.day));
    operatorOfRegion(F, site, region.operator, operators, united);
  }
  for (const [site, area] of F.somewhere) {
    supplyPlace(F, site, "place", placesOfArea(area.places, F.day));
    operatorOfRegion(F, site, area.operator, operators, united);
  }
  redirect([...all, ...operators.values()], united);
}

function operatorOfRegion(F, site, key, operators, united) {
  const operator = operatorOf(key, F.day);
  if (operator === undefined) return;
  const stated = site.operator;
  if (stated !== uParty && F.overruled(F.pathOf(site, "operator"))) return;
  if (stated === nParty)
    throw refuse(
      "L0506",
      'the atlas knows who operates a region of the flow: leave "none" out, or list it under `instead`',
    );
  const known = operators.get(key);
  let person = stated === uParty ? known : stated;
  if (person === undefined) {
    person = new Party();
    F.paths?.set(person, F.pathOf(site, "operator"));
  } else if (known !== undefined && person !== known && person.id === "") {
    merge(F, known, person);
    united.set(person, known);
    person = known;
  }
  if (!operators.has(key)) operators.set(key, person);
  site.operator = person;
  if (person.described !== undefined) person.described = true;
  supplyIdentity(F, person, key, operator);
  supplyOperator(F, person, operator);
  person.vendor = key;
  if (person.group !== undefined) person.group = operator[6];
}

/** Supplies id and name, unless the flow names a person of its own or another company of the group. */
function supplyIdentity(F, person, key, [, , seat, , , name]) {
  const stated = person.seat ?? 0;
  const isOwn = stated === 0 || seat === "" || placesOf(F, stated).includes(CODES.get(seat));
  if (!isOwn || person.id !== "") return;
  person.id = key;
  if (person.name === "" && person.supplied !== undefined) {
    person.name = name;
    person.supplied = true;
  }
}

const REACHED = ["storage", "processing", "access"];

/** Gives each site that may be a transfer a record for it. Sites that several flows share are copied. */
function implyTransfers(F) {
  F.implied = [];
  const inside = INSIDE.filter((_, law) => mayBind(F, law));
  const isInside = (place) => place > 1 && placesOf(F, place).every((one) => inside.every((test) => test(F, one)));
  for (const key of REACHED) {
    let sites = null;
    F[key].forEach((site, index) => {
      const { operator } = site;
      if ((operator !== uParty && operator === F.exporter) || isInside(site.place)) return;
      let own = site;
      if (SITES[site.place] === site) {
        own = Object.assign(new Site(), site);
        sites ??= [...F[key]];
        sites[index] = own;
      }
      implyTransfer(F, own);
    });
    if (sites !== null) F[key] = sites;
  }
}

function implyTransfer(F, site) {
  const transfer = site.transfer === uTransfer ? new Transfer() : site.transfer;
  site.transfer = transfer;
  transfer.site = site;
  transfer.recipient = site.operator;
  transfer.data = site.data;
  if (transfer.measures !== undefined) {
    transfer.measures = site.measures;
    transfer.measures_open = site.measures_open;
  }
  F.implied.push(transfer);
}

/** Returns where a transfer goes. */
const toOf = (transfer) => (transfer.site === null ? transfer.to : transfer.site.place);

/** Returns whether the transfer that a site would be is one: abroad, in the hands of another, and described by no stated one. */
function isTransfer(F, own) {
  const abroad = isAbroad(F, own.site.place);
  if (abroad === 0) return 0;
  const others = isAnothers(F, own.site.operator);
  if (others === 0) return 0;
  return abroad & others & NOT[isAmongStated(F, own)];
}

function isAbroad(F, place) {
  if (place === 0) return 1;
  let truth = 0;
  for (let law = 0; law < INSIDE.length; law++) if (!INSIDE[law](F, place)) truth |= binds(F, law, F.exporter.seat);
  return truth;
}

/** Returns whether a law binds the exporter, by the seat. */
function binds(F, law, seat) {
  const { exporter } = F;
  if (!isSomebody(exporter)) return 1;
  const named = (exporter.regime > 1 ? 1 << (exporter.regime - 2) : 0) | (exporter.other_regimes & ~UNKNOWN_SET);
  if ((LAWS[law] & named) !== 0) return 3;
  if (seat === 0) return 1;
  if (INSIDE[law](F, seat)) return 3;
  return (exporter.regime > 1 && exporter.regime !== exporter.ofSeat) || INSIDE[0](F, seat) ? 0 : 1;
}

const mayBind = (F, law) => placesOf(F, F.exporter.seat).some((seat) => binds(F, law, seat) !== 0);

/** Returns whether another than the exporter operates a site. */
function isAnothers(F, operator) {
  if (operator === uParty) return 1;
  if (operator === nParty) return 0;
  return isSomebody(F.exporter) ? NOT[samePerson(F, operator, F.exporter)] : 1;
}

/** Returns whether a stated transfer describes what a site's transfer is. */
function isAmongStated(F, own) {
  let truth = F.transfers_open;
  for (const stated of F.transfers) truth |= describes(F, stated, own);
  return truth;
}

function describes(F, stated, own) {
  const [a, b] = [stated.to, own.site.place];
  const place = a === 0 || b === 0 ? 1 : a === b ? 3 : 0;
  return place === 0 ? 0 : place & isRecipient(F, stated.recipient, own.recipient) & covers(F, stated, own);
}

function isRecipient(F, a, b) {
  if (a === uParty || b === uParty) return 1;
  if (a === nParty || b === nParty) return 0;
  return a.vendor !== "" && a.vendor === b.vendor ? 3 : samePerson(F, a, b);
}

/** Returns whether the data of a stated transfer are at least those of a site. */
function covers(F, stated, own) {
  const [all, part] = [dataOf(F, stated), dataOf(F, own)];
  if (all === part) return 3;
  if (all === uData || part === uData) return 1;
  if (all.categories_open === 1 && (all.categories | all.categories_high) === 0) {
    if (part.categories_open === 0 && (part.categories | part.categories_high) === 0)
      throw refuse("L0589", `data of no category beside data that are not listed: ${PACKAGE}`);
    return 1;
  }
  let truth = part.categories_open === 0 ? 3 : 1;
  for (let index = 0; index < CATEGORIES; index++) {
    if ((index < 30 ? part.categories >> index : part.categories_high >> (index - 30)) & 1)
      truth &= inCategories(index + 2, all.categories, all.categories_high, all.categories_open);
  }
  return truth;
}

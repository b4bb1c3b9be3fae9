/** Closes a list of holders whose capital or votes come to a whole; opens any other that is not stated complete. */
function settleHolders(party) {
  if (party.holders.length === 0 && party.holders_open === 1 && party.holders_rest === 0) return;
  if (isToldTwice(party.holders, "capital") || isToldTwice(party.holders, "votes"))
    throw refuse("L0507", `shares of one owner stand in two entries: ${MORE}`);
  const shares = [sharesOf(party.holders, "capital"), sharesOf(party.holders, "votes")];
  if (shares.some(({ sum }) => sum > 10050)) throw refuse("L0513", "shares of one company add up to more than 100 %");
  if (party.holders_rest === 0 && !shares.some(({ sum }) => sum >= 9950)) party.holders_open = 1;
  const isWhole = party.holders_open === 0 && (party.holders_rest === 0 || party.holders_rest === 2);
  if (isWhole && shares.some(({ sum, all }) => all && sum < 9950))
    throw refuse("L0513", "these are all holders of a company, and their shares are less than a whole");
}

function isToldTwice(holders, key) {
  const owners = new Set();
  for (const holder of holders) {
    if (!(holder[key] > 0)) continue;
    const owner = ownerOf(holder.person);
    if (owners.has(owner)) return true;
    owners.add(owner);
  }
  return false;
}

function sharesOf(holders, key) {
  const stated = holders.filter((holder) => holder[key] > 0);
  return {
    sum: stated.reduce((sum, holder) => sum + holder[key] - 1, 0),
    all: stated.length === holders.length,
  };
}

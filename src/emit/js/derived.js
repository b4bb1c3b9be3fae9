/** Facts of tools that the package reads as no where a body of the Union states them, and refuses otherwise. */
const OF_TOOLS = ["complete", "bound"];

const contradiction = (key) =>
  refuse(
    "L0507",
    OF_TOOLS.includes(key)
      ? `other facts exclude that a tool is complete, or binds the recipient: ${PACKAGE}`
      : "a stated fact contradicts those that it follows from: correct it, or list its path under `instead`",
  );

/** Returns whether a stated fact is what its derivation excludes. */
function contradicts(F, [record, key, derive]) {
  const derived = derive(F, record);
  return derived !== 1 && derived !== record[key];
}

/** Finds the derived facts that are stated, and that the flow does not say to know better. That something is there and nowhere nobody knows better. */
function findDerived(F) {
  const records = walk(F);
  for (const [kind, key, derive, isFirm] of DERIVED) {
    for (const record of records) {
      const stated = record[key];
      if (!(record instanceof kind) || (stated !== 0 && stated !== 3)) continue;
      if ((isFirm && stated === 3) || !F.overruled(F.pathOf(record, key))) (F.derived ??= []).push([record, key, derive]);
    }
  }
}

/** Refuses stated facts that contradict those that they follow from; where places are groups, `choose` does. */
function settleDerived(F) {
  findDerived(F);
  if (F.derived === null || F.grouped) return;
  const stated = F.derived.find((one) => contradicts(F, one));
  if (stated !== undefined) throw contradiction(stated[1]);
}

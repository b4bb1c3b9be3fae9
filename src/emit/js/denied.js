/** Refuses further data-protection laws of a party that none binds. */
function settleLaws(F) {
  for (const record of walk(F))
    if (record instanceof Party && record.regime === NO_LAW && (record.other_regimes & ANY_LAW) !== 0)
      throw refuse("L0507", `a party is under no data-protection law and under one: ${MORE}`);
}

/** Refuses data of a site or transfer that the law treats apart and that are not among the flow's. */
function settleData(F) {
  const { data } = F;
  if (data.categories_open !== 0) return;
  const { categories: low, categories_high: high } = data;
  const isSaid = ((low & WHAT[0]) | (high & WHAT[1])) !== 0;
  const denied = APART.filter(([, , direct, directHigh, alone, aloneHigh]) =>
    isSaid ? ((low & direct) | (high & directHigh)) === 0 : ((low & alone) | (high & aloneHigh)) === 0,
  );
  for (const { data: own } of walk(F)) {
    if (own === undefined || own === uData || own === data) continue;
    if (denied.some(([below, belowHigh]) => ((own.categories & below) | (own.categories_high & belowHigh)) !== 0))
      throw refuse("L0507", `data of a site or transfer are not among those of the flow: ${MORE}`);
  }
}

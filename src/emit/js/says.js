/** States what a value of one fact says of another; a flow that denies it is refused. */
function settleSaid(F) {
  for (const record of walk(F))
    for (const [kind, key, values, said] of SAYING)
      if (record instanceof kind && (values >> record[key]) & 1) settleOneSaid(F, record, said);
}

function settleOneSaid(F, record, said) {
  if (record[said] === 0 && !F.overruled(F.pathOf(record, said))) throw contradiction();
  if (record[said] !== 1) return;
  record[said] = 3;
  F.states = true;
}

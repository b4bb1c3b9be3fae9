/** Refuses a tool that is stated to be there and to be agreed later, and clauses that were agreed before they were made. */
function settleAgreed(F) {
  for (const record of walk(F))
    if (record instanceof Transfer && isUntimely(F, record) && !F.overruled(F.pathOf(record, "concluded")))
      throw refuse("L0507", "a tool was not there on the day judged, or its clauses not on the day on which it was agreed");
}

function isUntimely(F, { concluded, tool, scc_version }) {
  if (concluded <= 0) return false;
  if (concluded > F.day) return tool > 1 && tool !== NO_TOOL;
  return scc_version > 1 && concluded < MADE[scc_version] && MADE[scc_version] <= F.day;
}

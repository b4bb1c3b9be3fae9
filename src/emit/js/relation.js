/** Reads an entry of a list of holders or suppliers, which may be a party that is named. */
function relationOf(F, value, kind, read) {
  if (typeof value !== "string") return read(F, value);
  const relation = new kind();
  relation.person = partyOf(F, value, relation, "person");
  if (relation.person === nParty) throw wrong("somebody");
  return relation;
}

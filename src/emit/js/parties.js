/** Gathers everyone whom the flow names, once. */
function gatherParties(F) {
  const reached = walk(F);
  F.parties = reached.filter((record) => record instanceof Party);
  F.parties_open = reached.some((record) =>
    record.names.some((key) =>
      isArray(record[key])
        ? record[`${key}_open`] === 1
        : (key === "exporter" && record !== F ? exporterOf(F, record) : record[key]) === uParty,
    ),
  )
    ? 1
    : 0;
}

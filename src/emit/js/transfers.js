/** Whether there may be another transfer: a site lies abroad, in other hands, and no transfer names those hands. */
function lacksTransfers(F) {
  if (F.lacks === -1)
    F.lacks = [
      ["storage", "storage_open"],
      ["processing", "processing_open"],
      ["access", "access_open"],
    ].some(([key, open]) => F[open] === 1 || F[key].some((site) => isUncovered(F, site)))
      ? 1
      : 0;
  return F.lacks;
}

function isUncovered(F, site) {
  if (site.place > 1 && isInside(F, site.place)) return false;
  const { operator } = site;
  return (
    !isSomebody(operator) ||
    !(F.exporter === operator || F.transfers.some((transfer) => transfer.recipient === operator))
  );
}

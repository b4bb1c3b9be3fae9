/** Reads what a site says of the transfer that it is: what follows from the site or the flow is stated there. */
function siteTransferOf(F, value) {
  const transfer = readTransfer(F, value);
  for (const key of ["to", "recipient", "data", "measures", "exporter"])
    if ((value[key] ?? null) !== null)
      throw refuse("L0501", `"${key}" of a site's transfer is what the site or the flow says: ${MORE}`);
  return transfer;
}

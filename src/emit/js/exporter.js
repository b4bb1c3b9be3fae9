/** Returns the exporter of a transfer: the flow's unless it states its own. Of a transfer that may be missing nothing is known. */
const exporterOf = (F, transfer) =>
  transfer.exporter === uParty && transfer !== uTransfer ? F.exporter : transfer.exporter;

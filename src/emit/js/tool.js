/** Settles what a transfer's facts say of its tool: clauses state it, an authorisation leaves two, and facts that do not fit are refused. */
function settleTool(transfer) {
  const clauses = CLAUSES.some(([key, unknown]) => transfer[key] !== unknown);
  const isAuthorised = transfer.authorised !== 1;
  if (clauses && transfer.tool === 0) transfer.tool = SCC;
  const { tool } = transfer;
  if ((clauses && tool !== SCC) || (isAuthorised && tool > 1 && ((AUTHORISED >> tool) & 1) === 0))
    throw refuse("L0511", "a fact of a transfer does not exist with its tool");
  if (tool > 1 ? tool !== SCC : isAuthorised) for (const [key, , none] of CLAUSES) transfer[key] = none;
  if (!isAuthorised && tool > 1 && ((AUTHORISED >> tool) & 1) === 0) transfer.authorised = 4;
  if (isAuthorised && tool === 0) transfer.tool = UNSAID;
}

/** Compares two tools; one that is authorised and not stated is one of two. */
function sameTool(a, b) {
  if (a === UNSAID && b > 1 && b !== UNSAID) return (AUTHORISED >> b) & 1;
  return sameCode(a === UNSAID ? 0 : a, b === UNSAID ? 0 : b);
}

/** Returns where keys are held: at the seat of the flow's exporter where it holds them, unless the flow states a place. */
function placeOfKeys(F, keys) {
  if (keys.place !== 0 || ((AT_SEAT >> keys.holder) & 1) === 0) return keys.place;
  const { seat } = F.exporter;
  return seat > 1 ? seat : 0;
}

/** Returns whether a measure of a kind has keys. */
const hasKeys = (kind) => (kind === 0 ? 1 : ((KEYED >> kind) & 1) * 3);

function siteHasKeys(site) {
  let truth = (site.encrypted & 3) | site.measures_open;
  for (const measure of site.measures) truth |= hasKeys(measure.kind);
  return truth;
}

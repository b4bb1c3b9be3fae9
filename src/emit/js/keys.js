/** Returns whether a measure of a kind has keys. */
const hasKeys = (kind) => (kind === 0 ? 1 : ((KEYED >> kind) & 1) * 3);

function siteHasKeys(site) {
  let truth = (site.encrypted & 3) | site.measures_open;
  for (const measure of site.measures) truth |= hasKeys(measure.kind);
  return truth;
}

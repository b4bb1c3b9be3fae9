/** Sites of which a place alone is stated, by the place: they are shared, and never changed. */
const SITES = new Array(PLACE_COUNT + 2).fill(null);
/** Lists of one such site. */
const ALONE = new Array(PLACE_COUNT + 2).fill(null);

function siteOf(F, value) {
  if (typeof value !== "string") return readSite(F, value);
  return SITES[lettersOf(value)] ?? rareSiteOf(F, value);
}

function rareSiteOf(F, value) {
  const site = new Site();
  if (value.includes("/")) {
    regionOfSite(F, site, value);
    return site;
  }
  site.place = placeOf(F, value);
  if (site.place < GROUP) {
    SITES[site.place] = site;
    ALONE[site.place] = [site];
  }
  return site;
}

/** Reads a list of sites. */
function sitesOf(F, value) {
  const items = entriesOf(value, false);
  const open = isOpen;
  const { length } = items;
  if (length === 1) {
    const site = siteOf(F, entryOf(items, 0));
    isOpen = open;
    return SITES[site.place] === site ? ALONE[site.place] : [site];
  }
  const sites = new Array(length);
  for (let index = 0; index < length; index++) sites[index] = siteOf(F, entryOf(items, index));
  if (length > 0) countOf(F, length);
  isOpen = open;
  return sites;
}

/** Fills in the place of every site on a region of the atlas. */
function expandRegions(F) {
  spreadSites(F);
  for (const site of walk(F))
    if (site instanceof Site && site.region > 2)
      supplyPlace(F, site, "place", placesOfRegion(regionAt(site.region), F.day));
  for (const [site, { places }] of F.somewhere) supplyPlace(F, site, "place", placesOfArea(places, F.day));
}

/** The regions of the atlas by their ids in small letters: a number, the place, the operator. */
let regions = null;

function readRegions() {
  regions = new Map();
  for (const line of REGIONS.split("\n")) {
    const [operator, prefix, ...groups] = line.split(" ");
    for (const group of groups) {
      const [place, ids] = group.split(":");
      for (const id of ids.split(","))
        regions.set(`${prefix}/${id}`.toLowerCase(), { code: regions.size + 3, place, operator });
    }
  }
  return regions;
}

const regionNamed = (text) => (regions ?? readRegions()).get(text.replace(/[A-Z]/gu, (letter) => letter.toLowerCase()));

function regionOf(F, value) {
  if (value === "none") return 2;
  const region = typeof value === "string" ? regionNamed(value) : undefined;
  if (region === undefined)
    throw refuse(
      "L0509",
      `the atlas has no region ${show(value)}. A printed policy knows no vendors, nor the regions of their platforms`,
    );
  F.clouds = true;
  return region.code;
}

/** The regions by their numbers. */
let numbered = null;

function regionAt(code) {
  numbered ??= [...(regions ?? readRegions()).values()];
  return numbered[code - 3];
}

/** Supplies a place that the atlas knows. A stated one that cannot be it is a contradiction. */
function supplyPlace(F, owner, key, places) {
  if (places.length === 0) return;
  const stated = owner[key];
  if (stated === 0) {
    owner[key] = codeOf(F, places);
    return;
  }
  const both = placesOf(F, stated).filter((place) => places.includes(place));
  if (both.length > 0) owner[key] = codeOf(F, both);
  else if (!F.overruled(F.pathOf(owner, key)))
    throw refuse("L0506", `a stated ${key} contradicts the atlas: correct it, or list its path under \`instead\``);
}

function placesOfRegion({ place }, day) {
  return hasOwn(GROUPS, place) ? membersOf(place, day) : [CODES.get(place)];
}

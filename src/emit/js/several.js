/** Names that stand for several regions, in small letters: those regions, or the operator and the places in one of which it is. */
let several = null;

function readSeveral() {
  several = new Map();
  for (const line of SEVERAL.split("\n")) {
    const [id, first, ...rest] = line.split(" ");
    const area = first.startsWith("=");
    const members = area ? { operator: first.slice(1), places: rest } : { regions: [first, ...rest] };
    several.set(id.toLowerCase(), members);
  }
  return several;
}

/** Reads the region of a site; one that stands for several is kept until everything is read. */
function regionOfSite(F, site, value) {
  const members =
    typeof value === "string" && regionNamed(value) === undefined
      ? (several ?? readSeveral()).get(value.replace(/[A-Z]/gu, (letter) => letter.toLowerCase()))
      : undefined;
  if (members === undefined) {
    site.region = regionOf(F, value);
    return;
  }
  F.clouds = true;
  F.spread ??= [];
  F.spread.push([site, members]);
}

/** Puts sites on the regions that the names stand for: one site for each, with all that is stated of the site. */
function spreadSites(F) {
  F.somewhere = [];
  for (const [site, members] of F.spread ?? []) {
    if (members.places !== undefined) {
      F.somewhere.push([site, members]);
      continue;
    }
    const sites = members.regions.map((id, index) => {
      const own = index === 0 ? site : Object.assign(new Site(), site);
      if (index > 0) {
        F.paths?.set(own, F.paths.get(site));
        if (own.transfer !== undefined && !SENTINELS.has(own.transfer)) own.transfer = twinOf(F, own.transfer);
      }
      own.region = regionNamed(id).code;
      return own;
    });
    for (const key of ["storage", "processing", "access", "transit"]) {
      const at = isArray(F[key]) ? F[key].indexOf(site) : -1;
      if (at >= 0) F[key] = [...F[key].slice(0, at), ...sites, ...F[key].slice(at + 1)];
    }
  }
}

function twinOf(F, record) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(record)), record);
  F.paths?.set(copy, F.paths.get(record));
  return copy;
}

/** Returns the places of an area on a day. */
function placesOfArea(places, day) {
  const found = new Set(places.flatMap((place) => placesOfRegion({ place }, day)));
  return [...found].sort((a, b) => a - b);
}

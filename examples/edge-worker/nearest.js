// Distances: a person's coordinates from the request, and the regions in order of their distance.
import { CAPITALS, REGIONS } from "./regions.js";

/** Returns the candidates, nearest first; in their own order for somebody of whom nobody knows where they are. */
export function nearest(where) {
  if (where === null) return REGIONS;
  return REGIONS.toSorted((a, b) => distance(where, a) - distance(where, b));
}

/** Returns what the request's JSON says of the person, else what the network does; null where neither says it. */
export function position(user, headers) {
  const header = (name) => (headers.has(name) ? Number(headers.get(name)) : NaN);
  const said = coordinates(user?.latitude, user?.longitude);
  return (
    said ??
    coordinates(header("cf-iplatitude"), header("cf-iplongitude")) ??
    capital(user?.country ?? headers.get("cf-ipcountry"))
  );
}

function coordinates(latitude, longitude) {
  const right = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return right && typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : null;
}

function capital(country) {
  if (!Object.hasOwn(CAPITALS, country ?? "")) return null;
  const [latitude, longitude] = CAPITALS[country];
  return { latitude, longitude };
}

/** Returns the angle between two points of the Earth, in radians (haversine). */
function distance(a, b) {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const half = (from, to) => Math.sin(radians(to - from) / 2) ** 2;
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * Math.asin(Math.sqrt(half(a.latitude, b.latitude) + across));
}

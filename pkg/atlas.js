// What the engine knows of the world: places, groups of them, cloud regions, and the days on which an act begins or ends.
import * as engine from "./lexloci.js";
import { DAYS } from "./atlas-days.js";

/** Every country, territory and organisation, in the order of their codes. */
export function places() {
  return records(engine.atlas_places(), 2, ([code, name]) => ({ code, name }));
}

/** Every named group of places. */
export function groups() {
  return records(engine.atlas_groups(), 2, ([name, title]) => ({ name, title }));
}

/** The codes of a group's members on a day; none where it is no such group or day. */
export function members(group, day) {
  return typeof group === "string" && typeof day === "string" ? engine.atlas_members(group, day) : [];
}

/** Every cloud region, in the order of their ids. */
export function regions() {
  return records(engine.atlas_regions(), 7, ([id, place, label, provider, operator, seat, parent]) => ({
    id,
    place,
    label,
    provider,
    operator: { name: operator, seat, parent },
  }));
}

/** The days on which an act of the atlas or of a shipped module begins or ends, in order. */
export function dates() {
  const { turns, sources } = JSON.parse(DAYS);
  return turns.map((turn) => ({ ...turn, source: sources[turn.source] ?? null }));
}

/** Fields one after the other, as records of so many. */
function records(fields, count, record) {
  const all = [];
  for (let i = 0; i < fields.length; i += count) all.push(record(fields.slice(i, i + count)));
  return all;
}

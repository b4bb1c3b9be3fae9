// The engine's facts about the world: places, groups of them, cloud regions, and the days on which an act begins or
// ends.
import * as engine from "./lexloci.js";
import { DAYS } from "./atlas-days.js";

/** Returns every country, territory and organisation, in the order of their codes. */
export function places() {
  return records(engine.atlas_places(), 2, ([code, name]) => ({ code, name }));
}

/** Returns every named group of places. */
export function groups() {
  return records(engine.atlas_groups(), 2, ([name, title]) => ({ name, title }));
}

/** Returns the codes of a group's members on a day; none where there is no such group or day. */
export function members(group, day) {
  return typeof group === "string" && typeof day === "string" ? engine.atlas_members(group, day) : [];
}

/** Returns every cloud region, in the order of their ids. */
export function regions() {
  return records(engine.atlas_regions(), 7, ([id, place, label, provider, operator, seat, parent]) => ({
    id,
    place,
    label,
    provider,
    operator: { name: operator, seat, parent },
  }));
}

/** Returns the days on which an act of the atlas or of a shipped module begins or ends, in order. */
export function dates() {
  const { turns, sources } = JSON.parse(DAYS);
  return turns.map((turn) => ({ ...turn, source: sources[turn.source] ?? null }));
}

/** Groups a flat list of fields into records of `count` fields each. */
function records(fields, count, record) {
  const all = [];
  for (let i = 0; i < fields.length; i += count) all.push(record(fields.slice(i, i + count)));
  return all;
}

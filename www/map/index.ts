// The map and the table of places. `import world from "./world.json"` has the drawing.
export { createMap, type MapOptions, type MapView } from "./map.ts";
export { createPlacesTable, type TableOptions, type TableView } from "./table.ts";
export {
  ANSWERS,
  ENGLISH,
  FRENCH,
  SIGNS,
  type Answer,
  type Answered,
  type PlaceOptions,
  type Verdicts,
  type Words,
  type World,
} from "./types.ts";

/** Counts the walks: a record is marked with the one that met it last, and what is no record of a flow is met by none. */
let walks = 0;
for (const sentinel of SENTINELS) sentinel.met = -1;

/** Returns everything that the flow leads to, the flow first. */
function walk(F) {
  const all = [];
  visit(F, ++walks, all);
  return all;
}

function visit(record, round, all) {
  if (record.met === round || record.met === -1) return;
  record.met = round;
  all.push(record);
  const { links } = record;
  for (let index = 0; index < links.length; index++) {
    const value = record[links[index]];
    if (!isArray(value)) visit(value, round, all);
    else for (let at = 0; at < value.length; at++) visit(value[at], round, all);
  }
}

/** Notes the path of everything, where the flow names paths under `instead`. */
function notePaths(F) {
  F.paths = new Map([[F, ""]]);
  const visitAll = (record) => {
    for (const key of record.links) {
      const value = record[key];
      const path = key === "person" ? F.paths.get(record) : F.pathOf(record, key);
      if (isArray(value)) value.forEach((entry, index) => note(entry, `${path}[${index}]`));
      else if (!SENTINELS.has(value)) note(value, path);
    }
  };
  const note = (record, path) => {
    if (F.paths.has(record)) return;
    F.paths.set(record, path);
    visitAll(record);
  };
  visitAll(F);
}

/** Returns whether the flow states under `instead` that it corrects the atlas at a path. */
Flow.prototype.overruled = function overruled(path) {
  return this.instead !== null && this.instead.has(path);
};

Flow.prototype.pathOf = function pathOf(record, key) {
  const path = this.paths === null ? "" : (this.paths.get(record) ?? "");
  return path === "" ? key : `${path}.${key}`;
};

/** Facts that few flows state: they stand in no record until one does. */
Object.assign(Flow.prototype, {
  implied: [],
  grouped: false,
  clouds: false,
  named: false,
  held: false,
  states: false,
  says: false,
  agreed: false,
  laws: false,
  parted: false,
  sets: null,
  spread: null,
  words: null,
  derived: null,
  instead: null,
  paths: null,
});

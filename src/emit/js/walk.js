/** Returns everything that the flow leads to, the flow first. */
function walk(F) {
  const all = [];
  const seen = new Set(SENTINELS);
  const visit = (record) => {
    if (seen.has(record)) return;
    seen.add(record);
    all.push(record);
    for (const key of record.links) {
      const value = record[key];
      if (isArray(value)) value.forEach(visit);
      else visit(value);
    }
  };
  visit(F);
  return all;
}

/** Notes the path of everything, where the flow names paths under `instead`. */
function notePaths(F) {
  F.paths = new Map([[F, ""]]);
  const visit = (record) => {
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
    visit(record);
  };
  visit(F);
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
  sets: null,
  words: null,
  derived: null,
  instead: null,
  paths: null,
});

// A verdict in words, for whoever is refused: what is demanded, by which law, what speaks against it, what is missing.

/** Words for a missing fact, by the end of its path. */
const FACTS = {
  access: "from where the data can be reached, and by whom",
  data: "what the data are",
  "data.categories": "what the data are",
  operator: "who operates the store",
  "operator.listed": "whether its operator is on a list that an adequacy decision asks for",
  place: "in which country it lies",
  provider: "who provides the service",
  sees: "in what form they are seen there",
};

/** Words for a known fact about the store or about a person who reaches the data, by the end of its path. */
const KNOWN = {
  "data.categories": (value) => `the data are ${value.replace(/[{}]/g, "")}`,
  place: (value, whose) => `${whose} lies in ${value}`,
  region: (value, whose) => `${whose} is ${value}`,
  "operator.seat": (value, whose) => `who operates ${whose} has its seat in ${value}`,
  "operator.ultimate_parent": (value) => `the head of that group has its seat in ${value}`,
  sees: (value, whose) => `they are seen at ${whose} as: ${value}`,
};

/** Returns the rules that keep the data from resting there, those first that are violated whatever the missing facts are. */
export function told(verdict) {
  const blocking = verdict.instances.filter(({ severity }) => severity === "blocking");
  return ["violated", "undetermined"].flatMap((against) =>
    blocking.filter(({ outcome }) => outcome === against).map(reason),
  );
}

function reason({ rule, title, outcome, cites, because, missing, remedy }) {
  const known = outcome === "violated" ? because.filter(({ value }) => value !== null) : [];
  const law = [...cites, ...known.flatMap((fact) => fact.cites)].map(({ source, pin, url }) => [
    `${source} ${pin}`,
    url,
  ]);
  return {
    rule,
    outcome,
    demands: title,
    law: [...new Map(law)].map(([cite, url]) => ({ cite, url })),
    because: [...new Set(known.map(fact))],
    missing: [...new Set(missing.flat())].map((path) => ({ path, asks: byEnd(FACTS, path) ?? path })),
    remedy,
  };
}

function fact({ fact: path, value }) {
  const whose = { storage: "the store", access: "the place of access" }[path.split("[")[0]] ?? path;
  return byEnd(KNOWN, path)?.(value, whose) ?? `${path} is ${value}`;
}

/** Returns what a table says for the longest end of a path. */
function byEnd(table, path) {
  const ends = Object.keys(table).filter((end) => path === end || path.endsWith(`.${end}`));
  return table[ends.sort((a, b) => b.length - a.length)[0]];
}

// A verdict in words, for whoever is refused: what is demanded, by which law, what speaks against it, what is missing.

/** What a missing fact is, by the end of its path. */
const FACTS = {
  "access": "from where the data can be reached, and by whom",
  "data": "what the data are",
  "data.categories": "what the data are",
  "operator": "who operates the store",
  "operator.listed": "whether its operator is on a list that an adequacy decision asks for",
  "place": "in which country it lies",
  "sees": "in what form they are seen there",
};

/** The rules that keep the data from resting there. A verdict without any is none to rely on. */
export function told(verdict) {
  const against = verdict.instances.filter(({ severity, outcome }) => severity === "blocking" && AGAINST.has(outcome));
  return against.sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)).map(reason);
}

const ORDER = ["violated", "undetermined"];
const AGAINST = new Set(ORDER);

function reason({ rule, title, outcome, cites, because, missing, remedy }) {
  return {
    rule,
    outcome,
    demands: title,
    law: cites.map(({ source, pin, url }) => ({ cite: `${source} ${pin}`, url })),
    because: outcome === "violated" ? [...new Set(because.filter(({ value }) => value !== null).map(fact))] : [],
    missing: [...new Set(missing.flat())].map((path) => ({ path, asks: asked(path) })),
    remedy,
  };
}

const fact = ({ fact: path, value }) => `${path} is ${value}`;

function asked(path) {
  const ends = Object.keys(FACTS).filter((end) => path === end || path.endsWith(`.${end}`));
  return FACTS[ends.sort((a, b) => b.length - a.length)[0]] ?? path;
}

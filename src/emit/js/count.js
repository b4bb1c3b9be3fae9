/** Counts entries, each once: what is surely different, and what perhaps. */
class Count {
  #counted = new Map();
  #isEndless = false;

  /** Counts an entry: a record or a value, or undefined for the rest of an open list. */
  add(who, truth) {
    if (truth === 0) return;
    if (who === undefined) this.#isEndless = true;
    else {
      const one = who instanceof Object && "person" in who ? who.person : who;
      this.#counted.set(one, (this.#counted.get(one) ?? 1) | truth);
    }
  }

  atLeast(least) {
    if (this.#fewest() >= least) return 3;
    return this.#counted.size < least && !this.#isEndless ? 0 : 1;
  }

  #fewest() {
    const certain = [...this.#counted].filter(([, truth]) => truth === 3).map(([who]) => who);
    const persons = certain.filter((who) => who instanceof Party);
    return certain.length - persons.length + surelyDifferent(persons);
  }
}

/** Returns the size of the largest set of persons of whom any two are known to be different: everyone with an id; or of each name those with one, or one without. */
function surelyDifferent(persons) {
  if (persons.length === 0) return 0;
  let named = 0;
  for (const name of new Set(persons.map(stemOf))) {
    if (name === "") continue;
    const namesakes = persons.filter((person) => stemOf(person) === name);
    named += Math.max(namesakes.filter(({ id }) => id !== "").length, namesakes.some(({ id }) => id === "") ? 1 : 0);
  }
  return Math.max(persons.filter(({ id }) => id !== "").length, named, 1);
}

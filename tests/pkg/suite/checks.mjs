// Checks that are counted, and never stop what comes after them.

/** How many failures are told in full. */
const TOLD = 20;

export class Checks {
  passed = 0;
  failed = 0;
  /** The first failures, each as a text. */
  failures = [];
  #part = "";

  get count() {
    return this.passed + this.failed;
  }

  /** Runs a part; what it throws is a failure of its own. */
  part(name, run) {
    this.#part = name;
    try {
      run();
    } catch (error) {
      this.ok(false, `it ended early: ${error?.stack ?? error}`);
    }
  }

  ok(held, what) {
    if (held) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    if (this.failures.length < TOLD) this.failures.push(`${this.#part}: ${what}`);
  }

  /** Checks that both are the same plain data. */
  equal(actual, expected, what) {
    const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
    this.ok(found === wanted, `${what}: ${clipped(found)} is not ${clipped(wanted)}`);
  }

  /** Checks that it throws an error of this class. Returns the error. */
  throws(run, Kind, what) {
    const { threw, error } = attempted(run);
    this.ok(
      threw && error instanceof Kind,
      `${what}: ${threw ? `threw ${error?.stack ?? String(error)}` : "threw nothing"}`,
    );
    return error;
  }
}

function attempted(run) {
  try {
    run();
    return { threw: false, error: null };
  } catch (error) {
    return { threw: true, error };
  }
}

function clipped(text) {
  return text?.length > 400 ? `${text.slice(0, 400)}…` : text;
}

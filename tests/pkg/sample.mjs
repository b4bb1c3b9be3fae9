// What the tests in Node share with the suite, and how they catch.
export { POLICY, flow } from "./suite/sample.mjs";

/** Returns what `run` throws. */
export function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

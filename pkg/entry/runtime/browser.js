// Browsers, compiled policies only: the smaller file, compiled while it downloads.
import { decider } from "../../fetched.js";

await decider;

export * from "../../runtime.js";

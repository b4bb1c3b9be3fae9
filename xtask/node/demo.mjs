// Judges the page's cases through the Wasm package and prints each verdict with its reasons. Fails where a verdict
// differs from the one that the case expects.
import { readFileSync } from "node:fs";
import { FlowError, Policy, PolicyError, versions } from "../../pkg/entry/node.js";

const root = new URL("../../", import.meta.url);
const text = (path) => readFileSync(new URL(path, root), "utf8");
/** Reads the policy of a case. The page serves pkg/ beside its own files. */
const policyOf = ({ policy }) => text(policy.startsWith("pkg/") ? policy : `www/${policy}`);

const { engine, edition, atlas } = versions();
console.log(`\nLex Loci ${engine}, language edition ${edition}, atlas ${atlas}, as Wasm in Node ${process.version}`);

const shown = JSON.parse(text("www/examples/index.json")).filter(({ demo }) => demo);
const cases = shown.map(({ file }) => JSON.parse(text(`www/examples/${file}`)));
const wrong = cases.filter((each) => !asExpected(each));
console.log(`\n${cases.length - wrong.length} of ${cases.length} flows judged as decided.`);
process.exitCode = wrong.length > 0 ? 1 : 0;

/** Judges a case and prints it. Returns whether its verdict is the expected one. */
function asExpected(each) {
  console.log(`\n${"─".repeat(78)}\n${each.title.en}\n${each.told.en.join(" ")}\n`);
  try {
    const policy = Policy.parse(policyOf(each));
    console.log(policy.render(each.flow).trimEnd());
    const { verdict } = policy.check(each.flow);
    if (verdict !== each.expected) console.log(`!! expected ${each.expected}, not ${verdict}`);
    return verdict === each.expected;
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof FlowError)) throw error;
    console.log(`!! ${error.name}: ${error.message}`);
    return false;
  }
}

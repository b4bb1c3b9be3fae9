// The time that `first` and `ask` take in the Wasm of the package, on flows of 1 to 16 transfers: the same flows as in
// benches/questions.rs. Nothing is judged by time: the table is for reading. Times are
// those of the processor, so that other work on the machine does not count.
//
//   cargo xtask build && node benches/questions.mjs [folder of the package] [1,2,4,8,16]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv[2] ?? "pkg";
const sizes = (process.argv[3] ?? "1,2,4,8,16").split(",").map(Number);
const { Policy } = await import(new URL("entry/node.js", pathToFileURL(`${folder}/`)));
/** The number of times that each question is asked: the first one, and the smallest. */
const ROUNDS = [40, 5];
/** Entries of lists, as in benches/questions.rs. */
const VENDORS = [...readFileSync("benches/questions.rs", "utf8").matchAll(/r#"(\{"to".*\})"#,/gu)].map(([, text]) =>
  JSON.parse(text),
);

function flow(transfers, first) {
  return {
    as_of: "2026-03-01",
    data: ["contact"],
    exporter: { seat: "FR" },
    storage: ["FR"],
    transfers: Array.from({ length: transfers }, (_, index) => VENDORS[(first + index) % VENDORS.length]),
  };
}

/** Asks in rounds, each time of a flow that begins at another entry, and returns median and 95th percentile in milliseconds. */
function measured(transfers, rounds, ask) {
  const times = Array.from({ length: rounds }, (_, round) => {
    const given = flow(transfers, round);
    const start = process.cpuUsage();
    ask(given);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  }).sort((a, b) => a - b);
  const at = (percent) => times[Math.ceil((times.length * percent) / 100) - 1];
  return [at(50), at(95)];
}

const policy = Policy.parse(readFileSync("src/policies/gdpr_transfers.loci", "utf8"));
console.log("| transfers | first: median | p95 | smallest: median | p95 |\n|---|---|---|---|---|");
for (const transfers of sizes) {
  const cells = [
    ...(policy.first === undefined ? ["-", "-"] : measured(transfers, ROUNDS[0], (given) => policy.first(given))),
    ...measured(transfers, ROUNDS[1], (given) => policy.ask(given)),
  ].map((time) => (typeof time === "number" ? `${time.toFixed(1)} ms` : time));
  console.log(`| ${[transfers, ...cells].join(" | ")} |`);
}

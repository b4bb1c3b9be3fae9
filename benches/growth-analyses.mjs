// Measures how time and memory of `ask`, `cure` and `where` grow with a flow's sites and transfers, and what `prove` takes of each
// shipped policy, all with the default budget. On Linux: what a process took is read from /proc.
//
//   cargo build --release && node benches/growth-analyses.mjs [path of the command] [10,20,50,100,200]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const command = process.argv[2] ?? "target/release/lexloci";
const sizes = (process.argv[3] ?? "10,20,50,100,200").split(",").map(Number);
/** Seconds of CPU after which a process is stopped. */
const MOST = 120;
const TICKS = 100;
const folder = mkdtempSync(join(tmpdir(), "growth-"));

/** Returns a flow of this many stores and transfers in the United States, of which little else is stated. */
function flow(many) {
  const list = (entry) => Array.from({ length: many }, () => entry);
  return {
    as_of: "2026-03-01",
    data: ["contact"],
    exporter: { seat: "FR" },
    storage: list({ place: "US" }),
    transfers: list({ to: "US" }),
  };
}

/** Seconds of CPU and the most memory in MB that a process took, and its first line. */
function measured(words) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"] });
    let [cpu, memory, said, stopped] = [0, 0, "", false];
    child.stdout.on("data", (data) => (said += data));
    child.stderr.resume();
    const look = () => {
      try {
        const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
        cpu = Math.max(cpu, (Number(stat[11]) + Number(stat[12])) / TICKS);
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
        memory = Math.max(memory, Number(peak?.[1] ?? 0) / 1024);
      } catch {
        // It has ended.
      }
      if (cpu > MOST) [stopped] = [child.kill("SIGKILL")];
    };
    const watch = setInterval(look, 10);
    child.on("close", () => {
      clearInterval(watch);
      resolve({ cpu, memory, said: stopped ? "stopped" : said.split("\n")[0].slice(0, 60) });
    });
  });
}

function row(...cells) {
  console.log(`| ${cells.join(" | ")} |`);
}

async function measure(verb, size, words) {
  const { cpu, memory, said } = await measured(words);
  row(verb, size, `${cpu.toFixed(1)} s`, `${memory.toFixed(0)} MB`, said);
}

row("verb", "stores and transfers", "CPU", "memory", "first line");
row("---", "---", "---", "---", "---");
try {
  for (const verb of ["ask", "cure", "where"]) {
    for (const size of sizes) {
      const file = join(folder, `${size}.json`);
      writeFileSync(file, JSON.stringify(flow(size)));
      await measure(verb, size, [verb, "gdpr_transfers", file, ...(verb === "where" ? ["storage[0]"] : [])]);
    }
  }
  for (const policy of ["eu_residency", "gaia_x_label", "gdpr_transfers", "hds", "secnumcloud", "sovereign_cloud"]) {
    await measure("prove", policy, ["prove", policy]);
  }
} finally {
  rmSync(folder, { recursive: true });
}

// The page: two texts go in, a verdict comes out, at every change.
import { byId, element } from "./dom.js";
import { draw, finding, select } from "./findings.js";
import { JsonError, layOut, read } from "./json.js";
import { headline, reasons } from "./reasons.js";
import { panels } from "./tabs.js";

/** How long typing must pause before the texts are judged, in milliseconds. */
const PAUSE = 120;

const texts = { policy: byId("policy"), flow: byId("flow") };
const lists = { policy: byId("policy-findings"), flow: byId("flow-findings") };

async function start() {
  const show = panels();
  texts.policy.addEventListener("shown", () => show("policy"));
  texts.flow.addEventListener("shown", () => show("flow"));
  try {
    const [engine, cases] = await Promise.all([import("./pkg/entry/browser.js"), fetched("examples/index.json", "json")]);
    const { engine: version, edition, atlas } = engine.versions();
    byId("versions").textContent = `Engine ${version}, language edition ${edition}, atlas ${atlas}.`;
    const judge = judging(engine);
    live(judge);
    await offer(cases, judge);
  } catch (error) {
    announce({ answer: "error", symbol: "✗", word: "The engine could not be fetched", line: String(error.message) });
  }
}

async function fetched(address, kind) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
  return response[kind]();
}

/** Judges whenever typing pauses. */
function live(judge) {
  let timer = 0;
  for (const text of Object.values(texts)) {
    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(judge, PAUSE);
    });
  }
}

/** Fills the list of cases and shows the first. */
async function offer(cases, judge) {
  const choice = byId("case");
  choice.replaceChildren(...cases.map(({ file, title }) => element("option", { value: file }, title)));
  const change = () => open(cases.find(({ file }) => file === choice.value), judge);
  choice.addEventListener("change", change);
  await change();
  choice.disabled = texts.policy.disabled = texts.flow.disabled = false;
}

async function open({ file }, judge) {
  const example = await fetched(`examples/${file}`, "json");
  texts.policy.value = await fetched(example.policy, "text");
  texts.flow.value = layOut(example.flow);
  byId("case-note").textContent = example.note;
  for (const text of Object.values(texts)) text.scrollTop = text.scrollLeft = 0;
  judge();
}

/** What judges the two texts; the policy is parsed again only when it changed. */
function judging(engine) {
  let parsed = { source: null, policy: null, findings: [] };
  return () => {
    if (parsed.source !== texts.policy.value) {
      parsed.policy?.free();
      parsed = parse(engine, texts.policy.value);
    }
    draw(lists.policy, texts.policy, parsed.findings);
    const flow = readFlow(texts.flow.value);
    const judged = parsed.policy && flow.spans ? check(engine, parsed.policy, flow) : { findings: flow.findings };
    draw(lists.flow, texts.flow, judged.findings);
    judged.verdict ? tell(judged.verdict) : wait(parsed.findings, judged.findings);
  };
}

function parse(engine, source) {
  try {
    const policy = engine.Policy.parse(source);
    return { source, policy, findings: policy.lint().map(inSource) };
  } catch (error) {
    if (!(error instanceof engine.PolicyError)) throw error;
    return { source, policy: null, findings: error.diagnostics.map(inSource) };
  }
}

function inSource(diagnostic) {
  const { start, end, module } = diagnostic;
  return finding({ ...diagnostic, span: start && end && module === null ? [start.utf16, end.utf16] : null });
}

/** The flow as data with its spans, or what keeps its text from being JSON. */
function readFlow(text) {
  try {
    return { ...read(text), findings: [] };
  } catch (error) {
    const span = error instanceof JsonError ? [error.at, Math.min(error.at + 1, text.length)] : null;
    return { spans: null, findings: [finding({ message: error.message, span, help: "the flow is JSON" })] };
  }
}

function check(engine, policy, { value, spans }) {
  try {
    return { verdict: policy.check(value), findings: [] };
  } catch (error) {
    if (!(error instanceof engine.FlowError)) throw error;
    return { findings: error.diagnostics.map((each) => finding({ ...each, span: spans.get(each.path ?? "") ?? null })) };
  }
}

function tell(verdict) {
  announce(headline(verdict));
  byId("reasons").replaceChildren(...reasons(verdict, (span) => select(texts.policy, span)));
}

/** There is no verdict: say which text stands in its way. */
function wait(policy, flow) {
  const faults = (name, list) => {
    const count = list.filter(({ level }) => level === "error").length;
    return count > 0 ? `${count} ${count === 1 ? "error" : "errors"} in the ${name}` : "";
  };
  const line = [faults("policy", policy), faults("flow", flow)].filter(Boolean).join(", ");
  announce({ answer: "error", symbol: "✗", word: "No verdict", line });
  byId("reasons").replaceChildren(element("p", { class: "note" }, "A text with an error is never judged in part."));
}

function announce({ answer, symbol, word, line }) {
  const box = byId("answer");
  box.dataset.answer = answer;
  box.querySelector(".symbol").textContent = symbol;
  box.querySelector(".name").textContent = word;
  box.querySelector(".line").textContent = line;
}

await start();

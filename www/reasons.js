// A verdict as a page shows it: the answer, then what stands against it, what is missing, and what is fine.
import { element } from "./dom.js";

const ANSWERS = {
  compliant: ["✓", "Compliant"],
  non_compliant: ["✗", "Non-compliant"],
  undetermined: ["?", "Undetermined"],
  not_applicable: ["–", "Not applicable"],
};
const OUTCOMES = { violated: "✗", undetermined: "?", excused: "✓", satisfied: "✓", not_applicable: "–" };
/** Most pressing first. */
const ORDER = ["violated", "undetermined", "excused", "satisfied"];

/** Symbol, word and line of the answer. */
export function headline(verdict) {
  const [symbol, word] = ANSWERS[verdict.verdict];
  const { name, version } = verdict.policy;
  return { answer: verdict.verdict, symbol, word, line: `${advice(verdict)} · ${name} ${version} · as of ${verdict.as_of}` };
}

/** Only "compliant" means "go ahead". */
function advice({ verdict, reservations }) {
  if (verdict === "not_applicable") return "this policy gives no go-ahead";
  if (verdict !== "compliant") return "do not proceed";
  return reservations.length > 0 ? "proceed, with reservations" : "proceed";
}

/** The reasons as elements; `show(span)` goes to a clause of the policy. */
export function reasons(verdict, show) {
  const told = (outcomes) => outcomes.flatMap((outcome) => verdict.instances.filter((each) => each.outcome === outcome));
  const pressing = told(ORDER.slice(0, 3));
  const open = pressing.length > 0 ? pressing : told(["satisfied"]);
  const fine = pressing.length > 0 ? told(["satisfied"]) : [];
  return [
    ...open.map((instance) => drawn(instance, show)),
    fine.length > 0 && folded(`${fine.length} satisfied`, fine, show),
    ...asides(verdict),
    aside("Rules that do not concern this flow", names(told(["not_applicable"]))),
  ].filter(Boolean);
}

function folded(title, instances, show) {
  const list = instances.map((instance) => drawn(instance, show));
  return element("details", {}, element("summary", {}, title), ...list);
}

function drawn(instance, show) {
  const { outcome, title, rule, at, severity, cites, span } = instance;
  const go = () => show(span);
  return element(
    "article",
    { class: "finding", "data-outcome": outcome },
    element("h3", {}, element("span", { class: "mark", "aria-hidden": "true" }, OUTCOMES[outcome]), element("span", {}, title)),
    element(
      "p",
      { class: "at" },
      element("span", {}, outcome),
      element("button", { class: "place", type: "button", onclick: go, title: "Show the rule in the policy" }, rule),
      at && element("code", {}, at),
      severity !== "blocking" && element("span", {}, severity),
      cited(cites),
    ),
    element("ul", { class: "because" }, because(instance, show)),
  );
}

/** What decided it: where the rule is not met, first the tests that do not hold, then, folded, those that do. */
function because({ outcome, because: tests, excused_by: excuses, missing, remedy }, show) {
  const unmet = outcome === "violated" || outcome === "undetermined";
  const holding = unmet ? tests.filter(({ holds }) => holds === true) : [];
  return [
    ...tests.filter((each) => !holding.includes(each)).map((each) => reason(each, show)),
    ...(excuses ?? []).map((each) => line("✓", `Excused by ${each.exception}: ${each.title} `, cited(each.cites))),
    ...settling(missing),
    remedy && line("→", remedy),
    holding.length > 0 && held(holding, show),
  ].filter(Boolean);
}

function held(tests, show) {
  const list = element("ul", {}, tests.map((each) => reason(each, show)));
  const count = tests.length === 1 ? "1 test that holds" : `${tests.length} tests that hold`;
  return element("li", {}, element("details", {}, element("summary", {}, count), list));
}

function reason({ fact, value, test, holds, attested, cites, span }, show) {
  const go = () => show(span);
  return line(
    holds === null ? "?" : holds ? "✓" : "✗",
    element("span", { class: "fact" }, fact),
    value !== null ? ` is ${value}` : holds === null ? " is not known" : " is not stated",
    attested && value !== null && ", as attested",
    element("button", { class: "place", type: "button", onclick: go, title: "Show the test in the policy" }, bare(test)),
    cited(cites),
  );
}

/** A test without the citations that close it: they follow as links. */
function bare(test) {
  return test.replace(/\s*\[[^\]]*\]$/, "");
}

function line(mark, ...content) {
  return element("li", { class: "line" }, element("span", { class: "sign" }, mark), element("div", {}, ...content));
}

function settling(missing) {
  if (missing.length === 0) return [];
  const sets = missing.map((set) => element("li", { class: "fact" }, set.join(" and ")));
  return [line("?", missing.length > 1 ? "One of these would settle it:" : "This would settle it:", element("ul", {}, sets))];
}

/** Citations in brackets, as links where the source has an address. */
function cited(cites) {
  if (cites.length === 0) return "";
  const links = cites.flatMap(({ source, pin, url }, i) => [i > 0 ? "; " : "", link(`${source} ${pin}`.trim(), url)]);
  return element("span", { class: "note" }, "[", links, "]");
}

function link(text, url) {
  if (!url?.startsWith("https://")) return text;
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

function asides(verdict) {
  const { parts, level, duties, ask, reservations, notes, replaced, instead } = verdict;
  return [
    aside("To ask for", ask.map((path) => element("code", {}, path))),
    aside("Duties", duties.map(({ holder, text, due }) => `${holder}: ${text}${due ? `, by ${due}` : ""}`)),
    aside("Reservations", reservations.map(({ rule, at, outcome }) => `${rule} ${at}: ${outcome}`)),
    aside("Parts", Object.entries(parts).map(([name, part]) => `${name}: ${part.verdict.replace("_", "-")}, applies: ${part.applies}`)),
    level && aside("Levels", levels(level)),
    aside("Notes on the flow", notes.map(({ code, path, message }) => `${path}: ${message} (${code})`)),
    aside("Stated instead of what the atlas says", instead),
    aside("Replaced by the policy", replaced),
  ];
}

function levels({ required, reached, open, refused }) {
  return [
    `required: ${required}`,
    `reached: ${reached ?? "none"}`,
    open.length > 0 && `open: ${open.join(", ")}`,
    refused.length > 0 && `refused: ${refused.join(", ")}`,
  ].filter(Boolean);
}

function names(instances) {
  return [...new Set(instances.map(({ rule }) => rule))];
}

function aside(title, lines) {
  if (lines.length === 0) return null;
  return element("section", { class: "aside" }, element("h3", {}, title), element("ul", {}, lines.map((line) => element("li", {}, line))));
}

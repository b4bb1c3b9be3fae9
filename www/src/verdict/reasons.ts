// A verdict in sentences: what counts against it, what is missing, and what is satisfied.
import type { Because, Cited, Instance, Verdict } from "lexloci";
import { h, type Child } from "../dom.ts";
import type { Span } from "../flow/json.ts";
import { t } from "../i18n/index.ts";
import { policyWord, policyWords } from "../i18n/policy-words.ts";
import { OUTCOMES } from "./outcome.ts";
import { pathInWords, subject } from "./subject.ts";

/** The page's parts that reasons point at, and the words for values. */
export interface Pointing {
  inWords(path: string, value: string): string;
  /** Marks a clause and a fact while they are pointed at; null for neither. */
  mark(clause: Span | null, path: string | null): void;
  /** Goes to a clause of the policy. */
  clause(span: Span): void;
  /** Goes to a fact of the flow. */
  fact(path: string): void;
}

/** The outcomes, most pressing first. */
const ORDER = ["violated", "undetermined", "excused", "satisfied"] as const;
const SENTENCES = { violated: "breaks", undetermined: "may_break", excused: "excused", satisfied: "keeps" } as const;

/** Draws the reasons. */
export function reasons(verdict: Verdict, point: Pointing): Child[] {
  const of = (outcomes: readonly Instance["outcome"][]) =>
    outcomes.flatMap((outcome) => verdict.instances.filter((each) => each.outcome === outcome));
  const pressing = of(ORDER.slice(0, 3));
  const fine = of(["satisfied"]);
  const all = (some: readonly Instance[]) => some.slice(0, MOST).map((instance) => drawInstance(instance, point));
  const shown = pressing.length > 0 ? pressing : fine;
  const rest = shown.slice(FIRST);
  return [
    ...all(shown.slice(0, FIRST)),
    rest.length > 0 && folded(t("more_findings", rest.length), () => all(rest)),
    pressing.length > 0 &&
      fine.length > 0 &&
      folded(t(fine.length === 1 ? "one_satisfied" : "satisfied_count", fine.length), () => all(fine)),
  ];
}

/** The findings that are shown at once, and the most that are ever drawn. */
const [FIRST, MOST] = [12, 200];
/** The tests of one rule that are shown at once; the rest is folded. */
const SHOWN = 4;

/** Creates a folded section; its content is made when it is first unfolded. */
function folded(title: string, content: () => Child): HTMLElement {
  const details = h("details", {}, h("summary", {}, title));
  details.addEventListener("toggle", () => details.childElementCount === 1 && details.append(h("div", {}, content())));
  return details;
}

function drawInstance(instance: Instance, point: Pointing): HTMLElement {
  const { outcome, title, rule, at, severity, cites, span } = instance;
  return h(
    "article",
    {
      class: "finding",
      "data-outcome": outcome,
      "data-rule": rule,
      "data-at": at,
      ...pointed(point, span, at || null),
    },
    h("h3", {}, h("span", { class: "mark", "aria-hidden": "true" }, OUTCOMES[outcome]), policyWords(title)),
    h(
      "p",
      { class: "at" },
      outcome !== "not_applicable" && h("span", {}, t(SENTENCES[outcome], subject(at, "first"))),
      h("button", { class: "place", type: "button", onclick: () => point.clause(span), title: t("show_rule") }, rule),
      severity !== "blocking" && h("span", {}, t(`severity_${severity}`)),
      cited(cites),
    ),
    h("ul", { class: "because" }, because(instance, point)),
  );
}

/** Marks clause and fact while the pointer or the focus is inside. */
function pointed(point: Pointing, span: Span, path: string | null): { [name: string]: (event: Event) => void } {
  const on = (event: Event) => (event.stopPropagation(), point.mark(span, path));
  const off = (event: Event) => (event.stopPropagation(), point.mark(null, null));
  return { onmouseover: on, onmouseout: off, onfocusin: on, onfocusout: off };
}

/**
 * Draws the facts that decided an instance: those that break the rule, or that are unknown; the other tests are folded.
 */
function because(instance: Instance, point: Pointing): Child[] {
  const { outcome, because: facts, excused_by: excuses, missing, remedy } = instance;
  const tests = byTest(facts);
  const first = telling(tests, outcome).slice(0, SHOWN);
  const later = tests.filter((each) => !first.includes(each));
  return [
    ...first.map((each) => reason(each, point)),
    ...(excuses ?? []).map((each) =>
      line("✓", t("excused_by", each.exception, policyWord(each.title)), " ", cited(each.cites)),
    ),
    settling(missing),
    remedy && line("→", t("remedy", policyWord(remedy))),
    later.length > 0 &&
      h(
        "li",
        {},
        folded(t(later.length === 1 ? "one_more_test" : "more_tests", later.length), () =>
          h(
            "ul",
            {},
            later.map((each) => reason(each, point)),
          ),
        ),
      ),
  ];
}

/** Returns the tests that decide: where a rule forbids, the test that holds is what breaks it. */
function telling(tests: readonly Test[], outcome: Instance["outcome"]): readonly Test[] {
  if (outcome === "violated") return tests.filter(([{ breaks }]) => breaks);
  return outcome === "undetermined" ? tests.filter(([{ holds }]) => holds !== true) : [];
}

/** The facts that one test looked at; there is at least one. */
type Test = readonly [Because, ...Because[]];

function byTest(facts: readonly Because[]): readonly Test[] {
  const tests = new Map<string, [Because, ...Because[]]>();
  for (const each of facts) {
    const key = JSON.stringify([each.span, each.test, each.holds, each.breaks]);
    const same = tests.get(key);
    if (!same) tests.set(key, [each]);
    else if (!same.some(({ fact }) => fact === each.fact)) same.push(each);
  }
  return [...tests.values()];
}

function reason(facts: Test, point: Pointing): HTMLElement {
  const [{ test, holds, breaks, cites, span, fact: first }] = facts;
  const result = holds === null ? t("holds_unknown") : holds ? t(breaks ? "holds_breaks" : "holds") : t("holds_not");
  const clause = h(
    "button",
    { class: "place", type: "button", onclick: () => point.clause(span), title: t("show_test") },
    bare(test),
  );
  const stated = facts.map((each) => statement(each, point));
  const made = line(
    holds === null ? "?" : holds && !breaks ? "✓" : "✗",
    ...stated,
    h("span", { class: "so" }, result),
    " ",
    clause,
    " ",
    cited(cites),
  );
  for (const [name, listener] of Object.entries(pointed(point, span, first)))
    made.addEventListener(name.slice(2), listener);
  return made;
}

/** Draws a fact in words; pointing at it marks it alone. */
function statement(each: Because, point: Pointing): Child {
  const { fact, attested, value, span } = each;
  const mark =
    attested && value !== null && h("span", { class: "attested", title: t("attested_means") }, t("as_attested"));
  const go = () => point.fact(fact);
  return h(
    "button",
    { class: "fact", type: "button", title: fact, onclick: go, ...pointed(point, span, fact) },
    sentence(each, point),
    mark,
  );
}

function sentence({ fact, value, holds }: Because, point: Pointing): string {
  const words = subjectOf(fact);
  if (value !== null) return t("is_value", words, point.inWords(fact, value));
  return holds === null ? t("is_unknown", words) : t("not_stated", words);
}

function subjectOf(path: string): string {
  const words = pathInWords(path);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Removes the citations at the end of a test: they follow as links. */
function bare(test: string): string {
  return test.replace(/\s*\[[^\]]*\]$/, "");
}

function line(sign: string, ...content: Child[]): HTMLElement {
  return h("li", { class: "line" }, h("span", { class: "sign" }, sign), h("div", {}, ...content));
}

function settling(missing: Instance["missing"]): Child {
  if (missing.length === 0) return null;
  const words = missing.map((set) => set.map(pathInWords).reduce((one, two) => t("and", one, two)));
  return line("?", t(words.length > 1 ? "one_would_settle" : "would_settle", words.join(` ${t("or")} `)));
}

/** Draws citations in brackets, as links where the source has an address. */
export function cited(cites: readonly Cited[]): Child {
  if (cites.length === 0) return null;
  const links = cites.flatMap(({ source, pin, url }, i) => [i > 0 ? "; " : "", link(`${source} ${pin}`.trim(), url)]);
  return h("span", { class: "cites" }, "[", links, "]");
}

function link(text: string, url: string | null): Child {
  if (!url?.startsWith("https://")) return text;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

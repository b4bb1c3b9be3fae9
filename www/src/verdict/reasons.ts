// A verdict in sentences: what counts against it, what is missing, and what is satisfied.
import type { Because, Cited, Instance, Verdict } from "lexloci";
import { h, type Child } from "../dom.ts";
import type { Span } from "../flow/json.ts";
import { lawAddress, lawName } from "../i18n/law.ts";
import { language, t } from "../i18n/index.ts";
import { policyWord, policyWords } from "../i18n/policy-words.ts";
import { OUTCOMES } from "./outcome.ts";
import { grouped, subjects, type Alike, type Group } from "./groups.ts";
import { pathInWords } from "./subject.ts";
import { testInWords, withoutLaw } from "./wording.ts";

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
const OF_MANY = {
  violated: "break_many",
  undetermined: "may_break_many",
  excused: "excused_many",
  satisfied: "keep_many",
} as const;

/**
 * Draws the reasons: a finding for each rule and outcome, with all entries that came out alike. Of many findings each is one
 * line to unfold, so that all are seen at once; `isWhole` keeps them unfolded.
 */
export function reasons(verdict: Verdict, point: Pointing, isWhole = false): Child[] {
  const of = (outcomes: readonly Instance["outcome"][]) =>
    outcomes.flatMap((outcome) => grouped(verdict.instances.filter((each) => each.outcome === outcome)));
  const pressing = of(ORDER.slice(0, 3));
  const fine = of(["satisfied"]);
  const shown = pressing.length > 0 ? pressing : fine;
  const isMany = !isWhole && shown.length > WHOLE;
  const all = (some: readonly Group[]) =>
    some.map((group) =>
      drawGroup(
        group,
        point,
        isWhole ? "whole" : isMany && (group !== shown[0] || group.first.outcome !== "violated") ? "line" : "folded",
      ),
    );
  const rest = shown.slice(FIRST);
  return [
    ...all(shown.slice(0, FIRST)),
    rest.length > 0 && folded(t("more_findings", rest.length), () => all(rest)),
    pressing.length > 0 &&
      fine.length > 0 &&
      folded(t(fine.length === 1 ? "one_satisfied" : "satisfied_count", fine.length), () => all(fine)),
  ];
}

/** The detail of a finding: one line to unfold, all but what is not known, or everything. */
type Shown = "line" | "folded" | "whole";
/** The most findings that are shown with their reasons at once. */
const WHOLE = 4;
/** The findings that are shown at once. */
const FIRST = 12;
/** The groups of tests of one rule that are shown at once, and the tests of one group; the rest is folded. */
const [SHOWN, ALIKE] = [4, 2];
/** The kinds of entries of one finding that are shown at once, and the most that are ever drawn. */
const [KINDS, MOST] = [2, 100];

/** Creates a folded section; its content is made when it is first unfolded. */
function folded(title: Child, content: () => Child): HTMLElement {
  const details = h("details", {}, h("summary", {}, title));
  details.addEventListener("toggle", () => details.childElementCount === 1 && details.append(h("div", {}, content())));
  return details;
}

function drawGroup({ first, instances, alike }: Group, point: Pointing, shown: Shown): HTMLElement {
  const { outcome, title, rule, at, severity, cites, span } = first;
  const ats = instances.map((each) => each.at);
  const count = instances.length > 1 && h("span", { class: "count" }, t("entries", instances.length));
  const sentence = (instances.length > 1 ? OF_MANY : SENTENCES)[outcome === "not_applicable" ? "satisfied" : outcome];
  const all = subjects(ats);
  // In English the name of what is open stands inside the sentence: "Whether transfer 1 keeps this rule …".
  const isInside = outcome === "undetermined" && language() === "en";
  const named = isInside ? all.charAt(0).toLowerCase() + all.slice(1) : all;
  const kind = (each: Alike) => drawAlike(each, alike.length > 1, point);
  const more = alike.slice(KINDS, MOST);
  const others = () =>
    more.length > 0 &&
    h(
      "div",
      { class: "kinds" },
      folded(t("more_kinds", alike.length - KINDS), () => more.map(kind)),
    );
  const head = h(
    "h3",
    {},
    h("span", { class: "mark", "aria-hidden": "true" }, OUTCOMES[outcome]),
    policyWords(title),
    count,
  );
  const where = () =>
    h(
      "p",
      { class: "at" },
      outcome !== "not_applicable" && h("span", {}, t(sentence, named)),
      h("button", { class: "place", type: "button", onclick: () => point.clause(span), title: t("show_rule") }, rule),
      severity !== "blocking" && h("span", {}, t(`severity_${severity}`)),
      cited(cites),
    );
  const why = () => [alike.slice(0, KINDS).map(kind), others()];
  const isOpen = outcome === "undetermined" && shown === "folded";
  const body = () => [where(), isOpen ? h("div", { class: "kinds" }, folded(t("why_open"), why)) : why()];
  return h(
    "article",
    {
      class: "finding",
      "data-outcome": outcome,
      "data-rule": rule,
      "data-at": at,
      ...pointed(point, span, at || null),
    },
    shown === "line" ? folded(head, body) : [head, body()],
  );
}

/** Draws the facts that decided some instances alike, with their names where others were decided otherwise. */
function drawAlike({ instances }: Alike, isNamed: boolean, point: Pointing): HTMLElement {
  const [first] = instances;
  const named = isNamed && h("p", { class: "alike" }, subjects(instances.map(({ at }) => at)));
  const many = instances.length > 1 ? first.at : null;
  return h("div", { class: "kind" }, named, h("ul", { class: "because" }, because(first, many, point)));
}

/** Marks clause and fact while the pointer or the focus is inside. */
function pointed(point: Pointing, span: Span, path: string | null): { [name: string]: (event: Event) => void } {
  const on = (event: Event) => (event.stopPropagation(), point.mark(span, path));
  const off = (event: Event) => (event.stopPropagation(), point.mark(null, null));
  return { onmouseover: on, onmouseout: off, onfocusin: on, onfocusout: off };
}

/**
 * Draws the facts that decided an instance: those that break the rule, or that are unknown; the other tests are folded.
 * `many` is the entry that stands for several.
 */
function because(instance: Instance, many: string | null, point: Pointing): Child[] {
  const { outcome, because: facts, excused_by: excuses, missing, remedy } = instance;
  const tests = byTest(facts);
  const first = together(telling(tests, outcome)).slice(0, SHOWN).map(shortened);
  const later = tests.filter((each) => !first.flat().includes(each));
  return [
    ...first.map((each) => reason(each, many, point)),
    ...(excuses ?? []).map((each) =>
      line("✓", t("excused_by", each.exception, policyWord(each.title)), " ", cited(each.cites)),
    ),
    settling(missing, many),
    remedy && line("→", t("remedy", policyWord(remedy))),
    later.length > 0 &&
      h(
        "li",
        {},
        folded(t(later.length === 1 ? "one_more_test" : "more_tests", later.length), () =>
          h(
            "ul",
            {},
            together(later).map((each) => reason(each, many, point)),
          ),
        ),
      ),
  ];
}

/** Returns the first of the tests that looked at the same facts. */
function shortened([first, ...others]: readonly [Test, ...Test[]]): readonly [Test, ...Test[]] {
  return [first, ...others.slice(0, ALIKE - 1)];
}

/** Returns the tests that decide: where a rule forbids, the test that holds is what breaks it. */
function telling(tests: readonly Test[], outcome: Instance["outcome"]): readonly Test[] {
  if (outcome === "violated") return tests.filter(([{ breaks }]) => breaks);
  return outcome === "undetermined" ? tests.filter(([{ holds }]) => holds !== true) : [];
}

/** Brings tests together that looked at the same facts and came out alike: the facts are said once. */
function together(tests: readonly Test[]): readonly (readonly [Test, ...Test[]])[] {
  const found = new Map<string, [Test, ...Test[]]>();
  for (const test of tests) {
    const [{ holds, breaks }] = test;
    const key = JSON.stringify([holds, breaks, test.map(({ fact, value }) => [fact, value])]);
    const same = found.get(key);
    if (same) same.push(test);
    else found.set(key, [test]);
  }
  return [...found.values()];
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

/** Draws facts, and the tests that looked at them. */
function reason(tests: readonly [Test, ...Test[]], many: string | null, point: Pointing): HTMLElement {
  const [[{ holds, breaks, span, fact: first }]] = tests;
  const result = holds === null ? t("holds_unknown") : holds ? t(breaks ? "holds_breaks" : "holds") : t("holds_not");
  const stated = tests[0].map((each) => statement(each, many, point));
  const made = line(
    holds === null ? "?" : holds && !breaks ? "✓" : "✗",
    ...stated,
    h("span", { class: "so" }, result),
    " ",
    tests.map(([each], i) => [i > 0 && h("br", {}), tested(each, point)]),
  );
  for (const [name, listener] of Object.entries(pointed(point, span, first)))
    made.addEventListener(name.slice(2), listener);
  return made;
}

/** Draws a test: in words, as the policy says it, and its law. */
function tested(each: Because, point: Pointing): Child {
  const told = testInWords(each, point.inWords);
  const clause = h(
    "button",
    {
      class: told === null ? "place" : "place code",
      type: "button",
      onclick: () => point.clause(each.span),
      title: t("show_test"),
      ...pointed(point, each.span, each.fact),
    },
    withoutLaw(each.test),
  );
  return [told !== null && [h("span", { class: "words" }, told), " "], clause, " ", cited(each.cites)];
}

/** Draws a fact in words; pointing at it marks it alone. */
function statement(each: Because, many: string | null, point: Pointing): Child {
  const { fact, attested, value, span } = each;
  const mark =
    attested && value !== null && h("span", { class: "attested", title: t("attested_means") }, t("as_attested"));
  const go = () => point.fact(fact);
  return h(
    "button",
    { class: "fact", type: "button", title: fact, onclick: go, ...pointed(point, span, fact) },
    sentence(each, many, point),
    mark,
  );
}

function sentence({ fact, value, holds }: Because, many: string | null, point: Pointing): string {
  const words = subjectOf(fact, many);
  if (value !== null) return t("is_value", words, point.inWords(fact, value));
  return holds === null ? t("is_unknown", words) : t("not_stated", words);
}

/** Names a fact; of several entries alike, without the number of the one that stands for them. */
function subjectOf(path: string, many: string | null): string {
  const words = pathInWords(many !== null && path.startsWith(`${many}.`) ? path.slice(many.length + 1) : path);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function line(sign: string, ...content: Child[]): HTMLElement {
  return h("li", { class: "line" }, h("span", { class: "sign" }, sign), h("div", {}, ...content));
}

/** Tells what would settle an instance: a list of facts, or of sets of facts of which one is enough. */
function settling(missing: Instance["missing"], many: string | null): Child {
  if (missing.length === 0) return null;
  const sets = missing.map((set) => set.map((path) => subjectOf(path, many)).join(t("semicolon")));
  if (sets.length === 1) return line("?", t("would_settle", sets[0] ?? ""));
  const shown = sets.slice(0, SHOWN).map((each) => h("li", {}, each));
  const more = sets.length > SHOWN && h("li", {}, t("more_findings", sets.length - SHOWN));
  return line("?", t("one_would_settle"), h("ul", { class: "sets" }, shown, more));
}

/** Draws citations in brackets, as links where the source has an address. */
export function cited(cites: readonly Cited[]): Child {
  if (cites.length === 0) return null;
  const links = cites.flatMap(({ source, pin, url }, i) => [
    i > 0 ? t("semicolon") : "",
    link(pinned(lawName(source), pin), url, pin),
  ]);
  return h("span", { class: "cites" }, "[", links, "]");
}

/** Joins the name of a source and a place in it; after a name that ends with a number with a comma. */
function pinned(name: string, pin: string): string {
  return `${name}${/ .*\d$/.test(name) ? "," : ""} ${pin}`.trim().replace(/,$/, "");
}

function link(text: string, url: string | null, pin: string): Child {
  if (!url?.startsWith("https://")) return text;
  return h("a", { href: lawAddress(url, pin), target: "_blank", rel: "noopener noreferrer" }, text);
}

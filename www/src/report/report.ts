// The report of record, for paper: what was asked, the answer with its reasons, what it rests on, the flow as a table, and
// how to check it. It is drawn when the page is printed, from the answer that is shown.
import type { Instance, Verdict } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { isChanged, nameOf, originOf, policyName } from "../gallery/origin.ts";
import { readable } from "../flow/json.ts";
import { t } from "../i18n/index.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { kept } from "../kept.ts";
import { commonName, scopeOf, stated } from "../policy/names.ts";
import type { Doc } from "../store.ts";
import { today } from "../time/day.ts";
import { cited, reasons, type Pointing } from "../verdict/reasons.ts";
import { Companies } from "../verdict/company.ts";
import { grouped, subjects } from "../verdict/groups.ts";
import { advice, OUTCOMES, SHAPES } from "../verdict/outcome.ts";
import { questionFor } from "../verdict/question.ts";
import { assumptions, attested, listedInWords, lookedUp } from "../verdict/rests.ts";
import { dayInWords } from "../verdict/sentence.ts";
import { pathInWords } from "../verdict/subject.ts";
import type { Values } from "../verdict/value.ts";
import type { Evidence } from "./evidence.ts";
import { facts } from "./facts.ts";

/** The sources of a report. */
export interface Reported {
  readonly doc: Doc;
  readonly verdict: Verdict;
  readonly values: Values;
  /** The answer in one sentence. */
  readonly sentence: string;
  /** Digests, receipt and link; null while they are not there. */
  readonly evidence: Evidence | null;
}

/** Draws the report into the part of the page that is shown on paper only. */
export function report(reported: Reported | null): void {
  refill(byId("report"), reported ? pages(reported) : []);
}

function pages(all: Reported): Child[] {
  const { doc, verdict, sentence } = all;
  const title = commonName(verdict.policy.name);
  const companies = new Companies(doc.flow, all.values.known);
  const changed = isChanged(verdict, doc) ? ` (${t("report_changed_policy")})` : "";
  return [
    h(
      "header",
      { class: "report-head" },
      h("p", { class: "kicker" }, "Lex Loci"),
      h("h1", {}, t("report_title")),
      h("p", { class: "report-case", id: "printed-name" }, nameOf(originOf(doc))),
      h(
        "p",
        {},
        t("report_asked", `${title}${changed}`, dayInWords(verdict.as_of)),
        " ",
        h("em", {}, policyWord(stated(doc.policy).title)),
      ),
    ),
    h(
      "div",
      { class: "plate", "data-answer": verdict.verdict },
      h("p", { class: "plate-word" }, `${SHAPES[verdict.verdict]} ${t(verdict.verdict)} – ${advice(verdict)}`),
      h("p", {}, sentence),
    ),
    record(all),
    strip(),
    part("1", t("report_reasons"), pressing(all)),
    part("2", t("rests"), resting(all)),
    verdict.ask.length > 0 &&
      part("3", t("missing"), list(verdict.ask.slice(0, MOST).map((path) => questionFor([path], companies)))),
    duties(verdict),
    scope(doc),
    elsewhere(),
    annex(
      "A",
      t("report_flow"),
      facts(readable(doc.flow)?.value ?? null, all.values),
      h("pre", { id: "printed-flow" }, doc.flow),
    ),
    annex("B", t("report_rules"), tests(all)),
    isChanged(verdict, doc) || !(verdict.policy.name in SHIPPED_NAMES)
      ? annex("C", t("report_policy"), h("pre", {}, doc.policy))
      : null,
  ];
}

/** The most missing facts that are listed. */
const MOST = 60;
/** The policies that are published with the page: their texts need not be printed. */
const SHIPPED_NAMES: { readonly [name: string]: true } = {};

/** Takes the names of the published policies. */
export function published(names: readonly string[]): void {
  Object.assign(SHIPPED_NAMES, Object.fromEntries(names.map((name) => [name, true])));
}

function part(number: string, title: string, ...content: readonly Child[]): Child {
  return h("section", { class: "part" }, h("h2", {}, `${number}  ${title}`), ...content);
}

function annex(letter: string, title: string, ...content: readonly Child[]): HTMLElement {
  return h("section", { class: "annex" }, h("h2", {}, t("report_annex", letter, title)), ...content);
}

function list(lines: readonly Child[]): HTMLElement {
  return h(
    "ul",
    {},
    lines.map((line) => h("li", {}, line)),
  );
}

/** Tells when, by whom and by what it was judged, and how to check it. */
function record({ doc, verdict, evidence }: Reported): HTMLElement {
  const row = (key: string, value: Child) => value && [h("dt", {}, key), h("dd", {}, value)];
  const code = (text: string) => h("code", {}, text);
  return h(
    "div",
    { class: "record" },
    h(
      "dl",
      {},
      row(t("report_printed"), dayInWords(today())),
      row(t("report_author"), kept("author") ?? "–"),
      row(t("policy"), [policyName(verdict, doc), " ", code(verdict.policy.digest)]),
      row(t("report_flow_digest"), evidence && code(`sha256:${evidence.flow}`)),
      row(t("report_engine"), [`${verdict.engine}, ${t("report_atlas")} `, code(verdict.atlas)]),
      row(t("report_receipt"), evidence && code(evidence.receipt)),
      row(
        t("report_link"),
        evidence?.link && h("a", { href: evidence.link }, evidence.code ? t("report_scan") : evidence.link),
      ),
    ),
    evidence?.code,
  );
}

/** Copies the strip as it is shown, with the days on which the answer turns in words. */
function strip(): Child {
  const shown = document.getElementById("strip");
  if (!shown || shown.childElementCount === 0) return null;
  const copy = shown.cloneNode(true) as HTMLElement;
  copy.removeAttribute("id");
  const years = document.querySelector(".years")?.cloneNode(true) as HTMLElement | undefined;
  return h(
    "section",
    { class: "report-strip" },
    copy,
    years ?? null,
    h("p", { class: "note" }, byId("turns").textContent ?? ""),
  );
}

/** Copies the map as it is shown, with its legend and what it says. */
function elsewhere(): Child {
  const drawn = document.querySelector("#map:not([hidden]) svg");
  const legend = byId("map-legend");
  if (!drawn || legend.childElementCount < 2 || byId("map").hasAttribute("data-old")) return null;
  const [copy, key] = [drawn.cloneNode(true) as SVGSVGElement, legend.cloneNode(true) as HTMLElement];
  key.removeAttribute("id");
  ownIds(copy);
  const list = byId("map-head").querySelector("select");
  return h(
    "section",
    { class: "part report-map" },
    h("h2", {}, t("map")),
    h("p", { class: "note" }, `${t("map_of")} ${list?.selectedOptions[0]?.textContent ?? ""}`),
    h("div", { class: "map" }, copy),
    key,
    h("p", { class: "note" }, byId("map-note").textContent ?? ""),
  );
}

/** Gives the patterns of a copied drawing ids of their own: those of a drawing that is not displayed paint nothing. */
function ownIds(copy: SVGElement): void {
  for (const pattern of copy.querySelectorAll("pattern[id]")) {
    const name = pattern.getAttribute("class") ?? "";
    pattern.id = `paper-${pattern.id}`;
    copy.style.setProperty(`--${name}`, `url("#${pattern.id}")`);
  }
}

const SILENT: Omit<Pointing, "inWords"> = { mark() {}, clause() {}, fact() {} };

/** Draws what counts against the flow, or is open or excused; where nothing is, that every rule is satisfied. */
function pressing({ verdict, values }: Reported): Child[] {
  const counts = verdict.instances.filter(({ outcome }) => outcome !== "satisfied" && outcome !== "not_applicable");
  if (counts.length === 0) return [h("p", {}, t("report_all_satisfied"))];
  const point: Pointing = { ...SILENT, inWords: (path, value) => values.inWords(path, value) };
  return reasons({ ...verdict, instances: counts } as Verdict, point, true);
}

function resting({ doc, verdict, values }: Reported): Child {
  const companies = new Companies(doc.flow, values.known);
  const inWords = (path: string, value: string) => values.inWords(path, value);
  const listed = [...new Set(lookedUp(verdict).map((each) => listedInWords(each, inWords, companies)))].map((each) => [
    each,
    h("span", { class: "attested" }, t("as_look_up")),
  ]);
  const concluded = attested(verdict).map((each) => [
    t("is_value", pathInWords(each.fact), values.inWords(each.fact, each.value ?? "")),
    h("span", { class: "attested" }, t("as_attested")),
  ]);
  const assumed = assumptions(verdict, values).map((each) => [each, h("span", { class: "attested" }, t("as_assumed"))]);
  const all = [...listed, ...concluded, ...assumed];
  return all.length > 0 ? list(all) : h("p", {}, t("report_plain"));
}

function duties({ duties, reservations }: Verdict): Child {
  const sorted = [...duties].sort((one, two) => (one.due ?? "9").localeCompare(two.due ?? "9"));
  const lines = sorted.map(({ holder, text, due }) =>
    h(
      "tr",
      {},
      h("td", {}, due === null ? "–" : dayInWords(due)),
      h("td", {}, pathInWords(holder)),
      h("td", {}, policyWord(text)),
    ),
  );
  const reserved = reservations.map(({ rule, at }) => `${rule}, ${subjects([at])}`);
  return [
    lines.length > 0 &&
      h("section", { class: "part" }, h("h2", {}, t("duties")), h("table", {}, h("tbody", {}, lines))),
    reserved.length > 0 && h("section", { class: "part" }, h("h2", {}, t("reservations")), list(reserved)),
  ];
}

function scope({ policy }: Doc): Child {
  const { covers, leaves, lang } = scopeOf(policy);
  if (covers === "" && leaves === "") return null;
  return h(
    "section",
    { class: "part" },
    h("h2", {}, t("scope")),
    covers !== "" && h("p", {}, h("strong", {}, t("scope_covers")), " ", h("span", { lang }, covers)),
    leaves !== "" && h("p", {}, h("strong", {}, t("scope_leaves")), " ", h("span", { lang }, leaves)),
  );
}

/** Lists every rule with its outcome, for whom it came out so, and its law. */
function tests({ verdict }: Reported): HTMLElement {
  const row = ({ first, instances }: { readonly first: Instance; readonly instances: readonly Instance[] }) =>
    h(
      "tr",
      { "data-outcome": first.outcome },
      h("td", { class: "answered" }, OUTCOMES[first.outcome]),
      h("td", {}, policyWord(first.title), " ", cited(first.cites)),
      h("td", {}, first.outcome === "not_applicable" ? t("not_applicable") : subjects(instances.map(({ at }) => at))),
    );
  return h("table", {}, h("tbody", {}, grouped(verdict.instances).map(row)));
}

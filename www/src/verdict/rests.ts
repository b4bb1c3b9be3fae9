// Lists what the answer rests on besides plain facts: conclusions of persons, what the flow declares, what is supposed; and what
// the policy covers and leaves out.
import type { Because, Verdict } from "lexloci";
import { h, type Child } from "../dom.ts";
import { t } from "../i18n/index.ts";
import { scopeOf } from "../policy/names.ts";
import type { Doc } from "../store.ts";
import { supposedInWords } from "../time/supposed-words.ts";
import { Companies } from "./company.ts";
import { anyEntry, subjects } from "./groups.ts";
import { pathInWords } from "./subject.ts";
import type { Values } from "./value.ts";

type InWords = (path: string, value: string) => string;

/** Returns the conclusions of persons that decided an instance, each once; that a list is open is none. */
export function attested({ instances }: Verdict): readonly Because[] {
  const found = new Map<string, Because>();
  for (const { because, outcome } of instances)
    if (outcome !== "not_applicable")
      for (const each of because)
        if (each.attested && each.value !== null && each.fact.includes(".")) found.set(each.fact, each);
  return [...found.values()];
}

/** The fact that says on which lists a company stands. */
const LISTED = /\.listed$/;

/** Returns what the flow says of companies on public lists, where an instance was decided by it: anybody can look it up. */
export function lookedUp({ instances }: Verdict): readonly Because[] {
  const found = new Map<string, Because>();
  for (const { because, outcome } of instances)
    if (outcome === "satisfied")
      for (const each of because)
        if (LISTED.test(each.fact) && each.holds === true && each.value !== null && each.value !== "{}")
          found.set(each.fact, each);
  return [...found.values()];
}

/** Tells that a company stands on a list. */
export function listedInWords({ fact, value }: Because, inWords: InWords, companies: Companies): string {
  const company = fact.replace(LISTED, "");
  return t("rests_listed", companies.at(company) ?? pathInWords(company), inWords(fact, value ?? ""));
}

/** Returns the statements that a verdict rests on and that no fact proves, in words. */
export function assumptions(verdict: Verdict, { known }: Values): readonly string[] {
  return [
    ...(verdict.complete ? [t("rests_complete")] : []),
    ...(verdict.assumed?.length ? [t("rests_another", subjects(verdict.assumed, "inside"))] : []),
    ...verdict.suppose.map((each) => t("rests_supposed", supposedInWords(each, known))),
    ...verdict.instead.map((path) => t("rests_instead", pathInWords(path))),
    ...verdict.replaced.map((name) => t("rests_replaced", name)),
  ];
}

/** Draws what the answer rests on; nothing where it rests on plain facts alone. */
export function rests(
  verdict: Verdict,
  { policy, flow }: Pick<Doc, "policy" | "flow">,
  values: Values,
  go: (path: string) => void,
): Child[] {
  const inWords: InWords = (path, value) => values.inWords(path, value);
  const companies = new Companies(flow, values.known);
  const found = attested(verdict);
  const alike = new Map<string, Because[]>();
  for (const each of found) {
    const key = JSON.stringify([anyEntry(each.fact), each.value]);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  const concluded = [...alike.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const words = t("is_value", pathInWords(first.fact), inWords(first.fact, first.value ?? ""));
    const more = all.length > 1 ? ` ${t("and_more", all.length - 1)}` : "";
    return [
      h(
        "li",
        {},
        h("button", { type: "button", class: "fact", title: first.fact, onclick: () => go(first.fact) }, words),
        h("span", { class: "attested", title: t("attested_means") }, t("as_attested")),
        more,
      ),
    ];
  });
  const told = new Map(lookedUp(verdict).map((each) => [listedInWords(each, inWords, companies), each]));
  const listed = [...told].map(([words, { fact }]) =>
    h(
      "li",
      {},
      h("button", { type: "button", class: "fact", title: fact, onclick: () => go(fact) }, words),
      h("span", { class: "attested", title: t("look_up_means") }, t("as_look_up")),
    ),
  );
  const assumed = assumptions(verdict, values).map((each) =>
    h("li", {}, each, h("span", { class: "attested" }, t("as_assumed"))),
  );
  const { covers, leaves, lang } = scopeOf(policy);
  return [
    (concluded.length > 0 || listed.length > 0 || assumed.length > 0) &&
      h(
        "section",
        { class: "aside", "data-aside": "rests" },
        h("h3", {}, t("rests")),
        h("ul", {}, listed, concluded, assumed),
      ),
    (covers !== "" || leaves !== "") &&
      h(
        "details",
        { class: "aside scope", "data-aside": "scope" },
        h("summary", {}, t("scope")),
        covers !== "" && h("p", {}, h("strong", {}, t("scope_covers")), " ", h("span", { lang }, covers)),
        leaves !== "" && h("p", {}, h("strong", {}, t("scope_leaves")), " ", h("span", { lang }, leaves)),
      ),
  ];
}

// The parts of a verdict beside its reasons: duties with their dates, parts, levels, notes.
import type { LevelVerdict, Verdict } from "lexloci";
import { h, type Child } from "../dom.ts";
import type { Known } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { levelWord, partWord } from "../i18n/parts.ts";
import { said } from "../i18n/said.ts";
import { policyWord, policyWords } from "../i18n/policy-words.ts";
import { supposedInWords } from "../time/supposed-words.ts";
import { anyEntry, subjects } from "./groups.ts";
import { SHAPES } from "./outcome.ts";
import { pathInWords, subject } from "./subject.ts";

/** Draws them; `known` has the names of places. */
export function asides(verdict: Verdict, known: Known | null): Child[] {
  const { parts, level, duties, reservations, notes, replaced, instead, suppose, instances } = verdict;
  const concerned = new Set(instances.filter(({ outcome }) => outcome !== "not_applicable").map(({ rule }) => rule));
  const idle = [...new Set(instances.filter(({ rule }) => !concerned.has(rule)).map(({ title }) => title))];
  const said = notes.filter(({ code }) => code !== IS_ALL);
  return [
    aside(
      "duties",
      duties.map(({ holder, text, due }) => [
        t("like", pathInWords(holder), policyWord(text)),
        due && [", ", h("time", { datetime: due }, t("duty_by", due))],
      ]),
    ),
    aside(
      "reservations",
      reservations.map(({ rule, at, outcome }) =>
        t("like", `${titleOf(instances, rule)}, ${subject(at, "inside")}`, outcomeWord(outcome)),
      ),
    ),
    aside(
      "parts",
      (Object.keys(parts).length > 1 ? Object.entries(parts) : []).map(([name, part]) =>
        t(
          "like",
          partWord(name),
          `${SHAPES[part.verdict]} ${t(part.verdict)}${part.applies === "unknown" ? `, ${t("part_open")}` : ""}`,
        ),
      ),
    ),
    level && aside("levels", levels(level)),
    aside("notes", noted(said)),
    aside(
      "supposed",
      suppose.map((each) => supposedInWords(each, known)),
    ),
    aside("instead", instead),
    aside("replaced", replaced),
    aside("not_concerned", idle.length > 0 ? [folded(idle)] : []),
  ];
}

/** The note that the flow says that it is all: it stands under what the answer rests on. */
const IS_ALL = "L0555";

/** Tells notes that say the same of several entries once. */
function noted(notes: Verdict["notes"]): Child[] {
  const alike = new Map<string, string[]>();
  for (const { code, path, message } of notes) {
    const key = JSON.stringify([anyEntry(path), message, code]);
    alike.set(key, [...(alike.get(key) ?? []), path]);
  }
  return [...alike].map(([key, paths]) => {
    const [, message, code] = JSON.parse(key) as [string, string, string];
    return [t("like", subjects(paths), ""), said(message), ` (${code})`];
  });
}

/** Lists the rules that do not concern the flow, folded. */
function folded(titles: readonly string[]): HTMLElement {
  const lines = titles.map((title) => h("li", {}, policyWords(title)));
  return h(
    "details",
    {},
    h("summary", {}, t(titles.length === 1 ? "one_rule" : "some_rules", titles.length)),
    h("ul", {}, lines),
  );
}

function outcomeWord(outcome: "violated" | "undetermined"): string {
  return t(outcome === "violated" ? "non_compliant" : "undetermined");
}

/** Returns the title of a rule. */
function titleOf(instances: Verdict["instances"], name: string): string {
  return policyWord(instances.find(({ rule }) => rule === name)?.title ?? name);
}

function levels({ required, reached, open, refused }: LevelVerdict): string[] {
  return [
    t("level_required", levelWord(required)),
    t("level_reached", reached === null ? t("none") : levelWord(reached)),
    ...(open.length > 0 ? [t("level_open", open.map(levelWord).join(", "))] : []),
    ...(refused.length > 0 ? [t("level_refused", refused.map(levelWord).join(", "))] : []),
  ];
}

type Title =
  "duties" | "reservations" | "parts" | "levels" | "notes" | "supposed" | "instead" | "replaced" | "not_concerned";

function aside(title: Title, lines: readonly Child[]): Child {
  if (lines.length === 0) return null;
  return h(
    "section",
    { class: "aside", "data-aside": title },
    h("h3", {}, t(title)),
    h(
      "ul",
      {},
      lines.map((each) => h("li", {}, each)),
    ),
  );
}

// The parts of a verdict beside its reasons: duties with their dates, parts, levels, notes.
import type { LevelVerdict, Verdict } from "lexloci";
import { h, type Child } from "../dom.ts";
import { t } from "../i18n/index.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { SHAPES } from "./outcome.ts";
import { pathInWords, subject } from "./subject.ts";

export function asides(verdict: Verdict): Child[] {
  const { parts, level, duties, reservations, notes, replaced, instead, suppose, instances } = verdict;
  const idle = instances.filter(({ outcome }) => outcome === "not_applicable").map(({ rule }) => rule);
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
      reservations.map(({ rule, at, outcome }) => `${rule}, ${subject(at, "inside")}: ${outcomeWord(outcome)}`),
    ),
    aside(
      "parts",
      Object.entries(parts).map(
        ([name, part]) => `${name}: ${SHAPES[part.verdict]} ${t(part.verdict)}, ${t("part_applies", t(part.applies))}`,
      ),
    ),
    level && aside("levels", levels(level)),
    aside(
      "notes",
      notes.map(({ code, path, message }) => `${path}: ${message} (${code})`),
    ),
    aside("supposed", suppose),
    aside("instead", instead),
    aside("replaced", replaced),
    aside("not_concerned", idle.length > 0 ? [[...new Set(idle)].join(", ")] : []),
  ];
}

function outcomeWord(outcome: "violated" | "undetermined"): string {
  return t(outcome === "violated" ? "non_compliant" : "undetermined");
}

function levels({ required, reached, open, refused }: LevelVerdict): string[] {
  return [
    t("level_required", required),
    t("level_reached", reached ?? t("none")),
    ...(open.length > 0 ? [t("level_open", open.join(", "))] : []),
    ...(refused.length > 0 ? [t("level_refused", refused.join(", "))] : []),
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

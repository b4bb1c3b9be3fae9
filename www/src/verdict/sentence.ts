// The answer in one sentence: whether it is allowed, since when, and what turned it.
import type { Verdict } from "lexloci";
import type { Turn } from "../engine/protocol.ts";
import { actNote } from "../i18n/acts.ts";
import { language, t } from "../i18n/index.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { actsOf, nameOf } from "../time/acts.ts";
import { FIRST } from "../time/day.ts";

/** Returns a day in the words of the page's language: "16 July 2020". */
export function dayInWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const words = new Intl.DateTimeFormat(language() === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return words.format(date).replace(/^1 (?=\p{L})/u, language() === "fr" ? "1er " : "1 ");
}

/**
 * Returns the sentence. `turn` is the stretch of days around the day judged, once it is known, and `before` the one before
 * it: where that has no answer, nothing turned. `isNear`: whether one more fact may be enough.
 */
export function sentence(verdict: Verdict, turn: Turn | null, before: Turn | null, isNear = false): string {
  const isTurned = turn !== null && turn.day > FIRST && before !== null && before.answer !== "error";
  const since = isTurned && turn.answer === verdict.verdict ? turn.day : null;
  const turned = since === null ? "" : turnedBy(since);
  const when = since === null ? "" : t("since_words", dayInWords(since));
  switch (verdict.verdict) {
    case "compliant":
      return t("say_compliant", when) + (turned === "" ? "." : turned);
    case "non_compliant":
      return t("say_non_compliant", when) + (turned === "" ? broken(verdict) : turned);
    case "undetermined":
      if (isNear && verdict.ask.length > 1) return t("say_undetermined_near");
      if (verdict.ask.length > COUNTED) return t("say_undetermined_many");
      return verdict.ask.length === 1 ? t("say_undetermined_one") : t("say_undetermined", verdict.ask.length);
    case "not_applicable":
      return t("say_not_applicable");
  }
}

/** The most missing facts that are counted: a larger number says no more. */
const COUNTED = 60;

/** The acts that are told as what turned an answer, the most telling first. */
const TELLING = ["adequacy", "membership", "instrument"];

/** Tells what began or ended on the day on which the answer turned; a full stop where nothing telling did. */
function turnedBy(day: string): string {
  const rank = ({ family }: { readonly family: string }) => TELLING.indexOf(family);
  const [act] = actsOf(day)
    .filter((each) => rank(each) >= 0)
    .sort((one, two) => rank(one) - rank(two));
  if (!act) return "";
  const note = act.note === "" || act.begins ? "" : ` (${actNote(act.note)})`;
  return t(act.begins ? "say_began" : "say_ended", `${nameOf(act)}${note}`);
}

/** Tells the first rule that is broken, and how many others. */
function broken({ instances }: Verdict): string {
  const rules = [
    ...new Set(
      instances
        .filter(({ outcome, severity }) => outcome === "violated" && severity === "blocking")
        .map(({ title }) => title),
    ),
  ];
  const [first] = rules;
  if (first === undefined) return ".";
  return rules.length === 1 ? t("say_rule", policyWord(first)) : t("say_rules", policyWord(first), rules.length - 1);
}

// The four answers and the error, each by shape and word as well as by colour.
import type { Instance, Verdict } from "lexloci";
import type { Standing } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";

export const SHAPES: { readonly [answer in Standing]: string } = {
  compliant: "✓",
  non_compliant: "✗",
  undetermined: "?",
  not_applicable: "–",
  error: "!",
};

export const OUTCOMES: { readonly [outcome in Instance["outcome"]]: string } = {
  violated: "✗",
  undetermined: "?",
  excused: "✓",
  satisfied: "✓",
  not_applicable: "–",
};

/** Returns the advice to the reader. Only "compliant" means "go ahead". */
export function advice({ verdict, reservations }: Verdict): string {
  if (verdict === "not_applicable") return t("no_go_ahead");
  if (verdict === "undetermined") return t("stop_yet");
  if (verdict !== "compliant") return t("stop");
  return reservations.length > 0 ? t("go_with_reservations") : t("go");
}

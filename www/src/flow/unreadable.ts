// The fault that keeps a flow's text from being JSON, as a finding. Signs from a word processor can be fixed at once.
import type { Finding } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { JsonError, read } from "./json.ts";

/** Signs that word processors put in place of those of JSON. */
const QUOTES = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g;
const SPACES = /[\u00a0\u2007\u202f\u2000-\u200b\ufeff]/g;

/** Returns the finding for a text that is not JSON; none for one that is. */
export function unreadable(text: string): Finding[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const at = [error.at, Math.min(error.at + 1, text.length)] as const;
    const plain = mended(text, error.at);
    const message = t(plain === null ? `json_${error.fault}` : "json_signs", error.what);
    const fix = plain === null ? null : { span: [0, text.length] as const, text: plain, label: t("plain_signs") };
    return [
      {
        code: "",
        level: "error",
        message,
        help: plain === null ? t("no_json") : null,
        module: null,
        path: null,
        span: at,
        fix,
      },
    ];
  }
}

/** Replaces the signs of word processors, if the fault is such a sign. */
function mended(text: string, at: number): string | null {
  const sign = text.charAt(at);
  const foreign = new RegExp(`${QUOTES.source}|${SPACES.source}`).test(sign);
  return foreign
    ? text.replace(QUOTES, '"').replace(SPACES, (space) => (/[\u200b\ufeff]/.test(space) ? "" : " "))
    : null;
}

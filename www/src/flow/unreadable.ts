// The fault that keeps a flow's text from being JSON, as a finding. Signs from a word processor can be fixed at once.
import type { Finding } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { JsonError, layOut, read, readable } from "./json.ts";
import { repaired } from "./repair.ts";

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
    const json = plain === null || readable(plain) === null ? repaired(text) : null;
    const [better, label] = json === null ? [plain, t("plain_signs")] : [json, t("plain_json")];
    const fix = better === null ? null : { span: [0, text.length] as const, text: laidOut(better), label };
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

/** Lays a text out that has become JSON; another stays as it is. */
function laidOut(text: string): string {
  const flow = readable(text)?.value;
  return flow === undefined || text.includes("\n") ? text : layOut(flow);
}

/** Replaces the signs of word processors, if the fault is such a sign. */
function mended(text: string, at: number): string | null {
  const sign = text.charAt(at);
  const foreign = new RegExp(`${QUOTES.source}|${SPACES.source}`).test(sign);
  return foreign
    ? text.replace(QUOTES, '"').replace(SPACES, (space) => (/[\u200b\ufeff]/.test(space) ? "" : " "))
    : null;
}

// What keeps a flow's text from being JSON, said as what is wrong with it; what comes of a word processor is mended at once.
import type { Finding } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { JsonError, read } from "./json.ts";

/** Signs that word processors put in place of those that JSON has. */
const QUOTES = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g;
const SPACES = /[\u00a0\u2007\u202f\u2000-\u200b\ufeff]/g;

/** What is wrong with a text that is not JSON; nothing is wrong with one that is. */
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
    return [{ code: "", level: "error", message, help: plain === null ? t("no_json") : null, module: null, path: null, span: at, fix }];
  }
}

/** The text with plain signs, if such a sign is what it stumbled over. */
function mended(text: string, at: number): string | null {
  const sign = text.charAt(at);
  const foreign = new RegExp(`${QUOTES.source}|${SPACES.source}`).test(sign);
  return foreign ? text.replace(QUOTES, '"').replace(SPACES, (space) => (/[\u200b\ufeff]/.test(space) ? "" : " ")) : null;
}

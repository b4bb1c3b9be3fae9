// Corrections of a flow that the help of a finding proposes, as replacements in the text.
import type { Finding } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { today } from "../time/day.ts";
import { readable, type Json } from "./json.ts";
import { edited, stepsOf } from "./path.ts";

type Fix = NonNullable<Finding["fix"]>;

/** Returns findings, each with the correction that its help proposes, where there is one. */
export function mendable(findings: readonly Finding[], text: string): Finding[] {
  // A misspelt day is corrected; none is added beside it.
  const isMisspelt = findings.some(({ help }) => help?.startsWith("did you mean `as_of`?"));
  return findings.map((each) => (each.path === "as_of" && isMisspelt ? each : mended(each, text)));
}

function mended(finding: Finding, text: string): Finding {
  if (finding.fix || finding.level !== "error" || finding.path === null) return finding;
  const fix = fixOf(finding, text);
  // A correction replaces the list of everything that could stand there.
  const help = fix !== null && (finding.help ?? "").length > LONG ? null : finding.help;
  return { ...finding, fix, help };
}

/** The length from which a help is a list of names. */
const LONG = 160;

function fixOf({ path, message, help }: Finding, text: string): Fix | null {
  if (path === null) return null;
  if (path === "as_of" && readable(text)?.spans.has("as_of") !== true) return dayed(text);
  const steps = stepsOf(path);
  const key = String(steps.at(-1));
  if (message.startsWith(`\`${key}\` is not a fact`)) {
    const [, near] = /^did you mean `([^`]+)`\?/.exec(help ?? "") ?? [];
    return near === undefined
      ? replaced(text, edited(text, path, undefined), t("fix_drop", key))
      : renamed(text, path, key, near);
  }
  const meant = valueIn(message, help ?? "");
  if (meant === undefined) return null;
  const [span, written, label] = [
    readable(text)?.spans.get(path),
    JSON.stringify(meant),
    t("apply_fix", String(meant)),
  ];
  return span ? { span, text: written, label } : replaced(text, edited(text, path, meant), label);
}

/** States the day. In a flow on one line it is put first, so that the other corrections keep their places. */
function dayed(text: string): Fix | null {
  const label = t("fix_day", today());
  const [, open = "", next = ""] = /^(\s*\{)\s*(\S)/.exec(text) ?? [];
  if (text.trim().includes("\n") || open === "") return replaced(text, edited(text, "as_of", today()), label);
  const stated = `"as_of": ${JSON.stringify(today())}${next === "}" ? "" : ", "}`;
  return { span: [open.length, open.length], text: stated, label };
}

/** Returns the value that the help proposes. */
function valueIn(message: string, help: string): Json | undefined {
  const [, near] = /^did you mean "([^"]+)"\?/.exec(help) ?? [];
  if (near !== undefined) return near;
  if (!message.endsWith("not true or false")) return undefined;
  const [, word = ""] = /text "([^"]*)"/.exec(message) ?? [];
  if (/^(yes|true|oui|ja|y)$/i.test(word)) return true;
  return /^(no|false|non|nein|n)$/i.test(word) ? false : undefined;
}

/** Replaces the last key before the value at a path. */
function renamed(text: string, path: string, key: string, near: string): Fix | null {
  const spans = readable(text)?.spans;
  const span = spans?.get(path);
  const beside = path.slice(0, path.length - key.length) + near;
  if (spans?.has(beside)) return null; // it is stated already
  const quoted = JSON.stringify(key);
  const at = span ? text.lastIndexOf(quoted, span[0]) : -1;
  if (at < 0) return null;
  return { span: [at, at + quoted.length], text: JSON.stringify(near), label: t("fix_key", near, key) };
}

/** Returns the smallest replacement that turns one text into another. */
function replaced(text: string, other: string, label: string): Fix | null {
  if (text === other) return null;
  let from = 0;
  while (from < Math.min(text.length, other.length) && text[from] === other[from]) from++;
  let same = 0;
  while (same < Math.min(text.length, other.length) - from && text.at(-1 - same) === other.at(-1 - same)) same++;
  return { span: [from, text.length - same], text: other.slice(from, other.length - same), label };
}

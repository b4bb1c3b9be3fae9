// Adds a rule to a policy's text, as a skeleton to be filled in.
import type { Span } from "../flow/json.ts";
import { language, type Language } from "../i18n/index.ts";

const WORDS: { readonly [language in Language]: string } = {
  en: "What is demanded",
  fr: "Ce qui est exigé",
};

/** A text with a rule more, and where its title stands. */
export interface Added {
  readonly text: string;
  readonly title: Span;
}

/** Returns the text with a rule at the end of its policy; null where no policy ends. */
export function withRule(text: string): Added | null {
  const end = /\n\}[ \t]*\s*$/.exec(text)?.index;
  if (end === undefined || !/^\s*policy\s/m.test(text)) return null;
  const [name, title] = [freeName(text), WORDS[language()]];
  const head = `\n\n  rule ${name} "`;
  const rule = `${head}${title}"${citation(text)}\n    for every s in storage\n    require s in EEA`;
  const from = end + head.length;
  return { text: `${text.slice(0, end)}${rule}${text.slice(end)}`, title: [from, from + title.length] };
}

/** Returns a name that no rule, exception or claim has. */
function freeName(text: string): string {
  const taken = new Set([...text.matchAll(/\b(?:rule|exception|claim)\s+(\w+)/g)].map(([, name]) => name));
  for (let number = 1; ; number++) if (!taken.has(`rule_${number}`)) return `rule_${number}`;
}

/** Returns a citation of the first source that the text declares, else of the GDPR where it is used. */
function citation(text: string): string {
  const [, source] = /^\s*source\s+(\w+)\s+is\b/m.exec(text) ?? [];
  if (source !== undefined) return ` [${source} 1]`;
  return /^\s*use\s+gdpr\b/m.test(text) ? " [GDPR 44]" : "";
}

// Rewrites a text that is nearly JSON as JSON: keys and words without quotes, other quotes, comments, commas too many or too few,
// brackets that are not closed. What it means must be plain; else there is no rewriting.
import { readable } from "./json.ts";

/** Quotes by which a text can open, and those that close it. */
const CLOSING: { readonly [open: string]: string } = {
  '"': '"”“',
  "'": "'’",
  "“": '”"“',
  "”": '”"',
  "„": '“”"',
  "«": "»",
  "‘": "’'",
  "’": "’'",
};
/** The words of other languages for those of JSON. */
const WORDS: { readonly [word: string]: string } = {
  true: "true",
  false: "false",
  null: "null",
  True: "true",
  False: "false",
  None: "null",
};

/** A piece of the text: a sign, or a value or key as JSON writes it. */
type Piece = { readonly sign: string } | { readonly value: string };

/** Returns the text as JSON; null where it cannot be read even so, or is JSON already. */
export function repaired(text: string): string | null {
  if (readable(text)) return null;
  const pieces = piecesOf(text);
  const plain = pieces && written(pieces);
  return plain !== null && readable(plain) ? plain : null;
}

function piecesOf(text: string): readonly Piece[] | null {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const [blank] = /^(?:[\s\u200b\ufeff]+|\/\/[^\n]*|#[^\n]*|\/\*[^]*?\*\/)/.exec(rest) ?? [];
    const sign = rest.charAt(0);
    const close = CLOSING[sign];
    if (blank !== undefined) at += blank.length;
    else if ("{}[]:,;".includes(sign)) {
      pieces.push({ sign: sign === ";" ? "," : sign });
      at++;
    } else if (close !== undefined) {
      const end = endOf(text, at + 1, close);
      if (end === null) return null;
      pieces.push({ value: quoted(text.slice(at + 1, end)) });
      at = end + 1;
    } else {
      const [word] = /^[^\s{}[\]:,;"'“”„«»‘’]+/.exec(rest) ?? [];
      if (word === undefined) return null;
      pieces.push({ value: WORDS[word] ?? (/^-?\d+(\.\d+)?$/.test(word) ? word : quoted(word)) });
      at += word.length;
    }
  }
  return pieces;
}

/** Returns where a text in quotes ends; null where its line ends before. */
function endOf(text: string, from: number, close: string): number | null {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "\n") return null;
    else if (close.includes(text.charAt(at))) return at;
  }
  return null;
}

/** Puts a text into the quotes of JSON; what is escaped in it stays escaped. */
function quoted(text: string): string {
  const plain = text.replace(/\\'/g, "'").replace(/(\\.)|"/g, (sign, escaped) => escaped ?? `\\${sign}`);
  return `"${plain}"`;
}

/** Writes the pieces with the commas and brackets that belong there. */
function written(pieces: readonly Piece[]): string {
  const open: string[] = [];
  let text = "";
  let last = "";
  for (const piece of pieces) {
    const now = "sign" in piece ? piece.sign : "value";
    if (now === "," && (last === "," || last === "{" || last === "[" || last === "")) continue;
    if (now === "}" || now === "]") {
      if (last === ",") text = text.replace(/,\s*$/, "");
      if (open.pop() !== (now === "}" ? "{" : "[")) return "";
    } else if (now !== "," && now !== ":" && (last === "value" || last === "}" || last === "]")) text += ", ";
    if (now === "{" || now === "[") open.push(now);
    // A number or a word of JSON is no key.
    text += "sign" in piece ? (now === ":" || now === "," ? `${now} ` : now) : piece.value;
    last = now;
  }
  return `${text.replace(/,\s*$/, "")}${open
    .reverse()
    .map((sign) => (sign === "{" ? "}" : "]"))
    .join("")}`;
}

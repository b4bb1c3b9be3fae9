// Makes a page's HTML of Markdown, with its headings, its sections for the search, and the places that it links to.
import { Marked } from "marked";
import { coloured, escaped } from "./colour.mjs";

/** Returns the name of a heading in addresses, as GitHub forms it. */
function slug(text, taken) {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
  const count = taken.get(base) ?? 0;
  taken.set(base, count + 1);
  return count === 0 ? base : `${base}-${count}`;
}

/** Returns what a fence says of its block: `loci policy.loci` names a file, `sh exit=1` an exit code. */
export function fence(info) {
  const [language = "", ...rest] = (info ?? "").trim().split(/\s+/);
  const exit = rest.find((word) => word.startsWith("exit="))?.slice(5);
  return { language, file: rest.find((word) => !word.includes("=")), exit: exit === undefined ? 0 : Number(exit) };
}

/** Returns the plain text of inline tokens. */
const plain = (tokens) =>
  (tokens ?? []).map((token) => (token.tokens ? plain(token.tokens) : (token.text ?? token.raw))).join("");

/** Returns the text of a token for the search. */
function said(token) {
  if (token.type === "table") {
    return [token.header, ...token.rows].map((row) => row.map((cell) => plain(cell.tokens)).join(" ")).join(" ");
  }
  if (token.type === "list") return token.items.map((item) => item.tokens.map(said).join(" ")).join(" ");
  if (token.type === "code") return token.text;
  if (token.type === "html" || token.type === "space") return "";
  return token.tokens ? plain(token.tokens) : (token.text ?? "");
}

/**
 * Returns a page. `link` turns the target of a link into an address of the site, or into null where the site has nothing there; `words` are
 * the words of the site.
 */
export function page(markdown, { link, words }) {
  const taken = new Map();
  const headings = [];
  const sections = [];
  const marked = new Marked({ gfm: true });
  const tokens = marked.lexer(markdown);
  for (const token of tokens) {
    if (token.type === "heading") {
      const text = unescaped(plain(token.tokens));
      const id = slug(text, taken);
      Object.assign(token, { id, shown: text });
      headings.push({ depth: token.depth, text, id });
      if (token.depth <= 3) sections.push({ id: sections.length === 0 ? "" : id, heading: text, text: "" });
    } else if (sections.length > 0) {
      sections.at(-1).text += ` ${unescaped(said(token))}`;
    }
  }
  marked.use({ renderer: renderer(link, words) });
  for (const section of sections) section.text = section.text.replace(/\s+/g, " ").trim();
  return { html: marked.parser(tokens), headings, sections };
}

/** Undoes what the lexer escapes in plain texts. */
function unescaped(text) {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'");
}

function renderer(link, words) {
  return {
    heading({ tokens, depth, id, shown }) {
      const inner = this.parser.parseInline(tokens);
      if (depth === 1) return `<h1 id="${escaped(id)}">${inner}</h1>\n`;
      const mark = `<a class="mark" href="#${escaped(id)}" aria-label="${escaped(shown)}">#</a>`;
      return `<h${depth} id="${escaped(id)}">${inner} ${mark}</h${depth}>\n`;
    },
    code({ text, lang }) {
      const { language, file, exit } = fence(lang);
      const told = [file, exit === 0 ? null : `${words.exit} ${exit}`].filter(Boolean).join(" · ");
      const caption = told === "" ? "" : `<figcaption>${escaped(told)}</figcaption>`;
      const kind = language === "text" ? "printed" : language === "sh" ? "typed" : "file";
      return `<figure class="code ${kind}">${caption}<pre tabindex="0"><code>${coloured(text, language)}\n</code></pre></figure>\n`;
    },
    html({ text }) {
      if (/^\s*(?:<!--[\s\S]*?-->\s*)+$/.test(text)) return "";
      throw new Error(`a page of the site is Markdown alone: ${text}`);
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens);
      const to = link(href);
      return to === null ? `<span class="elsewhere">${inner}</span>` : `<a href="${escaped(to)}">${inner}</a>`;
    },
    image({ href }) {
      throw new Error(`a page of the site has no pictures: ${href}`);
    },
    table({ header, rows, align }) {
      const cell = (kind, { tokens }, at) => {
        const side = align[at] === "right" ? ' class="number"' : "";
        const inner = this.parser.parseInline(tokens);
        return kind === "th" && inner === "" ? `<td${side}></td>` : `<${kind}${side}>${inner}</${kind}>`;
      };
      const row = (kind, cells) => `<tr>${cells.map((each, at) => cell(kind, each, at)).join("")}</tr>`;
      const isHeaded = header.some(({ tokens }) => tokens.length > 0);
      const head = isHeaded ? `<thead>${row("th", header)}</thead>` : "";
      const body = rows.map((cells) => row("td", cells)).join("\n");
      return `<div class="scrolled" tabindex="0"><table>${head}<tbody>${body}</tbody></table></div>\n`;
    },
  };
}

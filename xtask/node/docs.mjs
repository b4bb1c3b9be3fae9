// Writes the documentation site: `node xtask/node/docs.mjs DATA OUT`, where DATA is what the engine says of itself.
//
// Each page is a file of its own with relative addresses, so that the folder works from a disk and under any path of any host.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coloured, escaped } from "./docs/colour.mjs";
import { GROUPS, WORDS, pages, twin } from "./docs/map.mjs";
import { page as made } from "./docs/markdown.mjs";
import { diagnostics, words as everyWord } from "./docs/tables.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const here = (name) => fileURLToPath(new URL(`docs/${name}`, import.meta.url));
const [data, out] = process.argv.slice(2);
const said = JSON.parse(readFileSync(data, "utf8"));
const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));

/** Returns the pages that no file holds, of what the engine says of itself. */
const TABLES = { "reference/words": () => everyWord(said), "reference/diagnostics": () => diagnostics(said) };

/** The longest file that is shown as a page of its own. */
const LONGEST_FILE = 200_000;

const all = pages();
const bySource = new Map(all.filter(({ from }) => from !== null).map((page) => [page.from, page]));
// The package carries copies of two documents, and the README's language is the package's.
bySource.set("pkg/docs/facts.md", bySource.get("docs/facts.md"));
bySource.set("README.md", bySource.get("docs/index.md"));
const shown = new Map();

/** Returns the address of one file of the site from another. */
const between = (from, to) => relative(dirname(from), to) || to;

/** Returns the address of what a page of a source links to; null where the site has nothing there. */
function linked(target, source, to) {
  if (/^https?:/.test(target) || target.startsWith("#")) return target;
  const [path, anchor] = target.split("#");
  const file = normalize(join(dirname(source), path));
  const found = bySource.get(file);
  const tail = anchor === undefined ? "" : `#${anchor}`;
  if (found !== undefined) return between(`${to}.html`, `${found.to}.html`) + tail;
  const whole = join(root, file);
  if (!existsSync(whole) || !statSync(whole).isFile() || statSync(whole).size > LONGEST_FILE) return null;
  shown.set(file, `files/${file}`);
  return between(`${to}.html`, `files/${file}.html`);
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='4' fill='%231d3f5e'/%3E%3Cpath d='M9 7v18h14' fill='none' stroke='%23fbfaf6' stroke-width='3'/%3E%3Ccircle cx='20' cy='13' r='4' fill='%23fbfaf6'/%3E%3C/svg%3E";

/** Nothing from elsewhere, nothing inline, and one script that is named in the code. */
const CONTENT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lexloci";

function navigation(page) {
  const own = page.to.startsWith("fr/") ? "fr" : "en";
  const item = ({ to, title }) => {
    const current = to === page.to ? ' aria-current="page"' : "";
    return `<li><a href="${between(`${page.to}.html`, `${to}.html`)}"${current}>${escaped(title)}</a></li>`;
  };
  const group = ({ title, lang, pages: listed }) =>
    `<h2>${escaped(title)}</h2>\n<ul${lang === undefined ? "" : ` lang="${lang}"`}>\n${listed.map(item).join("\n")}\n</ul>`;
  return GROUPS[own].map(group).join("\n");
}

function contents(page, words, headings) {
  const listed = headings.filter(({ depth }) => depth === 2);
  if (listed.length < 2) return "";
  const items = listed.map(({ id, text }) => `<li><a href="#${escaped(id)}">${escaped(text)}</a></li>`).join("\n");
  return `<nav class="contents" aria-labelledby="contents-label"><h2 id="contents-label">${words.on}</h2>\n<ul>\n${items}\n</ul></nav>`;
}

/** Returns a link to the page that follows in the same group of how-tos. */
function following(page, words) {
  const group = GROUPS[page.lang].find(({ pages: listed }) => listed.some(({ to }) => to === page.to));
  const next = group?.pages[group.pages.findIndex(({ to }) => to === page.to) + 1];
  if (next === undefined || page.from === null) return "";
  return `<p class="next">${words.next}: <a href="${between(`${page.to}.html`, `${next.to}.html`)}">${escaped(next.title)}</a></p>`;
}

function whole(page, { html, headings }) {
  const words = WORDS[page.lang];
  const to = (name) => between(`${page.to}.html`, name);
  const other = twin(page.to);
  const otherLang = page.lang === "fr" ? "en" : "fr";
  const hasPlayground = existsSync(join(out, "../index.html"));
  const playground = hasPlayground ? `<a href="${to("../index.html")}">${words.playground}</a>` : "";
  const title = headings[0]?.text ?? page.title;
  return `<!doctype html>
<html lang="${page.lang}" data-root="${to("index.html").slice(0, -"index.html".length)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(["index", "fr/index"].includes(page.to) ? "Lex Loci" : `${title} · Lex Loci`)}</title>
<link rel="icon" href="${ICON}" type="image/svg+xml">
<link rel="stylesheet" href="${to("site.css")}">
<script src="${to("site.js")}" defer></script>
</head>
<body>
<a class="skip" href="#text">${words.skip}</a>
<header class="masthead">
<p class="name"><a href="${to(page.lang === "fr" ? "fr/index.html" : "index.html")}">Lex Loci</a></p>
<search class="search" hidden>
<input type="search" id="search" aria-label="${words.search}" placeholder="${words.search}" autocomplete="off" spellcheck="false" aria-controls="found">
<p id="count" role="status" data-found="${escaped(words.found("%"))}"></p>
<ul id="found" hidden></ul>
</search>
<p class="links">${playground}
<a href="${to(`${other}.html`)}" hreflang="${otherLang}" lang="${otherLang}">${words.other}</a></p>
</header>
<div class="columns">
<details class="menu"><summary>${words.menu}</summary></details>
<nav class="pages" aria-label="${words.menu}">
${navigation(page)}
</nav>
<main id="text" tabindex="-1">
${html}
${following(page, words)}
</main>
${contents(page, words, headings)}
</div>
<footer><p>${words.legal}</p><p>Lex Loci ${escaped(version)}, atlas ${escaped(said.atlas)}.</p></footer>
</body>
</html>
`;
}

function put(name, text) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), text);
}

rmSync(out, { recursive: true, force: true });
const sections = [];
for (const page of all) {
  const source = page.from ?? `docs/${page.to}.md`;
  const markdown = page.from === null ? TABLES[page.to]() : readFileSync(join(root, page.from), "utf8");
  const link = (target) => linked(target, source, page.to);
  const drawn = made(markdown, { link, words: WORDS[page.lang] });
  put(`${page.to}.html`, whole(page, drawn));
  for (const { id, heading, text } of drawn.sections) {
    const address = id === "" ? `${page.to}.html` : `${page.to}.html#${id}`;
    sections.push({ id: address, page: page.title, heading, text, lang: page.lang });
  }
}
for (const [file, to] of shown) {
  const text = readFileSync(join(root, file), "utf8");
  const code = coloured(text, file.split(".").at(-1));
  const html = `<h1>${escaped(file)}</h1>\n<figure class="code file"><pre tabindex="0"><code>${code}</code></pre></figure>`;
  put(
    `${to}.html`,
    whole({ to, from: null, title: file, lang: "en" }, { html, headings: [{ depth: 1, text: file, id: "" }] }),
  );
}
copyFileSync(here("site.css"), join(out, "site.css"));
await build({
  entryPoints: [here("site.js"), here("search.js")],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  logLevel: "error",
  define: { SECTIONS: JSON.stringify(sections) },
});
console.log(
  `${all.length} pages and ${shown.size} files are in ${out}: open index.html, or copy the folder to any host.`,
);

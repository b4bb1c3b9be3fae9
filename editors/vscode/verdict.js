// Draws a verdict as a page without scripts. Every text of a flow or policy is escaped.

"use strict";

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const TITLES = {
  compliant: "Compliant",
  non_compliant: "Non-compliant: do not proceed",
  undetermined: "Undetermined: facts are missing",
  not_applicable: "Not applicable",
};

/** Escapes a text for HTML. */
function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
}

/** Returns the title of an answer; one that is not known is none that says go ahead. */
function title(answer) {
  return Object.hasOwn(TITLES, answer) ? TITLES[answer] : TITLES.undetermined;
}

/** Returns the page for the answer of `lexloci.check`: a result, or an error, which is never a verdict. */
function page(answer, name) {
  const { result, error } = answer;
  const known = result !== undefined && Object.hasOwn(TITLES, result.verdict.verdict);
  const kind = known ? result.verdict.verdict : "error";
  const head = result === undefined ? "No verdict" : title(result.verdict.verdict);
  const text = result === undefined ? error : result.text;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Verdict</title>
<style>
body { font-family: var(--vscode-font-family); padding: 0 1em; }
h1 { font-size: 1.3em; border-left: .3em solid var(--edge); padding-left: .6em; }
pre { white-space: pre-wrap; font-family: var(--vscode-editor-font-family); }
.compliant { --edge: var(--vscode-testing-iconPassed); }
.non_compliant, .error { --edge: var(--vscode-testing-iconFailed); }
.undetermined { --edge: var(--vscode-testing-iconQueued); }
.not_applicable { --edge: var(--vscode-testing-iconSkipped); }
</style>
</head>
<body>
<h1 class="${kind}">${escaped(head)}</h1>
<p>${escaped(name)}${result === undefined ? "" : ` under ${escaped(result.policy)}`}</p>
<pre>${escaped(text)}</pre>
</body>
</html>`;
}

module.exports = { page };

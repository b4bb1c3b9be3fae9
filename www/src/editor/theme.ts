// The look of the editors: the page's own colours, which reach through the shadow root as custom properties.
import { EditorView } from "@codemirror/view";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--ink)",
    backgroundColor: "var(--sheet)",
    fontSize: "var(--code-size, 0.8125rem)",
  },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: "0.6rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 0.9rem 0 0.6rem" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--quiet)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.2rem 0 0.6rem", minWidth: "2rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--line)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--line)", outline: "1px solid var(--rule)" },
  // A picture in a style sheet would be fetched as data:, which the content security policy forbids.
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy", textUnderlineOffset: "0.2em" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationColor: "var(--non-compliant)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationColor: "var(--undetermined)" },
  ".cm-lintRange-active": { backgroundColor: "var(--line)" },
  ".cm-marked": { backgroundColor: "var(--mark)", borderRadius: "2px" },
  ".cm-tooltip": {
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--rule)",
    borderRadius: "3px",
    fontFamily: "var(--sans)",
    fontSize: "0.875rem",
    maxWidth: "32rem",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)" },
  ".cm-diagnostic": { padding: "0.4rem 0.6rem", borderLeft: "3px solid var(--quiet)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--non-compliant)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--undetermined)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--paper)", borderRadius: "3px" },
  ".loci-keyword, .loci-operator": { color: "var(--code-keyword)", fontWeight: "600" },
  ".loci-operator": { fontWeight: "400" },
  ".loci-name, .loci-definition": { color: "var(--ink)", fontWeight: "600" },
  ".loci-variable, .loci-fact": { color: "var(--code-name)" },
  ".loci-value, .loci-place, .loci-group, .loci-region, .loci-party": { color: "var(--code-value)" },
  ".loci-date, .loci-duration, .loci-percent, .loci-number": { color: "var(--code-number)" },
  ".loci-text": { fontFamily: "var(--serif)", fontSize: "1.06em" },
  ".loci-comment": { color: "var(--code-comment)", fontStyle: "italic" },
  ".loci-source, .loci-pinpoint": { color: "var(--quiet)" },
  ".loci-bad": { color: "var(--non-compliant)" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)", borderBottom: "1px solid var(--rule)" },
  ".cm-panel.cm-search": {
    display: "flex",
    flexWrap: "wrap",
    gap: "0.3rem",
    alignItems: "center",
    padding: "0.4rem 2rem 0.4rem 0.6rem",
    fontFamily: "var(--sans)",
  },
  ".cm-panel.cm-search br": { display: "none" },
  ".cm-panel.cm-search label": { fontSize: "0.8125rem", whiteSpace: "nowrap" },
  ".cm-textfield, .cm-button": {
    margin: "0",
    padding: "0.15rem 0.4rem",
    border: "1px solid var(--rule)",
    borderRadius: "3px",
    background: "var(--sheet)",
    color: "var(--ink)",
    fontSize: "0.8125rem",
  },
  ".cm-button": { cursor: "pointer" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink)", fontSize: "1.1rem" },
  ".cm-searchMatch": { backgroundColor: "var(--mark)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--accent)" },
  ".cm-snippetField": { backgroundColor: "var(--mark)" },
  ".cm-hover": { padding: "0.5rem 0.7rem" },
  ".cm-hover p": { margin: "0 0 0.3rem" },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-name)" },
  { tag: [tags.string], color: "var(--code-value)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
]);

export const theme = [look, syntaxHighlighting(colours)];

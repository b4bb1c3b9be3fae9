// The pages that no file holds: what the engine says of its own words and faults.

/** Returns Markdown in which a text stands as it is, but for code between backticks. */
const literal = (text) =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>()#+!|-]/g, "\\$&")))
    .join("");

/** Returns the page of every keyword. */
export function words({ keywords }) {
  const rows = keywords.map(([word, doc]) => `| \`${word}\` | ${doc.replaceAll("|", "\\|")} |`);
  return `# Every word of the language

A word has one meaning for an editor, and the editor shows this line for it. [The language](../../pkg/docs/language.md) says how they go
together.

| word | meaning |
|---|---|
${rows.join("\n")}
`;
}

/** Returns the page of every diagnostic, with what each example shows as a block. */
export function diagnostics({ codes }) {
  const list = codes.map(({ id, title, explain }) => `## ${id}: ${literal(title)}\n\n${explained(explain)}`);
  return `# Diagnostics

Every fault of a policy or a flow, and every lint, has a code that stays the same. \`lexloci explain L0203\` prints what stands here.

${list.join("\n")}`;
}

/** Returns an explanation: paragraphs, and under \`wrong:\` and \`right:\` indented texts. */
function explained(text) {
  const [prose, ...examples] = text.split(/^(?=(?:wrong|right):)/m);
  const shown = examples.map((example) => {
    const [head, ...lines] = example.trimEnd().split("\n");
    const inner = [head.replace(/^(?:wrong|right):\s*/, ""), ...lines.map((line) => line.replace(/^ {4}/, ""))];
    const body = inner.filter((line, at) => at > 0 || line !== "").join("\n");
    const ticks = body.includes("```") ? "````" : "```";
    return `${head.startsWith("wrong") ? "Wrong" : "Right"}:\n\n${ticks}${kind(body)}\n${body}\n${ticks}\n`;
  });
  const paragraphs = prose.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
  return `${paragraphs.map(paragraphed).join("\n\n")}\n\n${shown.join("\n")}`;
}

/** Returns a paragraph of prose, or a block where it is indented. */
function paragraphed(text) {
  if (!text.startsWith("    ")) return literal(text.replaceAll("\n", " ").trim());
  const body = text.trimEnd().replaceAll(/^ {4}/gm, "");
  return `\`\`\`${kind(body)}\n${body}\n\`\`\``;
}

/** Returns the language of an example: a flow is JSON, all else is a policy or a part of one. */
function kind(text) {
  try {
    JSON.parse(text);
    return "json";
  } catch {
    return text.trimStart().startsWith("{") ? "" : "loci";
  }
}

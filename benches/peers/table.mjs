// Figures as people read them, in Markdown tables.

/** The columns of the table of engines: heading, and the figure of a result. */
export const ENGINE_COLUMNS = [
  ["engine", ({ name }) => name],
  ["how", ({ how, unavailable, failed }) => (unavailable ? `not measured: ${unavailable}` : failed ? "failed" : how)],
  ["one decision", ({ decide }) => decide && duration(decide.nanoseconds)],
  ["× by hand", ({ decide }) => decide && ratio(decide.ratio)],
  ["agrees", ({ decide }) => decide && `${count(decide.agree)} of ${count(decide.of)}`],
  ["cold start, CPU", ({ start }) => start && `${start.milliseconds.toFixed(1)} ms`],
  ["memory", ({ start }) => start && `${start.megabytes.toFixed(1)} MB`],
  ["shipped, raw", ({ bytes }) => bytes && size(bytes.raw)],
  ["gzip", ({ bytes }) => bytes && size(bytes.gzip)],
  ["brotli", ({ bytes }) => bytes && size(bytes.brotli)],
  ["unsound", ({ missing }) => missing && share(missing.unsound, missing.requests)],
  ["over-strict", ({ missing }) => missing && share(missing.strict, missing.requests)],
  ["threw", ({ missing }) => missing && share(missing.threw, missing.requests)],
];

/** The columns of the table of forms of flows. */
export const FORM_COLUMNS = [
  ["engine", ({ name }) => name],
  ["flows", ({ form }) => form],
  ["one decision", ({ nanoseconds }) => duration(nanoseconds)],
  ["× by hand, of whole flows", ({ ratio: times }) => ratio(times)],
];

/** The columns of the table of many flows. */
export const MANY_COLUMNS = [
  ["many flows", ({ name }) => name],
  ["how", ({ how, unavailable }) => (unavailable ? `not measured: ${unavailable}` : how)],
  ["a flow", ({ nanoseconds }) => nanoseconds && duration(nanoseconds)],
  ["× by hand", ({ ratio: times }) => times && ratio(times)],
  ["× limit", ({ limit }) => limit && ratio(limit)],
  ["agrees", ({ agree, of }) => of && `${count(agree)} of ${count(of)}`],
];

/** The columns of the table of crates. */
export const NATIVE_COLUMNS = MANY_COLUMNS.filter(([title]) => title !== "× limit").map(([title, figure]) => {
  const renamed = { "many flows": "engine", "a flow": "one decision" };
  return [renamed[title] ?? title, figure];
});

/** Returns some of the columns, in the order asked for. */
export function chosen(columns, titles) {
  return titles.map((title) => columns.find(([name]) => name === title));
}

/** Returns a whole table. */
export function table(columns, results) {
  return [heading(columns), ...results.map((result) => line(columns, result))].join("\n");
}

/** Returns the head of a table. */
export function heading(columns) {
  return `${row(columns.map(([title]) => title))}\n${row(columns.map(() => "---"))}`;
}

/** Returns a line of a table; a dash where there is no figure. */
export function line(columns, result) {
  return row(columns.map(([, figure]) => figure(result) || "–"));
}

const row = (cells) => `| ${cells.join(" | ")} |`;

function duration(nanoseconds) {
  if (nanoseconds < 10) return `${nanoseconds.toFixed(2)} ns`;
  if (nanoseconds < 1000) return `${Math.round(nanoseconds)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(2)} ms`;
}

function ratio(value) {
  return value < 10 ? value.toFixed(2) : count(Math.round(value));
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

function share(part, all) {
  if (part === 0) return "0";
  const percent = (100 * part) / all;
  return `${percent < 0.1 ? "<0.1" : percent.toFixed(1)} %`;
}

const count = (value) => value.toLocaleString("en");

// The page: a form, a guarded fetch, and what came of it.
// oxlint-disable-next-line import/no-absolute-path -- the server has the package at its root
import { Policy } from "/lexloci/entry/browser.js";
import { DESTINATIONS } from "./destinations.js";
import { UploadStopped, guarded } from "./guard.js";

const byId = (id) => document.getElementById(id);

/** Returns an element with attributes and children: texts become text nodes, never markup. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The people who can reach the data, as the form offers them; a fact that nobody knows is left out of the flow. */
const ACCESS = { eea: ["FR"], india: [{ place: "IN", sees: "clear" }], unknown: undefined };

const flow = () => ({ data: [byId("data").value], access: ACCESS[byId("access").value] });

async function start() {
  const source = await (await fetch("/placement.loci")).text();
  const today = () => new Date().toISOString().slice(0, 10);
  globalThis.fetch = guarded(globalThis.fetch.bind(globalThis), {
    policy: Policy.parse(source),
    destinations: DESTINATIONS,
    today,
  });
  byId("host").replaceChildren(
    ...Object.entries(DESTINATIONS).map(([host, { name }]) => element("option", { value: host }, name)),
  );
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    upload();
  });
  byId("send").disabled = false;
}

async function upload() {
  const [file] = byId("file").files;
  const host = byId("host").value;
  if (!file) return show("stopped", "Choose a file first.");
  show("sending", "Sending…");
  try {
    const address = `http://${host}:${location.port}/upload`;
    const response = await fetch(address, { method: "POST", body: file, flow: flow() });
    if (!response.ok) throw new Error(`the destination answered ${response.status}`);
    const { bytes } = await response.json();
    show("sent", `Sent: ${file.name}, ${bytes} bytes, to ${DESTINATIONS[host].name}.`);
  } catch (error) {
    if (error instanceof UploadStopped) show("stopped", "Stopped. Nothing was sent.", stopped(error));
    else show("failed", `It was allowed, but it did not arrive: ${error.message}`);
  }
}

function show(state, head, ...children) {
  const mark = { sent: "✓", stopped: "✗", failed: "!", sending: "…" }[state];
  byId("outcome").dataset.state = state;
  byId("outcome").replaceChildren(
    element("h2", {}, element("span", { "aria-hidden": "true" }, `${mark} `), head),
    ...children,
  );
}

function stopped({ message, reasons }) {
  return element("div", {}, element("p", {}, message), element("ul", { class: "reasons" }, ...reasons.map(reason)));
}

function reason({ demands, outcome, law, because, missing, remedy }) {
  const list = (title, items) =>
    items.length === 0 ? null : element("p", { class: "line" }, element("b", {}, title), ` ${items.join("; ")}.`);
  return element(
    "li",
    { "data-outcome": outcome },
    element("h3", {}, demands),
    element("p", { class: "law" }, ...law.flatMap((each, at) => [at > 0 ? " · " : "", cited(each)])),
    list("It is known that", because),
    list(
      "Nobody said",
      missing.map(({ asks }) => asks),
    ),
    remedy === null ? null : element("p", { class: "line" }, element("b", {}, "What helps:"), ` ${remedy}`),
  );
}

function cited({ cite, url }) {
  return url?.startsWith("https://")
    ? element("a", { href: url, rel: "noreferrer", target: "_blank" }, cite)
    : element("span", {}, cite);
}

start().catch((error) => show("failed", `The guard could not be started, so nothing can be sent: ${error.message}`));

// The companies of a flow by their names: a question about "Mailchimp" is answered sooner than one about "store 1, operator".
import type { Known } from "../engine/protocol.ts";
import { readable, type Json } from "../flow/json.ts";
import { valueAt } from "../flow/path.ts";
import { pathInWords } from "./subject.ts";

/** The keys at which an entry of a list has a company. */
const COMPANY: { readonly [list: string]: string } = { transfers: "recipient" };

/** Names what the paths of a flow stand for. */
export class Companies {
  readonly #flow: string | null;

  constructor(
    flow: string,
    readonly known: Known | null,
  ) {
    this.#flow = readable(flow) ? flow : null;
  }

  /** Returns the name of the company at a path; null where the flow and the atlas name none. */
  at(path: string): string | null {
    if (this.#flow === null || path.includes("[...]")) return null;
    const stated = nameIn(valueAt(this.#flow, path));
    if (stated !== null) return stated;
    const [, site] = /^(.*)\.operator$/.exec(path) ?? [];
    if (site === undefined) return null;
    const region = valueAt(this.#flow, `${site}.region`);
    return this.known?.regions.find(({ id }) => id === region)?.operator ?? null;
  }

  /** Returns an entry of a list in words, with the company that it names: "transfer 1 (Mailchimp)". */
  entry(path: string): string | null {
    const [, list] = /^(\w+)\[\d+\]$/.exec(path) ?? [];
    if (list === undefined) return null;
    const name = this.at(`${path}.${COMPANY[list] ?? "operator"}`);
    return name === null ? null : `${pathInWords(path)} (${name})`;
  }
}

/** Returns the name that a party states: its vendor or its name. */
function nameIn(value: Json | undefined): string | null {
  const said =
    typeof value === "object" && value !== null && !Array.isArray(value) ? (value.name ?? value.vendor) : value;
  if (typeof said !== "string" || /^(@.*|exporter|provider|none|)$/.test(said)) return null;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

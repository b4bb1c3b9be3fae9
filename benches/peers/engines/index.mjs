// Every engine of the comparison, in the order of the table.
import * as biscuit from "./biscuit.mjs";
import * as casbin from "./casbin.mjs";
import * as cedar from "./cedar.mjs";
import * as cel from "./cel.mjs";
import * as hand from "./hand.mjs";
import * as jsonLogic from "./json-logic.mjs";
import * as jsonRules from "./json-rules.mjs";
import * as lexloci from "./lexloci.mjs";
import * as rego from "./rego.mjs";
import * as zen from "./zen.mjs";

/**
 * One engine with the benchmark's policy.
 * @typedef {object} Engine
 * @property {string} id what `--only` calls it
 * @property {string} name
 * @property {string} how it evaluates
 * @property {number} pace how many flows a round takes
 * @property {boolean} [forms] whether it is measured with flows in other forms too
 * @property {(flow: object) => unknown} [input] the flow in the shape that it takes, made before anything is timed
 * @property {{ entry?: string, files?: string[] | (() => string[]) }} ships what a browser loads: a module, and files
 * @property {() => string | null} [unavailable] why it cannot be measured here
 * @property {() => Promise<(input: unknown) => boolean | Promise<boolean>>} start makes it ready to decide: whether to go ahead
 */

const FAMILIES = [hand, lexloci, jsonLogic, cel, rego, zen, cedar, casbin, jsonRules, biscuit];

/** @type {Engine[]} */
export const ENGINES = FAMILIES.flatMap(({ engines }) => engines);

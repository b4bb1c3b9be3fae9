// What `lexloci/columns` exports: compiled policies that decide flows in columns too, by a Wasm file of their own.
import type { CheckOptions, CompiledPolicy, DecideOptions } from "../index.js";
import type { Flow } from "../flow.js";

export { FlowError, PolicyError } from "../index.js";
export type { CheckOptions, CompiledPolicy, Decision, DecideOptions, Diagnostic } from "../index.js";
export type * from "../flow.js";
export type { Answer } from "../verdict.js";

/** One fact of many rows, as Apache Arrow lays it out; bitmaps have the least significant bit first. */
export interface Column {
  /** Which rows state it, as a bitmap; all when absent. */
  readonly validity?: Uint8Array;
  /** Values, or what stands in lists; absent where objects or entries are the rows of the same number. */
  readonly values?: Uint8Array | Uint16Array | Uint32Array | Int32Array | BigInt64Array;
  /** Where each list starts, and where the last ends: one more than there are rows. */
  readonly offsets?: Int32Array;
  /** Which lists are complete, as a bitmap; all when absent. */
  readonly complete?: Uint8Array;
}

/** The facts of one kind. */
export interface Table {
  /** How many of it there are; of flows there are as many as days. */
  readonly rows?: number;
  /** By fact; nothing is known of a fact without a column. */
  readonly columns?: { readonly [fact: string]: Column };
}

/** Facts of many flows in columns. */
export interface Buffers {
  /** The day on which each flow is judged, as days since 1970-01-01. */
  readonly days: Int32Array;
  /** By kind, as `schema.tables` names them. */
  readonly tables?: { readonly [kind: string]: Table };
}

/** The form of a fact. `values` are the names of an enumeration, `of` is the kind that an object or list leads to. */
export interface Fact {
  readonly type:
    | "yes_no" | "one_of" | "bits" | "category" | "categories" | "place" | "places" | "region" | "regions"
    | "percent" | "text" | "object" | "list" | "duration" | "date" | "number";
  readonly values?: readonly string[];
  readonly of?: string;
}

/** Which columns a policy reads, and the names that stand for codes by their positions. */
export interface Schema {
  readonly tables: { readonly [kind: string]: { readonly [fact: string]: Fact } };
  readonly places: readonly string[];
  /** Their codes are 0x1000 more than their positions. */
  readonly groups: readonly string[];
  readonly categories: readonly string[];
  /** The code of a region that is none is 0xffff. */
  readonly regions: readonly string[];
  /** Texts that the policy names; equal texts of others have equal codes, which come after these. */
  readonly texts: readonly string[];
}

/** Flows in columns, in the memory of the Wasm. */
export interface Columns {
  /** How many flows there are. */
  readonly length: number;
  /** The codes of `decideMany`; 255 for a flow in columns that cannot be judged. */
  decide(options?: Omit<DecideOptions, "asOf">): Uint8Array;
  /** Gives its memory back. */
  free(): void;
  [Symbol.dispose](): void;
}

/** A compiled policy, which can decide flows. */
export declare class Policy implements CompiledPolicy {
  private constructor();

  /** Reads what `lexloci compile` or `policy.compile()` wrote. @throws {PolicyError} when the bytes are not whole, altered, or of another version */
  static load(bytes: Uint8Array): Policy;

  /** Lays flows out in columns, to decide them as often as asked without reading them again. @throws {FlowError} as `decideMany` */
  columns(flows: readonly Flow[], options?: Pick<CheckOptions, "asOf">): Columns;

  /** Flows in columns, from buffers that `schema` describes. @throws {RangeError | TypeError} when they do not fit it, with table and fact */
  columnsOf(buffers: Buffers): Columns;

  /** Which columns this policy reads. */
  readonly schema: Schema;

  decide: CompiledPolicy["decide"];
  decision: CompiledPolicy["decision"];
  decideMany: CompiledPolicy["decideMany"];
  free: CompiledPolicy["free"];
  [Symbol.dispose](): void;
}

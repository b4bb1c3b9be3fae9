// The exports of `src/wasm/reader.rs`; its JavaScript is generated beside this file (`cargo xtask build --site`).

/** The files of one reading. */
export class Files {
  /** Adds a file by its name and content. */
  add(name: string, bytes: Uint8Array): void;

  /**
   * Reads the files as "credential", "inventory", "dpv" or "fides", or else as what they are by their names and contents. Returns JSON:
   * `{"found": […]}`, each with `flow`, `origins` and `unread`; or `{"fault": …, "name": …}`, where one cannot be read.
   */
  read(format: string): string;

  /** Frees its memory. */
  free(): void;
}

/** Starts the Wasm. */
export default function start(options: { module_or_path: Promise<Response> }): Promise<unknown>;

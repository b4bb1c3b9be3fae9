// Reads files of others: lists of vendors, plans and states, inventories, credentials. The readers are a Wasm file of their
// own, which is fetched when a file is read for the first time.
import start, { Files } from "../../reader/reader.js";
import address from "../../reader/reader_bg.wasm?url";
import type { Ask, Reply } from "./protocol.ts";

let started: Promise<unknown> | null = null;

/** Reads some files that belong together. */
export async function read({ files, format }: Ask<"read">): Promise<Reply<"read">> {
  started ??= start({ module_or_path: fetch(address) });
  try {
    await started;
  } catch (error) {
    started = null;
    throw error;
  }
  const all = new Files();
  try {
    for (const { name, bytes } of files) all.add(name, bytes);
    return JSON.parse(all.read(format)) as Reply<"read">;
  } finally {
    all.free();
  }
}

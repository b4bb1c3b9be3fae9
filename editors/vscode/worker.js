// The language server in a worker of a browser: the command `lexloci lsp`, compiled to WASI, with a memory for files.
//
// The command waits for standard input, and a browser cannot wait. So the call that reads is suspended until a message is there, by the
// JavaScript Promise Integration of WebAssembly. Messages come and go as objects, as VS Code's client sends them to a worker.
import { ConsoleStdout, Directory, Fd, File, PreopenDirectory, WASI, WASIProcExit } from "@bjorn3/browser_wasi_shim";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Standard input: bytes that have arrived, in order. */
class Input extends Fd {
  #chunks = [];
  #wake = () => {};

  push(bytes) {
    this.#chunks.push(bytes);
    this.#wake();
  }

  get isEmpty() {
    return this.#chunks.length === 0;
  }

  /** Returns a promise of the next bytes. */
  arrived() {
    return new Promise((wake) => {
      this.#wake = wake;
    });
  }

  fd_read(size) {
    const [first = new Uint8Array()] = this.#chunks;
    const data = first.subarray(0, size);
    if (size < first.length) this.#chunks[0] = first.subarray(size);
    else this.#chunks.shift();
    return { ret: 0, data };
  }
}

/** Returns what takes the bytes of standard output, and gives each message. */
function output(take) {
  let held = new Uint8Array();
  return new ConsoleStdout((bytes) => {
    const whole = new Uint8Array(held.length + bytes.length);
    whole.set(held);
    whole.set(bytes, held.length);
    held = whole;
    for (let next = first(held); next !== null; next = first(held)) {
      take(JSON.parse(decoder.decode(next.body)));
      held = held.slice(next.end);
    }
  });
}

/** Returns the first message of some bytes, and where it ends; null while it is not whole. */
function first(bytes) {
  const head = /^Content-Length: (\d+)\r\n\r\n/.exec(decoder.decode(bytes.subarray(0, 64)));
  if (head === null) return null;
  const end = head[0].length + Number(head[1]);
  return bytes.length < end ? null : { body: bytes.slice(head[0].length, end), end };
}

const input = new Input();
const root = new PreopenDirectory("/", new Map());

/** Puts a file into the memory, by its address; a text that is null takes it away. */
function put(address, text) {
  const parts = decodeURIComponent(new URL(address).pathname).split("/").filter(Boolean);
  const name = parts.pop();
  let { contents } = root.dir;
  for (const part of parts) {
    if (!contents.has(part)) contents.set(part, new Directory(new Map()));
    ({ contents } = contents.get(part));
  }
  if (text === null) contents.delete(name);
  else contents.set(name, new File(encoder.encode(text)));
}

/** Runs the command until the client ends the session. */
async function run(wasm) {
  if (WebAssembly.Suspending === undefined) {
    throw new Error("this browser cannot suspend WebAssembly (JavaScript Promise Integration): use a newer one");
  }
  const complaint = ConsoleStdout.lineBuffered((line) => console.info(line));
  const wasi = new WASI(
    ["lexloci", "lsp"],
    ["PWD=/"],
    [input, output((message) => postMessage(message)), complaint, root],
  );
  const { fd_read: read, ...rest } = wasi.wasiImport;
  const waiting = (fd, ...where) =>
    fd === 0 && input.isEmpty ? input.arrived().then(() => read(fd, ...where)) : read(fd, ...where);
  const imports = { ...rest, fd_read: new WebAssembly.Suspending(waiting) };
  const { instance } = await WebAssembly.instantiate(wasm, { wasi_snapshot_preview1: imports });
  wasi.inst = instance;
  try {
    await WebAssembly.promising(instance.exports._start)();
  } catch (error) {
    if (!(error instanceof WASIProcExit)) throw error;
  }
  close();
}

addEventListener("message", ({ data }) => {
  if ("jsonrpc" in data) {
    const body = encoder.encode(JSON.stringify(data));
    input.push(encoder.encode(`Content-Length: ${body.length}\r\n\r\n`));
    input.push(body);
  } else if ("put" in data) {
    put(data.put.address, data.put.text);
  } else {
    for (const [address, text] of Object.entries(data.files)) put(address, text);
    run(data.wasm).catch((error) => {
      setTimeout(() => {
        throw error; // VS Code shows what a worker throws
      });
    });
  }
});

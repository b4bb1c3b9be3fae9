// Starts the language server for a desktop or a remote machine. VS Code's client adds arguments of its own, such as the number of its process.
import { run } from "./command/run.js";

process.exitCode = await run(["lsp"]);

#!/usr/bin/env node
// `npx lexloci`: the command, where there is Node and no Rust.
import { run } from "./run.js";

process.exitCode = await run(process.argv.slice(2));

// docs/editors.md: what it tells editors to load is loaded by them where they are installed, and names what is there everywhere.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { blocks, native, read, root, workplace } from "./pages.mjs";

const all = blocks(read("docs/editors.md"));
const only = (language) => {
  const found = all.filter((block) => block.language === language);
  assert.equal(found.length, 1, `one block of ${language}`);
  return found[0].text;
};

/** The folder of the repository, as the page writes it. */
const ELSEWHERE = "/path/to/lexloci";

/** Writes what the page says to load, with the folder of this repository, and returns the folder in which it is. */
function configured(file, text) {
  assert.ok(text.includes(ELSEWHERE), text);
  for (const [, path] of text.matchAll(/\/path\/to\/lexloci\/([\w/.-]+)/g))
    assert.ok(existsSync(join(root, path)), path);
  const folder = workplace();
  writeFileSync(join(folder, file), text.replaceAll(`${ELSEWHERE}/`, root));
  writeFileSync(join(folder, "shop.loci"), read("examples/shop.loci"));
  // `npx lexloci` is the same command: tests/pkg/command.test.mjs compares the two.
  mkdirSync(join(folder, "programs"));
  for (const [name, line] of [
    ["lexloci", `exec '${native}' "$@"`],
    ["npx", 'exec "$@"'],
  ]) {
    writeFileSync(join(folder, "programs", name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, "programs", name), 0o755);
  }
  return folder;
}

/** Starts an editor in a folder; undefined where it is not installed. */
function edited(program, words, folder) {
  const env = { PATH: `${join(folder, "programs")}:${process.env.PATH}`, HOME: folder, TERM: "dumb" };
  const { error, status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: 120_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return error?.code === "ENOENT" ? undefined : { status, printed: stdout + stderr };
}

test("the command of Neovim's configuration is a variable that the plugin reads", () => {
  const plugin = read("editors/neovim/plugin/lexloci.lua");
  const set = [...only("lua").matchAll(/vim\.g\.(\w+)/g)].map(([, name]) => name);
  assert.deepEqual(set, ["lexloci_command"]);
  for (const name of set) assert.ok(plugin.includes(`vim.g.${name}`), name);
});

test("Neovim loads its configuration, and the server answers", (context) => {
  const folder = configured("init.lua", only("lua"));
  writeFileSync(
    join(folder, "tried.lua"),
    `local clients = {}
vim.wait(60000, function()
  clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = "lexloci" })
  return clients[1] ~= nil and clients[1].server_capabilities ~= nil and clients[1].server_capabilities.hoverProvider ~= nil
end, 10)
io.stdout:write(vim.bo.filetype .. " " .. #clients .. " " .. table.concat(clients[1] and clients[1].config.cmd or {}, " ") .. "\\n")
vim.cmd("qall!")
`,
  );
  const tried = edited("nvim", ["--headless", "-u", "init.lua", "shop.loci", "-S", "tried.lua"], folder);
  if (tried === undefined) return context.skip("Neovim is not installed");
  assert.match(tried.printed, /^loci 1 npx lexloci lsp$/m);
  return undefined;
});

test("Emacs loads its configuration, and knows the mode and its server", (context) => {
  const folder = configured("init.el", only("elisp"));
  const said = `(princ (format "%s %s %s\\n" major-mode loci-mode-hook (cdr (assq 'loci-mode eglot-server-programs))))`;
  const server = `(princ (format "%S\\n" (funcall (cdr (assq 'loci-mode eglot-server-programs)))))`;
  const first = ["--batch", "--eval", "(progn (require 'package) (package-initialize))"];
  const ready = edited("emacs", [...first, "--eval", "(require 'eglot)"], folder);
  if (ready?.status !== 0) return context.skip("Emacs with Eglot is not installed");
  const found = "(progn (remove-hook 'loci-mode-hook #'eglot-ensure) (find-file \"shop.loci\"))";
  const hook = `(princ (format "%S\\n" loci-mode-hook))`;
  const words = [...first, "-l", "init.el", "--eval", hook, "--eval", found, "--eval", said, "--eval", server];
  const { status, printed } = edited("emacs", words, folder);
  assert.equal(status, 0, printed);
  assert.match(printed, /^\(eglot-ensure\)$/m);
  assert.match(printed, /^loci-mode /m);
  assert.match(printed, /^\("lexloci" "lsp"\)$/m);
  return undefined;
});

test("Helix's configuration is TOML, in which the language has a server that starts the command", (context) => {
  assert.ok(read("docs/editors.md").includes("(../editors/helix/languages.toml)"));
  const script = "import json, sys, tomllib; print(json.dumps(tomllib.load(sys.stdin.buffer)))";
  const input = read("editors/helix/languages.toml");
  const { status, stdout } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
  if (status !== 0) return context.skip("there is no Python that reads TOML");
  const { language, "language-server": servers } = JSON.parse(stdout);
  const loci = language.find(({ name }) => name === "loci");
  assert.deepEqual(loci["file-types"], ["loci"]);
  assert.deepEqual(
    loci["language-servers"].map((name) => servers[name]),
    [{ command: "lexloci", args: ["lsp"] }],
  );
  return undefined;
});

test("the extension is packed of what is there, and installed under the name that it gets", () => {
  const [built, packed, installed, ...more] = only("sh").trimEnd().split("\n");
  assert.deepEqual(more, []);
  assert.match(built, /^cargo xtask build --command\b/);
  const [, folder] = /^cd (\S+) && npm ci && npx --yes @vscode\/vsce package /.exec(packed);
  const manifest = JSON.parse(read(`${folder}/package.json`));
  const file = `${manifest.name}-${manifest.version}.vsix`;
  assert.ok(packed.endsWith(`# writes ${file}`), packed);
  assert.equal(installed, `code --install-extension ${file}`);
  // `npm ci` installs only where the lock fits the manifest.
  const lock = JSON.parse(read(`${folder}/package-lock.json`)).packages[""];
  assert.deepEqual([lock.version, lock.devDependencies], [manifest.version, manifest.devDependencies]);
  assert.ok(existsSync(join(root, folder, manifest.scripts["vscode:prepublish"].replace("node ", ""))));
});

test("the settings and commands on the page are those of the extension and of the server", () => {
  const sections = read("docs/editors.md").split("\n## ");
  const rows = (title) => {
    const section = sections.find((each) => each.startsWith(`${title}\n`));
    return [...section.matchAll(/^\| `(lexloci\.\w+)` \|/gm)].map(([, name]) => name);
  };
  const { properties } = JSON.parse(read("editors/vscode/package.json")).contributes.configuration;
  assert.deepEqual(rows("VS Code"), Object.keys(properties));
  const [, commands] = /const COMMANDS: [^=]+ = \[([^\]]+)\]/.exec(read("src/lsp/run.rs"));
  assert.deepEqual(rows("Another editor"), JSON.parse(`[${commands}]`));
});

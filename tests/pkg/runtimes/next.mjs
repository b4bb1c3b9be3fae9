// Next.js: an app that uses the package in a server component, a route, an edge route and a client component, built once by
// each of its bundlers, without configuration but for the policy that a route imports.
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { opened } from "./browsers.mjs";
import { within } from "./packed.mjs";
import { FEW, bin, importing } from "./programs.mjs";

/** Turbopack takes packages only from below the folder that has the lock file, so the app lies in the repository. */
const target = fileURLToPath(new URL("../../../target/", import.meta.url));
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };

/** Returns the text of a module two folders down. */
const suite = (statement) => importing("lexloci", statement, FEW).replaceAll('"./', '"../../');

const POLICY = `loci 1
source BOARD is "Board decision, 2026-02-03"
set home = {FR, DE}

policy shop version 1.0.0 "Data rest at home" {
  rule stores "A store is at home" [BOARD 1]
    for every s in storage
    require s in home
}
`;

/** The files of an app that imports a policy. */
const IMPORTING = {
  "package.json": JSON.stringify({ name: "app", private: true }),
  "next.config.mjs": 'import withLexloci from "lexloci/next";\nexport default withLexloci({});\n',
  "app/layout.js": "export default function Layout({ children }) { return <html><body>{children}</body></html>; }\n",
  "app/policy/shop.loci": POLICY,
  "app/policy/route.js": `import policy, { decide } from "./shop.loci";
const stored = (place) => ({ as_of: "2026-03-01", storage: [place] });
export const dynamic = "force-dynamic";
export const GET = () => Response.json([policy.policy.name, decide(stored("FR")), policy.decision(stored("US"))]);
`,
};

/** The files of the app. A component writes the outcome so that nothing in it has to be escaped in HTML. */
const FILES = {
  ...IMPORTING,
  "app/server/page.js": suite(`
export const dynamic = "force-dynamic";
export default function Page() {
  return <pre>{"OUTCOME " + encodeURIComponent(JSON.stringify(run())).replaceAll("'", "%27") + " END"}</pre>;
}`),
  "app/route/route.js": suite(`
export const dynamic = "force-dynamic";
export const GET = () => Response.json(run());`),
  "app/edge/route.js": suite(`
export const runtime = "edge";
export const GET = () => Response.json(run());`),
  "app/client/page.js": `"use client";
import { useEffect } from "react";
${suite(`
export default function Page() {
  useEffect(() => { globalThis.outcome = run(); }, []);
  return <p>{lexloci.versions().engine}</p>;
}`)}`,
};

/** The app as one of the bundlers builds it: its server, by address. */
class App {
  #folder;
  #server = null;
  #started = null;

  constructor(options, files = FILES) {
    this.options = options;
    this.files = files;
  }

  /** Returns the address of the app, which is built and started by the first who asks. */
  address() {
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start() {
    mkdirSync(target, { recursive: true });
    this.#folder = realpathSync(mkdtempSync(join(target, "next-")));
    for (const [path, text] of Object.entries(this.files)) {
      mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
      writeFileSync(join(this.#folder, path), text);
    }
    for (const path of ["node_modules/lexloci", "suite", "printed", "golden-few.mjs"])
      cpSync(within(path), join(this.#folder, path), { recursive: true });
    await this.#build();
    return this.#serve();
  }

  async #build() {
    try {
      await promisify(execFile)(process.execPath, [bin("next"), "build", ...this.options], {
        cwd: this.#folder,
        env,
        encoding: "utf8",
      });
    } catch (error) {
      throw new Error(`${error.message}\n${error.stdout}${error.stderr}`, { cause: error });
    }
  }

  /** Starts the server on a free port, which it prints. */
  #serve() {
    this.#server = spawn(process.execPath, [bin("next"), "start", "--port", "0", "--hostname", "127.0.0.1"], {
      cwd: this.#folder,
      env,
    });
    return new Promise((ready, failed) => {
      let printed = "";
      const read = (part) => {
        printed += part;
        const address = printed.match(/http:\/\/127\.0\.0\.1:[1-9]\d*/)?.[0];
        if (address && printed.includes("Ready")) ready(address);
      };
      this.#server.stdout.on("data", read);
      this.#server.stderr.on("data", read);
      this.#server.on("exit", () => failed(new Error(`next start ended:\n${printed}`)));
    });
  }

  async close() {
    await this.#started?.catch(() => {});
    this.#server?.kill();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }
}

const turbopack = new App([]);
const webpack = new App(["--webpack"]);
const wrong = new App([], { ...IMPORTING, "app/policy/shop.loci": POLICY.replace("in home", "in hoem") });

async function answered(app, path) {
  const response = await fetch(`${await app.address()}${path}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}:\n${text.slice(0, 2000)}`);
  return text;
}

const server = (app) => async () => {
  const text = await answered(app, "/server");
  return JSON.parse(decodeURIComponent(text.match(/OUTCOME (\S+) END/)[1]));
};
const handler = (app, path) => async () => JSON.parse(await answered(app, path));
const client = (app) => async () => opened(`${await app.address()}/client`);

/** Returns the parts of an app by name. */
const parts = (name, app) => ({
  [`Next.js with ${name}, a server component`]: server(app),
  [`Next.js with ${name}, a route`]: handler(app, "/route"),
  [`Next.js with ${name}, an edge route`]: handler(app, "/edge"),
  [`Next.js with ${name}, a client component`]: client(app),
});

export const next = { ...parts("Turbopack", turbopack), ...parts("webpack", webpack) };

/** Returns what each app answers by the policy that it imports, and what the build says of one that is wrong. */
export async function imported() {
  const answers = await Promise.all([turbopack, webpack].map((app) => answered(app, "/policy")));
  const error = await wrong.address().then(
    () => "nothing is wrong",
    ({ message }) => message,
  );
  return { answers: answers.map((text) => JSON.parse(text)), error };
}

/** Ends the servers and removes the apps. */
export const closed = () => Promise.all([turbopack.close(), webpack.close(), wrong.close()]);

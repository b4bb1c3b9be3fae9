// Writes the service worker: the list of the built files and a version that changes with any of them.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A plugin that writes `sw.js` beside what was built. */
export function offline() {
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    writeBundle({ dir }) {
      const files = filesOf(dir).filter((file) => file !== "sw.js");
      const hash = createHash("sha256");
      for (const file of files) hash.update(file).update(readFileSync(join(dir, file)));
      const source = readFileSync(new URL("./service-worker.js", import.meta.url), "utf8");
      const listed = files.map((file) => (file === "index.html" ? "./" : file));
      writeFileSync(join(dir, "sw.js"), filled(source, { VERSION: hash.digest("hex").slice(0, 16), FILES: listed }));
    },
  };
}

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return files.map((file) => relative(folder, file).split(sep).join("/")).sort();
}

/** The source with its two constants; that either is not there is an error. */
function filled(source, values) {
  return Object.entries(values).reduce((text, [name, value]) => {
    const mark = new RegExp(`const ${name} = [^;]*;`);
    if (!mark.test(text)) throw new Error(`the service worker has no constant ${name}`);
    return text.replace(mark, `const ${name} = ${JSON.stringify(value)};`);
  }, source);
}

// esbuild: `plugins: [lexloci()]`.
import { readFile } from "node:fs/promises";
import { POLICY, printed } from "./core.js";

export default function lexloci(options) {
  return {
    name: "lexloci",
    setup({ onLoad }) {
      onLoad({ filter: POLICY, namespace: "file" }, async ({ path }) => {
        const { code, files, errors, warnings } = await printed(await readFile(path, "utf8"), path, options);
        const found = { errors: errors.map(located), warnings: warnings.map(located), watchFiles: [path, ...files] };
        return code === null ? found : { ...found, contents: code, loader: "js" };
      });
    },
  };
}

function located({ message, help, file, line, column, length, lineText }) {
  const notes = help === null ? [] : [{ text: help }];
  return { text: message, location: { file, line, column, length, lineText }, notes };
}

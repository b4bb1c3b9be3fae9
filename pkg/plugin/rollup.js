// Vite, Rollup and Rolldown: `plugins: [lexloci()]`.
import { POLICY, frameOf, messageOf, printed } from "./core.js";

export default function lexloci(options) {
  return {
    name: "lexloci",
    transform: {
      filter: { id: POLICY },
      async handler(source, id) {
        if (!POLICY.test(id)) return null;
        const { code, files, errors, warnings } = await printed(source, id, options);
        for (const file of files) this.addWatchFile(file);
        for (const fault of warnings) this.warn(located([fault]));
        if (errors.length > 0) this.error(located(errors));
        // Rolldown asks which kind of module it is; Rollup knows no other.
        return {
          code,
          map: { mappings: "" },
          moduleSideEffects: false,
          ...(this.meta.rolldownVersion && { moduleType: "js" }),
        };
      },
    },
  };
}

/** Returns faults as Rollup logs them, at the place of the first. */
function located(faults) {
  const [{ file, line, column }] = faults;
  return { message: messageOf(faults), id: file, loc: { file, line, column }, frame: frameOf(faults[0]) };
}

// Next.js, with Turbopack and with webpack: `export default withLexloci({ … })` in next.config.mjs.
import { rule } from "./webpack.js";

export default function withLexloci(config = {}, options = {}) {
  if (typeof config === "function") return async (...given) => withLexloci(await config(...given), options);
  const loaders = [{ loader: "lexloci/loader", options }];
  return {
    ...config,
    turbopack: { ...config.turbopack, rules: { ...config.turbopack?.rules, "*.loci": { loaders, as: "*.js" } } },
    webpack(given, context) {
      given.module.rules.push(rule(options));
      return config.webpack?.(given, context) ?? given;
    },
  };
}

// The error of a Wasm file that could not be loaded: it names an import that needs no file.

/**
 * Returns the error for a Wasm file that could not be loaded for this reason. A host that forbids WebAssembly forbids
 * it to every import, so its own error is returned.
 */
export function missing(cause) {
  const reason = typeof cause?.message === "string" ? cause.message : String(cause);
  if (/\bCSP\b|Content Security Policy/.test(reason)) return cause;
  return new Error(`lexloci could not load its Wasm file: ${reason}\n${ADVICE}`, { cause });
}

const ADVICE = `A bundler or a server probably separated this code from the package's files. Import "lexloci/inline" instead of "lexloci": \
it holds the Wasm as text and needs no file. Or leave the package out of the bundle.`;

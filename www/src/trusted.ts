// The only addresses from which code may be started: files of this page's own origin.

interface Factory {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

const rules = {
  createScriptURL(address: string): string {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new TypeError(`${url.origin} is not where this page comes from`);
    return url.href;
  },
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("lexloci", rules) ?? rules;

/** Returns an address that the browser's Trusted Types accept for starting code. */
export function scriptAddress(address: string): string {
  return policy.createScriptURL(address);
}

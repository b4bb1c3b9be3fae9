// The values of enumerations in French.
export const frenchValues: { readonly [enumeration: string]: { readonly [value: string]: string } } = {};

// Decodes base64. Every host of this package has `atob`; `fromBase64` is faster, and newer.

/** Decodes a text. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const read = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) read[i] = binary.charCodeAt(i);
  return read;
}

/* eslint-disable no-bitwise -- it is made of bits */

/** A number of 32 bits for a text, much the same one for no two of them: FNV-1a. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // The low bits of FNV are the worst ones.
  return (hash ^ (hash >>> 15)) >>> 0;
}

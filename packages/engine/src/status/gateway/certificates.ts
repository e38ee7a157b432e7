/*
 * Whether data looks like certificates and keys in PEM. Validity and trust are not judged.
 */

/** Whether a text holds at least one PEM block of a label, with content that may be DER. */
export function holdsPem(text: string, label: string): boolean {
  const begin = `-----BEGIN ${label}-----`;
  const end = `-----END ${label}-----`;
  const from = text.indexOf(begin);
  const to = from < 0 ? -1 : text.indexOf(end, from);
  if (to < 0) {
    return false;
  }
  // Headers of old keys stand before an empty line.
  const body = text.slice(from + begin.length, to).split(/\n\s*\n/);
  const content = body[body.length - 1].replace(/\s/g, '');
  return /^M[A-Za-z0-9+/]+={0,2}$/.test(content);
}

/** Whether a text holds a private key in any of its usual forms. */
export function holdsPrivateKey(text: string): boolean {
  return [
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
  ].some(label => holdsPem(text, label));
}

/** The text of base64; empty when it is none. */
export function fromBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

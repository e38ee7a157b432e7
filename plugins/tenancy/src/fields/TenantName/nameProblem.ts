/** Longest name that Kubernetes takes for a namespace (RFC 1123 label). */
const MAX_LENGTH = 63;

/** What is wrong with the shape of a name, in words; undefined when nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name === '') {
    return 'A name is needed';
  }
  if (name.length > MAX_LENGTH) {
    return `A name has at most ${MAX_LENGTH} characters, this one has ${name.length}`;
  }
  if (/[A-Z]/.test(name)) {
    return 'A name has no upper case letters';
  }
  if (!/^[-a-z0-9]+$/.test(name)) {
    return 'A name has only lower case letters, digits and -';
  }
  if (/^-|-$/.test(name)) {
    return 'A name begins and ends with a letter or digit';
  }
  return undefined;
}

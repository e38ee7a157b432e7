/** The parts of an address that rules of stores look at; undefined where Go could not read it either. */
export function partsOf(
  text: string,
): { scheme: string; host: string } | undefined {
  if (/[\p{Cc} ]/u.test(text)) {
    return undefined;
  }
  const match = /^(?:([A-Za-z][-+.A-Za-z0-9]*):)?(?:\/\/([^/?#]*))?/.exec(text);
  return { scheme: (match?.[1] ?? '').toLowerCase(), host: match?.[2] ?? '' };
}

/** What keeps a text from being the address of a host. */
export function hostProblem(text: string): string | undefined {
  return partsOf(text)?.host ? undefined : 'must be a URL with a host';
}

/** What keeps a text from being the address of a host that is reached by TLS. */
export function httpsProblem(text: string): string | undefined {
  return partsOf(text)?.scheme === 'https' ? undefined : 'must be an https URL';
}

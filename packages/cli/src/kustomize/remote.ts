/** Whether an entry that is no path here would be looked for elsewhere. */
export function isRemote(entry: string): boolean {
  return (
    /^[a-z0-9+.-]+:\/\//i.test(entry) ||
    /^(git::|git@|gh:)/i.test(entry) ||
    /^[^/]+@[^/]+:/.test(entry) ||
    /^([a-z0-9-]+\.)+[a-z]{2,}[:/]/i.test(entry) ||
    entry.includes('?ref=')
  );
}

/** An address without a password that somebody wrote into it. */
export function withoutSecrets(entry: string): string {
  return entry.replace(/\/\/[^/@]*@/, '//').split('?')[0];
}

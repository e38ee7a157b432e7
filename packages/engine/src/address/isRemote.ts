/**
 * Whether Kustomize, Helm or Argo CD may take a path for an address and fetch it: anything with a scheme or a user, and what
 * Kustomize knows by itself (`github.com/org/repo`, `gh:org/repo`).
 *
 * @public
 */
export function isRemote(path: string): boolean {
  return (
    /[:@?#\\]|\/\//.test(path) ||
    /^\s*(www\.)?github\.com(\/|$)/i.test(path) ||
    /(^|\/)_git(\/|$)/i.test(path) ||
    /\.git(\/|$)/i.test(path)
  );
}

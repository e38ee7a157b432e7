/** The ServiceAccount that `<namespace>:<name>` of the configuration means. */
export function accountOf(account: string): {
  namespace: string;
  name: string;
} {
  const [namespace, name] = account.split(':');
  return { namespace, name };
}

/**
 * What API servers call a ServiceAccount that the configuration names `<namespace>:<name>`.
 *
 * @public
 */
export function accountUser(account: string): string {
  return `system:serviceaccount:${account}`;
}

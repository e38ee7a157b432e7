import { writeYaml } from '@groundwork/engine';

/**
 * The text of a kubeconfig.
 *
 * @param servers - addresses by the names of their contexts and clusters
 * @param current - the current context; none when absent
 */
export function kubeconfigOf(
  servers: Readonly<Record<string, string>>,
  current?: string,
): string {
  return writeYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: Object.entries(servers).map(([name, server]) => ({
      name,
      cluster: { server, 'insecure-skip-tls-verify': true },
    })),
    users: [{ name: 'me', user: {} }],
    contexts: Object.keys(servers).map(name => ({
      name,
      context: { cluster: name, user: 'me' },
    })),
    ...(current === undefined ? {} : { 'current-context': current }),
  });
}

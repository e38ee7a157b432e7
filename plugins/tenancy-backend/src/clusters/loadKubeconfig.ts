import type { KubeConfig } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClusterError } from './ClusterError';

type Client = { KubeConfig: typeof KubeConfig };

/** Each file as it was parsed last: dozens of clusters may be in one. */
const parsed = new Map<string, { text: string; config: KubeConfig }>();

/**
 * A kubeconfig file, at the context of a cluster.
 *
 * @throws ClusterError if it has no such context
 */
export async function loadKubeconfig(options: {
  cluster: string;
  path: string;
  context: string;
  /** Loads the client library; large and ESM only, so not before somebody uses it. */
  loadClient(): Promise<Client>;
}): Promise<KubeConfig> {
  const { cluster, path, context, loadClient } = options;
  const client = await loadClient();
  const whole = parse(client, path, await readFile(path, 'utf8'));
  const found = whole.getContextObject(context);
  if (!found) {
    throw new ClusterError(
      'unreachable',
      `the kubeconfig has no context ${context} for cluster ${cluster}; add it, or correct tenancy.kubeconfig`,
    );
  }
  const config = new client.KubeConfig();
  config.loadFromOptions({
    // Copies: what the client learns, such as a token, is noted with them.
    ...structuredClone({
      clusters: [whole.getCluster(found.cluster) ?? []].flat(),
      users: [whole.getUser(found.user) ?? []].flat(),
      contexts: [found],
    }),
    currentContext: context,
  });
  const current = config.getCurrentCluster();
  // The client refuses plain HTTP unless told not to verify, though there is nothing to verify.
  if (current?.server.startsWith('http:')) {
    Object.assign(current, { skipTLSVerify: true });
  }
  return config;
}

function parse(client: Client, path: string, text: string): KubeConfig {
  const known = parsed.get(path);
  if (known?.text === text) {
    return known.config;
  }
  const config = new client.KubeConfig();
  config.loadFromString(text);
  config.makePathsAbsolute(dirname(path));
  parsed.set(path, { text, config });
  return config;
}

import type { RequestOptions } from 'node:https';
import { UsageError } from '../UsageError';
import type { LiveCluster } from './LiveCluster';
import { loadClient } from './loadClient';
import { readCluster } from './readCluster';

/**
 * What the cluster of a kubeconfig's current context serves, and nothing of what it holds.
 *
 * @throws UsageError when it does not say
 */
export async function readCurrentCluster(
  file: string,
  now: number,
): Promise<LiveCluster> {
  const { KubeConfig } = await loadClient();
  const config = new KubeConfig();
  const request: RequestOptions = {};
  try {
    config.loadFromFile(file);
    await config.applyToHTTPSOptions(request);
  } catch (cause) {
    throw new UsageError(
      `The kubeconfig ${file} cannot be used: ${whyOf(cause)}.`,
      { cause },
    );
  }
  const cluster = config.getCurrentContext();
  const server = config.getCurrentCluster()?.server;
  if (!server) {
    throw new UsageError(
      `The kubeconfig ${file} has no current context with a cluster. Choose one with kubectl config use-context.`,
    );
  }
  const live = await readCluster(cluster, server, request, now, { kinds: [] });
  if (!live.crds) {
    const why = live.unknowns.map(({ message }) => message).join(', ');
    throw new UsageError(
      `The definitions of cluster ${cluster} cannot be read: ${why}. Without --kubeconfig, known releases are used.`,
    );
  }
  return live;
}

function whyOf(cause: unknown): string {
  // The client reads fields of whatever the file holds.
  if (cause instanceof TypeError) {
    return 'it is empty, or no kubeconfig. Write one with kubectl config view --raw';
  }
  return cause instanceof Error ? cause.message : String(cause);
}

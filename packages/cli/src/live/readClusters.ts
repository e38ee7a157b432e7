import { RequestOptions } from 'node:https';
import { Unknown, kindsOf, Platform } from '@groundwork/engine';
import { UsageError } from '../UsageError';
import { LiveCluster } from './LiveCluster';
import { loadClient } from './loadClient';
import { readCluster, type Wanted } from './readCluster';

/**
 * Reads the platform's clusters with the credentials of a kubeconfig. A cluster is found by the name of a context,
 * else by the name of a cluster in the file; one that the file does not name stays unknown.
 *
 * @throws UsageError when the file cannot be read
 */
export async function readClusters(
  file: string,
  platform: Platform,
  now: number,
  /** The kinds that checks look at where none are named. */
  wanted: Wanted = { kinds: kindsOf(platform).watched },
): Promise<LiveCluster[]> {
  const { KubeConfig } = await loadClient();
  const names = new Set(
    platform.environments.flatMap(({ cluster, argocd }) => [
      cluster,
      argocd.cluster,
    ]),
  );
  return Promise.all(
    [...names].map(async cluster => {
      const config = new KubeConfig();
      try {
        config.loadFromFile(file);
      } catch (cause) {
        throw new UsageError(`The kubeconfig ${file} cannot be read.`, {
          cause,
        });
      }
      const contexts = config.getContexts();
      const context =
        contexts.find(({ name }) => name === cluster) ??
        contexts.find(item => item.cluster === cluster);
      if (!context) {
        const message = `the kubeconfig has no context ${cluster}, only ${
          contexts.map(({ name }) => name).join(', ') || 'none'
        }`;
        return unread(cluster, 'notWatched', message, now);
      }
      config.setCurrentContext(context.name);
      const request: RequestOptions = {};
      try {
        await config.applyToHTTPSOptions(request);
      } catch (cause) {
        // A login helper that fails, or an address without TLS: this cluster's trouble, not that of the others.
        const message = cause instanceof Error ? cause.message : String(cause);
        return unread(cluster, 'unauthorized', message, now);
      }
      const server = config.getCurrentCluster()?.server ?? '';
      return readCluster(cluster, server, request, now, wanted);
    }),
  );
}

function unread(
  cluster: string,
  unknown: Unknown,
  message: string,
  now: number,
): LiveCluster {
  return {
    cluster,
    objects: [],
    unknowns: [{ cluster, unknown, message }],
    asOf: now,
  };
}

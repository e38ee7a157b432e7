import type { KubeConfig } from '@kubernetes/client-node';
import type { RequestOptions } from 'node:https';
import { loadKubeconfig } from '../clusters/loadKubeconfig';
import { askJson, type JsonAnswer } from './askJson';
import type { ActionCredential } from './readCredentials';

/** A cluster's API with the credential that acts. */
export interface ActingCluster {
  readonly name: string;
  ask(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    json?: unknown,
  ): Promise<JsonAnswer>;
}

/** A cluster by what an environment's credential says of it; undefined where it says nothing. */
export function actingCluster(
  name: string,
  { clusters, kubeconfig }: ActionCredential,
): ActingCluster | undefined {
  const own = clusters.find(each => each.name === name);
  if (own) {
    const { url, caData, token } = own;
    return clusterOf(name, async () => ({
      server: url,
      options: {
        headers: { Authorization: `Bearer ${token}` },
        ...(caData ? { ca: Buffer.from(caData, 'base64') } : {}),
      },
    }));
  }
  return kubeconfig && ofKubeconfig(name, kubeconfig);
}

interface Access {
  server: string;
  options: RequestOptions;
}

function ofKubeconfig(
  name: string,
  { path, context = name }: { path: string; context?: string },
): ActingCluster {
  let loading: Promise<KubeConfig> | undefined;
  return clusterOf(name, async () => {
    loading ??= loadKubeconfig({
      cluster: name,
      path,
      context,
      loadClient: () => import('@kubernetes/client-node'),
    }).catch(error => {
      loading = undefined;
      throw error;
    });
    const config = await loading;
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    return { server: config.getCurrentCluster()?.server ?? '', options };
  });
}

function clusterOf(name: string, access: () => Promise<Access>): ActingCluster {
  return {
    name,
    async ask(method, path, json) {
      const { server, options } = await access();
      return askJson(
        `Cluster ${name}`,
        new URL(`${server.replace(/\/+$/, '')}${path}`),
        {
          ...options,
          method,
          ...(json === undefined ? {} : { json }),
          ...(method === 'PATCH'
            ? { type: 'application/merge-patch+json' }
            : {}),
        },
      );
    },
  };
}

import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  type ClusterAnswer,
  type ClusterConnection,
  retryAfterOf,
  REVIEW_PATH,
  reviewBody,
} from './ClusterConnection';
import { ClusterError } from './ClusterError';

/** These take the token of the person who looks, so nobody can watch with them in the background. */
const CLIENT_SIDE = /^(oidc|google|aks)(\.|$)/;

/**
 * A cluster of Backstage's Kubernetes plugin, over its proxy: with all of its locators and server-side credentials.
 */
export function kubernetesPluginConnection(options: {
  cluster: string;
  auth: AuthService;
  discovery: DiscoveryService;
}): ClusterConnection {
  const { cluster, auth, discovery } = options;
  let provider: Promise<string> | undefined;

  async function headers(): Promise<Record<string, string>> {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    return { Authorization: `Bearer ${token}` };
  }

  async function authProvider(
    base: string,
    signal: AbortSignal,
  ): Promise<string> {
    const response = await fetch(`${base}/clusters`, {
      headers: await headers(),
      signal,
    });
    if (!response.ok) {
      throw new ClusterError(
        response.status === 403 ? 'forbidden' : 'unreachable',
        response.status === 404
          ? `the Kubernetes plugin, which is used to read cluster ${cluster}, does not answer: it is not installed in this backend, or has no kubernetes section in app-config. Add what is missing, or set tenancy.kubeconfig`
          : `the Kubernetes plugin does not list its clusters (status ${response.status})`,
      );
    }
    const {
      items = [],
    }: { items?: Array<{ name: string; authProvider: string }> } =
      await response.json();
    const found = items.find(({ name }) => name === cluster);
    if (!found) {
      throw new ClusterError(
        'unreachable',
        `the Kubernetes plugin has no cluster ${cluster}. Add it to kubernetes.clusterLocatorMethods, or correct tenancy.environments`,
      );
    }
    if (CLIENT_SIDE.test(found.authProvider)) {
      throw new ClusterError(
        'unauthorized',
        `cluster ${cluster} has the authProvider ${found.authProvider}, which needs the token of each user. Give it a serviceAccount with read access, or set tenancy.kubeconfig`,
      );
    }
    return found.authProvider;
  }

  async function ask(
    path: string,
    question: { signal: AbortSignal; accept?: string; body?: string },
  ): Promise<ClusterAnswer> {
    const { signal, accept = 'application/json', body } = question;
    const base = await discovery.getBaseUrl('kubernetes');
    provider ??= authProvider(base, signal).catch(error => {
      provider = undefined;
      throw error;
    });
    const anonymous = (await provider) === 'localKubectlProxy';
    const response = await fetch(`${base}/proxy${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(await headers()),
        'Backstage-Kubernetes-Cluster': cluster,
        // The backend's compression would hold a watch back.
        'Accept-Encoding': 'identity',
        Accept: accept,
        // Without this the plugin hands our Backstage token to kubectl's proxy.
        ...(anonymous ? { 'Backstage-Kubernetes-Authorization': '' } : {}),
      },
      signal,
      // An API server redirects nobody; whoever else does must not be followed.
      redirect: 'manual',
    });
    if (response.status === 404) {
      // The cluster may have gone from the configuration: look again next time.
      provider = undefined;
    }
    return {
      status: response.status,
      date: response.headers.get('date'),
      body: bodyOf(response),
      ...retryAfterOf(response.headers.get('retry-after')),
    };
  }

  return {
    cluster,
    get: ask,
    review: (question, { signal }) =>
      ask(REVIEW_PATH, { signal, body: reviewBody(question) }),
  };
}

async function* bodyOf(response: Response): AsyncGenerator<Uint8Array> {
  yield* response.body ?? [];
}

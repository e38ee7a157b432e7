import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  ClusterDetails,
  KubernetesServiceLocator,
  ServiceLocatorRequestContext,
} from '@backstage/plugin-kubernetes-node';
import type { NamespaceListView } from '@groundwork/backstage-plugin-tenancy-common';

const NAMESPACE = 'backstage.io/kubernetes-namespace';
const TIMEOUT = 10_000;

/** What may stand in an address of the Kubernetes API: not the two names that lead out of a namespace. */
const PART = /^(?!\.{1,2}$)[\w.-]*$/;

/**
 * Shows of an entity what is in a namespace that the caller's own tenants have, and nothing else. Anybody can write an
 * entity and its annotations, so neither these nor its owner open a cluster: the caller must own the tenant of the very
 * namespace that is then read. Without tenancy-backend's answer there is none.
 */
export class OwnNamespacesLocator implements KubernetesServiceLocator {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #clusters: (
    credentials: BackstageCredentials,
  ) => Promise<ClusterDetails[]>;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    clusters: (credentials: BackstageCredentials) => Promise<ClusterDetails[]>;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#clusters = options.clusters;
  }

  async getClustersByEntity(
    entity: Entity | undefined,
    { credentials, customResources }: ServiceLocatorRequestContext,
  ): Promise<{ clusters: ClusterDetails[] }> {
    const annotations = entity?.metadata?.annotations ?? {};
    const namespace = annotations[NAMESPACE];
    const isPlain = customResources.every(({ group, apiVersion, plural }) =>
      [group, apiVersion, plural].every(part => PART.test(part ?? '')),
    );
    if (!namespace || !isPlain) {
      return { clusters: [] };
    }
    const own = new Set(
      (await this.#namespaces(credentials))
        .filter(each => each.namespace === namespace)
        .map(({ cluster }) => cluster),
    );
    const named = annotations['backstage.io/kubernetes-cluster'];
    const clusters = own.size > 0 ? await this.#clusters(credentials) : [];
    return {
      clusters: clusters.filter(
        ({ name }) => own.has(name) && (!named || named === name),
      ),
    };
  }

  async #namespaces(
    credentials: BackstageCredentials,
  ): Promise<NamespaceListView['items']> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'tenancy',
    });
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('tenancy')}/namespaces`,
      {
        headers: { Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { items }: NamespaceListView = await response.json();
    return items;
  }
}

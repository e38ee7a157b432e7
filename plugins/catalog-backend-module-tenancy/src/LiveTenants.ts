import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { TenantPlacesView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenant } from './Tenant';

const TIMEOUT = 30_000;

/** What tenancy-backend knows: nothing, where it is not installed. */
export interface Live {
  tenants: readonly Tenant[];
  /** Clusters that may hold tenants that are not among these. */
  silentClusters: readonly string[];
  isInstalled: boolean;
}

const NOT_INSTALLED: Live = {
  tenants: [],
  silentClusters: [],
  isInstalled: false,
};

/**
 * The tenants that tenancy-backend knows. While it says that nothing changed, they are the same object.
 */
export class LiveTenants {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  #last: { etag: string; live: Live } | undefined;
  #isThere: boolean;

  /** `isElsewhere`: whether tenancy-backend is known to run in another backend, so that a 404 is no "not installed". */
  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    isElsewhere?: boolean;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#isThere = options.isElsewhere ?? false;
  }

  /** @throws ResponseError and others when it does not answer */
  async read(): Promise<Live> {
    const last = this.#last;
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'tenancy',
    });
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('tenancy')}/tenants?view=places`,
      {
        headers: {
          Authorization: `Bearer ${token}`,
          ...(last ? { 'If-None-Match': last.etag } : {}),
        },
        signal: AbortSignal.timeout(TIMEOUT),
      },
    );
    if (response.status === 304 && last) {
      return last.live;
    }
    // One that is there has this address: a proxy finds nothing while it is away, and so does a backend that begins to start.
    if (response.status === 404 && !this.#isThere) {
      return NOT_INSTALLED;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { items, silentClusters }: TenantPlacesView = await response.json();
    // One that knows no places says nothing of silent clusters: taken for none, tenants would go.
    if (!Array.isArray(silentClusters)) {
      throw new Error(
        'it is older than this module; install both in one version',
      );
    }
    const live = { tenants: items, silentClusters, isInstalled: true };
    this.#isThere = true;
    const etag = response.headers.get('etag');
    this.#last = etag ? { etag, live } : undefined;
    return live;
  }
}

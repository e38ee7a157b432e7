import { LabelKeys } from '../names';
import { Environment, GatewayApi, Platform } from '../platform';
import { RequestEnvelope } from '../request/envelope';
import { Refusals } from '../request/Refusals';
import { Tenant } from './Tenant';

/**
 * What a render knows besides its request.
 *
 * @public
 */
export interface RenderContext {
  platform: Platform;
  labelKeys: LabelKeys;
  /** The tenant the request belongs to; of a tenant's own request, the request itself. */
  tenant: Tenant;
  /**
   * The tenant's requests, this one among them or not. Whoever renders otherwise because of another names that in its capability
   * (`reshapes`); empty where only this one is known.
   */
  requests: readonly RequestEnvelope[];
  /** Identity provider groups by entity reference, where the platform maps groups by an annotation. */
  groups: Readonly<Record<string, string>>;
  /** The Gateway API that clusters serve, by cluster; where it is absent, the newest standard channel is assumed. */
  gatewayApi: Readonly<Record<string, GatewayApi>>;
  /** Takes what is wrong with the request, so that all of it is said at once. */
  refusals: Refusals;
}

/**
 * An environment a request is for.
 *
 * @public
 */
export interface RenderTarget {
  platform: Platform;
  environment: Environment;
  /** The tenant's namespace there. */
  namespace: string;
}

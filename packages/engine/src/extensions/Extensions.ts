import type { CustomCheck } from '../check';
import { capabilities } from '../capabilities/list';
import { KindRegistry, defaultKinds } from '../kinds';
import { Capability } from '../manifests';
import type { Delivery, SecretStoreProvider } from '../platform';

/**
 * Everything that a platform knows: what Groundwork brings, and what extensions add to it.
 *
 * @public
 */
export interface Extensions {
  /** For `parsePlatform`, which hands them to rendering, checks and statuses. */
  kinds: KindRegistry;
  /** For whatever takes `capabilities` among its options. */
  capabilities: readonly Capability[];
  /** For `check`: those that Groundwork does not bring. */
  checks: readonly CustomCheck[];
  /** For `parsePlatform`: those beside Argo CD. */
  deliveries: readonly Delivery[];
  /** For `parsePlatform`: those that Groundwork does not bring. */
  storeProviders: readonly SecretStoreProvider[];
}

/**
 * What Groundwork knows without any extension.
 *
 * @public
 */
export const noExtensions: Extensions = {
  kinds: defaultKinds,
  capabilities,
  checks: [],
  deliveries: [],
  storeProviders: [],
};

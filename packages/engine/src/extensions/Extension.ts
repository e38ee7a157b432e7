import type { CustomCheck } from '../check';
import { KindDescriptor } from '../kinds';
import { Capability } from '../manifests';
import type { Delivery, SecretStoreProvider } from '../platform';

/**
 * What somebody adds to Groundwork from outside of its repository. All of it is code of the platform team's choice: it runs
 * with the rights of the portal, or of whoever starts the command line.
 *
 * @public
 */
export interface Extension {
  /** Names it in messages, as in `acme-queues`: lower case letters, digits and `-`. */
  id: string;
  /** Further kinds of the Kubernetes API: watched, judged, and in the guard rails. */
  kinds?: readonly KindDescriptor[];
  /** Further kinds of requests. */
  capabilities?: readonly Capability[];
  /** Further cross-object checks, which run after those of Groundwork. */
  checks?: readonly CustomCheck[];
  /** What brings the objects of Git to clusters, beside Argo CD. */
  deliveries?: readonly Delivery[];
  /** Providers of secret stores. */
  storeProviders?: readonly SecretStoreProvider[];
}

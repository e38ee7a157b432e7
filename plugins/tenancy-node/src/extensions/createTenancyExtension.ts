import {
  type BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Extension } from '@groundwork/engine';
import { tenancyExtensionServiceRef } from './tenancyExtensionServiceRef';

/**
 * A backend feature that adds kinds, requests and checks to Groundwork: `backend.add(createTenancyExtension({ ... }))`, or the
 * default export of a package. What clashes with Groundwork or with another extension stops the start, with a message that
 * names the extension.
 *
 * @public
 */
export function createTenancyExtension(
  extension: Extension,
): BackendFeature & { extension: Extension } {
  const feature = createServiceFactory({
    service: tenancyExtensionServiceRef,
    deps: {},
    factory: () => extension,
  });
  // The command line takes the same file, and has no backend to start.
  return Object.assign(feature, { extension });
}

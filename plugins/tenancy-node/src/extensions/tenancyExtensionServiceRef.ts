import { createServiceRef } from '@backstage/backend-plugin-api';
import type { Extension } from '@groundwork/engine';

/**
 * The extensions of a portal, as many as there are. The backend plugin and its modules in the scaffolder and the catalog all
 * take them from here, so that an extension is one feature and no matter which of these plugins a backend has.
 * Add one with `createTenancyExtension`; one that needs services of its own is a service factory for this reference.
 *
 * @public
 */
export const tenancyExtensionServiceRef = createServiceRef<Extension>({
  id: 'tenancy.extension',
  scope: 'root',
  multiton: true,
});

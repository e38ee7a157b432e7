import { argocdObjects } from '../capabilities/tenant/argocdObjects';
import { tenantApplicationUrl } from '../capabilities/tenant/tenantApplicationUrl';
import { argocdSharedObjects } from '../guardrails/argocdSharedObjects';
import type { Delivery } from '../platform';
import { builtInDelivery } from '../platform/deliveryOf';
import { argocdSync } from '../status/sync/argocdSync';

const group = 'argoproj.io';

/**
 * Argo CD, as the delivery that environments have which name none. Its objects are in the directory `argocd` beside `cluster`,
 * since it may run in a cluster of its own.
 *
 * @public
 */
export const argocdDelivery: Delivery = {
  name: builtInDelivery,
  title: 'Argo CD',
  watches: [
    { group, kind: 'Application' },
    { group, kind: 'ApplicationSet' },
    { group, kind: 'AppProject' },
  ],
  tenantObjects: argocdObjects,
  sharedObjects: argocdSharedObjects,
  environmentSync: argocdSync,
  url: tenantApplicationUrl,
};

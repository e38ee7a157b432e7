import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { isTabGuarded } from '../kubernetes/guardedTab';
import { isAdmin } from './Caller';
import type { Decide } from './Decide';

/** What the tab on entities asks for. The proxy, which knows no entity, is not among it. */
const OF_THE_TAB = new Set([
  'kubernetes.clusters.read',
  'kubernetes.resources.read',
]);

/**
 * The Kubernetes plugin reads with one account for everybody, and its permissions name no entity: they are for the
 * platform's admins. Plugins of the backend, tenancy-backend among them, need none.
 *
 * @param options - `admins`: entity references, as in `tenancy.admins`. `tab`: whether everybody who is signed in may use
 *   the tab on entities. That is safe only with `kubernetesModuleTenancy`, so without it in this backend the tab stays
 *   shut. `guardedElsewhere` says that the Kubernetes plugin runs in another backend, with that module
 * @public
 */
export function decideOnKubernetes({
  admins,
  tab = false,
}: {
  admins: readonly string[];
  tab?: boolean | 'guardedElsewhere';
}): Decide {
  // Asked each time: plugins of a backend start in any order.
  const isOpen = () => tab === 'guardedElsewhere' || (tab && isTabGuarded());
  return ({ permission }, user) => {
    const { name } = permission;
    if (!name.startsWith('kubernetes.')) {
      return undefined;
    }
    const mayUse =
      user !== undefined &&
      (isAdmin(user, admins) || (isOpen() && OF_THE_TAB.has(name)));
    return { result: mayUse ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  };
}

import type { Extensions } from '@groundwork/engine';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { TenantAccess } from '../access/TenantAccess';
import { ExposureCheck } from '../exposure/ExposureCheck';
import { inertRouter } from '../router/inertRouter';
import { setupRouter } from '../router/setupRouter';
import { unmanagedRouter } from '../router/unmanagedRouter';
import { readAdmins } from './readAdmins';
import { createLook, type Look } from './createLook';
import type { UnmanagedOptions } from './readUnmanaged';
import { SetupCheck } from '../setup/SetupCheck';

type Services = Omit<
  Parameters<typeof createLook>[0],
  | 'access'
  | 'options'
  | 'kinds'
  | 'platform'
  | 'shared'
  | 'isManaged'
  | 'isTenants'
> &
  Omit<
    ConstructorParameters<typeof TenantAccess>[0],
    'platform' | 'directory'
  > &
  ConstructorParameters<typeof ExposureCheck>[0] &
  Pick<Parameters<typeof setupRouter>[0], 'httpAuth'>;

/** No tenant of ours: there is no repository, and no environment. */
const noTenants = {
  allInTurns: async () => [],
  get: () => undefined,
  unread: () => [],
};

/**
 * The plugin where nothing is configured but who may look at what: no database, no Git, no tenants, and of the API only what cards
 * of entities and the setup page ask for.
 */
export function startLook(
  services: Services,
  options: UnmanagedOptions | undefined,
  extensions: Extensions,
): { look?: Look; router: Router } {
  const admins = readAdmins(services.config);
  const access = new TenantAccess({
    ...services,
    platform: { admins },
    directory: noTenants,
  });
  const exposure = new ExposureCheck(services);
  const look =
    options &&
    createLook({ ...services, access, options, kinds: extensions.kinds });
  const router = PromiseRouter();
  const known = { ...services, access, exposure };
  const setup = new SetupCheck({
    kinds: look?.kinds ?? extensions.kinds,
    access,
    portal: known,
    ...(look ? { look } : {}),
  });
  // Where nobody is named as an admin, whoever is signed in is told how to begin, and nothing of the portal.
  const isOpen = !look && admins.length === 0;
  router.use(setupRouter(known, setup, { isOpen }));
  if (look) {
    router.use(unmanagedRouter(known, look.unmanaged));
  }
  router.use(inertRouter());
  return { ...(look ? { look } : {}), router };
}

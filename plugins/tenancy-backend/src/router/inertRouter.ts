import { ServiceUnavailableError } from '@backstage/errors';
import { NOT_CONFIGURED } from '@groundwork/backstage-plugin-tenancy-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';

/**
 * What stands in place of the API where no platform is configured: every question is answered with what to configure.
 */
export function inertRouter(): Router {
  const router = PromiseRouter();
  router.use(() => {
    throw new ServiceUnavailableError(NOT_CONFIGURED);
  });
  return router;
}

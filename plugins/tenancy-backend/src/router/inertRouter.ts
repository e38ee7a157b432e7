import { NotImplementedError } from '@backstage/errors';
import { NOT_CONFIGURED } from '@groundwork/backstage-plugin-tenancy-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';

/**
 * What stands in place of the API where no platform is configured: every question is answered with what to configure, and so that
 * nobody asks again in a moment.
 */
export function inertRouter(): Router {
  const router = PromiseRouter();
  router.use(() => {
    throw new NotImplementedError(NOT_CONFIGURED);
  });
  return router;
}

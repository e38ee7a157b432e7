import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SetupCheck } from '../setup/SetupCheck';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';

/**
 * `GET /setup`, for platform admins: what is connected, which rights are missing, and what that costs. Where nothing is configured
 * nobody is an admin, and there is nothing to tell but how to begin.
 */
export function setupRouter(
  { httpAuth, access }: Pick<Tenancy, 'httpAuth' | 'access'>,
  setup: SetupCheck,
): Router {
  const router = PromiseRouter();

  router.get('/setup', async (req, res) => {
    const viewer = await access.viewer(
      await httpAuth.credentials(req, { allow: ['user', 'service'] }),
    );
    if (setup.isConfigured) {
      access.assertAdmin(viewer);
    }
    answer(req, res, await setup.view());
  });

  return router;
}

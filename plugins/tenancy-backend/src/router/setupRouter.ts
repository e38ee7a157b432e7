import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SetupCheck } from '../setup/SetupCheck';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { viewerOfRequest } from './viewerOfRequest';

/**
 * `GET /setup`, for platform admins: what is connected, which rights are missing, and what that costs. With `isOpen` it is for
 * whoever is signed in: where nothing is configured nobody is an admin, and there is nothing to tell but how to begin.
 */
export function setupRouter(
  services: Pick<Tenancy, 'httpAuth' | 'access' | 'exposure'>,
  setup: SetupCheck,
  { isOpen = false } = {},
): Router {
  const router = PromiseRouter();

  router.get('/setup', async (req, res) => {
    const viewer = await viewerOfRequest(services, req);
    if (!isOpen) {
      services.access.assertAdmin(viewer);
    }
    answer(req, res, await setup.view(viewer));
  });

  return router;
}

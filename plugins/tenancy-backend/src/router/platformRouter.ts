import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { platformView } from '@groundwork/backstage-plugin-tenancy-node';
import type { Tenancy } from '../Tenancy';

import { answer } from './answer';
import { viewerOf } from './viewerOf';

/** `GET /platform`: what forms need to know. */
export function platformRouter(tenancy: Tenancy): Router {
  const router = PromiseRouter();

  router.get('/platform', async (req, res) => {
    await viewerOf(tenancy, req);
    answer(req, res, platformView(tenancy.platform));
  });

  return router;
}

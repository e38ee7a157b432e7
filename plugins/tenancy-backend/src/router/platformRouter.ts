import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { platformView } from '@groundwork/backstage-plugin-tenancy-node';
import type { Tenancy } from '../Tenancy';

import { answer } from './answer';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /platform`: what forms need to know. */
export function platformRouter(tenancy: Tenancy): Router {
  const router = PromiseRouter();

  router.get('/platform', async (req, res) => {
    const { isAdmin } = await viewerOfRequest(tenancy, req);
    const view: PlatformView = platformView(tenancy.platform);
    answer(
      req,
      res,
      isAdmin
        ? {
            ...view,
            findings: [
              ...tenancy.exposure.findings(),
              ...tenancy.snapshot.findings(),
            ],
          }
        : view,
    );
  });

  return router;
}

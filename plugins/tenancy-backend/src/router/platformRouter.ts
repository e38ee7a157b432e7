import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { platformView } from '@groundwork/backstage-plugin-tenancy-node';
import { kindsOf, readerManifest } from '@groundwork/engine';
import type { Tenancy } from '../Tenancy';

import { answer } from './answer';
import { viewerOfRequest } from './viewerOfRequest';

/**
 * `GET /platform`: what forms need to know. `GET /platform/reader.yaml`, for platform admins: what lets the portal read a cluster,
 * with the kinds of its extensions.
 */
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

  router.get('/platform/reader.yaml', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    tenancy.access.assertAdmin(viewer);
    res
      .type('application/yaml')
      .set('Cache-Control', 'no-store')
      .send(readerManifest(kindsOf(tenancy.platform)));
  });

  return router;
}

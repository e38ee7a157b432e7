import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { driftSummaries } from '../views/driftSummaries';
import { tenantCauses } from '../views/tenantCauses';
import { tenantStatusView } from '../views/tenantStatusView';
import { answer } from './answer';
import { tenantOfEntity } from './tenantOfEntity';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /entities/:kind/:namespace/:name/status`: the status of the tenant that an entity belongs to. */
export function entitiesRouter(tenancy: Tenancy): Router {
  const { timeline } = tenancy;
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name/status', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const { tenant, readable } = await tenantOfEntity(
      tenancy,
      viewer,
      req.params,
    );
    const drift = await driftSummaries(tenancy, tenant, viewer);
    const view = tenantStatusView(tenancy, tenant, readable, drift);
    answer(req, res, {
      ...view,
      ...(await timeline.troubles(tenancy, tenant, readable, view)),
      ...(await tenantCauses(tenancy, tenant, readable, {
        network: view.network,
      })),
    });
  });

  return router;
}

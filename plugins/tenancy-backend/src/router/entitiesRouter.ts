import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { tenantStatusView } from '../views/tenantStatusView';
import { answer } from './answer';
import { environmentAsked } from './environmentAsked';
import { tenantOfEntity } from './tenantOfEntity';
import { viewerOfRequest } from './viewerOfRequest';

/**
 * `GET /entities/:kind/:namespace/:name/status`: the status of the tenant that an entity belongs to, in all environments or in the one
 * that `?environment=` names.
 */
export function entitiesRouter(tenancy: Tenancy): Router {
  const router = PromiseRouter();

  router.get(
    '/entities/:kind/:namespace/:name/status',
    async (req, res, next) => {
      const viewer = await viewerOfRequest(tenancy, req);
      const found = await tenantOfEntity(tenancy, viewer, req.params);
      if (!found) {
        next();
        return;
      }
      const { tenant } = found;
      const only = environmentAsked(req, tenant);
      answer(req, res, await tenantStatusView(tenancy, tenant, viewer, only));
    },
  );

  return router;
}

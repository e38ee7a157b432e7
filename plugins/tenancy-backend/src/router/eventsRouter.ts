import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { tenantEventsView } from '../views/tenantEventsView';
import { answer } from './answer';
import { environmentAsked } from './environmentAsked';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { tenantOfEntity } from './tenantOfEntity';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /tenants/:tenant/events` and `GET /entities/:kind/:namespace/:name/events`, each with `?environment=`. */
export function eventsRouter(tenancy: Tenancy): Router {
  const { access } = tenancy;
  const router = PromiseRouter();

  async function send(
    req: Request,
    res: Response,
    tenant: TenantEntry,
  ): Promise<void> {
    const { environment } = environmentAsked(req, tenant);
    answer(req, res, await tenantEventsView(tenancy, tenant, environment));
  }

  router.get('/tenants/:tenant/events', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    await send(req, res, await access.read(viewer, name));
  });

  router.get(
    '/entities/:kind/:namespace/:name/events',
    async (req, res, next) => {
      const viewer = await viewerOfRequest(tenancy, req);
      const found = await tenantOfEntity(tenancy, viewer, req.params);
      if (!found) {
        next();
        return;
      }
      await send(req, res, found.tenant);
    },
  );

  return router;
}

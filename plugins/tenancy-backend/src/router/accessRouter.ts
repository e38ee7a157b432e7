import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { tenantAccessView } from '../views/tenantAccessView';
import { answer } from './answer';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /tenants/:tenant/access`. */
export function accessRouter(tenancy: Tenancy): Router {
  const { access } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/access', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    const readable = await access.readableNames(viewer);
    const view = await tenantAccessView(tenancy, tenant, viewer, readable);
    answer(req, res, view);
  });

  return router;
}

import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { enforcementView } from '../views/enforcementView';
import { answer } from './answer';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /tenants/:tenant/enforcement`. */
export function enforcementRouter(tenancy: Tenancy): Router {
  const { access } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/enforcement', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    const readable = await access.readableNames(viewer);
    answer(req, res, await enforcementView(tenancy, tenant, viewer, readable));
  });

  return router;
}

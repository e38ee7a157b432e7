import type { FixesView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /tenants/:tenant/fixes`: the edits that would put right what is wrong. They are written as any other change is. */
export function fixesRouter(tenancy: Tenancy): Router {
  const { access, fixes } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/fixes', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    const { items, base } = await fixes.of(tenant);
    const view: FixesView = {
      tenant: name,
      items: [...items],
      base,
      mayChange: await access.mayUpdate(viewer, name),
    };
    answer(req, res, view);
  });

  return router;
}

import type { RequestListView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { assertRead } from '../git/assertRead';
import { requestFileView } from '../views/requestFileView';
import { answer } from './answer';
import { kindSchema, nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /tenants/:tenant/requests` and `/tenants/:tenant/requests/:kind/:name`. */
export function requestsRouter(tenancy: Tenancy): Router {
  const { access, requestIndex, directory, stages, trees } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/requests', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    assertRead(trees, 'platform');
    const proposed = directory.get(name)
      ? []
      : await stages.ofProposed(name, viewer);
    if (proposed.length === 0) {
      const tenant = await access.read(viewer, name);
      assertRead(trees, 'tenants');
      const view: RequestListView = {
        items: await stages.of(tenant, viewer),
        mayChange: await access.mayUpdate(viewer, name),
        sources: trees.sources(name),
      };
      answer(req, res, view);
      return;
    }
    const view: RequestListView = { items: proposed, sources: trees.sources() };
    answer(req, res, view);
  });

  router.get('/tenants/:tenant/requests/:kind/:name', async (req, res) => {
    const tenant = parseInput(nameSchema, req.params.tenant, 'tenant');
    const kind = parseInput(kindSchema, req.params.kind, 'kind');
    const name = parseInput(requestNameSchema, req.params.name, 'name');
    await access.read(await viewerOfRequest(tenancy, req), tenant);
    answer(
      req,
      res,
      requestFileView({ requestIndex, trees }, { tenant, kind, name }),
    );
  });

  return router;
}

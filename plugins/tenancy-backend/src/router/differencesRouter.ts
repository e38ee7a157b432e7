import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { differencesView } from '../views/differencesView';
import { answer } from './answer';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /tenants/:tenant/differences`. */
export function differencesRouter(tenancy: Tenancy): Router {
  const { access, differences, trees } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/differences', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const tenant = await access.read(await viewerOfRequest(tenancy, req), name);
    const comparisons = await differences.of(tenant);
    const sources = trees.sources(name);
    answer(req, res, differencesView(name, comparisons, sources));
  });

  return router;
}

import type { NamespaceListView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /namespaces`: the live namespaces of the caller's tenants, by labels alone: what is only planned is nobody's yet. */
export function namespacesRouter(tenancy: Tenancy): Router {
  const { access } = tenancy;
  const router = PromiseRouter();

  router.get('/namespaces', async (req, res) => {
    const tenants = await access.readable(await viewerOfRequest(tenancy, req));
    const view: NamespaceListView = {
      items: tenants.flatMap(({ name, live }) =>
        (live?.environments ?? []).map(({ cluster, namespace }) => ({
          tenant: name,
          cluster,
          namespace,
        })),
      ),
    };
    answer(req, res, view);
  });

  return router;
}

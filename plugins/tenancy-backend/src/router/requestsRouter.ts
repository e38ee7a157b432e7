import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  RequestFileView,
  RequestListView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { kindSchema, nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOf } from './viewerOf';

/** `GET /tenants/:tenant/requests` and `/tenants/:tenant/requests/:kind/:name`. */
export function requestsRouter(tenancy: Tenancy): Router {
  const { access, book, directory, stages, trees } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/requests', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant);
    const viewer = await viewerOf(tenancy, req);
    const proposed = directory.get(name)
      ? []
      : await stages.ofProposed(name, viewer);
    const view: RequestListView = {
      items:
        proposed.length > 0
          ? proposed
          : await stages.of(await access.read(viewer, name)),
      sources: trees.sources(),
    };
    answer(req, res, view);
  });

  router.get('/tenants/:tenant/requests/:kind/:name', async (req, res) => {
    const tenant = parseInput(nameSchema, req.params.tenant);
    const kind = parseInput(kindSchema, req.params.kind);
    const name = parseInput(requestNameSchema, req.params.name);
    await access.read(await viewerOf(tenancy, req), tenant);
    const tree = trees.tree(
      kind.toLowerCase() === 'tenant' ? 'platform' : 'tenants',
    );
    if (!tree) {
      throw new ServiceUnavailableError('Git has not been read yet; try again');
    }
    const entry = book.find(tenant, kind, name);
    if (!entry?.request) {
      throw new NotFoundError(
        entry
          ? `${entry.path} can't be read as a request: ${entry.findings
              .map(({ message }) => message)
              .join(' ')}`
          : `Tenant ${tenant} has no ${kind} request ${name}`,
      );
    }
    const view: RequestFileView = {
      path: entry.path,
      commit: tree.commit,
      request: entry.request,
    };
    answer(req, res, view);
  });

  return router;
}

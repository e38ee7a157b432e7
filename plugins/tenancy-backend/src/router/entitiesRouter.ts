import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { tenantCandidates } from '../tenants/tenantCandidates';
import { driftSummaries } from '../views/driftSummaries';
import { tenantStatusView } from '../views/tenantStatusView';
import { answer } from './answer';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const part = z
  .string()
  .max(63)
  .regex(
    /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/,
    'is not part of an entity reference',
  );
const entitySchema = z.object({ kind: part, namespace: part, name: part });

/**
 * `GET /entities/:kind/:namespace/:name/status`: the status of the tenant that an entity belongs to.
 * The entity's annotations say where to look; whether the caller may see it says the tenant alone.
 */
export function entitiesRouter(tenancy: Tenancy): Router {
  const { catalog, access, timeline } = tenancy;
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name/status', async (req, res) => {
    const reference = parseInput(entitySchema, req.params);
    const viewer = await viewerOfRequest(tenancy, req);
    const ref = stringifyEntityRef(reference);
    const [entity, readable] = await Promise.all([
      catalog.getEntityByRef(ref, { credentials: viewer.credentials }),
      access.readableNames(viewer),
    ]);
    const own = (entity ? tenantCandidates(entity, tenancy) : []).find(name =>
      readable.has(name),
    );
    if (own === undefined) {
      // One answer for all: whether a namespace, a label or an application exists elsewhere is nobody's business.
      access.assertAllRead();
      throw new NotFoundError(
        `Entity ${ref} not found, or it has no tenant that one of your teams owns. Ask the owner of the tenant or the platform team`,
      );
    }
    const tenant = await access.read(viewer, own);
    const drift = await driftSummaries(tenancy, tenant, viewer);
    answer(req, res, {
      ...tenantStatusView(tenancy, tenant, readable, drift),
      ...(await timeline.troubles(tenancy, tenant, readable)),
    });
  });

  return router;
}

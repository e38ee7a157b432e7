import { NotFoundError } from '@backstage/errors';
import type { DriftView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { ownsTenant } from '../views/driftSummaries';
import { redactDrift } from '../views/redactDrift';
import { answerList } from './answerList';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const pageSchema = z.object({
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /tenants/:tenant/environments/:environment/drift`. */
export function driftRouter(tenancy: Tenancy): Router {
  const { access, drift } = tenancy;
  const router = PromiseRouter();

  router.get(
    '/tenants/:tenant/environments/:environment/drift',
    async (req, res) => {
      const name = parseInput(nameSchema, req.params.tenant, 'tenant');
      const environment = parseInput(
        nameSchema,
        req.params.environment,
        'environment',
      );
      const { offset, limit } = parseInput(pageSchema, {
        offset: req.query.offset,
        limit: req.query.limit,
      });
      const viewer = await viewerOfRequest(tenancy, req);
      const tenant = await access.read(viewer, name);
      const isThere = tenant.environments.some(
        each => each.name === environment,
      );
      const report = isThere ? await drift.of(name, environment) : undefined;
      if (!report) {
        throw new NotFoundError(
          `Tenant ${name} is not in environment ${environment}`,
        );
      }
      const { objects, ...rest } = report;
      const page = objects.slice(offset, offset + limit);
      const next = offset + page.length;
      const view: DriftView = {
        tenant: name,
        ...rest,
        items: redactDrift(page, ownsTenant(viewer, tenant)),
        total: objects.length,
        ...(next < objects.length ? { next } : {}),
      };
      await answerList(req, res, view);
    },
  );

  return router;
}

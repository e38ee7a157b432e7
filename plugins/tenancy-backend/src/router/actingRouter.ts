import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { type Ask } from '../acting/Acting';
import {
  applicationNameSchema,
  refreshSchema,
  refreshSecretSchema,
  restartSchema,
  syncSchema,
  terminateSchema,
} from '../acting/inputs';
import { operationView } from '../views/operationView';
import { tenantActionsView } from '../views/tenantActionsView';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';
import { actionAudited } from '../acting/actionAudited';

/**
 * `GET /tenants/:tenant/actions`, `GET .../environments/:environment/applications/:application/operation`, and
 * `POST .../environments/:environment/actions/` with `sync`, `refresh`, `terminate`, `restart` and `refresh-secret`.
 */
export function actingRouter(tenancy: Tenancy): Router {
  const { access, acting, platform } = tenancy;
  const router = PromiseRouter();
  const base = '/tenants/:tenant/environments/:environment';

  router.get('/tenants/:tenant/actions', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    answer(req, res, await tenantActionsView(tenancy, viewer, tenant));
  });

  router.get(
    `${base}/applications/:application/operation`,
    async (req, res) => {
      const name = parseInput(nameSchema, req.params.tenant, 'tenant');
      const place = parseInput(
        nameSchema,
        req.params.environment,
        'environment',
      );
      const application = parseInput(
        applicationNameSchema,
        req.params.application,
        'application',
      );
      const viewer = await viewerOfRequest(tenancy, req);
      const tenant = await access.read(viewer, name);
      const environment = platform.environments.find(
        each => each.name === place,
      );
      if (!environment) {
        throw new NotFoundError(`Tenant ${name} is in no environment ${place}`);
      }
      answer(
        req,
        res,
        operationView(tenancy, tenant, environment, application),
      );
    },
  );

  const askOf = async (req: Request): Promise<Ask> => ({
    tenant: parseInput(nameSchema, req.params.tenant, 'tenant'),
    environment: parseInput(nameSchema, req.params.environment, 'environment'),
    viewer: await viewerOfRequest(tenancy, req),
  });

  /** One action: what is asked is parsed before anybody is told of it, and told of whatever becomes of it. */
  function offer<Input extends object>(
    action: string,
    parse: (body: unknown) => Input,
    run: (ask: Ask, input: Input) => Promise<object>,
  ): void {
    router.post(`${base}/actions/${action}`, async (req, res) => {
      const ask = await askOf(req);
      const input = parse(req.body);
      const done = await actionAudited(
        tenancy.auditor,
        { ask, action, input: input as JsonObject, request: req },
        () => run(ask, input),
      );
      res.status(202).json(done);
    });
  }

  offer(
    'sync',
    body => parseInput(syncSchema, body),
    (ask, input) => acting.sync(ask, input),
  );
  offer(
    'refresh',
    body => parseInput(refreshSchema, body),
    (ask, input) => acting.refresh(ask, input),
  );
  offer(
    'terminate',
    body => parseInput(terminateSchema, body),
    (ask, input) => acting.terminate(ask, input),
  );
  offer(
    'restart',
    body => parseInput(restartSchema, body),
    (ask, input) => acting.restart(ask, input),
  );
  offer(
    'refresh-secret',
    body => parseInput(refreshSecretSchema, body),
    (ask, input) => acting.refreshSecret(ask, input),
  );

  return router;
}

import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { SelfHealAsk } from '../selfHeal/SelfHealing';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { audited } from './audited';
import { kindSchema, nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** Where self-heal is paused, and until when; resumed where no time is named. */
export const selfHealSchema = z.strictObject({
  environment: nameSchema,
  until: z.iso.datetime({ offset: true }).max(40).optional(),
});

/**
 * `GET /tenants/:tenant/self-heal`, and `GET` and `POST /tenants/:tenant/requests/:kind/:name/self-heal`: self-heal paused by a request.
 */
export function selfHealRouter(tenancy: Tenancy): Router {
  const { access, auditor, selfHealing } = tenancy;
  const router = PromiseRouter();
  const path = '/tenants/:tenant/requests/:kind/:name/self-heal';

  router.get('/tenants/:tenant/self-heal', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    answer(req, res, await selfHealing.of(viewer, tenant));
  });

  const askOf = async (req: Request): Promise<SelfHealAsk> => ({
    tenant: parseInput(nameSchema, req.params.tenant, 'tenant'),
    kind: parseInput(kindSchema, req.params.kind, 'kind'),
    name: parseInput(requestNameSchema, req.params.name, 'name'),
    viewer: await viewerOfRequest(tenancy, req),
  });

  router.get(path, async (req, res) => {
    const input = parseInput(selfHealSchema, req.query);
    answer(req, res, await selfHealing.preview(await askOf(req), input));
  });

  router.post(path, async (req, res) => {
    await audited(auditor, req, 'self-heal', async () => {
      const input = parseInput(selfHealSchema, req.body);
      const ask = await askOf(req);
      const done = await selfHealing.change(ask, input);
      res.status(202).json(done);
      const { tenant, kind, name } = ask;
      return { tenant, kind, name, ...input, ...done };
    });
  });

  return router;
}

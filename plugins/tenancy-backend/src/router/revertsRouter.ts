import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { RevertAsk } from '../reverting/Reverts';
import type { Tenancy } from '../Tenancy';
import { audited } from './audited';
import { answer } from './answer';
import { kindSchema, nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const commitSchema = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'must be a commit, in full');

/** What is to be seen: a commit of a request. */
const revertQuerySchema = z.strictObject({ commit: commitSchema });

/** What is taken back: a commit, with the removals that follow from it and are confirmed. */
export const revertSchema = z.strictObject({
  commit: commitSchema,
  confirmed: z.array(z.string().max(400)).max(1000).optional(),
});

/** `GET /tenants/:tenant/commits/:commit/requests`; `GET` and `POST /tenants/:tenant/requests/:kind/:name/revert`: what a commit changed of a request, taken back. */
export function revertsRouter(tenancy: Tenancy): Router {
  const { auditor, reverts } = tenancy;
  const router = PromiseRouter();
  const path = '/tenants/:tenant/requests/:kind/:name/revert';

  const askOf = async (
    req: Request,
    input: Pick<RevertAsk, 'commit' | 'confirmed'>,
  ): Promise<RevertAsk> => ({
    tenant: parseInput(nameSchema, req.params.tenant, 'tenant'),
    kind: parseInput(kindSchema, req.params.kind, 'kind'),
    name: parseInput(requestNameSchema, req.params.name, 'name'),
    ...input,
    viewer: await viewerOfRequest(tenancy, req),
  });

  router.get('/tenants/:tenant/commits/:commit/requests', async (req, res) => {
    const tenant = parseInput(nameSchema, req.params.tenant, 'tenant');
    const commit = parseInput(commitSchema, req.params.commit, 'commit');
    const viewer = await viewerOfRequest(tenancy, req);
    answer(req, res, await reverts.list({ viewer, tenant, commit }));
  });

  router.get(path, async (req, res) => {
    answer(
      req,
      res,
      await reverts.preview(
        await askOf(req, parseInput(revertQuerySchema, req.query)),
      ),
    );
  });

  router.post(path, async (req, res) => {
    await audited(auditor, req, 'request-revert', async () => {
      const ask = await askOf(req, parseInput(revertSchema, req.body));
      const { tenant, kind, name, commit } = ask;
      const done = await reverts.revert(ask);
      res.status(202).json(done);
      return { tenant, kind, name, reverted: commit, ...done };
    });
  });

  return router;
}

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

/** What is taken back: a commit, in full. */
export const revertSchema = z.strictObject({
  commit: z.string().regex(/^[0-9a-f]{40}$/, 'must be a commit, in full'),
});

/** `GET` and `POST /tenants/:tenant/requests/:kind/:name/revert`: what a commit changed of a request, taken back. */
export function revertsRouter(tenancy: Tenancy): Router {
  const { auditor, reverts } = tenancy;
  const router = PromiseRouter();
  const path = '/tenants/:tenant/requests/:kind/:name/revert';

  const askOf = async (req: Request, input: unknown): Promise<RevertAsk> => ({
    tenant: parseInput(nameSchema, req.params.tenant),
    kind: parseInput(kindSchema, req.params.kind),
    name: parseInput(requestNameSchema, req.params.name),
    ...parseInput(revertSchema, input),
    viewer: await viewerOfRequest(tenancy, req),
  });

  router.get(path, async (req, res) => {
    answer(req, res, await reverts.preview(await askOf(req, req.query)));
  });

  router.post(path, async (req, res) => {
    await audited(auditor, req, 'request-revert', async () => {
      const ask = await askOf(req, req.body);
      const { tenant, kind, name, commit } = ask;
      const done = await reverts.revert(ask);
      res.status(202).json(done);
      return { tenant, kind, name, reverted: commit, ...done };
    });
  });

  return router;
}

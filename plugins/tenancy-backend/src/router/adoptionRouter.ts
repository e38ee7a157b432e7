import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { audited } from './audited';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const ruleText = z.string().min(1).max(300);

const rulesSchema = z
  .array(
    z.strictObject({
      namespace: ruleText.max(100),
      environment: nameSchema.optional(),
      tenant: ruleText.optional(),
      owner: ruleText
        .toLowerCase()
        .regex(
          /^group:[^/\s]+\/\S[^/]*$/,
          'must be a group, as in group:default/payments',
        ),
      tier: ruleText.optional(),
    }),
  )
  .max(2_000);

const page = (most: number) => ({
  offset: z.number().int().min(0).max(1_000_000).optional(),
  limit: z.number().int().min(1).max(most).optional(),
});

const querySchema = z.strictObject({
  rules: rulesSchema,
  state: z.enum(['adopted', 'mapped', 'open', 'system']).optional(),
  search: z.string().max(253).optional(),
  ...page(200),
});

const previewSchema = z.strictObject({
  rules: rulesSchema,
  tenants: z.array(nameSchema).min(1).max(20).optional(),
  ...page(20),
});

const inputSchema = z.strictObject({
  rules: rulesSchema,
  tenants: z.array(nameSchema).min(1).max(50),
});

/**
 * `POST /adoption/namespaces` and `/adoption/preview`, which write nothing, and `POST /adoption/propose`: what is on the clusters and in no
 * request, for platform admins.
 */
export function adoptionRouter(tenancy: Tenancy): Router {
  const { adoptions, auditor } = tenancy;
  const router = PromiseRouter();

  router.post('/adoption/namespaces', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    tenancy.access.assertAdmin(viewer);
    const query = parseInput(querySchema, req.body);
    answer(req, res, await adoptions.namespaces(viewer, query));
  });

  router.post('/adoption/preview', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    tenancy.access.assertAdmin(viewer);
    const input = parseInput(previewSchema, req.body);
    answer(req, res, await adoptions.preview(viewer, input));
  });

  router.post('/adoption/propose', async (req, res) => {
    await audited(auditor, req, 'tenant-adopt', async () => {
      const viewer = await viewerOfRequest(tenancy, req);
      tenancy.access.assertAdmin(viewer);
      const { rules, tenants: given } = parseInput(inputSchema, req.body);
      const tenants = [...new Set(given)].sort();
      const done = await adoptions.propose(viewer, { rules, tenants });
      res.status(202).json(done);
      return { tenants, ...done };
    });
  });

  return router;
}

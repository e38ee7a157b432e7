import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const kind = z
  .string()
  .max(63)
  .regex(/^[A-Za-z]+$/, 'must be a kind');
// Names become part of what is asked of Git, where `*` stands for any.
const name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'must be a name');
const plain = z.record(z.string(), z.unknown());

const previewSchema = z
  .strictObject({
    request: plain.optional(),
    edit: z
      .strictObject({
        kind,
        name,
        tenant: name.optional(),
        base: plain,
        from: plain.optional(),
        to: plain,
      })
      .optional(),
    remove: z.strictObject({ kind, tenant: name, name }).optional(),
    all: z.literal(true).optional(),
    expect: z.enum(['create', 'change', 'either']).default('either'),
    confirmed: z.array(z.string().max(500)).max(1000).optional(),
    fresh: z.boolean().default(false),
  })
  .refine(
    ({ request, edit, remove, all }) =>
      all
        ? !request && !edit && !remove
        : (request || edit || remove) && !(request && edit),
    'send a request or an edit (not both), or a request to remove; or all alone',
  );

const platformSchema = z.strictObject({ fresh: z.boolean().default(false) });

/** `POST /preview` and `POST /platform/preview`: what would be written, and what is wrong with it. They write nothing. */
export function previewRouter(tenancy: Tenancy): Router {
  const { previews } = tenancy;
  const router = PromiseRouter();

  router.post('/preview', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const input = parseInput(previewSchema, req.body);
    res.json(await previews.ofRequest(viewer, input));
  });

  router.post('/platform/preview', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    res.json(
      await previews.ofPlatform(viewer, parseInput(platformSchema, req.body)),
    );
  });

  return router;
}

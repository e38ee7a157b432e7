import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { parseInput } from './parseInput';
import { viewerOf } from './viewerOf';

const previewSchema = z.strictObject({
  request: z.record(z.string(), z.unknown()),
  expect: z.enum(['create', 'change', 'either']).default('either'),
  fresh: z.boolean().default(false),
});

const platformSchema = z.strictObject({ fresh: z.boolean().default(false) });

/** `POST /preview` and `POST /platform/preview`: what would be written, and what is wrong with it. They write nothing. */
export function previewRouter(tenancy: Tenancy): Router {
  const { previews } = tenancy;
  const router = PromiseRouter();

  router.post('/preview', async (req, res) => {
    const viewer = await viewerOf(tenancy, req);
    const { request, expect, fresh } = parseInput(previewSchema, req.body);
    res.json(await previews.ofRequest(viewer, request, expect, { fresh }));
  });

  router.post('/platform/preview', async (req, res) => {
    const viewer = await viewerOf(tenancy, req);
    res.json(
      await previews.ofPlatform(viewer, parseInput(platformSchema, req.body)),
    );
  });

  return router;
}

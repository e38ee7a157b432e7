import { CHANGE_KINDS } from '@groundwork/engine';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** Where a page begins: a time in milliseconds since the epoch, with the entry before it. */
export const cursorSchema = z
  .string()
  .max(64)
  .regex(/^\d{1,16}(\.[-\w]{0,32})?$/, 'must be a time, or `next` of an answer')
  .transform(text => {
    const [at, id] = text.split('.');
    return { at: Number(at), ...(id ? { id } : {}) };
  });

const kindsSchema = z
  .union([z.string(), z.array(z.string()).max(20)])
  .transform(kinds => [kinds].flat().flatMap(each => each.split(',')))
  .pipe(z.array(z.enum(CHANGE_KINDS)).max(20));

const querySchema = z.object({
  environment: nameSchema.optional(),
  kind: kindsSchema.optional(),
  before: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /tenants/:tenant/changes`: what happened to a tenant, newest first. */
export function changesRouter(tenancy: Tenancy): Router {
  const { access, timeline } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants/:tenant/changes', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const { environment, kind, before, limit } = parseInput(
      querySchema,
      req.query,
    );
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    answer(
      req,
      res,
      await timeline.page(tenancy, viewer, tenant, {
        limit,
        ...(environment ? { environment } : {}),
        ...(kind ? { kinds: kind } : {}),
        ...(before ? { before } : {}),
      }),
    );
  });

  return router;
}

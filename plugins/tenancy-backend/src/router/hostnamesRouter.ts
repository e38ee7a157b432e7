import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { assertRead } from '../git/assertRead';
import { hostnameVerdict } from '../hostnames/hostnameVerdict';
import type { Tenancy } from '../Tenancy';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const querySchema = z.object({
  tenant: nameSchema,
  environment: nameSchema,
  hostname: z.string().max(300),
});

/** `GET /hostnames`: whether a tenant may have a name. Who else has it is never told. */
export function hostnamesRouter(tenancy: Tenancy): Router {
  const { access, trees } = tenancy;
  const router = PromiseRouter();

  router.get('/hostnames', async (req, res) => {
    const { tenant, environment, hostname } = parseInput(
      querySchema,
      req.query,
    );
    const entry = await access.read(
      await viewerOfRequest(tenancy, req),
      tenant,
    );
    // The request file says which domains the tenant has.
    assertRead(trees, 'platform');
    res.json(hostnameVerdict(tenancy, entry, environment, hostname));
  });

  return router;
}

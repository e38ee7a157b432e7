import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { type CardViews, tenantCardView } from '../views/tenantCardViews';
import { tenantCauses } from '../views/tenantCauses';
import { answer } from './answer';
import { environmentAsked } from './environmentAsked';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { tenantOfEntity } from './tenantOfEntity';
import { viewerOfRequest } from './viewerOfRequest';

const cards: ReadonlyArray<keyof CardViews> = ['secrets', 'workloads', 'quota'];

/**
 * `GET /tenants/:tenant/<card>` and `GET /entities/:kind/:namespace/:name/<card>`, of all environments or of the one that
 * `?environment=` names.
 */
export function cardsRouter(tenancy: Tenancy): Router {
  const { access } = tenancy;
  const router = PromiseRouter();

  async function send(
    card: keyof CardViews,
    req: Request,
    res: Response,
    found: { tenant: TenantEntry; readable: ReadonlySet<string> },
  ): Promise<void> {
    const only = environmentAsked(req, found.tenant);
    answer(req, res, {
      ...(await tenantCardView(card, { tenancy, ...found, ...only })),
      ...(await tenantCauses(tenancy, found.tenant, found.readable, only)),
    });
  }

  for (const card of cards) {
    router.get(`/tenants/:tenant/${card}`, async (req, res) => {
      const name = parseInput(nameSchema, req.params.tenant, 'tenant');
      const viewer = await viewerOfRequest(tenancy, req);
      const tenant = await access.read(viewer, name);
      const readable = await access.readableNames(viewer);
      await send(card, req, res, { tenant, readable });
    });

    router.get(
      `/entities/:kind/:namespace/:name/${card}`,
      async (req, res, next) => {
        const viewer = await viewerOfRequest(tenancy, req);
        const found = await tenantOfEntity(tenancy, viewer, req.params);
        if (!found) {
          next();
          return;
        }
        await send(card, req, res, found);
      },
    );
  }

  return router;
}

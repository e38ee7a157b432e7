import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Unmanaged } from '../unmanaged/Unmanaged';
import {
  unmanagedBase,
  unmanagedEvents,
  unmanagedViews,
} from '../unmanaged/unmanagedViews';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { entitySchema } from './entitySchema';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `GET /entities/:kind/:namespace/:name/<card>` of entities that are no tenant's, where configuration lets them be looked at. */
export function unmanagedRouter(
  services: Pick<Tenancy, 'httpAuth' | 'access' | 'exposure'>,
  unmanaged: Unmanaged,
): Router {
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name/:card', async (req, res) => {
    const viewer = await viewerOfRequest(services, req);
    const { card, ...params } = req.params;
    const ref = stringifyEntityRef(parseInput(entitySchema, params));
    const make = Object.hasOwn(unmanagedViews, card)
      ? unmanagedViews[card]
      : undefined;
    const found =
      make || card === 'events' ? await unmanaged.find(viewer, ref) : undefined;
    if (!found) {
      throw noEntity(ref);
    }
    if (!make) {
      answer(req, res, await unmanagedEvents(unmanaged, found));
      return;
    }
    const status = await unmanaged.statusOf(found);
    const base = unmanagedBase(unmanaged, found, status);
    answer(req, res, make(base, status, found));
  });

  return router;
}

/** One answer for all: whether a namespace, a label or an application exists elsewhere is nobody's business. */
export function noEntity(ref: string): NotFoundError {
  return new NotFoundError(
    `Entity ${ref} not found, or it has no tenant that one of your teams owns. Ask the owner of the tenant or the platform team`,
  );
}

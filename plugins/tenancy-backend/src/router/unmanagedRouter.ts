import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Found, Unmanaged } from '../unmanaged/Unmanaged';
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

/** The name of a place: those of clusters may be anything, and it is compared with what is known, no more. */
const environmentSchema = z.string().min(1).max(400).optional();

/**
 * `GET /entities/:kind/:namespace/:name/<card>` of entities that are no tenant's, where configuration lets them be looked at: of all
 * places, or of those that `?environment=` names, by their name, their cluster, or as `cluster/namespace`.
 */
export function unmanagedRouter(
  services: Pick<Tenancy, 'httpAuth' | 'access' | 'exposure'>,
  unmanaged: Unmanaged,
): Router {
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name/:card', async (req, res) => {
    const viewer = await viewerOfRequest(services, req);
    const { card, ...params } = req.params;
    const ref = stringifyEntityRef(parseInput(entitySchema, params));
    const only = parseInput(
      environmentSchema,
      req.query.environment,
      'environment',
    );
    const make = Object.hasOwn(unmanagedViews, card)
      ? unmanagedViews[card]
      : undefined;
    const isCard = make !== undefined || card === 'events';
    const found = isCard ? await unmanaged.find(viewer, ref, only) : undefined;
    if (!found) {
      const elsewhere =
        isCard && only !== undefined && (await unmanaged.find(viewer, ref));
      throw elsewhere ? noPlace(elsewhere, only) : noEntity(ref);
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

function noPlace({ entityRef, subject }: Found, only: string): NotFoundError {
  const names = subject.places.map(({ name }) => name).join(', ');
  return new NotFoundError(
    `Entity ${entityRef} is not looked at in ${only}: it is in ${names}`,
  );
}

/** One answer for all: whether a namespace, a label or an application exists elsewhere is nobody's business. */
export function noEntity(ref: string): NotFoundError {
  return new NotFoundError(
    `Entity ${ref} not found, or it has no tenant that one of your teams owns. Ask the owner of the tenant or the platform team`,
  );
}

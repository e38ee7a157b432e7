import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  PLACE_ANNOTATIONS,
  type SetupEntityView,
  type SetupView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Viewer } from '../access/Viewer';
import type { Look } from '../unmanaged/createLook';
import { KINDS } from '../unmanaged/Unmanaged';
import { untilAborted } from './untilAborted';

type Query = NonNullable<
  Extract<
    Parameters<CatalogService['queryEntities']>[0],
    { query?: unknown }
  >['query']
>;

/** Milliseconds for the catalog: right after a start it may not answer at all, and the rest of the page does not wait for it. */
const PATIENCE = 10_000;

/** Of more the page says only how many there are. */
const MOST = 100;

/**
 * Entities that say where they run, as far as who asks sees them in the catalog, each with where it is shown to them or why it is not. Those
 * that are a tenant's to their owners are shown as such, and are left out.
 *
 * @returns undefined where the catalog does not answer
 */
export async function setupEntities(
  { catalog, options, unmanaged, isTenants }: Look,
  viewer: Viewer,
  patience = PATIENCE,
): Promise<SetupView['entities']> {
  const ofKind = { kind: { $in: KINDS } };
  // TypeScript can't see of a key that is computed that it begins with no `$`.
  const says = PLACE_ANNOTATIONS.map(
    key => ({ [`metadata.annotations.${key}`]: { $exists: true } } as Query),
  );
  const found = await untilAborted(
    AbortSignal.timeout(patience),
    catalog.queryEntities(
      {
        query:
          options.conventions.length > 0
            ? ofKind
            : { $all: [ofKind, { $any: says }] },
        limit: MOST,
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
      },
      { credentials: viewer.credentials },
    ),
  )
    // The rest of the page does not rest on it.
    .catch(() => undefined);
  if (!found) {
    return undefined;
  }
  const shown: SetupEntityView[] = [];
  const others: SetupEntityView[] = [];
  let ofTenants = 0;
  for (const entity of found.items) {
    if (await isTenants(entity)) {
      ofTenants += 1;
      continue;
    }
    const ref = stringifyEntityRef(entity);
    const told = await unmanaged.explain(viewer, entity);
    if ('places' in told) {
      const namespaces = told.places.map(
        ({ cluster, namespace }) => `${cluster}/${namespace}`,
      );
      shown.push({
        entity: ref,
        namespaces,
        ...(told.why ? { why: told.why } : {}),
      });
    } else {
      others.push({ entity: ref, namespaces: [], why: told.why });
    }
    await letOthers();
  }
  return { items: [...others, ...shown], total: found.totalItems - ofTenants };
}

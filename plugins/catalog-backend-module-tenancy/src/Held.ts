import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { createHash } from 'node:crypto';
import { CLUSTERS_ANNOTATION } from './tenantEntity';

/** What is remembered of an entity that the catalog holds: of ten thousand, the entities themselves weigh too much. */
export interface Held {
  /** Of all that the provider says of it. */
  digest: string;
  /** Clusters that may know the tenant. */
  clusters: readonly string[];
  /** Whether no request file is known of it. */
  isOfNamespaces: boolean;
  /** What the sources said when it was made, as text; absent where that was in an earlier run. */
  madeOf?: string;
}

/** What is to be remembered of an entity. */
export function heldOf(entity: Entity, madeOf?: string): Held {
  const { annotations = {} } = entity.metadata;
  return {
    digest: digestOf(entity),
    clusters: (annotations[CLUSTERS_ANNOTATION] ?? '')
      .split(',')
      .filter(cluster => cluster !== ''),
    isOfNamespaces:
      annotations[ANNOTATION_ORIGIN_LOCATION]?.startsWith('kubernetes:') ===
      true,
    ...(madeOf === undefined ? {} : { madeOf }),
  };
}

/** The same for the same content, in whatever order the catalog gives it back. */
function digestOf(entity: Entity): string {
  const text = JSON.stringify(entity, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
  return createHash('sha256').update(text).digest('base64');
}

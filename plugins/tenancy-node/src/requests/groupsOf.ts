import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isTenantRequest,
  type Platform,
  type RequestEnvelope,
} from '@groundwork/engine';

/**
 * Identity provider groups by entity reference, from the annotation that the platform names; none if it maps groups
 * in another way. A group without the annotation is left out: rendering then says so.
 *
 * @public
 */
export async function groupsOf(options: {
  platform: Platform;
  requests: ReadonlyArray<RequestEnvelope | undefined>;
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<Record<string, string>> {
  const { platform, requests, catalog, credentials } = options;
  const { groups } = platform;
  if (!groups || !('annotation' in groups)) {
    return {};
  }
  const entityRefs = [
    ...new Set(
      requests.flatMap(request =>
        request && isTenantRequest(request)
          ? [request.spec.owner, ...request.spec.viewers]
          : [],
      ),
    ),
  ];
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs },
    { credentials },
  );
  return Object.fromEntries(
    entityRefs.flatMap((ref, index) => {
      const group = items[index]?.metadata.annotations?.[groups.annotation];
      return group ? [[ref, group]] : [];
    }),
  );
}

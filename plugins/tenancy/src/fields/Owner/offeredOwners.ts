import type { ApiHolder } from '@backstage/core-plugin-api';
import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';

/** A group that may own a tenant. */
interface OfferedOwner {
  ref: string;
  title: string;
}

/** The groups that somebody may name as an owner: their own, and every group for those who run the platform. */
interface OfferedOwners {
  own: OfferedOwner[];
  /** All that may be chosen; of these the own ones come first. */
  all: OfferedOwner[];
}

/** Reads the groups of the user, and all groups where the user runs the platform. */
export async function readOwners(
  apis: ApiHolder,
  platform: PlatformView,
): Promise<OfferedOwners> {
  const identity = await apis.get(identityApiRef)?.getBackstageIdentity();
  const catalog = apis.get(catalogApiRef);
  const refs = (identity?.ownershipEntityRefs ?? []).filter(
    ref => parseEntityRef(ref).kind.toLocaleLowerCase('en-US') === 'group',
  );
  const entities =
    (await catalog?.getEntitiesByRefs({ entityRefs: refs }))?.items ?? [];
  const own = refs.map((ref, index) => ({
    ref,
    title: titleOf(entities[index], ref),
  }));
  if (!isAdmin(platform) || !catalog) {
    return { own, all: own };
  }
  const { items } = await catalog.getEntities({ filter: { kind: 'Group' } });
  const others = items
    .map(entity => {
      const ref = stringifyEntityRef(entity);
      return { ref, title: titleOf(entity, ref) };
    })
    .filter(({ ref }) => !refs.includes(ref))
    .sort((a, b) => a.title.localeCompare(b.title));
  return { own, all: [...own, ...others] };
}

/** Only those who run the platform are told what is wrong with the portal, be it nothing. */
function isAdmin(platform: PlatformView): boolean {
  return platform.findings !== undefined;
}

function titleOf(
  entity: { metadata: { title?: string }; spec?: unknown } | undefined,
  ref: string,
): string {
  const profile = (entity?.spec as { profile?: { displayName?: string } })
    ?.profile;
  return (
    profile?.displayName ?? entity?.metadata.title ?? parseEntityRef(ref).name
  );
}

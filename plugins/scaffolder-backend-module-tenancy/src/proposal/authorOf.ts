import type { UserEntity } from '@backstage/catalog-model';

/** Who a commit is by: the person who asked, as the catalog knows them. */
export function authorOf(user?: { entity?: UserEntity; ref?: string }): {
  name: string;
  email: string;
} {
  const profile = user?.entity?.spec.profile;
  const name =
    profile?.displayName ??
    user?.entity?.metadata.name ??
    user?.ref ??
    'Groundwork';
  return {
    name,
    email: profile?.email ?? 'groundwork@localhost',
  };
}

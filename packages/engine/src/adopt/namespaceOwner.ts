import { isPlatformNamespace } from '../capabilities/tenant/reservedNames';
import type { Environment, Platform } from '../platform';
import type { OwnerRule } from './Adoption';
import { adoptReason, type AdoptReason } from './AdoptReason';
import { Owned, ownerOf } from './ownerOf';

/**
 * Whose a namespace of a cluster is by rules, or why it is nobody's: `system` is one of the cluster or the platform, which no rule
 * gives to anybody.
 *
 * @public
 */
export type NamespaceOwner =
  | {
      state: 'mapped';
      environment: string;
      tenant: string;
      owner: string;
      tier?: string;
    }
  | ({ state: 'open' | 'system' } & AdoptReason);

/**
 * Whose a namespace is by the first rule that fits it.
 *
 * @param environments - those that run on its cluster
 * @public
 */
export function namespaceOwner(
  namespace: string,
  environments: readonly Environment[],
  rules: readonly OwnerRule[],
  platform: Platform,
): NamespaceOwner {
  if (
    environments.some(each => isPlatformNamespace(namespace, platform, each))
  ) {
    return { state: 'system', ...adoptReason('system') };
  }
  const owned: Owned | AdoptReason = ownerOf(
    namespace,
    environments,
    rules,
    platform,
  );
  if ('why' in owned) {
    return { state: 'open', ...owned };
  }
  const { environment, tenant, owner, tier } = owned;
  return {
    state: 'mapped',
    environment: environment.name,
    tenant,
    owner,
    ...(tier === undefined ? {} : { tier }),
  };
}

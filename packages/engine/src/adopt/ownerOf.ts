import { isDnsLabel, shortHash } from '../names';
import { expandTemplate, placeholdersOf } from '../names/templates';
import { globMatches } from '../names/globMatches';
import type { Environment, Platform } from '../platform';
import { isPlatformNamespace } from '../capabilities/tenant/reservedNames';
import type { OwnerRule } from './Adoption';
import { adoptReason, type AdoptReason } from './AdoptReason';

/** Whose a namespace of an environment is. */
export interface Owned {
  environment: Environment;
  namespace: string;
  tenant: string;
  owner: string;
  tier?: string;
}

/**
 * Whose a namespace is by the first rule that fits it, or why it is nobody's.
 *
 * @param environments - those that it can be of: where its cluster has several, the rule names one
 */
export function ownerOf(
  namespace: string,
  environments: readonly Environment[],
  rules: readonly OwnerRule[],
  platform: Platform,
): Owned | AdoptReason {
  for (const rule of rules) {
    const fitting = globMatches(rule.namespace, namespace)
      ? environments.filter(
          ({ name }) =>
            rule.environment === undefined || rule.environment === name,
        )
      : [];
    if (fitting.length > 1) {
      return adoptReason('noEnvironment', {
        rule: rule.namespace,
        environments: fitting.map(({ name }) => name).join(', '),
      });
    }
    if (fitting.length === 1) {
      return owned(namespace, fitting[0], rule, platform);
    }
  }
  return adoptReason('noRule');
}

function owned(
  namespace: string,
  environment: Environment,
  rule: OwnerRule,
  platform: Platform,
): Owned | AdoptReason {
  if (isPlatformNamespace(namespace, platform, environment)) {
    return adoptReason('system');
  }
  const tenant =
    rule.tenant === undefined
      ? platform.naming.existing.find(
          each =>
            each.namespace === namespace &&
            each.environment === environment.name,
        )?.tenant ??
        shortEnough(
          tenantByName(platform, environment.name, namespace),
          platform,
        )
      : expandTemplate(rule.tenant, { namespace });
  if (tenant === undefined || !isDnsLabel(tenant)) {
    return adoptReason('noTenant', {
      environment: environment.name,
      template: platform.naming.namespace,
    });
  }
  return {
    environment,
    namespace,
    tenant,
    owner: expandTemplate(rule.owner, { namespace, tenant }),
    ...(rule.tier === undefined ? {} : { tier: rule.tier }),
  };
}

/**
 * A name that is not too long for what a tenant has in any environment: the beginning and a hash of one that is. Its namespaces keep
 * their names.
 */
function shortEnough(
  tenant: string | undefined,
  { environments }: Platform,
): string | undefined {
  const longest =
    63 -
    Math.max(
      0,
      ...environments.map(({ name }) => `platform-${name}--cluster`.length),
    );
  if (tenant === undefined || tenant.length <= longest) {
    return tenant;
  }
  const hash = shortHash(tenant).slice(0, 6);
  const start = tenant.slice(0, Math.max(1, longest - hash.length - 1));
  return `${start.replace(/-+$/, '')}-${hash}`;
}

/** The tenant whose namespace has that name by the platform's naming. */
function tenantByName(
  { naming }: Platform,
  environment: string,
  namespace: string,
): string | undefined {
  const [before, after] = expandTemplate(naming.namespace, {
    tenant: '\0',
    environment,
  }).split('\0');
  return namespace.length > before.length + after.length &&
    namespace.startsWith(before) &&
    namespace.endsWith(after)
    ? namespace.slice(before.length, namespace.length - after.length)
    : undefined;
}

/**
 * What is wrong with a rule, whatever it is used for; undefined if nothing is.
 *
 * @public
 */
export function ruleProblem(
  rule: OwnerRule,
  platform: Platform,
): string | undefined {
  const { environment, tenant, owner, tier } = rule;
  if (
    environment !== undefined &&
    !platform.environments.some(({ name }) => name === environment)
  ) {
    return `there is no environment ${environment}`;
  }
  if (tier !== undefined && !Object.hasOwn(platform.tiers, tier)) {
    return `there is no tier ${tier}`;
  }
  const known = [
    ...placeholdersOf(tenant ?? '').filter(name => name !== 'namespace'),
    ...placeholdersOf(owner).filter(
      name => name !== 'namespace' && name !== 'tenant',
    ),
  ];
  return known.length > 0
    ? `the placeholder ${known[0]} is not known`
    : undefined;
}

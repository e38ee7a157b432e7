import { KindDescriptor, KindRegistry } from '../../kinds';
import { Environment, Platform, kindsOf } from '../../platform';
import { AdmissionRule, MatchedResources } from '../AdmissionRule';
import { operatorNotes, operatorVariables, trustedUser } from '../trusted';

/** Groups whose place in the rendered policy is older than the list of kinds: another order would be a change in every estate. */
const settled = [
  '',
  'discovery.k8s.io',
  'argoproj.io',
  'external-secrets.io',
  'externaldns.k8s.io',
];

/** Kinds that take names or traffic without saying so where the other rules look, or that reach beyond the namespace. */
function furtherKinds({ all, ofPlatform }: KindRegistry): KindDescriptor[] {
  const kinds = all.filter(kind => kind.guarded && !ofPlatform.includes(kind));
  return [
    ...settled.flatMap(group => kinds.filter(kind => kind.group === group)),
    ...kinds.filter(({ group }) => !settled.includes(group)),
  ];
}

/** Resources by API group; groups that name the same ones stand together. */
function matchesOf(kinds: readonly KindDescriptor[]): MatchedResources[] {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  const byResources = new Map<string, MatchedResources>();
  for (const group of groups) {
    const resources = kinds
      .filter(kind => kind.group === group)
      .map(({ plural }) => plural);
    const key = resources.join();
    const together = byResources.get(key);
    byResources.set(key, {
      groups: [...(together?.groups ?? []), group],
      resources,
    });
  }
  return [...byResources.values()];
}

/**
 * Kinds that only the platform writes in a tenant's namespace, labelled or not: NetworkPolicies add up,
 * so one more of a tenant's own would open what the platform's closes.
 */
export function platformOnlyKinds(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const kinds = kindsOf(platform, environment);
  return {
    name: 'platform-kinds',
    matches: [
      ...matchesOf(kinds.ofPlatform),
      ...matchesOf(furtherKinds(kinds)),
    ],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'tenants',
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
    },
    validations: [
      {
        // Operators of the cluster set finalizers on what they look after.
        expression: `variables.trusted || ${operatorNotes}`,
        message:
          'Only the platform may write this kind in the namespace of a tenant. Put what you need into the request of the tenant.',
      },
    ],
  };
}

import { labelKeysOf } from '../../names';
import { Environment, Platform } from '../../platform';
import { podAccess as accessOf, PodAccess } from '../../platform/access';
import { AdmissionRule } from '../AdmissionRule';
import { celList, namespaceTier } from '../cel';
import { operatorVariables, trustedUser } from '../trusted';

/** What each subresource needs; any of them lets it be. What is not named is never for tenants. */
const needed: Record<string, Array<keyof PodAccess>> = {
  attach: ['debug', 'exec'],
  ephemeralcontainers: ['debug'],
  eviction: ['evict'],
  exec: ['exec'],
  portforward: ['portForward'],
};

/** Subresources of pods that this rule decides about. */
export const enteredPods: readonly string[] = Object.keys(needed);

/**
 * Into running pods comes who the environment and the tier let, whatever RBAC says in the namespace. Binding pods to nodes,
 * proxying through the API server and minting tokens of accounts are for nobody of a tenant.
 */
export function podAccess(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const tiersWith = (keys: Array<keyof PodAccess>) =>
    Object.entries(platform.tiers)
      .filter(([, tier]) => keys.some(key => accessOf(environment, tier)[key]))
      .map(([name]) => name);
  const allowed = Object.entries(needed)
    .map(([subresource, keys]) => ({ subresource, tiers: tiersWith(keys) }))
    .filter(({ tiers }) => tiers.length > 0)
    .map(
      ({ subresource, tiers }) =>
        `(request.subResource == '${subresource}' && variables.tier in ${celList(
          tiers,
        )})`,
    );
  return {
    name: 'pod-access',
    matches: [
      {
        groups: [''],
        resources: [
          'pods/attach',
          'pods/binding',
          'pods/ephemeralcontainers',
          'pods/eviction',
          'pods/exec',
          'pods/portforward',
          'pods/proxy',
          'serviceaccounts/token',
          'services/proxy',
        ],
      },
    ],
    operations: ['CREATE', 'UPDATE', 'CONNECT'],
    scope: 'tenants',
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
      tier: namespaceTier(labelKeysOf(platform.prefix).tier),
      allowed: allowed.length === 0 ? 'false' : allowed.join(' ||\n'),
    },
    validations: [
      {
        expression:
          'variables.allowed || variables.trusted || variables.operator',
        message:
          "The environment or the tenant's tier does not let the team do this with its pods and accounts; the platform team may (access).",
      },
    ],
  };
}

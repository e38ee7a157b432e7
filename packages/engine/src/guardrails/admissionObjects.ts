import { KubernetesObject, ObjectMeta } from '../model';
import { commonAnnotations, labelKeysOf } from '../names';
import { Environment, Platform } from '../platform';
import { AdmissionRule, MatchedResources } from './AdmissionRule';

/**
 * A guard rail as the API server's own admission policy, with the binding that turns it on.
 * It fails closed, and needs no webhook that could be away.
 */
export function admissionObjects(
  rule: AdmissionRule,
  platform: Platform,
  environment: Environment,
): KubernetesObject[] {
  const name = `groundwork-${environment.name}-${rule.name}`;
  const labelKeys = labelKeysOf(platform.prefix);
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: sharedMeta(platform, environment, name),
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          ...(rule.scope === 'tenants'
            ? {
                namespaceSelector: {
                  matchExpressions: [
                    { key: labelKeys.tenant, operator: 'Exists' },
                    {
                      key: labelKeys.environment,
                      operator: 'In',
                      values: [environment.name],
                    },
                  ],
                },
              }
            : {}),
          resourceRules: rule.matches.map(match => resourceRule(match, rule)),
        },
        ...(rule.conditions ? { matchConditions: named(rule.conditions) } : {}),
        ...(rule.variables ? { variables: named(rule.variables) } : {}),
        validations: rule.validations.map(({ expression, message }) => ({
          expression,
          message,
          reason: 'Forbidden',
        })),
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: sharedMeta(platform, environment, name),
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        ...among(rule, platform, 'NotIn'),
      },
    },
    ...reporting(rule, platform, environment, name),
  ];
}

/** Tenants that are not held to the guard rails yet are told by the same policy, bound a second time. */
function reporting(
  rule: AdmissionRule,
  platform: Platform,
  environment: Environment,
  name: string,
): KubernetesObject[] {
  const selected = among(rule, platform, 'In');
  return selected.matchResources
    ? [
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingAdmissionPolicyBinding',
          metadata: sharedMeta(platform, environment, `${name}-report`),
          spec: {
            policyName: name,
            validationActions: ['Warn', 'Audit'],
            ...selected,
          },
        },
      ]
    : [];
}

/**
 * Only rules about what is in namespaces of tenants may be relaxed for some of them: the others protect the platform and
 * everybody else.
 */
function among(
  { scope }: AdmissionRule,
  { reportOnly, prefix }: Platform,
  operator: 'In' | 'NotIn',
): { matchResources?: object } {
  return scope === 'tenants' && reportOnly.length > 0
    ? {
        matchResources: {
          namespaceSelector: {
            matchExpressions: [
              reportOnly.includes('*')
                ? {
                    key: labelKeysOf(prefix).tenant,
                    operator: operator === 'In' ? 'Exists' : 'DoesNotExist',
                  }
                : {
                    key: labelKeysOf(prefix).tenant,
                    operator,
                    values: [...reportOnly].sort(),
                  },
            ],
          },
        },
      }
    : {};
}

/**
 * Metadata of what an environment has once, not for each tenant.
 */
export function sharedMeta(
  platform: Platform,
  environment: Environment,
  name: string,
  extra: { namespace?: string; annotations?: Record<string, string> } = {},
): ObjectMeta {
  const labelKeys = labelKeysOf(platform.prefix);
  return {
    name,
    ...(extra.namespace === undefined ? {} : { namespace: extra.namespace }),
    labels: {
      'app.kubernetes.io/managed-by': 'groundwork',
      [labelKeys.environment]: environment.name,
      [labelKeys.layer]: 'platform',
    },
    annotations: { ...commonAnnotations(platform), ...extra.annotations },
  };
}

function named(
  expressions: Readonly<Record<string, string>>,
): Array<{ name: string; expression: string }> {
  return Object.entries(expressions).map(([name, expression]) => ({
    name,
    expression,
  }));
}

function resourceRule(
  { groups, resources }: MatchedResources,
  rule: AdmissionRule,
): Record<string, unknown> {
  return {
    apiGroups: groups,
    apiVersions: ['*'],
    operations: rule.operations,
    resources,
    scope: { tenants: 'Namespaced', cluster: 'Cluster', everything: '*' }[
      rule.scope
    ],
  };
}

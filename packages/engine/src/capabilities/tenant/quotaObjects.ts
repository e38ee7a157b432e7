import { KubernetesObject } from '../../model';
import { resourceOf } from '../../kinds/KindRegistry';
import { kindsOf } from '../../platform';
import { objectCounts } from './objectCounts';
import {
  Objects,
  confirmedDelete,
  platformMeta,
  TenantTarget,
} from './TenantTarget';

/**
 * How much the tenant may have. A compute quota refuses containers that name no requests and limits,
 * so the LimitRange that fills them in is always with it.
 */
export function quotaObjects(target: TenantTarget): Objects {
  const { quota, container } = target.tier;
  const kinds = kindsOf(target.platform, target.environment);
  const routes = kinds.ofTeams.filter(({ team }) => team?.isRoute);
  return [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: platformMeta(target, 'groundwork-quota', {
        annotations: confirmedDelete,
      }),
      spec: {
        hard: {
          'requests.cpu': quota.requests.cpu,
          'requests.memory': quota.requests.memory,
          'requests.ephemeral-storage': quota.requests.ephemeralStorage,
          'limits.cpu': quota.limits.cpu,
          'limits.memory': quota.limits.memory,
          'limits.ephemeral-storage': quota.limits.ephemeralStorage,
          'requests.storage': quota.storage,
          pods: String(quota.pods),
          persistentvolumeclaims: String(quota.persistentVolumeClaims),
          services: String(quota.services),
          'services.loadbalancers': '0',
          'services.nodeports': '0',
          configmaps: String(quota.configMaps),
          secrets: String(quota.secrets),
          ...Object.fromEntries(
            Object.entries(target.tier.resources).map(([name, amount]) => [
              `requests.${name}`,
              amount,
            ]),
          ),
          ...Object.fromEntries(
            routes.map(kind => [
              `count/${resourceOf(kind)}`,
              String(quota.routes),
            ]),
          ),
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: platformMeta(target, 'groundwork-objects'),
      spec: { hard: objectCounts(target.tier, kinds) },
    },
    priorityQuota(target),
    affinityQuota(target),
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: platformMeta(target, 'groundwork-limits'),
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: amounts(container.defaultRequest),
            default: amounts(container.default),
            max: amounts(container.max),
          },
          {
            type: 'PersistentVolumeClaim',
            max: { storage: quota.storage },
          },
        ],
      },
    },
  ];
}

/** Classes whose pods push out those of everybody else, the cluster's own among them. */
const systemClasses = ['system-cluster-critical', 'system-node-critical'];

/**
 * No pod of a priority class that the tier does not name, and none of the cluster's own in any case;
 * pods that name no class are not counted by it.
 */
function priorityQuota(target: TenantTarget): KubernetesObject {
  const { priorityClasses } = target.tier;
  return noPods(
    target,
    'groundwork-priority',
    priorityClasses.length === 0
      ? [
          {
            scopeName: 'PriorityClass',
            operator: 'In',
            values: systemClasses,
          },
        ]
      : [
          { scopeName: 'PriorityClass', operator: 'Exists' },
          {
            scopeName: 'PriorityClass',
            operator: 'NotIn',
            values: [...priorityClasses].sort(),
          },
        ],
  );
}

/** No pod that keeps pods of other namespaces off its node, or follows them there. */
function affinityQuota(target: TenantTarget): KubernetesObject {
  return noPods(target, 'groundwork-affinity', [
    { scopeName: 'CrossNamespacePodAffinity', operator: 'Exists' },
  ]);
}

function noPods(
  target: TenantTarget,
  name: string,
  matchExpressions: object[],
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: platformMeta(target, name),
    spec: { hard: { pods: '0' }, scopeSelector: { matchExpressions } },
  };
}

function amounts(value: {
  cpu: string;
  memory: string;
  ephemeralStorage: string;
}): Record<string, string> {
  return {
    cpu: value.cpu,
    memory: value.memory,
    'ephemeral-storage': value.ephemeralStorage,
  };
}

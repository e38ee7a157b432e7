import type { KindRegistry } from '../kinds';
import { KubernetesObject, groupOf } from '../model';
import { Fields, at, fieldsOf, listOf, numberOf } from '../model/fields';
import { Amounts, nanos, plus, times } from './amounts';
import { PodTraits, podAmounts, podTraits } from './podAmounts';
import { storageClassOf } from './storageClassOf';

/** What a workload counts for in quotas: pods of one kind and how many of them, and claims. */
interface WorkloadAmounts {
  /** What its pods count for together; only quotas that match the pods count it. */
  pods: Amounts;
  traits?: PodTraits;
  /** What it counts for besides pods. */
  others: Amounts;
}

const ONE = nanos('1');

/**
 * What a workload counts for in a quota: replicas times one pod, as many as a rollout may have at once are not counted.
 * Containers that name no requests or limits get those of the namespace's LimitRange. Nothing for DaemonSets, whose
 * number of pods nobody knows.
 */
export function workloadAmounts(
  object: KubernetesObject,
  limits: readonly Fields[],
  kinds: KindRegistry,
): WorkloadAmounts {
  const { spec } = object;
  const group = groupOf(object.apiVersion);
  const isPod = group === '' && object.kind === 'Pod';
  const made = kinds.of(object)?.pods;
  const count = isPod ? 1 : made?.count?.(object) ?? 0;
  const others = plus(
    group === '' ? claimAmounts(object) : new Map(),
    made?.claims ? claimsOfTemplates(object, count) : new Map(),
  );
  if (count === 0) {
    return {
      pods: new Map(),
      others: group === '' ? plus(others, serviceAmounts(object)) : others,
    };
  }
  const template = isPod ? spec : at(spec, 'template', 'spec');
  const pod = fieldsOf(template);
  const one = plus(
    podAmounts(pod, limits),
    new Map([
      ['pods', ONE],
      ['count/pods', ONE],
    ]),
  );
  return { pods: times(one, count), traits: podTraits(pod, one), others };
}

/** A claim: its size, and both again by its storage class. */
function claimAmounts(object: KubernetesObject): Amounts {
  return object.kind === 'PersistentVolumeClaim'
    ? claimed(object, 1, false)
    : new Map();
}

/** The claims that are made for each of the pods. */
function claimsOfTemplates({ spec }: KubernetesObject, count: number): Amounts {
  return listOf(at(spec, 'volumeClaimTemplates'))
    .map(template => claimed(template, count, true))
    .reduce(plus, new Map());
}

function claimed(claim: unknown, count: number, isMade: boolean): Amounts {
  const storage = nanos(at(claim, 'spec', 'resources', 'requests', 'storage'));
  const storageClass = storageClassOf(claim);
  const ofClass = `${storageClass}.storageclass.storage.k8s.io`;
  const made: Array<[string, bigint]> = isMade
    ? [
        ['persistentvolumeclaims', ONE],
        ['count/persistentvolumeclaims', ONE],
      ]
    : [];
  return times(
    new Map([
      ['requests.storage', storage],
      ...made,
      ...(storageClass === undefined
        ? []
        : ([
            [`${ofClass}/requests.storage`, storage],
            [`${ofClass}/persistentvolumeclaims`, ONE],
          ] as Array<[string, bigint]>)),
    ]),
    count,
  );
}

/** Load balancers, and ports on nodes, which load balancers take too unless they are told not to. */
function serviceAmounts({ kind, spec }: KubernetesObject): Amounts {
  const type = at(spec, 'type');
  const isBalanced = type === 'LoadBalancer';
  if (kind !== 'Service' || (!isBalanced && type !== 'NodePort')) {
    return new Map();
  }
  const ports = listOf(at(spec, 'ports'));
  const onNodes =
    isBalanced && at(spec, 'allocateLoadBalancerNodePorts') === false
      ? ports.filter(({ nodePort }) => (numberOf(nodePort) ?? 0) > 0)
      : ports;
  return new Map([
    ['services.loadbalancers', isBalanced ? ONE : 0n],
    ['services.nodeports', ONE * BigInt(onNodes.length)],
  ]);
}

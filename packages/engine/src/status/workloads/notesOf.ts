import { KubernetesObject, lastValue } from '../../model';
import { at, numberOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { grouped } from '../../snapshot/grouped';
import { selectorOf } from '../../snapshot/selector';
import { SelectorIndex } from '../../snapshot/SelectorIndex';
import { conditionOf } from '../conditions';

/** What autoscalers and disruption budgets say of a workload, where it is worth knowing. */
export function notesOf(
  workload: KubernetesObject,
  pods: readonly KubernetesObject[],
  view: ClusterView,
): string[] {
  const { namespace } = workload.metadata;
  const scalers =
    lastValue(
      view.list(
        { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
        namespace,
      ),
    ) ?? [];
  const budgets =
    lastValue(
      view.list({ group: 'policy', kind: 'PodDisruptionBudget' }, namespace),
    ) ?? [];
  return [
    ...grouped(scalers, 'what autoscalers scale', ({ spec }) => [
      `${at(spec, 'scaleTargetRef', 'kind')}/${at(
        spec,
        'scaleTargetRef',
        'name',
      )}`,
    ])
      .get(`${workload.kind}/${workload.metadata.name}`)
      .flatMap(scalerNotes),
    ...coveringTwice(budgets, pods),
    ...covering(budgets, pods).flatMap(budgetNotes),
  ];
}

function scalerNotes(scaler: KubernetesObject): string[] {
  const { spec, status, metadata } = scaler;
  const most = numberOf(at(spec, 'maxReplicas')) ?? 0;
  const current = numberOf(at(status, 'currentReplicas')) ?? 0;
  const limited = conditionOf(scaler, 'ScalingLimited');
  const active = conditionOf(scaler, 'ScalingActive');
  const isBlind =
    active?.status === 'False' && active.reason !== 'ScalingDisabled';
  return [
    ...(limited?.status === 'True' &&
    limited.reason === 'TooManyReplicas' &&
    current >= most
      ? [
          `Autoscaler ${metadata.name} is at its limit of ${most} and wants more`,
        ]
      : []),
    ...(isBlind
      ? [
          `Autoscaler ${metadata.name} does not scale: ${blindness(
            active.reason,
          )}`,
        ]
      : []),
  ];
}

function blindness(reason: string): string {
  return /Metric/.test(reason) ? 'its metrics cannot be read' : reason;
}

/** A budget that lets no pod go while all are there holds up every drain of a node. */
function budgetNotes({ status, metadata }: KubernetesObject): string[] {
  const expected = numberOf(at(status, 'expectedPods')) ?? 0;
  const healthy = numberOf(at(status, 'currentHealthy')) ?? 0;
  const allowed = numberOf(at(status, 'disruptionsAllowed'));
  return allowed === 0 && expected > 0 && healthy >= expected
    ? [
        `PodDisruptionBudget ${metadata.name} lets no pod go, so that nodes cannot be drained`,
      ]
    : [];
}

/** The API server evicts no pod that more than one budget covers, whatever these allow. */
function coveringTwice(
  budgets: readonly KubernetesObject[],
  pods: readonly KubernetesObject[],
): string[] {
  const index = indexOf(budgets);
  const several = pods
    .map(({ metadata }) => index.taking(metadata.labels ?? {}))
    .find(({ length }) => length > 1);
  const names = several?.map(({ metadata }) => metadata.name).sort();
  return names
    ? [
        `PodDisruptionBudgets ${names
          .slice(0, 3)
          .join(' and ')} cover the same pods, so that nodes cannot be drained`,
      ]
    : [];
}

const indexes = new WeakMap<
  readonly KubernetesObject[],
  SelectorIndex<KubernetesObject>
>();

/** One without a selector covers nothing, one with an empty selector all. */
function indexOf(
  budgets: readonly KubernetesObject[],
): SelectorIndex<KubernetesObject> {
  const index =
    indexes.get(budgets) ??
    new SelectorIndex(
      budgets.filter(({ spec }) => at(spec, 'selector') !== undefined),
      ({ spec }) => selectorOf(at(spec, 'selector')),
    );
  indexes.set(budgets, index);
  return index;
}

/** The budgets that cover one of these pods. */
function covering(
  budgets: readonly KubernetesObject[],
  pods: readonly KubernetesObject[],
): KubernetesObject[] {
  const index = indexOf(budgets);
  return [
    ...new Set(
      pods.flatMap(({ metadata }) => index.taking(metadata.labels ?? {})),
    ),
  ];
}

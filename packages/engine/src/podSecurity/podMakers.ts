import type { KindRegistry } from '../kinds';
import { groupOf, type KubernetesObject } from '../model';
import { at, listOf, plainText, textOf } from '../model/fields';

/** A kind whose objects bring pods into being, or are one. */
export interface PodMaker {
  kind: { group: string; kind: string };
  /** What its pods are made of. */
  templateOf: (object: KubernetesObject) => unknown;
}

/** Made of Deployments and Rollouts, as good as always. */
const replicaSet = { group: 'apps', kind: 'ReplicaSet' };

/** All kinds that make pods by a template in them, and pods themselves. */
export function podMakers(kinds: KindRegistry): PodMaker[] {
  return [
    ...kinds.watched
      .filter(({ pods }) => pods)
      .map(kind => ({
        kind,
        templateOf: ({ spec }: KubernetesObject) => at(spec, 'template'),
      })),
    {
      kind: { group: 'batch', kind: 'CronJob' },
      templateOf: ({ spec }) => at(spec, 'jobTemplate', 'spec', 'template'),
    },
    { kind: { group: '', kind: 'Pod' }, templateOf: pod => pod },
  ];
}

/**
 * Whether an object is to be looked at for the pods that come of it: of one that has ended there come none, and what another of these kinds
 * made is looked at there. What an operator made by a kind of its own is looked at itself.
 */
export function isMakingPods(
  object: KubernetesObject,
  makers: readonly PodMaker[],
): boolean {
  return (
    !hasEnded(object) &&
    !listOf(object.metadata.ownerReferences).some(owner =>
      [...makers.map(({ kind }) => kind), replicaSet].some(
        ({ group, kind }) =>
          kind === owner.kind &&
          group === groupOf(textOf(owner.apiVersion) ?? ''),
      ),
    )
  );
}

/** Whether no more pods come of it. */
export function hasEnded({ kind, status }: KubernetesObject): boolean {
  return kind === 'Pod'
    ? ['Succeeded', 'Failed'].includes(textOf(at(status, 'phase')) ?? '')
    : listOf(at(status, 'conditions')).some(
        condition =>
          ['Complete', 'Failed'].includes(plainText(condition.type)) &&
          condition.status === 'True' &&
          kind === 'Job',
      );
}

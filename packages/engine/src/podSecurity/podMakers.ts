import type { KindRegistry } from '../kinds';
import type { KubernetesObject } from '../model';
import { at, textOf } from '../model/fields';

/** A kind whose objects bring pods into being, or are one. */
export interface PodMaker {
  kind: { group: string; kind: string };
  /** What its pods are made of. */
  templateOf: (object: KubernetesObject) => unknown;
}

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

/** Whether pods may come of an object that nobody else made: of one that has ended there come none. */
export function isMakingPods({
  kind,
  metadata,
  status,
}: KubernetesObject): boolean {
  const hasEnded =
    kind === 'Pod'
      ? ['Succeeded', 'Failed'].includes(textOf(at(status, 'phase')) ?? '')
      : at(status, 'completionTime') !== undefined;
  return !hasEnded && (metadata.ownerReferences ?? []).length === 0;
}

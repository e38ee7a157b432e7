import { KubernetesObject, lastValue, refOf } from '../model';
import { at, textOf } from '../model/fields';
import { podSecurityViolations } from '../podSecurity';
import type { NamespaceContext } from '../status/eachNamespace';
import type { Steps } from '../steps';
import type { RefusedPods } from './EnvironmentEnforcement';

const podKind = { group: '', kind: 'Pod' };
const cronJobKind = { group: 'batch', kind: 'CronJob' };

/** What makes pods that a level of Pod Security refuses, and pods that nobody made. Kinds that can't be read are told elsewhere. */
export function* refusedPods(
  { view, namespace }: NamespaceContext,
  level: { level: string; version: string },
): Steps<RefusedPods[]> {
  const refused: RefusedPods[] = [];
  const makers = view.kinds.watched.filter(({ pods }) => pods);
  const all: Array<[typeof podKind, (object: KubernetesObject) => unknown]> = [
    ...makers.map(
      kind =>
        [kind, ({ spec }: KubernetesObject) => at(spec, 'template')] as [
          typeof podKind,
          (object: KubernetesObject) => unknown,
        ],
    ),
    [cronJobKind, ({ spec }) => at(spec, 'jobTemplate', 'spec', 'template')],
    [podKind, pod => pod],
  ];
  for (const [kind, templateOf] of all) {
    for (const object of lastValue(view.list(kind, namespace)) ?? []) {
      yield;
      if (
        (object.metadata.ownerReferences ?? []).length > 0 ||
        hasEnded(object)
      ) {
        continue;
      }
      const found = podSecurityViolations(
        templateOf(object),
        level.level,
        level.version,
      );
      if (found.length > 0) {
        refused.push({
          ref: refOf(view.cluster, object),
          messages: found.map(({ message }) => message),
        });
      }
    }
  }
  return refused;
}

/** It makes no pods any more. */
function hasEnded({ kind, status }: KubernetesObject): boolean {
  return kind === 'Pod'
    ? ['Succeeded', 'Failed'].includes(textOf(at(status, 'phase')) ?? '')
    : at(status, 'completionTime') !== undefined;
}

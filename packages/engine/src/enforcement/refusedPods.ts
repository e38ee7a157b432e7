import { containerLimits } from '../amounts/quotaAmounts';
import { type KubernetesObject, isKnown, lastValue, refOf } from '../model';
import { podSecurityViolations } from '../podSecurity';
import { isMakingPods, podMakers } from '../podSecurity/podMakers';
import type { NamespaceContext } from '../status/eachNamespace';
import { whyUnknown } from '../status/unknown';
import type { Steps } from '../steps';
import type { RefusedPods } from './EnvironmentEnforcement';
import { limitRefusals } from './limitRefusals';
import type { Unlooked } from './Unlooked';

/** What makes pods that a level of Pod Security or the LimitRanges that come refuse, and pods that nobody made. */
export function* refusedPods(
  { view, namespace }: NamespaceContext,
  { level, version }: { level: string; version: string },
  adds: readonly KubernetesObject[],
  unlooked: Unlooked,
): Steps<RefusedPods[]> {
  const limits = adds
    .filter(({ kind }) => kind === 'LimitRange')
    .flatMap(containerLimits);
  const makers = podMakers(view.kinds);
  const refused: RefusedPods[] = [];
  for (const { kind, templateOf } of makers) {
    const known = view.list(kind, namespace);
    if (!isKnown(known) && known.unknown !== 'notServed') {
      unlooked.note(whyUnknown(known), kind.kind);
    }
    for (const object of lastValue(known) ?? []) {
      yield;
      if (isMakingPods(object, makers)) {
        const template = templateOf(object);
        const messages = [
          ...podSecurityViolations(template, level, version).map(
            ({ message }) => message,
          ),
          ...limitRefusals(template, limits),
        ];
        if (messages.length > 0) {
          refused.push({ ref: refOf(view.cluster, object), messages });
        }
      }
    }
  }
  return refused;
}

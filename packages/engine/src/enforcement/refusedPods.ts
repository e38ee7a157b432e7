import { lastValue, refOf } from '../model';
import { podSecurityViolations } from '../podSecurity';
import { isMakingPods, podMakers } from '../podSecurity/podMakers';
import type { NamespaceContext } from '../status/eachNamespace';
import type { Steps } from '../steps';
import type { RefusedPods } from './EnvironmentEnforcement';

/** What makes pods that a level of Pod Security refuses, and pods that nobody made. Kinds that can't be read are told elsewhere. */
export function* refusedPods(
  { view, namespace }: NamespaceContext,
  { level, version }: { level: string; version: string },
): Steps<RefusedPods[]> {
  const refused: RefusedPods[] = [];
  for (const { kind, templateOf } of podMakers(view.kinds)) {
    for (const object of lastValue(view.list(kind, namespace)) ?? []) {
      yield;
      const found = isMakingPods(object)
        ? podSecurityViolations(templateOf(object), level, version)
        : [];
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

import { Fields, at, listOf, textsOf, textOf } from '../model/fields';
import { PodTraits } from './podAmounts';

/**
 * Whether a quota counts a pod: every scope has to match. A quota without scopes counts all.
 *
 * Source: `podMatchesScopeFunc` of Kubernetes' `pkg/quota/v1/evaluator/core/pods.go`.
 */
export function countsPods(spec: unknown, traits: PodTraits): boolean {
  return (
    textsOf(at(spec, 'scopes')).every(scope =>
      matches({ scopeName: scope, operator: 'Exists' }, traits),
    ) &&
    listOf(at(spec, 'scopeSelector', 'matchExpressions')).every(selector =>
      matches(selector, traits),
    )
  );
}

/** Whether a quota counts some pods only, and so nothing else. */
export function isScoped(spec: unknown): boolean {
  return (
    textsOf(at(spec, 'scopes')).length > 0 ||
    listOf(at(spec, 'scopeSelector', 'matchExpressions')).length > 0
  );
}

function matches(selector: Fields, traits: PodTraits): boolean {
  switch (textOf(selector.scopeName)) {
    case 'Terminating':
      return traits.terminating;
    case 'NotTerminating':
      return !traits.terminating;
    case 'BestEffort':
      return traits.bestEffort;
    case 'NotBestEffort':
      return !traits.bestEffort;
    case 'CrossNamespacePodAffinity':
      return traits.crossNamespace;
    case 'PriorityClass':
      return hasPriority(selector, traits.priorityClass);
    default:
      return false;
  }
}

function hasPriority(selector: Fields, name: string | undefined): boolean {
  const values = textsOf(selector.values);
  switch (selector.operator) {
    case 'In':
      return name !== undefined && values.includes(name);
    case 'NotIn':
      return name === undefined || !values.includes(name);
    case 'DoesNotExist':
      return name === undefined;
    default:
      return name !== undefined;
  }
}

import { KindRegistry, resourceOf } from '../kinds/KindRegistry';
import { KubernetesObject } from '../model';
import { refusalsOf, Write } from './admission';
import type { AdmissionRule } from './AdmissionRule';

/**
 * What the rules of an environment would say to an object that a team's deployment creates in the tenant's namespace: the messages of
 * those that refuse it. A rule that can't be evaluated refuses, as it does on an API server.
 *
 * @param namespace - the Namespace as it is rendered, with the annotations that rules read
 * @param user - who would create it, as `system:serviceaccount:payments:groundwork-deployer`
 */
export function admissionRefusals(
  object: KubernetesObject,
  rules: readonly AdmissionRule[],
  options: { namespace: KubernetesObject; user: string; kinds: KindRegistry },
): string[] {
  const { namespace, user, kinds } = options;
  const kind = kinds.of(object);
  if (!kind) {
    return ['nothing is known of its kind here'];
  }
  const write: Write = {
    operation: 'CREATE',
    resource: resourceOf(kind).split('.')[0],
    object,
    user,
    namespace,
  };
  return [...new Set(rules.flatMap(rule => told(rule, write)))];
}

function told(rule: AdmissionRule, write: Write): string[] {
  try {
    return refusalsOf([rule], write);
  } catch {
    return [`the guard rail ${rule.name} cannot be evaluated for it`];
  }
}

import { globMatches } from '../../argocd';
import { KubernetesObject, groupOf } from '../../model';
import { Fields, at, listOf, textOf, textsOf } from '../../model/fields';
import { Mask, jqSteps, placedSteps } from './Mask';

/** What an Application's `ignoreDifferences` says of one object. */
export interface Ignored {
  masks: Mask[];
  /** Managers whose fields are passed over. */
  managers: readonly string[];
  /** Why the object can't be compared: an expression of which nobody can say what it names. */
  unreadable?: string;
}

const mostRules = 100;
const mostMasks = 200;

/** Reads `spec.ignoreDifferences` for one object, whose namespace is `namespace` where it names none itself. */
export function ignoredOf(
  application: KubernetesObject,
  object: KubernetesObject,
  namespace: string | undefined,
): Ignored {
  const rules = listOf(at(application.spec, 'ignoreDifferences'));
  const masks: Mask[] = [];
  const managers: string[] = [];
  let unreadable: string | undefined =
    rules.length > mostRules
      ? 'ignoreDifferences has too many rules'
      : undefined;
  for (const rule of rules.slice(0, mostRules)) {
    if (!concerns(rule, object, namespace)) {
      continue;
    }
    const found = [
      ...textsOf(rule.jsonPointers).map(text => ({
        text,
        steps: placedSteps(text),
      })),
      ...textsOf(rule.jqPathExpressions).map(text => ({
        text,
        steps: jqSteps(text),
      })),
    ];
    for (const { text, steps } of found) {
      if (!steps) {
        unreadable ??= `ignoreDifferences has an expression that is not evaluated here: ${text.slice(
          0,
          120,
        )}`;
      } else if (masks.length < mostMasks) {
        masks.push({ steps, outcome: 'ignored' });
      } else {
        unreadable ??= 'ignoreDifferences names too many fields';
      }
    }
    managers.push(...textsOf(rule.managedFieldsManagers));
  }
  return { masks, managers, ...(unreadable ? { unreadable } : {}) };
}

function concerns(
  rule: Fields,
  { apiVersion, kind, metadata }: KubernetesObject,
  namespace: string | undefined,
): boolean {
  const group = typeof rule.group === 'string' ? rule.group : '';
  const name = textOf(rule.name);
  const home = textOf(rule.namespace);
  return (
    globMatches(group, groupOf(apiVersion)) &&
    globMatches(textOf(rule.kind) ?? '', kind) &&
    (name === undefined || name === metadata.name) &&
    (home === undefined || home === (metadata.namespace ?? namespace))
  );
}

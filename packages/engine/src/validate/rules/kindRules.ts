import { KubernetesObject } from '../../model';
import { Report } from '../violation';

/** What an API server or a webhook checks in code, beyond the schema of one kind. */
export type KindRule = (object: KubernetesObject, report: Report) => void;

const rules: Record<string, KindRule> = {};

/** The rules of a kind, undefined when its schema says all. */
export function kindRules(
  apiVersion: string,
  kind: string,
): KindRule | undefined {
  return rules[`${apiVersion}/${kind}`];
}

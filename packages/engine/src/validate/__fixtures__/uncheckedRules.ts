import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import { ruleTree } from '../cel/ruleTree';
import { JsonSchema } from '../schema/jsonSchema';
import { Walk } from '../schema/walk';
import { schemaValue } from './schemaValue';

/**
 * Evaluates every rule of a CustomResourceDefinition on many random values that lie right below it, and returns the
 * number of rules and what could not be checked.
 */
export function uncheckedRules(
  crd: KubernetesObject,
  samples: number,
): { rules: number; unchecked: string[] } {
  const { versions } = crd.spec as {
    versions: Array<{ schema?: { openAPIV3Schema?: JsonSchema } }>;
  };
  let rules = 0;
  const unchecked = new Set<string>();
  const visit = (schema: JsonSchema): void => {
    const own = schema['x-kubernetes-validations']?.length ?? 0;
    if (own > 0) {
      rules += own;
      const tree = ruleTree(schema)!;
      for (const value of fc.sample(schemaValue(schema), samples)) {
        tree(
          value,
          new Walk(({ code, problem }) => {
            if (code === 'NotChecked') {
              unchecked.add(problem);
            }
          }),
        );
      }
    }
    Object.values(schema.properties ?? {}).forEach(visit);
    if (schema.items) {
      visit(schema.items);
    }
    if (typeof schema.additionalProperties === 'object') {
      visit(schema.additionalProperties);
    }
  };
  versions.forEach(v => visit(v.schema?.openAPIV3Schema ?? {}));
  return { rules, unchecked: [...unchecked] };
}

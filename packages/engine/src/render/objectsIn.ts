import { KubernetesObject } from '../model';
import { readYaml, YamlError } from '../yaml';

/** The objects of a file; none of what is no YAML. */
export function objectsIn(content: string): KubernetesObject[] {
  try {
    return readYaml(content, { dialect: 'kubernetes' }).filter(isObject);
  } catch (error) {
    if (error instanceof YamlError) {
      return [];
    }
    throw error;
  }
}

function isObject(document: unknown): document is KubernetesObject {
  const { kind, metadata } = (document ?? {}) as Partial<KubernetesObject>;
  return typeof kind === 'string' && typeof metadata?.name === 'string';
}

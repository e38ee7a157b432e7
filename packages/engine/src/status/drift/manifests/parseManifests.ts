import { KubernetesObject } from '../../../model';
import { fieldsOf, listOf } from '../../../model/fields';
import { readYaml } from '../../../yaml';
import { NotEvaluated } from './NotEvaluated';

/** The objects of one file, as Argo CD reads them. */
export function parseManifests(path: string, text: string): KubernetesObject[] {
  let documents: unknown[];
  try {
    documents = readYaml(text, {
      dialect: 'kubernetes',
      repeatedKeys: 'last',
    });
  } catch {
    throw new NotEvaluated(`${path} cannot be read`);
  }
  return documents.flatMap(document => {
    const fields = fieldsOf(document);
    const items =
      typeof fields.kind === 'string' && /List$/.test(fields.kind)
        ? fields.items
        : undefined;
    return Array.isArray(items)
      ? listOf(items).map(item => objectOf(path, item))
      : [objectOf(path, document)];
  });
}

function objectOf(path: string, value: unknown): KubernetesObject {
  const { apiVersion, kind, metadata, ...rest } = fieldsOf(value);
  const { name, ...meta } = fieldsOf(metadata);
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    typeof name !== 'string'
  ) {
    throw new NotEvaluated(`${path} holds something that is no object`);
  }
  const { namespace, ...other } = meta;
  return {
    ...rest,
    apiVersion,
    kind,
    metadata: {
      ...other,
      name,
      ...(typeof namespace === 'string' && namespace ? { namespace } : {}),
    },
  };
}

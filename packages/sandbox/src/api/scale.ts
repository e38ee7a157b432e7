import { badRequest } from './ApiError';
import { Fields, KubeObject, isFields, read, write } from './KubeObject';
import { ScalePaths } from './Resource';

/** Kinds hold a selector as text or as a LabelSelector; Scale has the text. */
function selectorText(value: unknown): string | undefined {
  if (!isFields(value)) {
    return typeof value === 'string' ? value : undefined;
  }
  const labels = Object.entries((value.matchLabels ?? {}) as Fields);
  const expressions = (value.matchExpressions ?? []) as {
    key: string;
    operator: string;
    values?: string[];
  }[];
  return [
    ...labels.map(([key, label]) => `${key}=${label}`),
    ...expressions.map(({ key, operator, values = [] }) => {
      const words: Record<string, string> = {
        Exists: key,
        DoesNotExist: `!${key}`,
      };
      const set = `${key} ${operator.toLowerCase()} (${values.join(',')})`;
      return words[operator] ?? set;
    }),
  ].join(',');
}

export function scaleOf(object: KubeObject, paths: ScalePaths): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector = paths.labelSelectorPath
    ? selectorText(read(object, paths.labelSelectorPath))
    : undefined;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: read(object, paths.specReplicasPath) ?? 0 },
    status: { replicas: read(object, paths.statusReplicasPath) ?? 0, selector },
  };
}

/** The object with the number of replicas that a Scale asks for. */
export function scaled(
  object: KubeObject,
  paths: ScalePaths,
  scale: unknown,
): KubeObject {
  const replicas = read(scale, 'spec.replicas') ?? 0;
  if (!Number.isInteger(replicas) || Number(replicas) < 0) {
    throw badRequest('spec.replicas must be a whole number of 0 or more');
  }
  const version = read(scale, 'metadata.resourceVersion');
  const changed = write(object, paths.specReplicasPath, replicas);
  return version
    ? write(changed, 'metadata.resourceVersion', version)
    : changed;
}

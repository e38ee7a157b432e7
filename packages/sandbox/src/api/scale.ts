import { ApiError } from './ApiError';
import { Fields, KubeObject, isFields, read, write } from './KubeObject';
import { ScalePaths } from './Resource';

interface LabelSelector {
  matchLabels?: Fields;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** Kinds hold a selector as text or as a LabelSelector; Scale has the text. */
function selectorText(value: unknown): unknown {
  if (!isFields(value)) {
    return value;
  }
  const { matchLabels = {}, matchExpressions = [] } = value as LabelSelector;
  const sets = matchExpressions.map(({ key, operator, values }) =>
    values
      ? `${key} ${operator.toLowerCase()} (${values})`
      : `${operator === 'Exists' ? '' : '!'}${key}`,
  );
  return [
    ...Object.entries(matchLabels).map(pair => pair.join('=')),
    ...sets,
  ].join(',');
}

export function scaleOf(object: KubeObject, paths: ScalePaths): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector = selectorText(
    read(object, paths.labelSelectorPath ?? '.none'),
  );
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
    throw new ApiError(
      400,
      'spec.replicas must be a whole number of 0 or more',
    );
  }
  const version =
    read(scale, 'metadata.resourceVersion') ?? object.metadata.resourceVersion;
  return write(
    write(object, paths.specReplicasPath, replicas),
    'metadata.resourceVersion',
    version,
  );
}

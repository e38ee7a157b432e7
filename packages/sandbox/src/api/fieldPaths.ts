import { Fields, isFields } from './KubeObject';
import { Resource } from './Resource';
import { Schema } from './Schema';

const BETWEEN = '\u0000';

/** What is known of a value: its schema, or that it is of a built-in kind, of which only the lists below are known. */
export type Shape = Schema | 'builtIn';

/** Lists of built-in kinds that are maps: by the name of their field, with the fields that tell their items apart. */
const MAPS: Record<string, string[]> = {
  ...Object.fromEntries(
    'containers initContainers ephemeralContainers env volumes imagePullSecrets secrets'
      .split(' ')
      .map(field => [field, ['name']]),
  ),
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  conditions: ['type'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  ownerReferences: ['uid'],
};
const SETS = ['finalizers'];

/** Maps of built-in kinds that are written as a whole. */
const WHOLE = ['selector', 'labelSelector', 'nodeSelector'];

/** What belongs to nobody, as on a real server. */
const NOBODYS = new Set([
  'f:apiVersion',
  'f:kind',
  ...[
    'name',
    'namespace',
    'uid',
    'generation',
    'resourceVersion',
    'creationTimestamp',
    'managedFields',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ].map(field => `f:metadata${BETWEEN}f:${field}`),
]);

export function shapeOf({ definition, schema }: Resource): Shape {
  return definition === undefined ? 'builtIn' : schema ?? {};
}

/** The shape of a field; metadata is the same for all kinds. */
export function inField(shape: Shape, field: string): Shape {
  if (shape === 'builtIn' || field === 'metadata') {
    return 'builtIn';
  }
  const { properties, additionalProperties: more } = shape;
  return properties?.[field] ?? (isFields(more) ? more : {});
}

export function inItems(shape: Shape): Shape {
  return shape === 'builtIn' ? shape : shape.items ?? {};
}

/** Whether a map or a list is written as a whole. */
export function isAtomic(value: unknown, shape: Shape, field: string): boolean {
  if (Array.isArray(value)) {
    return keysOf(value, shape, field) === undefined;
  }
  return shape === 'builtIn'
    ? WHOLE.includes(field)
    : shape['x-kubernetes-map-type'] === 'atomic';
}

/** The fields that tell items of a list apart; none for a set, undefined where it is one value. */
function keysOf(
  list: readonly unknown[],
  shape: Shape,
  field: string,
): string[] | undefined {
  if (shape !== 'builtIn') {
    const { 'x-kubernetes-list-type': type } = shape;
    const keys = shape['x-kubernetes-list-map-keys'] as string[] | undefined;
    const none = type === 'set' ? [] : undefined;
    return type === 'map' ? keys : none;
  }
  if (field === 'ports') {
    const ofContainer = list.some(
      item => isFields(item) && 'containerPort' in item,
    );
    return [ofContainer ? 'containerPort' : 'port', 'protocol'];
  }
  return SETS.includes(field) ? [] : MAPS[field];
}

/** The step to each item of a list, in FieldsV1; undefined where the list is one value. */
export function itemSteps(
  list: readonly unknown[],
  shape: Shape,
  field: string,
): string[] | undefined {
  const keys = keysOf(list, shape, field);
  if (keys === undefined) {
    return undefined;
  }
  return list.map(item => {
    if (keys.length === 0 || !isFields(item)) {
      return `v:${JSON.stringify(item)}`;
    }
    const sorted = [...keys].sort().map(key => [key, keyOf(item, key)]);
    return `k:${JSON.stringify(Object.fromEntries(sorted))}`;
  });
}

/** Of all keys only this one has a default. */
function keyOf(item: Fields, key: string): unknown {
  return item[key] ?? (key === 'protocol' ? 'TCP' : undefined);
}

/** Each field without fields of its own, with its value as text. */
export function leavesOf(object: Fields, root: Shape): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (
    value: unknown,
    shape: Shape,
    field: string,
    path: string,
  ): void => {
    if (NOBODYS.has(path)) {
      return;
    }
    const under = (step: string) => (path ? path + BETWEEN + step : step);
    const steps = Array.isArray(value) && itemSteps(value, shape, field);
    const parts = isFields(value)
      ? Object.entries(value).filter(([, part]) => part !== undefined)
      : [];
    if (steps && steps.length > 0) {
      steps.forEach((step, i) =>
        walk((value as unknown[])[i], inItems(shape), '', under(step)),
      );
    } else if (parts.length > 0 && !isAtomic(value, shape, field)) {
      parts.forEach(([key, part]) =>
        walk(part, inField(shape, key), key, under(`f:${key}`)),
      );
    } else {
      leaves.set(path, JSON.stringify(value) ?? '');
    }
  };
  walk(object, root, '', '');
  leaves.delete('');
  return leaves;
}

export function stepsOf(path: string): string[] {
  return path.split(BETWEEN);
}

/** The leaves that hold something: an empty map or list says nothing of what others put into it. */
export function solid(
  leaves: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    [...leaves].filter(([, value]) => value !== '{}' && value !== '[]'),
  );
}

/** Whether one path is the other one or leads to it. */
export function overlaps(one: string, other: string): boolean {
  return (
    one === other ||
    one.startsWith(other + BETWEEN) ||
    other.startsWith(one + BETWEEN)
  );
}

/** A path as errors have it: `.spec.containers[name="web"].image`. */
export function pathText(path: string): string {
  return stepsOf(path)
    .map(step => {
      const rest = step.slice(2);
      if (step.startsWith('f:')) {
        return `.${rest}`;
      }
      const keys = step.startsWith('k:')
        ? Object.entries(JSON.parse(rest) as Fields)
        : [['', JSON.parse(rest)]];
      const words = keys.map(([key, is]) => `${key}=${JSON.stringify(is)}`);
      return `[${words}]`;
    })
    .join('');
}

/** Paths as a tree of FieldsV1. */
export function treeOf(paths: Iterable<string>): Fields {
  const tree: Fields = {};
  for (const path of paths) {
    let at = tree;
    for (const step of stepsOf(path)) {
      at[step] ??= {};
      at = at[step] as Fields;
    }
  }
  return tree;
}

/** The paths of a tree of FieldsV1. */
export function pathsOf(tree: Fields, path = ''): string[] {
  return Object.entries(tree).flatMap(([step, child]) => {
    const here = path ? path + BETWEEN + step : step;
    const below = pathsOf(child as Fields, here);
    return below.length > 0 ? below : [here];
  });
}

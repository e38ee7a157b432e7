import { Fields, KubeObject, ManagedFields, isFields } from './KubeObject';

/** Who writes, and to which part of the object. */
interface FieldManager {
  name: string;
  subresource?: string;
}

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
  ].map(field => `f:metadata\u0000f:${field}`),
]);

/** The manager of a request: the one it names, else the program that sends it. */
export function managerOf(named: string | null, userAgent = ''): string {
  return named || userAgent.split('/')[0].slice(0, 128) || 'unknown';
}

/**
 * Who manages which field after a write: the writer takes what it changed from whoever had it. Objects of a list that
 * have a name are told apart by it; real servers take the keys of the schema. Only updates are known here, not
 * server-side apply.
 */
export function managedFields(
  before: KubeObject | undefined,
  after: KubeObject,
  { name: manager, subresource }: FieldManager,
  time: string,
): ManagedFields[] {
  const old = leavesOf(before ?? {});
  const now = leavesOf(after);
  const changed = [...now.keys()].filter(
    path => old.get(path) !== now.get(path),
  );
  const isWriter = (entry: ManagedFields) =>
    entry.manager === manager && entry.subresource === subresource;
  const known = before?.metadata.managedFields ?? [];
  const writer = known.find(isWriter);
  const others = known.filter(entry => !isWriter(entry));
  const kept = (entry: ManagedFields | undefined) =>
    pathsOf(entry?.fieldsV1 ?? {}).filter(path => now.has(path));
  const taken = new Set(changed);
  const own = [...new Set([...kept(writer), ...changed])];
  return [
    ...others.map(entry => ({
      ...entry,
      fieldsV1: treeOf(kept(entry).filter(path => !taken.has(path))),
    })),
    {
      manager,
      operation: 'Update' as const,
      apiVersion: after.apiVersion,
      time: changed.length > 0 ? time : writer?.time ?? time,
      fieldsType: 'FieldsV1' as const,
      fieldsV1: treeOf(own),
      ...(subresource ? { subresource } : {}),
    },
  ].filter(({ fieldsV1 }) => Object.keys(fieldsV1).length > 0);
}

/** Each field without fields of its own, with its value as text. */
function leavesOf(object: Fields): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (NOBODYS.has(path)) {
      return;
    }
    const children = childrenOf(value);
    if (children.length === 0) {
      leaves.set(path, JSON.stringify(value) ?? '');
    }
    for (const [step, child] of children) {
      walk(child, path ? `${path}\u0000${step}` : step);
    }
  };
  walk(object, '');
  leaves.delete('');
  return leaves;
}

function childrenOf(value: unknown): Array<[string, unknown]> {
  if (isFields(value)) {
    return Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .map(([key, child]) => [`f:${key}`, child]);
  }
  const isMap =
    Array.isArray(value) &&
    value.every(item => isFields(item) && typeof item.name === 'string');
  return isMap
    ? (value as Fields[]).map(item => [
        `k:${JSON.stringify({ name: item.name })}`,
        item,
      ])
    : [];
}

function treeOf(paths: readonly string[]): Fields {
  const tree: Fields = {};
  for (const path of paths) {
    let at = tree;
    for (const step of path.split('\u0000')) {
      at[step] ??= {};
      at = at[step] as Fields;
    }
  }
  return tree;
}

function pathsOf(tree: Fields, path = ''): string[] {
  return Object.entries(tree).flatMap(([step, child]) => {
    const here = path ? `${path}\u0000${step}` : step;
    const below = pathsOf(child as Fields, here);
    return below.length > 0 ? below : [here];
  });
}

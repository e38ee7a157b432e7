import { KubeObject, ManagedFields } from './KubeObject';
import {
  Shape,
  leavesOf,
  overlaps,
  pathsOf,
  solid,
  treeOf,
} from './fieldPaths';

/** Who writes, and to which part of the object. */
export interface FieldManager {
  name: string;
  subresource?: string;
}

/** The manager of a request: the one it names, else the program that sends it. */
export function managerOf(named: string | null, userAgent = ''): string {
  return named || userAgent.split('/')[0].slice(0, 128) || 'unknown';
}

/** The share of a manager in what it wrote by this way. */
export function isEntryOf(
  { name, subresource }: FieldManager,
  operation: ManagedFields['operation'],
): (entry: ManagedFields) => boolean {
  return entry =>
    entry.manager === name &&
    entry.operation === operation &&
    entry.subresource === subresource;
}

/** Who manages which field after an update: the writer takes what it changed from whoever had it. */
export function managedFields(
  before: KubeObject | undefined,
  after: KubeObject,
  writer: FieldManager,
  time: string,
  shape: Shape,
): ManagedFields[] {
  const old = leavesOf(before ?? {}, shape);
  const now = leavesOf(after, shape);
  const changed = [...now.keys()].filter(
    path => old.get(path) !== now.get(path),
  );
  const isWriter = isEntryOf(writer, 'Update');
  const known = before?.metadata.managedFields ?? [];
  const own = known.find(isWriter);
  const others = known.filter(entry => !isWriter(entry));
  const kept = (entry: ManagedFields | undefined) =>
    pathsOf(entry?.fieldsV1 ?? {}).filter(path => now.has(path));
  const taken = new Set(changed);
  return [
    ...others.map(entry => ({
      ...entry,
      fieldsV1: treeOf(kept(entry).filter(path => !taken.has(path))),
    })),
    {
      ...entryOf(writer, 'Update', after, [...kept(own), ...changed]),
      time: changed.length > 0 ? time : own?.time ?? time,
    },
  ].filter(({ fieldsV1 }) => Object.keys(fieldsV1).length > 0);
}

/** ... and after an apply: it has what it asks for, with whoever wants the same, and nothing else any more. */
export function appliedFields(
  before: KubeObject | undefined,
  after: KubeObject,
  wish: ReadonlyMap<string, string>,
  writer: FieldManager,
  time: string,
  shape: Shape,
): ManagedFields[] {
  const old = leavesOf(before ?? {}, shape);
  const now = leavesOf(after, shape);
  const isWriter = isEntryOf(writer, 'Apply');
  const known = before?.metadata.managedFields ?? [];
  const own = known.find(isWriter);
  const changed = [...solid(wish).keys()].filter(
    path => old.get(path) !== wish.get(path),
  );
  const entry = entryOf(writer, 'Apply', after, wish.keys());
  const isSame =
    changed.length === 0 &&
    JSON.stringify(own?.fieldsV1) === JSON.stringify(entry.fieldsV1);
  const mine = { ...entry, time: isSame && own ? own.time : time };
  const all = known.map(each =>
    isWriter(each)
      ? mine
      : {
          ...each,
          fieldsV1: treeOf(
            pathsOf(each.fieldsV1).filter(
              path =>
                now.has(path) && !changed.some(taken => overlaps(taken, path)),
            ),
          ),
        },
  );
  return [...all, ...(own ? [] : [mine])].filter(
    ({ fieldsV1 }) => Object.keys(fieldsV1).length > 0,
  );
}

function entryOf(
  { name: manager, subresource }: FieldManager,
  operation: ManagedFields['operation'],
  { apiVersion }: KubeObject,
  paths: Iterable<string>,
): Omit<ManagedFields, 'time'> {
  return {
    manager,
    operation,
    apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: treeOf(paths),
    ...(subresource ? { subresource } : {}),
  };
}

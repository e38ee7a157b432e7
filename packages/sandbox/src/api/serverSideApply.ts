import { ApiError } from './ApiError';
import { Fields, KubeObject, ManagedFields, isFields } from './KubeObject';
import {
  Shape,
  inField,
  inItems,
  isAtomic,
  itemSteps,
  leavesOf,
  overlaps,
  pathText,
  pathsOf,
  solid,
  stepsOf,
} from './fieldPaths';
import { FieldManager, isEntryOf } from './managedFields';

/** An apply: what a manager wants the object to hold, whoever else has a say with `force`. */
interface Apply {
  wish: Fields;
  manager: FieldManager;
  force: boolean;
  shape: Shape;
}

/**
 * The object with what a manager applies to it, and without what it applied before and no longer does, where nobody else has
 * it too.
 *
 * @throws ApiError 409 where others have another value
 */
export function applied(before: KubeObject, apply: Apply): Fields {
  const { wish, manager, force, shape } = apply;
  const wanted = leavesOf(wish, shape);
  const entries = before.metadata.managedFields ?? [];
  const isOwn = isEntryOf(manager, 'Apply');
  const others = entries.filter(entry => !isOwn(entry));
  if (!force) {
    refuseConflicts(leavesOf(before, shape), solid(wanted), others);
  }
  const dropped = pathsOf(entries.find(isOwn)?.fieldsV1 ?? {}).filter(
    path =>
      !wanted.has(path) &&
      ![...solid(wanted).keys()].some(other => overlaps(path, other)) &&
      !others.some(({ fieldsV1 }) =>
        pathsOf(fieldsV1).some(other => overlaps(path, other)),
      ),
  );
  const rest = without(before, dropped.map(stepsOf), shape, '');
  return merged(rest, wish, shape, '') as Fields;
}

/** Without fields that say nothing: null is what clients send for what they leave out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  return isFields(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== null)
          .map(([key, part]) => [key, withoutNulls(part)]),
      )
    : value;
}

function refuseConflicts(
  now: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
  others: readonly ManagedFields[],
): void {
  const conflicts = others.flatMap(entry => {
    const theirs = pathsOf(entry.fieldsV1).filter(path => now.has(path));
    return [...wanted]
      .filter(
        ([path, value]) =>
          now.get(path) !== value &&
          theirs.some(other => overlaps(path, other)),
      )
      .map(([path]) => ({ who: managerText(entry), field: pathText(path) }));
  });
  if (conflicts.length === 0) {
    return;
  }
  const causes = conflicts.map(({ who, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${who}`,
    field,
  }));
  const managers = [...new Set(conflicts.map(({ who }) => who))].sort();
  const [{ who, field }] = conflicts;
  const list = managers.flatMap(each => [
    `conflicts with ${each}:`,
    ...conflicts.filter(one => one.who === each).map(one => `- ${one.field}`),
  ]);
  const what =
    conflicts.length === 1
      ? `1 conflict: conflict with ${who}: ${field}`
      : `${conflicts.length} conflicts: ${list.join('\n')}`;
  throw new ApiError(409, `Apply failed with ${what}`, { causes });
}

function managerText(entry: ManagedFields): string {
  const { manager, operation, subresource, apiVersion } = entry;
  const part = subresource ? ` with subresource "${subresource}"` : '';
  const version = operation === 'Update' ? ` using ${apiVersion}` : '';
  return `"${manager}"${part}${version}`;
}

function merged(
  live: unknown,
  wish: unknown,
  shape: Shape,
  field: string,
): unknown {
  if (isAtomic(wish, shape, field)) {
    return wish;
  }
  if (isFields(wish) && isFields(live)) {
    const result = { ...live };
    for (const [key, value] of Object.entries(wish)) {
      result[key] = merged(live[key], value, inField(shape, key), key);
    }
    return result;
  }
  if (!Array.isArray(wish) || !Array.isArray(live)) {
    return wish;
  }
  const items = new Map<string, unknown>();
  for (const list of [live, wish]) {
    itemSteps(list, shape, field)?.forEach((step, i) =>
      items.set(
        step,
        items.has(step)
          ? merged(items.get(step), list[i], inItems(shape), '')
          : list[i],
      ),
    );
  }
  return [...items.values()];
}

/** A copy without what is at the paths, nor what is empty for lack of it. */
function without(
  value: unknown,
  paths: readonly string[][],
  shape: Shape,
  field: string,
): unknown {
  const below = (step: string) =>
    paths.flatMap(([first, ...rest]) => (first === step ? [rest] : []));
  const left = (part: unknown, step: string, of: Shape, name: string) => {
    const inside = below(step);
    if (inside.length === 0) {
      return part;
    }
    return inside.some(({ length }) => length === 0)
      ? undefined
      : without(part, inside, of, name);
  };
  if (isFields(value)) {
    const parts = Object.entries(value).flatMap(([key, part]) => {
      const kept = left(part, `f:${key}`, inField(shape, key), key);
      return kept === undefined ? [] : [[key, kept] as const];
    });
    return parts.length > 0 ? Object.fromEntries(parts) : undefined;
  }
  const steps = Array.isArray(value) && itemSteps(value, shape, field);
  if (!steps) {
    return value;
  }
  const items = (value as unknown[]).flatMap((item, i) => {
    const kept = left(item, steps[i], inItems(shape), '');
    // What is left of an item needs its keys to be told apart.
    const keys = steps[i].startsWith('k:')
      ? (JSON.parse(steps[i].slice(2)) as Fields)
      : {};
    const whole = isFields(kept) && isFields(item);
    const named = whole
      ? Object.keys(keys).filter(key => key in item && !(key in kept))
      : [];
    return kept === undefined
      ? []
      : [
          named.length > 0 && whole
            ? {
                ...Object.fromEntries(named.map(key => [key, item[key]])),
                ...kept,
              }
            : kept,
        ];
  });
  return items.length > 0 ? items : undefined;
}

import type { PatchOperation } from '../platform/manifestsSchema';
import { sameValue } from '../edit/mergeValues';

/** Why an operation of a JSON patch can't be applied. `operation` counts from 0. */
export class PatchError extends Error {
  readonly name = 'PatchError';

  constructor(readonly operation: number, message: string) {
    super(message);
  }
}

/**
 * Applies a JSON patch (RFC 6902) to plain JSON, which stays as it was.
 *
 * @throws PatchError for the first operation that does not apply
 */
export function applyPatch(
  document: unknown,
  patch: readonly PatchOperation[],
): unknown {
  let root: unknown = structuredClone(document);
  patch.forEach((operation, index) => {
    try {
      root = applyOperation(root, operation);
    } catch (error) {
      throw new PatchError(
        index,
        error instanceof Error ? error.message : String(error),
      );
    }
  });
  return root;
}

function applyOperation(root: unknown, operation: PatchOperation): unknown {
  const { op, path } = operation;
  switch (op) {
    case 'add':
      return put(root, path, structuredClone(operation.value), 'add');
    case 'replace':
      get(root, path);
      return put(root, path, structuredClone(operation.value), 'replace');
    case 'test':
      if (!sameValue(get(root, path), operation.value)) {
        throw new Error(`${path || 'the whole object'} has another value`);
      }
      return root;
    case 'remove':
      return remove(root, path);
    case 'copy':
      return put(root, path, structuredClone(get(root, operation.from)), 'add');
    default: {
      const moved = get(root, operation.from);
      if (`${path}/`.startsWith(`${operation.from}/`)) {
        if (path === operation.from) {
          return root;
        }
        throw new Error(`${operation.from} cannot be moved into itself`);
      }
      return put(remove(root, operation.from), path, moved, 'add');
    }
  }
}

/** The steps of a JSON pointer (RFC 6901). */
function stepsOf(pointer: string): string[] {
  if (pointer === '') {
    return [];
  }
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) {
    throw new Error(`${pointer} is no JSON pointer, as in /metadata/labels`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function get(root: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      return value[indexIn(value, step, value.length - 1, pointer)];
    }
    if (isObject(value) && Object.hasOwn(value, step)) {
      return value[step];
    }
    throw new Error(`${pointer} is not there`);
  }, root);
}

function put(
  root: unknown,
  pointer: string,
  value: unknown,
  how: 'add' | 'replace',
): unknown {
  const steps = stepsOf(pointer);
  const last = steps.pop();
  if (last === undefined) {
    return value;
  }
  const parent = get(root, parentOf(pointer));
  if (Array.isArray(parent)) {
    if (how === 'replace') {
      parent[indexIn(parent, last, parent.length - 1, pointer)] = value;
    } else {
      const at =
        last === '-'
          ? parent.length
          : indexIn(parent, last, parent.length, pointer);
      parent.splice(at, 0, value);
    }
    return root;
  }
  if (!isObject(parent)) {
    throw new Error(`${pointer} is not there`);
  }
  if (last === '__proto__') {
    throw new Error('__proto__ is no field');
  }
  parent[last] = value;
  return root;
}

function remove(root: unknown, pointer: string): unknown {
  get(root, pointer);
  const last = stepsOf(pointer).pop();
  if (last === undefined) {
    throw new Error('the whole object cannot be removed');
  }
  const parent = get(root, parentOf(pointer));
  if (Array.isArray(parent)) {
    parent.splice(indexIn(parent, last, parent.length - 1, pointer), 1);
  } else if (isObject(parent)) {
    delete parent[last];
  }
  return root;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

function indexIn(
  list: readonly unknown[],
  step: string,
  most: number,
  pointer: string,
): number {
  const index = /^(0|[1-9]\d{0,8})$/.test(step) ? Number(step) : -1;
  if (index < 0 || index > most) {
    throw new Error(
      `${pointer} is not there: the list has ${list.length} items`,
    );
  }
  return index;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

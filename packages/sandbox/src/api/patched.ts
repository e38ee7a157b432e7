import { Operation, applyPatch } from 'fast-json-patch';
import { ApiError } from './ApiError';
import { Fields, isFields } from './KubeObject';
import { Body } from './readBody';

const MAX_OPERATIONS = 10_000;

/** By RFC 7396. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) {
    return patch;
  }
  const result: Fields = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    result[key] = merged(result[key], value ?? undefined);
  }
  return Object.fromEntries(
    Object.entries(result).filter(([, value]) => value !== undefined),
  );
}

/** The object with a merge patch or a JSON patch (RFC 6902) applied. */
export function patched(target: object, { type, value }: Body): unknown {
  if (type === 'application/merge-patch+json' && isFields(value)) {
    return merged(target, value);
  }
  if (!Array.isArray(value) || type !== 'application/json-patch+json') {
    throw new ApiError(
      400,
      'a merge patch is an object, a JSON patch a list of operations',
    );
  }
  if (value.length > MAX_OPERATIONS) {
    throw new ApiError(
      413,
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${value.length}`,
    );
  }
  try {
    return applyPatch(structuredClone(target), value as Operation[], true)
      .newDocument;
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    throw new ApiError(
      422,
      `the server rejected our request due to an error in our request: ${why}`,
    );
  }
}

import { Operation, applyPatch } from 'fast-json-patch';
import { ApiError, badRequest } from './ApiError';
import { Fields, KubeObject, isFields } from './KubeObject';
import { Body } from './readBody';

const MAX_OPERATIONS = 10_000;

/** By RFC 7396. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) {
    return patch;
  }
  const result: Fields = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}

function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) {
    throw badRequest('a JSON patch is a list of operations');
  }
  if (operations.length > MAX_OPERATIONS) {
    const message = `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${operations.length}`;
    throw new ApiError(413, 'RequestEntityTooLarge', message, {});
  }
  try {
    const list = operations as Operation[];
    return applyPatch(target, list, true, false).newDocument;
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    const message = `the server rejected our request due to an error in our request: ${why}`;
    throw new ApiError(422, 'Invalid', message, {});
  }
}

/** The patched object; it is for the version that was seen or the one named. */
export function applyBody(target: KubeObject, body: Body): unknown {
  if (body.type === 'application/json-patch+json') {
    return jsonPatch(structuredClone(target), body.value);
  }
  if (!isFields(body.value)) {
    throw badRequest('a merge patch is an object');
  }
  return mergePatch(target, body.value);
}

import { ApiError, badRequest, invalid } from './ApiError';
import { KubeObject, isFields } from './KubeObject';
import { Resource, apiVersionOf } from './Resource';
import { decodeMetadata } from './metadata';
import { UserInfo } from './auth/UserInfo';
import { conform } from './schema/conform';
import { schemaErrors } from './schema/validator';

export interface WriteContext {
  user: UserInfo;
  /** Sent back as `Warning` headers. */
  warnings: string[];
  fieldValidation: string;
}

/** The sent object, if it is of this kind and for this namespace. */
export function decodeObject(
  resource: Resource,
  body: unknown,
  namespace: string | undefined,
): KubeObject {
  if (!isFields(body)) {
    throw badRequest('the body must be an object with apiVersion and kind');
  }
  const apiVersion = apiVersionOf(resource);
  const { kind = resource.kind, metadata: raw } = body;
  const { apiVersion: version = apiVersion } = body;
  if (version !== apiVersion) {
    throw badRequest(
      `the API version in the data (${version}) does not match the expected API version (${apiVersion})`,
    );
  }
  if (kind !== resource.kind) {
    throw badRequest(
      `${kind} in version "${apiVersion}" cannot be handled as a ${resource.kind}`,
    );
  }
  const metadata = decodeMetadata(raw);
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...body,
    apiVersion,
    kind: resource.kind,
    metadata: { ...metadata, namespace },
  };
}

/** Prunes, completes and validates an object by the schema of its kind. */
export function settle(
  resource: Resource,
  sent: KubeObject,
  context: WriteContext,
): KubeObject {
  const { schema, definition } = resource;
  if (!schema) {
    return sent;
  }
  const { apiVersion, kind, metadata, ...rest } = sent;
  const dropNulls = !definition;
  const out = { unknown: [], errors: [], dropNulls };
  const { unknown, errors }: Parameters<typeof conform>[3] = out;
  const content = conform(schema, rest, '', out) as object;
  const object: KubeObject = { ...content, apiVersion, kind, metadata };
  const words = unknown.map(path => `unknown field "${path}"`);
  if (words.length > 0 && context.fieldValidation === 'Strict') {
    throw badRequest(`strict decoding error: ${words.join(', ')}`);
  }
  if (context.fieldValidation !== 'Ignore') {
    context.warnings.push(...words);
  }
  errors.push(...schemaErrors(schema, object));
  const mistyped = errors.find(e => e.reason === 'FieldValueTypeInvalid');
  if (mistyped && !definition) {
    // A real server can't decode it: there are no wrong types in Go.
    throw new ApiError(
      400,
      'BadRequest',
      `${kind} in version "${resource.version}" cannot be handled as a ${kind}: ${mistyped.field}: ${mistyped.message}`,
    );
  }
  if (errors.length > 0) {
    throw invalid(resource, metadata.name, errors);
  }
  return object;
}

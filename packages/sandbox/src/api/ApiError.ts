/** One wrong field, as in the causes of a Kubernetes `Status`. */
export interface FieldError {
  reason: string;
  field: string;
  message: string;
}

/** How a resource is named in messages. */
export interface ResourceName {
  group: string;
  plural: string;
  kind: string;
}

interface Details {
  name?: string;
  group?: string;
  kind?: string;
  causes?: FieldError[];
}

/** A refusal, answered as a Kubernetes `Status`. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: Details,
    readonly metadata: object = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }

  toStatus() {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.metadata,
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

function about(resource: ResourceName, name?: string): Details {
  const group = resource.group || undefined;
  return { name: name || undefined, group, kind: resource.plural };
}

export function qualified(resource: { group: string }, word: string) {
  return resource.group ? `${word}.${resource.group}` : word;
}

function title(resource: ResourceName, name?: string): string {
  const plural = qualified(resource, resource.plural);
  return name ? `${plural} "${name}"` : plural;
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function noSuchPath(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function methodNotAllowed(
  message = 'the server does not allow this method on the requested resource',
): ApiError {
  return new ApiError(405, 'MethodNotAllowed', message, {});
}

export function notFound(resource: ResourceName, name: string): ApiError {
  const message = `${title(resource, name)} not found`;
  return new ApiError(404, 'NotFound', message, about(resource, name));
}

export function alreadyExists(resource: ResourceName, name: string): ApiError {
  const message = `${title(resource, name)} already exists`;
  return new ApiError(409, 'AlreadyExists', message, about(resource, name));
}

export function conflict(
  resource: ResourceName,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): ApiError {
  const on = `Operation cannot be fulfilled on ${title(resource, name)}`;
  const details = about(resource, name);
  return new ApiError(409, 'Conflict', `${on}: ${why}`, details);
}

export function forbidden(
  resource: ResourceName,
  name: string | undefined,
  why: string,
  causes?: FieldError[],
): ApiError {
  const message = `${title(resource, name)} is forbidden: ${why}`;
  const details = { ...about(resource, name), causes };
  return new ApiError(403, 'Forbidden', message, details);
}

export function forbiddenPath(user: string, verb: string, path: string) {
  const why = `forbidden: User "${user}" cannot ${verb} path "${path}"`;
  return new ApiError(403, 'Forbidden', why, {});
}

export function invalid(
  resource: ResourceName,
  name: string,
  causes: FieldError[],
): ApiError {
  const kind = qualified(resource, resource.kind);
  const all = causes.map(cause => `${cause.field}: ${cause.message}`);
  const list = all.length === 1 ? all[0] : `[${all.join(', ')}]`;
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, {
    ...about(resource, name),
    kind: resource.kind,
    causes,
  });
}

export function expired(message: string, token?: string): ApiError {
  return new ApiError(410, 'Expired', message, undefined, { continue: token });
}

export function invalidValue(field: string, value: unknown, why: string) {
  const message = `Invalid value: ${JSON.stringify(value)}: ${why}`;
  return { reason: 'FieldValueInvalid', field, message };
}

export function requiredValue(field: string, why?: string): FieldError {
  const message = why ? `Required value: ${why}` : 'Required value';
  return { reason: 'FieldValueRequired', field, message };
}

export function forbiddenValue(field: string, why: string): FieldError {
  const message = `Forbidden: ${why}`;
  return { reason: 'FieldValueForbidden', field, message };
}

export function unsupportedValue(
  field: string,
  value: unknown,
  supported: unknown[],
): FieldError {
  const list = supported.map(item => JSON.stringify(item)).join(', ');
  const given = JSON.stringify(value);
  const message = `Unsupported value: ${given}: supported values: ${list}`;
  return { reason: 'FieldValueNotSupported', field, message };
}

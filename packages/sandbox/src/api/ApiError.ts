const REASONS: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  500: 'InternalError',
  504: 'Timeout',
};

const CAUSES = {
  Invalid: 'Invalid value',
  TypeInvalid: 'Invalid value',
  Required: 'Required value',
  Forbidden: 'Forbidden',
  NotSupported: 'Unsupported value',
  Duplicate: 'Duplicate value',
  TooLong: 'Too long',
};

/** One wrong field, as in the causes of a `Status`. */
export interface Cause {
  reason: string;
  field: string;
  message: string;
}

interface Named {
  group: string;
  plural: string;
}

/** A refusal, answered as a Kubernetes `Status`. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: object = {},
    readonly reason = REASONS[code],
    readonly metadata: object = {},
  ) {
    super(message);
  }

  toStatus() {
    const { metadata, message, reason, details, code } = this;
    const head = { kind: 'Status', apiVersion: 'v1', metadata };
    return { ...head, status: 'Failure', message, reason, details, code };
  }
}

function aboutObject({ group, plural: kind }: Named, name?: string) {
  const title = group ? `${kind}.${group}` : kind;
  const details = { name, group: group || undefined, kind };
  return { title: name ? `${title} "${name}"` : title, details };
}

/** A refusal whose message begins with the kind and the name. */
export function refusal(
  code: number,
  resource: Named,
  name: string | undefined,
  why: string,
  more: { causes?: Cause[]; reason?: string } = {},
): ApiError {
  const { title, details } = aboutObject(resource, name);
  const message = `${title} ${why}`;
  return new ApiError(
    code,
    message,
    { ...details, causes: more.causes },
    more.reason,
  );
}

export function conflict(resource: Named, name: string, why: string): ApiError {
  const { title, details } = aboutObject(resource, name);
  return new ApiError(
    409,
    `Operation cannot be fulfilled on ${title}: ${why}`,
    details,
  );
}

export function cause(
  reason: keyof typeof CAUSES,
  field: string,
  why: string,
  value?: unknown,
): Cause {
  const given = value === undefined ? '' : `: ${JSON.stringify(value)}`;
  const message = `${CAUSES[reason]}${given}: ${why}`;
  return { reason: `FieldValue${reason}`, field, message };
}

/** Throws one refusal that names all wrong fields, if there are any. */
export function refuseInvalid(
  { group, kind }: { group: string; kind: string },
  name: string,
  causes: Cause[],
): void {
  if (causes.length > 0) {
    const title = group ? `${kind}.${group}` : kind;
    const why = causes
      .map(({ field, message }) => `${field}: ${message}`)
      .join(', ');
    const message = `${title} "${name}" is invalid: ${
      causes.length > 1 ? `[${why}]` : why
    }`;
    const details = { name, group: group || undefined, kind, causes };
    throw new ApiError(422, message, details);
  }
}

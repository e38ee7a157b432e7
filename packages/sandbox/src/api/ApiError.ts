import { STATUS_CODES } from 'node:http';

/** Reasons that are not the words of HTTP for the code. */
const REASONS: Record<number, string> = {
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  422: 'Invalid',
  500: 'InternalError',
  504: 'Timeout',
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
  kind?: string;
}

/** A refusal, answered as a Kubernetes `Status`. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: object = {},
    readonly reason = REASONS[code] ?? STATUS_CODES[code]?.replace(/ /g, ''),
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

export function check(
  good: unknown,
  code: number,
  message: string,
): asserts good {
  if (!good) {
    throw new ApiError(code, message);
  }
}

function qualified({ group }: Named, word: string, name?: string): string {
  const title = group ? `${word}.${group}` : word;
  return name === undefined ? title : `${title} "${name}"`;
}

/** A refusal that says which object it is about, where `%` stands. */
export function refusal(
  code: number,
  resource: Named,
  name: string | undefined,
  text: string,
  more: { causes?: Cause[]; reason?: string } = {},
): ApiError {
  const { group, plural: kind } = resource;
  const message = text.replace('%', qualified(resource, kind, name));
  const details = {
    name,
    group: group || undefined,
    kind,
    causes: more.causes,
  };
  return new ApiError(code, message, details, more.reason);
}

/** Throws one refusal that names all wrong fields, if there are any. */
export function refuseInvalid(
  resource: Named & { kind: string },
  name: string,
  causes: (Cause | false | undefined)[],
): void {
  const all = causes.filter(found => found !== false && found !== undefined);
  if (all.length > 0) {
    const { group, kind } = resource;
    const title = qualified(resource, kind, name);
    const list = all.map(({ field, message }) => `${field}: ${message}`);
    const why = list.length > 1 ? `[${list.join(', ')}]` : list[0];
    const details = { name, group: group || undefined, kind, causes: all };
    throw new ApiError(422, `${title} is invalid: ${why}`, details);
  }
}

/** Kinds are those of `field.Error` of apimachinery, such as `Required`. */
export function cause(kind: string, field: string, why: string): Cause {
  const words = kind === 'Invalid' ? 'Invalid value' : `${kind} value`;
  return { reason: `FieldValue${kind}`, field, message: `${words}: ${why}` };
}

import { ApiError, FieldError, badRequest } from './ApiError';
import { forbiddenValue, invalid, unsupportedValue } from './ApiError';

/** The options of list and watch, by the rules of apimachinery. */
export interface ListOptions {
  limit: number;
  continue: string;
  resourceVersion: string;
  match: string;
  bookmarks: boolean;
  timeoutSeconds: number;
  initialEvents?: boolean;
}

const OPTIONS = { group: 'meta.k8s.io', plural: '', kind: 'ListOptions' };

function whole(query: URLSearchParams, name: string): number {
  const text = query.get(name) || '0';
  if (!/^\d+$/.test(text)) {
    throw badRequest(`the query parameter ${name} must be a whole number`);
  }
  return Number(text);
}

function matchErrors(options: ListOptions, watch: boolean): FieldError[] {
  const { match, initialEvents, resourceVersion } = options;
  const refuse = (field: string, why: string) => [forbiddenValue(field, why)];
  const field = 'resourceVersionMatch';
  if (!watch && initialEvents !== undefined) {
    const name = 'sendInitialEvents';
    return refuse(name, 'sendInitialEvents is forbidden for list');
  }
  if (watch && initialEvents !== undefined && match !== 'NotOlderThan') {
    const why =
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
    return refuse(field, why);
  }
  if (match === '') {
    return [];
  }
  if (watch && initialEvents === undefined) {
    const why = `${field} is forbidden for watch unless sendInitialEvents is provided`;
    return refuse(field, why);
  }
  if (!watch && resourceVersion === '') {
    const why = `${field} is forbidden unless resourceVersion is provided`;
    return refuse(field, why);
  }
  if (options.continue) {
    return refuse(field, `${field} is forbidden when continue is provided`);
  }
  if (!watch && match === 'Exact' && resourceVersion === '0') {
    const why = `${field} "exact" is forbidden for resourceVersion "0"`;
    return refuse(field, why);
  }
  const supported = watch ? ['NotOlderThan'] : ['Exact', 'NotOlderThan'];
  return supported.includes(match)
    ? []
    : [unsupportedValue(field, match, supported)];
}

export function listOptions(query: URLSearchParams, watch: boolean) {
  const initial = query.get('sendInitialEvents');
  const options: ListOptions = {
    limit: whole(query, 'limit'),
    continue: query.get('continue') ?? '',
    resourceVersion: query.get('resourceVersion') ?? '',
    match: query.get('resourceVersionMatch') ?? '',
    bookmarks: /^(true|1)$/.test(query.get('allowWatchBookmarks') ?? ''),
    timeoutSeconds: whole(query, 'timeoutSeconds'),
    initialEvents: initial ? /^(true|1)$/.test(initial) : undefined,
  };
  const errors = matchErrors(options, watch);
  if (errors.length > 0) {
    throw invalid(OPTIONS, '', errors);
  }
  return options;
}

/** The revision that is asked for; one of the future is refused. */
export function revisionOf(text: string, now: number): number {
  if (!/^\d+$/.test(text)) {
    const why = `Invalid value: ${JSON.stringify(
      text,
    )}: must be a whole number`;
    throw invalid(OPTIONS, '', [
      { reason: 'FieldValueInvalid', field: 'resourceVersion', message: why },
    ]);
  }
  if (Number(text) > now) {
    const message = `Too large resource version: ${text}, current: ${now}`;
    const reason = 'ResourceVersionTooLarge';
    const causes = [
      { reason, message: 'Too large resource version', field: '' },
    ];
    throw new ApiError(504, 'Timeout', message, { causes });
  }
  return Number(text);
}

import { ApiError, Cause, cause, refuseInvalid } from './ApiError';

/** The options of list and watch. */
export interface ListOptions {
  limit: number;
  continue: string;
  resourceVersion: string;
  match: string;
  bookmarks: boolean;
  timeoutSeconds: number;
  initialEvents?: boolean;
}

const KIND = { group: 'meta.k8s.io', plural: '', kind: 'ListOptions' };
const MATCH = 'resourceVersionMatch';

function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}

/** Which options exclude each other, by the rules of apimachinery. */
function matchCause(options: ListOptions, watch: boolean): Cause | undefined {
  const { match, initialEvents, resourceVersion } = options;
  const matches = watch ? ['NotOlderThan'] : ['Exact', 'NotOlderThan'];
  if (initialEvents !== undefined && !watch) {
    return cause(
      'Forbidden',
      'sendInitialEvents',
      'sendInitialEvents is forbidden for list',
    );
  }
  if (initialEvents !== undefined && match !== 'NotOlderThan') {
    return cause(
      'Forbidden',
      MATCH,
      `sendInitialEvents requires setting ${MATCH} to NotOlderThan`,
    );
  }
  if (match && watch && initialEvents === undefined) {
    return cause(
      'Forbidden',
      MATCH,
      `${MATCH} is forbidden for watch unless sendInitialEvents is provided`,
    );
  }
  if (match && !watch && (!resourceVersion || options.continue)) {
    return cause(
      'Forbidden',
      MATCH,
      `${MATCH} needs resourceVersion and no continue`,
    );
  }
  if (match === 'Exact' && resourceVersion === '0') {
    return cause(
      'Forbidden',
      MATCH,
      `${MATCH} "exact" is forbidden for resourceVersion "0"`,
    );
  }
  const why = `supported values: ${matches.join(', ')}`;
  return match && !matches.includes(match)
    ? cause('NotSupported', MATCH, why)
    : undefined;
}

export function listOptions(
  query: URLSearchParams,
  watch: boolean,
): ListOptions {
  const text = (name: string) => query.get(name) ?? '';
  for (const name of ['limit', 'timeoutSeconds', 'resourceVersion']) {
    if (!/^\d*$/.test(text(name))) {
      throw new ApiError(
        400,
        `the query parameter ${name} must be a whole number`,
      );
    }
  }
  const initial = query.get('sendInitialEvents');
  const options: ListOptions = {
    limit: Number(text('limit')),
    continue: text('continue'),
    resourceVersion: text('resourceVersion'),
    match: text(MATCH),
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    timeoutSeconds: Number(text('timeoutSeconds')),
    initialEvents: initial ? isTrue(initial) : undefined,
  };
  const wrong = matchCause(options, watch);
  refuseInvalid(KIND, '', wrong ? [wrong] : []);
  return options;
}

/** Refuses a revision that is still to come. */
export function refuseFuture(revision: number, now: number): void {
  if (revision > now) {
    const message = 'Too large resource version';
    const causes = [{ reason: 'ResourceVersionTooLarge', message, field: '' }];
    throw new ApiError(504, `${message}: ${revision}, current: ${now}`, {
      causes,
    });
  }
}

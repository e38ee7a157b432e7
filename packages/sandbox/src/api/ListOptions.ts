import { ApiError, cause, check, refuseInvalid } from './ApiError';

/** The options of list and watch. */
export interface ListOptions {
  limit: number;
  continue: string;
  resourceVersion: string;
  match: string;
  bookmarks: boolean;
  timeoutSeconds: number;
  initialEvents?: boolean;
  /** Whether there is any selector. */
  selects: boolean;
}

const KIND = { group: 'meta.k8s.io', plural: '', kind: 'ListOptions' };
const MATCH = 'resourceVersionMatch';
const SEND = 'sendInitialEvents';

function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}

/** Refuses options that exclude each other, by the rules of apimachinery. */
function checkMatch(options: ListOptions, watch: boolean): void {
  const { match, initialEvents, resourceVersion: version } = options;
  const streams = initialEvents !== undefined;
  const known = watch ? ['NotOlderThan'] : ['Exact', 'NotOlderThan'];
  const rules: [broken: boolean, field: string, why: string][] = [
    [streams && !watch, SEND, 'is forbidden for list'],
    [
      watch && streams && match !== known[0],
      MATCH,
      `${SEND} needs ${known[0]}`,
    ],
    [watch && !streams && match !== '', MATCH, `is forbidden without ${SEND}`],
    [!watch && match !== '' && !version, MATCH, 'needs resourceVersion'],
    [match !== '' && options.continue !== '', MATCH, 'excludes continue'],
    [match === 'Exact' && version === '0', MATCH, 'cannot be exact for 0'],
    [match !== '' && !known.includes(match), MATCH, `is none of ${known}`],
  ];
  const broken = rules.filter(([is]) => is);
  const causes = broken.map(([, field, why]) => cause('Forbidden', field, why));
  refuseInvalid(KIND, '', causes);
}

export function listOptions(query: URLSearchParams, watch: boolean) {
  const text = (name: string) => query.get(name) ?? '';
  for (const name of ['limit', 'timeoutSeconds', 'resourceVersion']) {
    check(/^\d*$/.test(text(name)), 400, `${name} must be a whole number`);
  }
  const options: ListOptions = {
    limit: Number(text('limit')),
    continue: text('continue'),
    resourceVersion: text('resourceVersion'),
    match: text(MATCH),
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    timeoutSeconds: Number(text('timeoutSeconds')),
    initialEvents: text(SEND) ? isTrue(text(SEND)) : undefined,
    selects: Boolean(text('labelSelector') || text('fieldSelector')),
  };
  checkMatch(options, watch);
  return options;
}

/** Refuses a revision that is still to come. */
export function refuseFuture(revision: number, now: number): void {
  if (revision > now) {
    const message = 'Too large resource version';
    const causes = [{ reason: 'ResourceVersionTooLarge', message, field: '' }];
    const why = `${message}: ${revision}, current: ${now}`;
    throw new ApiError(504, why, { causes });
  }
}

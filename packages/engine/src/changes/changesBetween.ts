import { Change, severityRank } from '../model';
import {
  Observation,
  ObservedCertificate,
  ObservedEnvironment,
  ObservedSecret,
  ObservedState,
  ObservedWorkload,
} from './Observation';
import { filledWorkloads } from './observedObjects';

type Draft = Omit<Change, 'key' | 'environments'> & { id?: string };

/**
 * What happened between two observations of a tenant. Times are those that clusters and Git tell, as far as they lie between
 * the two; what nobody timed happened when the later one began.
 *
 * @param before - the earlier observation; undefined at the first one, of which only what is timed is told
 * @param times - `since`: when the earlier observation was made; before that nothing that is new can have happened;
 *   `at`: when the first sign of a difference came;
 *   `now`: when the later observation was made;
 *   `oldest`: what is older is not told
 * @public
 */
export function changesBetween(
  before: Observation | undefined,
  after: Observation,
  times: { since: number; at: number; now: number; oldest: number },
): Change[] {
  return Object.entries(after)
    .flatMap(([environment, seen]) =>
      environmentChanges(before?.[environment], seen, times).map(
        ({ id, ...draft }): Change => ({
          ...draft,
          environments: [environment],
          key: [
            draft.kind,
            environment,
            draft.subject?.kind,
            draft.subject?.name,
            id ?? [draft.event, draft.from, draft.to, draft.at].join(' '),
          ].join('/'),
        }),
      ),
    )
    .filter(({ at }) => at >= times.oldest)
    .sort((a, b) => a.at - b.at);
}

/**
 * An observation with what could not be read this time as it was before.
 *
 * @public
 */
export function carryOver(
  before: Observation | undefined,
  after: Observation,
): Observation {
  return Object.fromEntries(
    Object.entries(after).map(([name, seen]) => {
      const was = before?.[name];
      return [
        name,
        was
          ? {
              ...withoutMarks(was),
              ...seen,
              ...(seen.workloads
                ? { workloads: filledWorkloads(was, seen) }
                : {}),
              ...(seen.states || was.states
                ? { states: statesKept(was.states, seen) }
                : {}),
            }
          : seen,
      ];
    }),
  );
}

/** Marks say what one look could not see. */
function withoutMarks({
  unread: _unread,
  cut: _cut,
  ...was
}: ObservedEnvironment): ObservedEnvironment {
  return was;
}

/** The environment's own state stays where nothing is known of it now; of routes nobody knows which are still there. */
function statesKept(
  was: ObservedEnvironment['states'] = {},
  { states = {}, ...rest }: ObservedEnvironment,
): Record<string, ObservedState> {
  const kept = Object.entries(was).filter(
    ([key]) => !(key in states) && (key === 'environment' || !rest.workloads),
  );
  return { ...states, ...Object.fromEntries(kept) };
}

type Times = Parameters<typeof changesBetween>[2];

function environmentChanges(
  before: ObservedEnvironment | undefined,
  after: ObservedEnvironment,
  times: Times,
): Draft[] {
  return [
    ...compared(
      before?.workloads,
      filledWorkloads(before, after),
      times,
      (key, was, is, then) => {
        const { kind } = subjectOf(key);
        // Of a kind that could not be read nothing that is there now is new.
        const isFirst = before?.unread?.includes(kind) === true && !was;
        return isUnclear(kind, was, is)
          ? []
          : workloadChanges(key, was, is, isFirst ? firstLook(then) : then);
      },
    ),
    ...compared(before?.secrets, after.secrets, times, (name, was, is, then) =>
      isUnclear('ExternalSecret', was, is)
        ? []
        : secretChanges(name, was, is, then),
    ),
    ...compared(
      before?.certificates,
      after.certificates,
      times,
      (name, was, is, then) =>
        isUnclear('Certificate', was, is)
          ? []
          : certificateChanges(name, was, is, then),
    ),
    ...syncChanges(before, after, times),
    ...editChanges(before, after, times),
    ...stateChanges(before?.states, after.states, times),
  ];

  /** Whether one that is on one side only may be among those that are not followed on the other. */
  function isUnclear(
    kind: string,
    was: object | undefined,
    is: { createdAt?: number } | undefined,
  ): boolean {
    if (!is) {
      return after.cut?.includes(kind) === true;
    }
    const isNew = (is.createdAt ?? -Infinity) > times.since;
    return !was && !isNew && before?.cut?.includes(kind) === true;
  }
}

/** Nothing is new to who looks for the first time. */
function firstLook(times: Times): Times {
  return { ...times, since: -Infinity, at: -Infinity };
}

type Compare<T> = (
  key: string,
  was: T | undefined,
  is: T | undefined,
  times: Times,
) => Draft[];

/** Calls back for what differs, where both sides are known; at the first time for all that is there. */
function compared<T>(
  before: Readonly<Record<string, T>> | undefined,
  after: Readonly<Record<string, T>> | undefined,
  times: Times,
  compare: Compare<T>,
): Draft[] {
  if (!after) {
    return [];
  }
  const first = before === undefined;
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  return [...keys].flatMap(key =>
    compare(key, before?.[key], after[key], first ? firstLook(times) : times),
  );
}

/** A time that somebody else tells, as far as it can be. */
function within(told: number | undefined, { since, at, now }: Times): number {
  return told === undefined ? at : Math.min(Math.max(told, since), now);
}

function subjectOf(key: string): { kind: string; name: string } {
  const end = key.indexOf('/');
  return { kind: key.slice(0, end), name: key.slice(end + 1) };
}

function workloadChanges(
  key: string,
  was: ObservedWorkload | undefined,
  is: ObservedWorkload | undefined,
  times: Times,
): Draft[] {
  const about = { kind: 'workload', subject: subjectOf(key) } as const;
  if (!was || !is) {
    return cameOrWent(about, was, is, times);
  }
  const { at } = times;
  const drafts: Draft[] = [];
  if (was.images !== is.images) {
    drafts.push({
      ...about,
      event: 'image',
      at,
      from: was.images,
      to: is.images,
    });
  }
  if (was.replicas !== is.replicas) {
    drafts.push({
      ...about,
      event: 'scaled',
      at,
      ...(was.replicas === undefined ? {} : { from: `${was.replicas}` }),
      ...(is.replicas === undefined ? {} : { to: `${is.replicas}` }),
      ...(is.limits === undefined
        ? {}
        : { text: `an autoscaler keeps it at ${is.limits}` }),
    });
  }
  if (was.limits !== is.limits) {
    drafts.push({
      ...about,
      event: 'limits',
      at,
      ...(was.limits === undefined ? {} : { from: was.limits }),
      ...(is.limits === undefined ? {} : { to: is.limits }),
    });
  }
  if (is.restartedAt !== undefined && was.restartedAt !== is.restartedAt) {
    drafts.push({ ...about, event: 'restarted', at, id: is.restartedAt });
  }
  return drafts;
}

function secretChanges(
  name: string,
  was: ObservedSecret | undefined,
  is: ObservedSecret | undefined,
  times: Times,
): Draft[] {
  const about = {
    kind: 'secret',
    subject: { kind: 'ExternalSecret', name },
  } as const;
  const drafts = was && is ? [] : cameOrWent(about, was, is, times);
  if (is?.problem !== undefined && is.problem !== was?.problem) {
    drafts.push({
      ...about,
      event: 'refreshFailed',
      at: within(is.problemSince, times),
      text: is.problem,
    });
  }
  if (
    is?.refreshedAt !== undefined &&
    is.refreshedAt !== was?.refreshedAt &&
    is.problem === undefined
  ) {
    drafts.push({
      ...about,
      event: 'refreshed',
      at: within(is.refreshedAt, times),
      id: `refreshed ${is.refreshedAt}`,
    });
  }
  return drafts;
}

function certificateChanges(
  name: string,
  was: ObservedCertificate | undefined,
  is: ObservedCertificate | undefined,
  times: Times,
): Draft[] {
  const about = {
    kind: 'certificate',
    subject: { kind: 'Certificate', name },
  } as const;
  const drafts = was && is ? [] : cameOrWent(about, was, is, times);
  if (is?.notBefore !== undefined && is.notBefore !== was?.notBefore) {
    drafts.push({
      ...about,
      event: was?.notBefore === undefined ? 'issued' : 'renewed',
      at: within(is.notBefore, times),
      id: `valid ${is.notBefore}`,
      ...(is.notAfter === undefined
        ? {}
        : { to: new Date(is.notAfter).toISOString() }),
    });
  }
  return drafts;
}

function cameOrWent(
  about: Pick<Draft, 'kind' | 'subject'>,
  was: object | undefined,
  is: { createdAt?: number } | undefined,
  times: Times,
): Draft[] {
  if (is && !was) {
    const at = within(is.createdAt, times);
    return [{ ...about, event: 'created', at, id: `created ${is.createdAt}` }];
  }
  return was && !is ? [{ ...about, event: 'deleted', at: times.at }] : [];
}

function syncChanges(
  before: ObservedEnvironment | undefined,
  after: ObservedEnvironment,
  { now }: Times,
): Draft[] {
  const known = new Set(before?.syncs?.map(({ id }) => id));
  return (after.syncs ?? [])
    .filter(({ id }) => !known.has(id))
    .map(({ application, id, at, failed, commit, text, by }) => ({
      kind: 'sync',
      event: failed ? 'syncFailed' : 'synced',
      subject: { kind: 'Application', name: application },
      id,
      at: Math.min(at, now),
      ...(commit === undefined ? {} : { commit }),
      ...(text === undefined ? {} : { text }),
      ...(by === undefined ? {} : { by }),
    }));
}

function editChanges(
  before: ObservedEnvironment | undefined,
  after: ObservedEnvironment,
  times: Times,
): Draft[] {
  return Object.entries(after.edits ?? {}).flatMap(([key, edit]) => {
    const was = before?.edits?.[key];
    const { kind, name, manager, fields, at: told } = edit;
    const same = was !== undefined && was.fields.join() === fields.join();
    if (same && (told === undefined || was.at === told)) {
      return [];
    }
    return [
      {
        kind: 'edit',
        event: 'edited',
        subject: { kind, name },
        by: manager,
        text: fields.join(', '),
        at: told === undefined ? times.at : Math.min(told, times.now),
        ...(told === undefined ? {} : { id: `${manager} ${told}` }),
      } as const,
    ];
  });
}

function stateChanges(
  before: ObservedEnvironment['states'],
  after: ObservedEnvironment['states'],
  times: Times,
): Draft[] {
  return Object.entries(after ?? {}).flatMap(([key, is]): Draft[] => {
    const was = before?.[key];
    const isBad = severityRank(is.state) < severityRank('Unknown');
    if (was ? was.state === is.state : !isBad || is.since === undefined) {
      return [];
    }
    const subject =
      key === 'environment'
        ? undefined
        : { ...subjectOf(key), ...(is.title ? { name: is.title } : {}) };
    return [
      {
        kind: 'state',
        event: 'became',
        ...(subject ? { subject } : {}),
        ...(was ? { from: was.state } : {}),
        to: is.state,
        ...(is.why ? { text: is.why } : {}),
        at: was
          ? within(is.since, times)
          : Math.min(is.since ?? times.now, times.now),
      },
    ];
  });
}

import {
  ApplicationStatus,
  DeletionStatus,
  HydrationStatus,
  SetStatus,
  SourceStatus,
  SyncOperation,
} from '../../model';
import { Application } from './application';
import { Deletion } from './deletion';
import { childrenOf } from './family';
import { Case } from './rules/rule';

const mostRemaining = 20;

type Details = Pick<
  ApplicationStatus,
  | 'syncedAt'
  | 'operation'
  | 'hold'
  | 'selfHealPausedUntil'
  | 'sources'
  | 'hydration'
  | 'set'
  | 'children'
  | 'deletion'
  | 'history'
  | 'warnings'
>;

/**
 * What is told of an Application beside the verdict; what there is nothing of is absent. `timeHere` turns a time of Argo CD's
 * clock into one of ours, never one of the future.
 */
export function detailsOf(
  one: Pick<
    Case,
    'app' | 'hold' | 'pausedUntil' | 'wait' | 'deletion' | 'turn' | 'warnings'
  >,
  own: ReadonlySet<string>,
  timeHere: (time: number) => number,
): Details {
  const { app, hold, deletion, pausedUntil, warnings } = one;
  const syncedAt = app.deployed?.at ?? app.operation?.finishedAt;
  const children = childrenOf(app.object, own);
  const here = (time: number | undefined) =>
    time === undefined ? undefined : timeHere(time);
  return present({
    syncedAt: here(syncedAt),
    operation: operationOf(one, here),
    hold,
    selfHealPausedUntil: pausedUntil,
    sources: sourcesOf(app),
    hydration: hydrationOf(app, here),
    set: setOf(one),
    children: children.length > 0 ? children : undefined,
    deletion: deletion && deletionStatus(deletion, here),
    history:
      app.history.length > 0
        ? app.history
            .map(each => present({ ...each, at: here(each.at) }))
            .reverse()
        : undefined,
    warnings: warnings.length > 0 ? [...warnings] : undefined,
  });
}

type Clock = (time: number | undefined) => number | undefined;

function operationOf(
  { app, wait }: Pick<Case, 'app' | 'wait'>,
  here: Clock,
): SyncOperation | undefined {
  if (!app.operation) {
    return undefined;
  }
  const { phase, message, startedAt, finishedAt, by, retry } = app.operation;
  return present({
    phase,
    message: message || undefined,
    startedAt: here(startedAt),
    finishedAt: here(finishedAt),
    by,
    waitsFor: phase === 'Running' ? wait : undefined,
    retry,
  });
}

/** Of one source the Application's own fields say it all. */
function sourcesOf(app: Application): SourceStatus[] | undefined {
  const { sources, compared, sourceTypes } = app;
  return sources.length > 1
    ? sources.map((source, i) =>
        present({
          ...source,
          repository: source.repository.replace(/\/\/[^/\s@]+@/g, '//'),
          // The lists of Argo CD are in the order of the sources; one that is shorter tells of none.
          type:
            sourceTypes.length === sources.length ? sourceTypes[i] : undefined,
          revision:
            compared.length === sources.length ? compared[i] : undefined,
        }),
      )
    : undefined;
}

function hydrationOf(
  { hydration }: Application,
  here: Clock,
): HydrationStatus | undefined {
  return (
    hydration &&
    present({
      phase: hydration.phase || 'Unknown',
      message: hydration.message || undefined,
      dry: hydration.done?.dry,
      hydrated: hydration.done?.hydrated,
      waitsIn: hydration.waitsIn,
      startedAt: here(hydration.startedAt),
      finishedAt: here(hydration.finishedAt),
    })
  );
}

function setOf({ turn }: Pick<Case, 'turn'>): SetStatus | undefined {
  return (
    turn &&
    present({
      name: turn.name,
      status: turn.status,
      step: turn.step,
      steps: turn.steps,
    })
  );
}

function deletionStatus(
  { since, finalizers, remaining }: Deletion,
  here: Clock,
): DeletionStatus {
  return present({
    since: here(since),
    finalizers: [...finalizers],
    remaining: remaining.slice(0, mostRemaining).map(({ ref }) => ref),
    count: remaining.length,
  });
}

/** An object without the fields that have no value. */
function present<T extends object>(fields: {
  [K in keyof T]: T[K] | undefined;
}): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;
}

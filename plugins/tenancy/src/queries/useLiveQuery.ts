import { useCallback } from 'react';
import {
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import {
  type ReadOptions,
  type Tagged,
  type TenancyApi,
  tenancyApiRef,
} from '../api';
import { readProblemOf } from '../status';
import { answeredWithin, patienceAfter } from './answeredWithin';
import { isBriefly, mayPass, retryAfterOf } from './askingAgain';
import { useTenancyQueries } from './useTenancyQueries';

const POLL_MS = 10_000;
// With signals the poll is only a net for lost messages.
const POLL_WITH_SIGNALS_MS = 30_000;

// What was asked for a moment ago is not there yet; no signal names it before it is.
const POLL_MISSING_MS = 3_000;
const MOST_MISSING_POLLS = 40;

/** Of cards that are mounted one after another, each would ask again what the one before has just asked. */
const FRESH_MS = 2_000;
const KEPT_MS = 300_000;

/**
 * What a live query knows right now, with the way to ask again. Data stays when a later read fails, and the error stands beside it;
 * unless the backend shows it no longer.
 */
export interface Live<T> {
  data?: T;
  error?: Error;
  /** When the backend last answered, milliseconds since the epoch. */
  answeredAt?: number;
  /** The one place of several that it is about, where it was asked for that alone. */
  only?: string;
  refresh: () => void;
}

/** When a live query asks again. */
export interface LiveOptions<T> {
  /** After how many milliseconds, of an answer that is not whole or that no signal tells of. */
  soon?: (data: T) => number | undefined;
  /** Whether what is not shown yet is waited for, as a tenant whose request is not merged. Default: it is. */
  awaits?: boolean;
}

/** An answer, or that there was none yet. */
type Known<T> = Partial<Tagged<T>>;

// An answer of long ago, so that an error stays until there is one, and is not taken back by each further question.
const NOTHING: Known<never> = {};
const LONG_AGO = 1;

function dataOf<T>(known: Known<T>): T | undefined {
  return known.data;
}

/**
 * Subscribes to a route of the backend, such as `['tenants', 'payments', 'status']`, and reads it again on signals and from time to
 * time.
 */
export function useLiveQuery<T>(
  route: readonly string[],
  read: (
    api: TenancyApi,
    options: ReadOptions,
  ) => Promise<Tagged<T> | undefined>,
  options: LiveOptions<T> = {},
): Live<T> {
  const { soon, awaits = true } = options;
  const api = useApi(tenancyApiRef);
  const identityApi = useApiHolder().get(identityApiRef);
  const queries = useTenancyQueries();
  const { data, error, failureCount, failureReason, dataUpdatedAt, refetch } =
    useQuery<Known<T>, Error, T | undefined>(
      {
        queryKey: route,
        meta: { awaits },
        queryFn: async ({ queryKey, signal }) => {
          const state = queries.client.getQueryState(queryKey);
          return answeredWithin(
            patienceAfter(state?.fetchFailureCount ?? 0),
            signal,
            async within => {
              await queries.seeUser(identityApi);
              const known = queries.client.getQueryData<Known<T>>(queryKey);
              const answer = await read(api, {
                etag: known?.etag,
                signal: within,
              });
              return answer ?? known ?? NOTHING;
            },
          );
        },
        select: dataOf,
        initialData: NOTHING,
        initialDataUpdatedAt: LONG_AGO,
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        retry: (_, cause) => mayPass(cause),
        refetchInterval: ({ state }) => {
          const poll = queries.hasSignals ? POLL_WITH_SIGNALS_MS : POLL_MS;
          if (isFinal(state.error, awaits)) {
            return false;
          }
          if (isNotShown(state.error)) {
            return state.errorUpdateCount < MOST_MISSING_POLLS
              ? POLL_MISSING_MS
              : poll;
          }
          const pending = state.data?.data && soon?.(state.data.data);
          return Math.max(pending ?? poll, retryAfterOf(state.error));
        },
        // One looks at a page many times a minute, and polls go on by themselves.
        refetchOnWindowFocus: ({ state }) =>
          state.isInvalidated ||
          Math.max(state.dataUpdatedAt, state.errorUpdatedAt) + POLL_MS <
            Date.now()
            ? 'always'
            : false,
        // Nor is what was just refused asked by each card that comes a moment later.
        refetchOnMount: ({ state }) =>
          !isFinal(state.error, awaits) ||
          state.errorUpdatedAt + POLL_MS < Date.now(),
        refetchOnReconnect: 'always',
        // Not the time: the page need not wake for an answer that says the same.
        notifyOnChangeProps: ['data', 'error', 'failureCount'],
      },
      queries.client,
    );
  const refresh = useCallback(() => {
    void refetch();
  }, [refetch]);
  const failure =
    error ??
    (failureReason && !isBriefly(failureCount - 1, failureReason)
      ? failureReason
      : undefined);
  return {
    data: isNotShown(error) ? undefined : data,
    error: failure,
    answeredAt: dataUpdatedAt === LONG_AGO ? undefined : dataUpdatedAt,
    refresh,
  };
}

function isNotShown(error: Error | null): boolean {
  return error !== null && readProblemOf(error) === 'notShown';
}

/** Whether an answer will be the same in a moment: nothing is configured, or nothing is shown and none is awaited. */
function isFinal(error: Error | null, awaits: boolean): boolean {
  const problem = error && readProblemOf(error);
  return problem === 'notConfigured' || (problem === 'notShown' && !awaits);
}

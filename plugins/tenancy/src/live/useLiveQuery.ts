import { useEffect, useSyncExternalStore } from 'react';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { tenancyApiRef, type TenancyApi } from '../api';
import { LiveQueries } from './LiveQueries';
import type { LiveQueryOptions, LiveState } from './LiveQuery';

/** A live answer with the way to ask again. */
export type Live<T> = LiveState<T> & { refresh: () => void };

/** Subscribes to a shared question; the first subscriber starts it, the last one stops it. */
export function useLiveQuery<T>(
  key: string,
  options: {
    read(
      api: TenancyApi,
      ...args: Parameters<LiveQueryOptions<T>['read']>
    ): ReturnType<LiveQueryOptions<T>['read']>;
    concerns: LiveQueryOptions<T>['concerns'];
    once?: boolean;
    /** Milliseconds until an answer that is not whole is asked for again; undefined of one that is. */
    soon?: (data: T) => number | undefined;
  },
): Live<T> {
  const api = useApi(tenancyApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const queries = LiveQueries.of(api);
  const query = queries.query<T>(key, {
    read: readOptions => options.read(api, readOptions),
    concerns: options.concerns,
    once: options.once,
    soon: options.soon,
  });

  useEffect(
    () => (signals ? queries.listen(signals) : undefined),
    [queries, signals],
  );
  const state = useSyncExternalStore(query.subscribe, query.getState);
  return { ...state, refresh: query.refresh };
}

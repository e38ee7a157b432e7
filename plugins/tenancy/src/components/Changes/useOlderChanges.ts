import { useApi } from '@backstage/core-plugin-api';
import type { ChangeListView } from '@groundwork/backstage-plugin-tenancy-common';
import { useState } from 'react';
import { type ChangeQuery, tenancyApiRef } from '../../api';

interface Older {
  key: string;
  pages: readonly ChangeListView[];
  error?: Error;
  loading?: true;
}

/** Pages of a timeline that are older than the first, loaded when they are asked for. */
export function useOlderChanges(
  tenant: string,
  query: ChangeQuery,
  first: ChangeListView | undefined,
) {
  const api = useApi(tenancyApiRef);
  const key = JSON.stringify([tenant, query]);
  const [state, setState] = useState<Older>({ key, pages: [] });
  // Pages of another filter are none of this one.
  const older = state.key === key ? state : { key, pages: [] };
  const last = older.pages[older.pages.length - 1] ?? first;
  const load = async () => {
    setState({ ...older, error: undefined, loading: true });
    const next = await api
      .getChanges(tenant, { ...query, before: last?.next })
      .then(answer => ({ pages: answer ? [answer.data] : [] }))
      .catch((error: Error) => ({ pages: [], error }));
    setState({ ...next, key, pages: [...older.pages, ...next.pages] });
  };
  return {
    items: older.pages.flatMap(({ items }) => items),
    error: older.error,
    isLoading: older.loading === true,
    hasMore: last?.next !== undefined,
    load,
  };
}

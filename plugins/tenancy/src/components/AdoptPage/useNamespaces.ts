import { useApi } from '@backstage/core-plugin-api';
import type { AdoptionQuery } from '@groundwork/backstage-plugin-tenancy-common';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { tenancyApiRef } from '../../api';
import { useRef } from 'react';
import { useTenancyQueries } from '../../queries';

/** Namespaces of a page. */
const PAGE = 20;

/** How often it is looked whether namespaces came, went or were adopted, in milliseconds. */
const AGAIN = 30_000;

/** And for how long how often once something was proposed: the portal reads it from Git a moment later. */
const SOON = { for: 20_000, every: 2_500 };

/** Namespaces page by page, with what is known of all of them. */
export function useNamespaces(
  query: Pick<AdoptionQuery, 'rules' | 'state' | 'search'>,
) {
  const api = useApi(tenancyApiRef);
  const proposedAt = useRef(-Infinity);
  const found = useInfiniteQuery(
    {
      queryKey: ['adoption', query],
      queryFn: ({ pageParam, signal }) =>
        api.getAdoption({ ...query, offset: pageParam, limit: PAGE }, signal),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
      refetchInterval: () =>
        Date.now() - proposedAt.current < SOON.for ? SOON.every : AGAIN,
    },
    useTenancyQueries().client,
  );
  return {
    ...found,
    /** Looks now, and often for a while. */
    lookOften: () => {
      proposedAt.current = Date.now();
      return found.refetch();
    },
  };
}

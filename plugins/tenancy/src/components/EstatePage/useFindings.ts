import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { EstateFinding } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';

interface Found {
  items?: EstateFinding[];
  next?: number;
  error?: Error;
  isLoading: boolean;
}

/** Findings of a code page by page, from the first again once the checks ran anew. */
export function useFindings(
  code: string | undefined,
  findingsAt: number | undefined,
) {
  const api = useApi(tenancyApiRef);
  const [found, setFound] = useState<Found>({ isLoading: true });
  const turn = useRef(0);
  const read = useCallback(
    async (offset: number, before: readonly EstateFinding[]) => {
      turn.current += 1;
      const mine = turn.current;
      setFound(known => ({ ...known, isLoading: true, error: undefined }));
      try {
        const { items, next } = await api.getEstateFindings({
          ...(code ? { code } : {}),
          offset,
        });
        if (mine === turn.current) {
          setFound({ items: [...before, ...items], next, isLoading: false });
        }
      } catch (cause) {
        if (mine === turn.current) {
          const error = cause instanceof Error ? cause : new Error(`${cause}`);
          setFound(known => ({ ...known, error, isLoading: false }));
        }
      }
    },
    [api, code],
  );
  useEffect(() => {
    if (findingsAt !== undefined) {
      read(0, []);
    }
    return () => {
      turn.current += 1;
    };
  }, [read, findingsAt]);
  return {
    ...found,
    hasMore: found.next !== undefined,
    load: () => read(found.next ?? 0, found.next ? found.items ?? [] : []),
  };
}

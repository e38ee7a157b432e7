import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { State } from '@groundwork/engine';
import { STATES } from '@groundwork/engine/model';
import type { TenantFilter } from './filterTenants';

/** The filter that stands in the address, and the way to another. */
export function useEstateFilter(): [
  TenantFilter,
  (filter: TenantFilter) => void,
] {
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const states = params.get('state') ?? '';
  const environments = params.get('environment') ?? '';
  const reportOnly = params.get('held') === 'no';
  const filter = useMemo(
    () => ({
      text,
      states: new Set(STATES.filter(state => listOf(states).includes(state))),
      environments: new Set(listOf(environments)),
      ...(reportOnly ? { reportOnly } : {}),
    }),
    [text, states, environments, reportOnly],
  );
  const setFilter = useCallback(
    (next: TenantFilter) =>
      setParams(before => paramsOf(before, next), { replace: true }),
    [setParams],
  );
  return [filter, setFilter];
}

function paramsOf(
  before: URLSearchParams,
  { text, states, environments, reportOnly }: TenantFilter,
): URLSearchParams {
  const params = new URLSearchParams(before);
  const set = (name: string, value: string) => {
    if (value) {
      params.set(name, value);
    } else {
      params.delete(name);
    }
  };
  const chosen: State[] = STATES.filter(state => states.has(state));
  set('q', text);
  set('state', chosen.join(','));
  set('environment', [...environments].sort().join(','));
  set('held', reportOnly ? 'no' : '');
  return params;
}

function listOf(value: string): string[] {
  return value.split(',').filter(Boolean);
}

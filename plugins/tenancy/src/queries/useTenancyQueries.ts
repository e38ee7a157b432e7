import { useEffect } from 'react';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { tenancyApiRef } from '../api';
import { TenancyQueries } from './TenancyQueries';

/** The queries of this app, kept awake while the caller is shown. */
export function useTenancyQueries(): TenancyQueries {
  const queries = TenancyQueries.of(useApi(tenancyApiRef));
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => queries.show(signals), [queries, signals]);
  return queries;
}

import { useApi } from '@backstage/core-plugin-api';
import type { DeploymentInput } from '@groundwork/backstage-plugin-tenancy-common';
import { skipToken } from '@tanstack/react-query';
import { tenancyApiRef } from '../../api';
import { useTenancyMutation, useTenancyQuery } from '../../queries';
import { useTexts } from '../../translations';
import { wordsOf } from '../Acting';

const FOLLOW_MS = 2_000;

/** A version does not move from here by itself. */
const ENDS = ['healthy', 'superseded', 'rejected'];

/** Deploys a version, and follows it until it is healthy or will not become so. */
export function useDeploy(place: { tenant: string; workload: string }) {
  const { tenant, workload } = place;
  const api = useApi(tenancyApiRef);
  const t = useTexts();
  const {
    mutate,
    data: begun,
    variables: asked,
    isPending,
    error,
  } = useTenancyMutation({
    mutationFn: (input: DeploymentInput) =>
      api.deploy({ tenant, workload }, input),
  });
  const followed = useTenancyQuery({
    queryKey: ['tenants', tenant, 'workloads', workload, 'deployments', asked],
    queryFn:
      begun && asked
        ? () => api.getDeployment({ tenant, workload }, asked)
        : skipToken,
    initialData: begun,
    refetchInterval: ({ state: { data } }) =>
      data && !ENDS.includes(data.state) && FOLLOW_MS,
  });
  const problem = error ?? followed.error;
  return {
    deploy: (input: DeploymentInput) => !isPending && mutate(input),
    view: begun && {
      ...(followed.data ?? begun),
      url: followed.data?.url ?? begun.url,
    },
    isPending,
    problem: problem ? wordsOf(problem, t) : undefined,
  };
}

import type {
  DeploymentView,
  WorkloadVersionsView,
} from '@groundwork/backstage-plugin-tenancy-common';

const repository = 'registry.example.com/pay/api';

/** A workload that runs one version in dev and another in prod. */
export function versionsView(
  place: { tenant: string; workload: string },
  overrides: Partial<WorkloadVersionsView> = {},
): WorkloadVersionsView {
  return {
    ...place,
    kind: 'Workload',
    publish: 'push',
    mayDeploy: true,
    environments: [
      { environment: 'dev', image: `${repository}:4.12.0` },
      { environment: 'prod', image: `${repository}:4.11.2` },
    ],
    versions: [
      {
        image: `${repository}:4.12.0`,
        environments: ['dev'],
        by: 'Ada',
        at: Date.parse('2026-11-28T12:00:00Z'),
      },
      { image: `${repository}:4.11.2`, environments: ['prod'] },
    ],
    ...overrides,
  };
}

/** A version on its way to prod. */
export function deploymentView(
  place: { tenant: string; workload: string },
  overrides: Partial<DeploymentView> = {},
): DeploymentView {
  return {
    ...place,
    kind: 'Workload',
    changed: true,
    state: 'committed',
    message: 'api is in Git, and Argo CD brings it to the cluster.',
    url: 'https://git.example.com/acme/estate/commit/abc',
    environments: [
      {
        environment: 'prod',
        image: `${repository}:4.12.0`,
        state: 'committed',
      },
    ],
    ...overrides,
  };
}

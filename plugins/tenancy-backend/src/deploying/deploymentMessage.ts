import type {
  DeployedEnvironment,
  DeploymentState,
} from '@groundwork/backstage-plugin-tenancy-common';

/** From the worst to what is wanted. */
const ORDER: readonly DeploymentState[] = [
  'rejected',
  'superseded',
  'unhealthy',
  'proposed',
  'committed',
  'synced',
  'healthy',
];

/** The state of all environments together: the least of them. */
export function leastOf(
  environments: readonly DeployedEnvironment[],
): DeploymentState {
  const states = environments.map(({ state }) => state);
  return ORDER.find(state => states.includes(state)) ?? 'committed';
}

/** A state in a sentence. */
export function deploymentMessage(
  state: DeploymentState,
  workload: string,
  isSame: boolean,
): string {
  const words: Record<DeploymentState, string> = {
    rejected: `The pull request for ${workload} was closed without being merged.`,
    superseded: `Git holds another version of ${workload} since.`,
    unhealthy: `${workload} is deployed and does not get well.`,
    proposed: `${workload} waits for review.`,
    committed: `${workload} is in Git, and Argo CD brings it to the cluster.`,
    synced: `${workload} is in the cluster, and its pods are replaced.`,
    healthy: `${workload} runs and is healthy.`,
  };
  return isSame ? `Nothing to do: ${words[state]}` : words[state];
}

import { GitRepositories } from '../git';
import { ArgoController } from './argo/ArgoController';
import { Cluster } from './Cluster';
import { reconcileEndpoints } from './endpoints';
import { reconcileNamespaces } from './namespaces';
import { PlayedStatus, playStatuses } from './playStatuses';
import { reconcileQuotas } from './quotas';
import { runLoop } from './runLoop';
import { reconcileWorkloads } from './workloads';

/** The controllers there are. `namespaces` and `workloads` are parts of Kubernetes' own; the others go by the API group they report for. */
export type ControllerName =
  | 'argocd'
  | 'gateways'
  | 'externalSecrets'
  | 'workloads'
  | 'namespaces';

const groups: Record<string, ControllerName> = {
  'gateway.networking.k8s.io/v1': 'gateways',
  'external-secrets.io/v1': 'externalSecrets',
};

/** Runs some controllers on one cluster until they are stopped. */
export function startControllers(
  cluster: Cluster,
  names: readonly ControllerName[],
  options: {
    git: GitRepositories;
    statuses: readonly PlayedStatus[];
    log: (line: string) => void;
  },
) {
  const { git, log } = options;
  const statuses = options.statuses.filter(({ apiVersion }) =>
    names.includes(groups[apiVersion] ?? 'workloads'),
  );
  let wakeArgo = () => {};
  const argo = new ArgoController(cluster, git, () => wakeArgo(), log);
  const work: Array<() => Promise<void>> = [
    () => playStatuses(cluster, statuses),
  ];
  if (names.includes('namespaces'))
    work.push(() => reconcileNamespaces(cluster));
  if (names.includes('workloads')) {
    work.push(() => reconcileWorkloads(cluster, statuses));
    work.push(() => reconcileEndpoints(cluster));
    work.push(() => reconcileQuotas(cluster));
  }
  if (names.includes('argocd')) work.push(() => argo.reconcile());
  const loops = work.map(one => runLoop(one, log));
  loops.forEach(loop => cluster.onChange(loop.wake));
  if (names.includes('argocd')) wakeArgo = loops[loops.length - 1].wake;
  return {
    /** Looks at Git now, as a webhook would have it. */
    pushed: () => wakeArgo(),
    async stop() {
      const stopped = loops.map(loop => loop.stop());
      argo.destinations.close();
      cluster.close();
      await Promise.all(stopped);
    },
  };
}

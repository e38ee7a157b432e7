import { GitRepositories } from '../git';
import { ArgoController } from './argo/ArgoController';
import { reconcileCertificates } from './certificates';
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
  const loops: Array<ReturnType<typeof runLoop>> = [];
  const run = (work: () => Promise<void>, seconds = 1) => {
    const loop = runLoop(work, seconds, log);
    cluster.onChange(loop.wake);
    loops.push(loop);
    return loop.wake;
  };
  let wakeArgo = () => {};
  const argo = new ArgoController(cluster, git, () => wakeArgo(), log);
  run(() => playStatuses(cluster, statuses));
  if (names.includes('namespaces')) {
    run(() => reconcileNamespaces(cluster));
  }
  if (names.includes('workloads')) {
    run(() => reconcileWorkloads(cluster, statuses));
    run(() => reconcileCertificates(cluster));
    run(() => reconcileEndpoints(cluster));
    run(() => reconcileQuotas(cluster));
  }
  // Pushes wake it, so it seldom has to look by itself.
  if (names.includes('argocd')) {
    wakeArgo = run(() => argo.reconcile(), 3);
  }
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

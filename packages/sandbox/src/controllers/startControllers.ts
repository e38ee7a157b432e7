import { GitRepositories } from '../git';
import { ArgoController } from './argo/ArgoController';
import { reconcileAutoscalers } from './autoscalers';
import { Cluster } from './Cluster';
import { reconcileExternalSecrets } from './externalSecrets';
import { reconcileGateways } from './gateways';
import { reconcileNamespaces } from './namespaces';
import { reconcileQuotas } from './quota';
import { runLoop } from './runLoop';
import { StatusData } from './StatusData';
import { reconcileWorkloads } from './workloads';

/** The controllers there are; `namespaces` is what Kubernetes' own controller manager does for namespaces. */
export type ControllerName =
  | 'argocd'
  | 'gateways'
  | 'externalSecrets'
  | 'workloads'
  | 'namespaces';

/** Runs some controllers on one cluster until they are stopped. */
export function startControllers(
  cluster: Cluster,
  names: readonly ControllerName[],
  options: {
    git: GitRepositories;
    data: StatusData;
    log: (line: string) => void;
  },
) {
  const { git, data, log } = options;
  const loops: Array<ReturnType<typeof runLoop>> = [];
  const start = (work: () => Promise<void>) => {
    const loop = runLoop(work, log);
    loops.push(loop);
    cluster.onChange(loop.wake);
    return loop.wake;
  };
  let wakeArgo = () => {};
  const argo = new ArgoController(cluster, git, () => wakeArgo(), log);
  if (names.includes('argocd')) wakeArgo = start(() => argo.reconcile());
  if (names.includes('gateways')) start(() => reconcileGateways(cluster, data));
  if (names.includes('externalSecrets'))
    start(() => reconcileExternalSecrets(cluster, data));
  if (names.includes('namespaces')) start(() => reconcileNamespaces(cluster));
  if (names.includes('workloads')) {
    start(() => reconcileWorkloads(cluster, data));
    start(() => reconcileQuotas(cluster));
    start(() => reconcileAutoscalers(cluster, data));
  }
  return {
    /** Looks at Git now, as a webhook would have it. */
    pushed: () => wakeArgo(),
    async stop() {
      const stopped = loops.map(loop => loop.stop());
      argo.close();
      cluster.close();
      await Promise.all(stopped);
    },
  };
}

import { withoutEndSlashes } from '../../address';
import { Environment, Platform } from '../../platform';
import { Application } from './application';

const inCluster = {
  server: 'https://kubernetes.default.svc',
  name: 'in-cluster',
};

/** The cluster that an Application of an environment's Argo CD deploys to; undefined when the platform does not name it. */
export function clusterOf(
  { destination }: Pick<Application, 'destination'>,
  environment: Environment,
  platform: Platform,
): string | undefined {
  const { argocd } = environment;
  const served = platform.environments.filter(
    other =>
      other.argocd.cluster === argocd.cluster &&
      other.argocd.namespace === argocd.namespace,
  );
  const found = [environment, ...served].find(other =>
    names(other.argocd.destination, destination),
  );
  return found?.cluster ?? (isHome(destination) ? argocd.cluster : undefined);
}

function isHome({ server, name }: Application['destination']): boolean {
  return bare(server) === inCluster.server || name === inCluster.name;
}

function names(
  configured: Environment['argocd']['destination'],
  { server, name }: Application['destination'],
): boolean {
  return 'server' in configured
    ? bare(configured.server) === bare(server)
    : configured.name === name;
}

/** Argo CD compares addresses without a slash at the end. */
function bare(server: string): string {
  return withoutEndSlashes(server);
}

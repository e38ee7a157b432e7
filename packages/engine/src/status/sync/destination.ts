import { withoutEndSlashes } from '../../address';
import { Environment, Platform } from '../../platform';
import type { KubernetesObject } from '../../model';
import { type Application, readApplication } from './application';

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
  const found = [environment, ...served].find(({ argocd: own }) =>
    destinationsOf(own).some(each => names(each, destination)),
  );
  return found?.cluster ?? (isHome(destination) ? argocd.cluster : undefined);
}

/**
 * Where an Application deploys to, as far as the platform names it.
 *
 * @param home - the cluster of its Argo CD
 * @public
 */
export function applicationPlace(
  object: KubernetesObject,
  home: string,
  platform: Platform,
): { cluster: string; namespace: string } | undefined {
  const app = readApplication(object);
  const environment = platform.environments.find(
    ({ argocd }) =>
      argocd.cluster === home && argocd.namespace === object.metadata.namespace,
  );
  const cluster = environment && clusterOf(app, environment, platform);
  return cluster === undefined
    ? undefined
    : { cluster, namespace: app.destination.namespace };
}

function destinationsOf({
  destination,
  otherDestinations = [],
}: Environment['argocd']): Array<Environment['argocd']['destination']> {
  return [destination, ...otherDestinations];
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

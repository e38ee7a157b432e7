import { Environment, Platform, usesArgoCd } from '../platform';

/**
 * The environments that the same Argo CD serves, in the order of the configuration.
 */
export function servedTogether(
  platform: Platform,
  environment: Environment,
): Environment[] {
  return platform.environments.filter(
    other =>
      usesArgoCd(other) &&
      other.argocd.cluster === environment.argocd.cluster &&
      other.argocd.namespace === environment.argocd.namespace,
  );
}

/**
 * Whether this environment carries what its Argo CD has once for all the environments it serves:
 * two Applications must not own one object, so it is the first of them.
 */
export function carriesInstance(
  platform: Platform,
  environment: Environment,
): boolean {
  return servedTogether(platform, environment)[0].name === environment.name;
}

/** The cluster an Argo CD runs on, as it calls it itself. */
export const inCluster = 'https://kubernetes.default.svc';

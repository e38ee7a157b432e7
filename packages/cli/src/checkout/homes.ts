import {
  namespaceName,
  Environment,
  Platform,
  isRequestPath,
} from '@groundwork/engine';

/** Whose directory a path lies in, and where what it holds goes. */
export interface Home {
  layer: 'platform' | 'tenant';
  /** Empty for what the platform shares. */
  tenant: string;
  environment: Environment;
  cluster: string;
  /** Where an object without a namespace goes. */
  namespace: string;
  /** The directory that Argo CD applies; undefined where nothing says that it does. */
  applied?: string;
}

/** The home of a path; undefined where it has none, as the requests of a tenant have. */
export function homeOf(path: string, platform: Platform): Home | undefined {
  const [root, first, second, third] = path.split('/');
  const find = (name: string): Environment | undefined =>
    platform.environments.find(environment => environment.name === name);
  if (root === 'tenants') {
    if (second === undefined || isRequestPath(path)) {
      return undefined;
    }
    const named = find(second);
    // A directory of no environment may be what a further Application of the team deploys: it is held against the first.
    const environment = named ?? platform.environments[0];
    return {
      layer: 'tenant',
      tenant: first,
      environment,
      cluster: environment.cluster,
      namespace: namespaceName(platform, first, environment.name),
      ...(named ? { applied: `tenants/${first}/${second}` } : {}),
    };
  }
  const environment = root === 'platform' ? find(first) : undefined;
  if (!environment || second === undefined) {
    return undefined;
  }
  const tenant = second === '_shared' ? '' : second;
  const isControl = third === 'argocd';
  return {
    layer: 'platform',
    tenant,
    environment,
    cluster: isControl ? environment.argocd.cluster : environment.cluster,
    namespace: isControl
      ? environment.argocd.namespace
      : namespaceName(platform, tenant, environment.name),
    ...(isControl || third === 'cluster'
      ? { applied: `platform/${first}/${second}/${third}` }
      : {}),
  };
}

import {
  namespaceName,
  Environment,
  Platform,
  isRequestPath,
  isSharedPath,
  placeOf,
  teamDirectories,
  teamOf,
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
  /** All folders of the tenant's team; absent for what is the platform's. */
  folders?: readonly string[];
  /** The directory that Argo CD applies; undefined where nothing says that it does. */
  applied?: string;
}

/** The home of a path; undefined where it has none, as the requests of a tenant have. */
export function homeOf(path: string, platform: Platform): Home | undefined {
  const { layout, environments } = platform;
  const find = (name: string | undefined): Environment | undefined =>
    environments.find(environment => environment.name === name);
  const place = placeOf(path, layout);
  const team = teamOf(path, layout);
  if (team !== undefined) {
    if (isRequestPath(path, layout)) {
      return undefined;
    }
    const named = find(place?.environment);
    // A directory of no environment may be what a further Application of the team deploys: it is held against the first.
    const environment = named ?? environments[0];
    return {
      layer: 'tenant',
      tenant: team,
      folders: teamDirectories(
        team,
        environments.map(({ name }) => name),
        layout,
      ),
      environment,
      cluster: environment.cluster,
      namespace: namespaceName(platform, team, environment.name),
      ...(named && place ? { applied: place.directory } : {}),
    };
  }
  const environment = find(place?.environment);
  if (!environment || !place) {
    return undefined;
  }
  const [target] = place.rest;
  const tenant = isSharedPath(path, layout) ? '' : place.tenant;
  const isControl = target === 'argocd';
  return {
    layer: 'platform',
    tenant,
    environment,
    cluster: isControl ? environment.argocd.cluster : environment.cluster,
    namespace: isControl
      ? environment.argocd.namespace
      : namespaceName(platform, tenant, environment.name),
    ...(isControl || target === 'cluster'
      ? { applied: `${place.directory}/${target}` }
      : {}),
  };
}

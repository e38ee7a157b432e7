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
  /** Absent where no platform says which there are. */
  environment?: Environment;
  cluster: string;
  /** Where an object without a namespace goes. */
  namespace: string;
  /** All folders of the tenant's team; absent for what is the platform's. */
  folders?: readonly string[];
  /** The directory that Argo CD applies; undefined where nothing says that it does. */
  applied?: string;
}

/** Which directories of a checkout are whose. */
export interface Homes {
  /** Undefined for what has none, as the requests of a tenant. */
  of(path: string): Home | undefined;
  /** Whether a file that has none is out of place. */
  isOutOfPlace(path: string): boolean;
  /** Whether what lies in a directory is applied together. Else nobody knows what is applied, and each file is taken by itself. */
  readonly together: boolean;
}

/** The directories that a platform's layout has. */
export function homesOf(platform: Platform): Homes {
  return {
    of: path => homeOf(path, platform),
    isOutOfPlace: path => !isRequestPath(path, platform.layout),
    together: true,
  };
}

/**
 * Any directory of any repository: nobody says what of it is applied, or to which cluster. Objects that name no namespace go to that
 * of kubectl's default.
 */
export const anywhere: Homes = {
  of: () => ({
    layer: 'platform',
    tenant: '',
    cluster: '',
    namespace: 'default',
  }),
  isOutOfPlace: () => false,
  together: false,
};

/** The home of a path; undefined where it has none, as the requests of a tenant have. */
function homeOf(path: string, platform: Platform): Home | undefined {
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

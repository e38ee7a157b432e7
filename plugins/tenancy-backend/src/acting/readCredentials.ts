import type { Config } from '@backstage/config';

/** What the portal acts with in an environment. */
export interface ActionCredential {
  argocd?: { url?: string; token: string; ca?: string };
  kubeconfig?: { path: string; context?: string };
  clusters: ReadonlyArray<{
    name: string;
    url: string;
    caData?: string;
    token: string;
  }>;
}

/** The credentials of `tenancy.environments[].actions`, by the name of the environment. They stand nowhere else in memory. */
export function readCredentials(
  config: Config,
): ReadonlyMap<string, ActionCredential> {
  const credentials = new Map<string, ActionCredential>();
  for (const environment of config.getOptionalConfigArray(
    'tenancy.environments',
  ) ?? []) {
    const credential = environment.getOptionalConfig('actions.credential');
    if (credential) {
      credentials.set(environment.getString('name'), read(credential));
    }
  }
  return credentials;
}

function read(credential: Config): ActionCredential {
  const argocd = credential.getOptionalConfig('argocd');
  const kubeconfig = credential.getOptionalConfig('kubeconfig');
  const clusters = credential.getOptionalConfigArray('clusters') ?? [];
  return {
    ...(argocd
      ? {
          argocd: {
            token: argocd.getString('token'),
            url: argocd.getOptionalString('url'),
            ca: argocd.getOptionalString('ca'),
          },
        }
      : {}),
    ...(kubeconfig
      ? {
          kubeconfig: {
            path: kubeconfig.getString('path'),
            context: kubeconfig.getOptionalString('context'),
          },
        }
      : {}),
    clusters: clusters.map(each => ({
      name: each.getString('name'),
      url: each.getString('url'),
      caData: each.getOptionalString('caData'),
      token: each.getString('token'),
    })),
  };
}

import type { Environment, Platform } from '@groundwork/engine';
import { actingCluster } from './ActingCluster';
import type { Actor } from './Actor';
import { ArgoActor } from './ArgoActor';
import { fenceOf } from './fenceOf';
import { KubernetesActor } from './KubernetesActor';
import type { ActionCredential } from './readCredentials';

/** Who acts in an environment; absent what it has no credential for. */
export interface EnvironmentActors {
  applications?: Actor;
  /** Restarts, and refreshes of ExternalSecrets. */
  objects?: Actor;
}

/** The actors of all environments that have a credential. */
export class Actors {
  readonly #byEnvironment: ReadonlyMap<string, EnvironmentActors>;

  constructor(options: {
    credentials: ReadonlyMap<string, ActionCredential>;
    platform: Platform;
  }) {
    const { credentials, platform } = options;
    this.#byEnvironment = new Map(
      platform.environments.flatMap(environment => {
        const credential = credentials.get(environment.name);
        return credential
          ? [
              [
                environment.name,
                actorsOf(environment, credential, platform),
              ] as const,
            ]
          : [];
      }),
    );
  }

  of(environment: string): EnvironmentActors | undefined {
    return this.#byEnvironment.get(environment);
  }
}

function actorsOf(
  environment: Environment,
  credential: ActionCredential,
  platform: Platform,
): EnvironmentActors {
  const { argocd: account } = credential;
  const url = account?.url ?? environment.argocd.url;
  const argo = account && url ? new ArgoActor({ ...account, url }) : undefined;
  const on = (name: string) => {
    const cluster = actingCluster(name, credential);
    return (
      cluster &&
      new KubernetesActor(cluster, fenceOf({ cluster, environment, platform }))
    );
  };
  const applications = argo ?? on(environment.argocd.cluster);
  const objects = on(environment.cluster) ?? argo;
  return {
    ...(applications ? { applications } : {}),
    ...(objects ? { objects } : {}),
  };
}

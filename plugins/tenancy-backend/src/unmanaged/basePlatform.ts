import {
  type EnvironmentSync,
  type Environment,
  type KindRegistry,
  parsePlatform,
  type Platform,
  type StatusOptions,
} from '@groundwork/engine';
import type { UnmanagedArgoCd } from './readUnmanaged';
import { PREFIX } from './ScopedSnapshot';

const DELIVERY = 'unmanaged';

const ARGOCD = {
  cluster: 'none',
  destination: { server: 'https://kubernetes.default.svc' },
};

/** A platform of nothing: statuses ask for one, and everything that it would bring is not configured. */
export function basePlatform(kinds: KindRegistry): Platform {
  return parsePlatform(
    {
      prefix: PREFIX,
      repository: { url: 'https://none.invalid/none/none.git' },
      tiers: {},
      environments: [{ name: 'none', cluster: 'none', argocd: ARGOCD }],
    },
    { kinds },
  );
}

/** The platform with these environments, whose sync `environmentSync` tells. */
export function withEnvironments(
  base: Platform,
  environments: readonly Environment[],
  environmentSync: (
    environment: Environment,
    options: Omit<StatusOptions, 'platform'>,
  ) => EnvironmentSync,
): Platform {
  return {
    ...base,
    environments: [...environments],
    deliveries: [
      {
        name: DELIVERY,
        title: 'Argo CD',
        watches: [],
        tenantObjects: () => ({}),
        environmentSync: (_tenant, _snapshot, environment, options) =>
          environmentSync(environment, options),
      },
    ],
  };
}

/** An environment for a namespace of a cluster, or for a destination of an Argo CD. */
export function environmentOf(
  base: Platform,
  place: { name: string; cluster: string },
  options: {
    argocd?: UnmanagedArgoCd;
    destination?: Environment['argocd']['destination'];
    cni?: Environment['cni'];
  } = {},
): Environment {
  const [template] = base.environments;
  const { argocd, destination, cni } = options;
  return {
    ...template,
    name: place.name,
    cluster: place.cluster,
    delivery: { name: DELIVERY },
    ...(cni ? { cni } : {}),
    argocd: {
      ...template.argocd,
      cluster: argocd?.cluster ?? place.cluster,
      ...(argocd ? { namespace: argocd.namespace } : {}),
      ...(argocd?.url ? { url: argocd.url } : {}),
      ...(destination ? { destination } : {}),
    },
  };
}

import type { KubernetesObject } from '@groundwork/engine';
import { lookAt } from './lookAt';
import { owners, payments } from './lookEntities';
import { component, namespace } from './lookObjects';

/* Entities of `payments` with annotations of Flux, and what Flux has on a cluster. */

export const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io';
export const HELM = 'helm.toolkit.fluxcd.io';
export const SECRET = 'vault-only-message';

export const fluxObject = (
  kind: 'Kustomization' | 'HelmRelease',
  path: string,
  {
    spec = {},
    ids = [],
    ready = 'True',
    reason = 'Because',
  }: {
    spec?: object;
    ids?: readonly string[];
    ready?: string;
    reason?: string;
  } = {},
): KubernetesObject => {
  const [home, name] = path.split('/');
  return {
    apiVersion: kind === 'Kustomization' ? `${KUSTOMIZE}/v1` : `${HELM}/v2`,
    kind,
    metadata: { name, namespace: home, generation: 1 },
    spec: { sourceRef: { kind: 'GitRepository', name: 'estate' }, ...spec },
    status: {
      observedGeneration: 1,
      lastAppliedRevision: `main@sha1:${'a'.repeat(40)}`,
      conditions: [{ type: 'Ready', status: ready, reason, message: SECRET }],
      ...(ids.length > 0
        ? { inventory: { entries: ids.map(id => ({ id })) } }
        : {}),
    },
  };
};

export const estate = (home: string, ready = 'True'): KubernetesObject => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'estate', namespace: home },
  spec: {},
  status: {
    conditions: [
      { type: 'Ready', status: ready, reason: 'Because', message: SECRET },
    ],
  },
});

export const spaces = ['payments', 'vault', 'flux-system'].map(name =>
  namespace(name),
);

export const byKustomization = component('by-kustomization', {
  [`${KUSTOMIZE}/name`]: 'pay',
});
export const byRelease = component('by-release', {
  [`${HELM}/name`]: 'pay',
  [`${HELM}/namespace`]: 'payments',
});
export const byNamespace = component('by-ns', {
  'backstage.io/kubernetes-namespace': 'payments',
});

export const look = (
  objects: readonly KubernetesObject[],
  {
    unmanaged = owners,
    unread = {},
    sources = ['payments', 'flux-system'].map(home => estate(home)),
    isManaged = () => false,
    narrow,
  }: {
    unmanaged?: object;
    unread?: Record<string, 'forbidden' | 'timeout'>;
    narrow?: readonly string[];
    sources?: readonly KubernetesObject[];
    isManaged?: (cluster: string, namespace: string) => boolean;
  } = {},
) =>
  lookAt({
    clusters: { one: [...spaces, ...sources, ...objects] },
    unmanaged,
    unread,
    isManaged,
    ...(narrow
      ? { narrow: { kind: 'Kustomization', namespaces: narrow } }
      : {}),
    entities: [byKustomization, byRelease, byNamespace],
  });

export const mapped = {
  access: 'owners',
  owners: [{ ...payments, flux: ['flux-system/pay', 'flux-system/team-*'] }],
};

export const at = (path: string) => `one/${path}`;

import { KubernetesObject } from '../model';
import { KindDescriptor } from './KindDescriptor';
import { Health, HealthStatus, health } from './health/health';
import { field, isNil } from './health/scriptFields';

const phases: ReadonlyArray<readonly [string, HealthStatus, string]> = [
  ['NONE', 'Unknown', 'Component is not present.'],
  [
    'UPDATING',
    'Progressing',
    'Component is being updated to a different version.',
  ],
  [
    'RECONCILING',
    'Progressing',
    'Controller has started but not yet completed reconciliation loop for the component.',
  ],
  ['HEALTHY', 'Healthy', 'Component is healthy.'],
  ['ERROR', 'Degraded', 'Component is in an error state.'],
];

/** IstioOperator of install.istio.io; its status is a word or the word's number. */
function istioOperator({ status }: KubernetesObject): Health {
  const said = isNil(status) ? undefined : field(status, 'status');
  const phase = phases.find(([word], i) => said === word || said === i);
  return phase
    ? health(phase[1], phase[2])
    : health('Progressing', 'Waiting for Istio Control Plane');
}

const shared = {
  namespaced: true,
  schema: 'cluster',
  writer: 'platform',
  reach: 'cluster',
} as const;
const networking = {
  ...shared,
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  guarded: true,
} as const;

/** Istio. */
export const istio: readonly KindDescriptor[] = [
  {
    ...shared,
    group: 'security.istio.io',
    kind: 'AuthorizationPolicy',
    plural: 'authorizationpolicies',
    versions: ['v1', 'v1beta1'],
    watched: true,
    foreignPolicy: {
      direction: 'both',
      mayAllow: false,
      rootNamespace: 'istio-system',
      byMesh: true,
    },
  },
  {
    ...shared,
    group: 'extensions.istio.io',
    kind: 'WasmPlugin',
    plural: 'wasmplugins',
    versions: ['v1alpha1'],
    guarded: true,
  },
  {
    ...networking,
    kind: 'EnvoyFilter',
    plural: 'envoyfilters',
    versions: ['v1alpha3'],
  },
  { ...networking, kind: 'ServiceEntry', plural: 'serviceentries' },
  { ...networking, kind: 'WorkloadEntry', plural: 'workloadentries' },
  {
    ...shared,
    group: 'install.istio.io',
    kind: 'IstioOperator',
    plural: 'istiooperators',
    versions: ['v1alpha1'],
    health: istioOperator,
  },
];

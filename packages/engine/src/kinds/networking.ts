import { checkIngress } from '../validate/rules/ingress';
import { checkNetworkPolicy } from '../validate/rules/networkPolicy';
import { KindDescriptor } from './KindDescriptor';
import { ingressHostnames } from './takenHostnames';
import { backendNamespace } from './reach/backendReach';
import { ingress } from './health/core';
import { secretsOfIngress } from './secretUse';

const shared = {
  group: 'networking.k8s.io',
  versions: ['v1'],
  namespaced: true,
  schema: 'core',
} as const;

/** Kubernetes' own policies and proxies. */
export const networking: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    writer: 'platform',
    reach: backendNamespace,
    watched: true,
    team: { may: 'read' },
    // Policies add up: one more of a tenant's own would open what the platform's closes.
    guarded: true,
    binding: true,
    validate: { v1: checkNetworkPolicy },
  },
  {
    ...shared,
    kind: 'Ingress',
    plural: 'ingresses',
    label: { one: 'Ingress', many: 'Ingresses' },
    writer: 'platform',
    reach: 'cluster',
    watched: true,
    health: ingress,
    hostnames: ingressHostnames,
    secretUse: { of: secretsOfIngress },
    validate: { v1: checkIngress },
  },
  {
    ...shared,
    group: 'extensions',
    versions: ['v1beta1'],
    kind: 'Ingress',
    plural: 'ingresses',
    label: { one: 'Ingress', many: 'Ingresses' },
    schema: 'cluster',
    writer: 'platform',
    reach: 'cluster',
    health: ingress,
  },
];

import { checkClaim } from '../validate/rules/claim';
import { checkConfigMap } from '../validate/rules/configuration';
import { checkLimitRange } from '../validate/rules/limitRange';
import { checkNamespace } from '../validate/rules/namespace';
import { checkResourceQuota } from '../validate/rules/resourceQuota';
import { checkSecret } from '../validate/rules/secret';
import { checkService } from '../validate/rules/service';
import { checkPodObject } from '../validate/rules/workload';
import { KindDescriptor } from './KindDescriptor';
import {
  backendNamespace,
  service as routedService,
} from './reach/backendReach';
import { namespace } from './reach/gatewayReach';
import { persistentVolumeClaim, service } from './health/core';
import { pod } from './health/pod';
import { secretsOfPod } from './secretUse';

const shared = {
  group: '',
  versions: ['v1'],
  namespaced: true,
  schema: 'core',
} as const;

/** The core group of Kubernetes. */
export const core: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'Namespace',
    plural: 'namespaces',
    namespaced: false,
    writer: 'platform',
    reach: namespace,
    watched: true,
    team: { may: 'read' },
    validate: { v1: checkNamespace },
  },
  {
    ...shared,
    kind: 'Service',
    plural: 'services',
    writer: 'tenant',
    reach: routedService,
    watched: true,
    team: { may: 'write' },
    health: service,
    validate: { v1: checkService },
  },
  {
    ...shared,
    kind: 'Pod',
    plural: 'pods',
    writer: 'controller',
    reach: backendNamespace,
    watched: true,
    team: { may: 'read', readable: ['log'] },
    health: pod,
    secretUse: { of: ({ spec }) => secretsOfPod(spec) },
    validate: { v1: checkPodObject },
  },
  {
    ...shared,
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    writer: 'tenant',
    reach: 'namespace',
    watched: true,
    team: { may: 'write' },
    health: persistentVolumeClaim,
    validate: { v1: checkClaim },
  },
  {
    ...shared,
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    writer: 'platform',
    reach: 'namespace',
    watched: true,
    team: { may: 'read' },
    guarded: true,
    binding: true,
    validate: { v1: checkResourceQuota },
  },
  {
    ...shared,
    kind: 'LimitRange',
    plural: 'limitranges',
    writer: 'platform',
    reach: 'namespace',
    watched: true,
    team: { may: 'read' },
    guarded: true,
    binding: true,
    validate: { v1: checkLimitRange },
  },
  {
    ...shared,
    kind: 'ConfigMap',
    plural: 'configmaps',
    writer: 'tenant',
    reach: 'namespace',
    watched: true,
    metadataOnly: true,
    optional: true,
    team: { may: 'write' },
    validate: { v1: checkConfigMap },
  },
  {
    ...shared,
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    writer: 'tenant',
    reach: 'namespace',
    watched: true,
    optional: true,
    team: { may: 'write', limit: 50 },
  },
  {
    ...shared,
    kind: 'Secret',
    plural: 'secrets',
    writer: 'controller',
    reach: 'namespace',
    validate: { v1: checkSecret },
  },
  {
    ...shared,
    kind: 'Endpoints',
    plural: 'endpoints',
    label: { one: 'Endpoints', many: 'Endpoints' },
    writer: 'controller',
    reach: 'cluster',
    schema: 'cluster',
    team: { may: 'read' },
    // Endpoints of a team's choice would lead its gateway's traffic to the pods of others, past what they admit.
    guarded: true,
  },
  {
    ...shared,
    kind: 'Event',
    plural: 'events',
    writer: 'controller',
    reach: 'namespace',
    schema: 'cluster',
    asked: true,
    team: { may: 'read' },
  },
  {
    ...shared,
    kind: 'ReplicationController',
    plural: 'replicationcontrollers',
    writer: 'controller',
    reach: 'namespace',
    schema: 'cluster',
  },
];

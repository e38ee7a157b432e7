import {
  checkDaemonSet,
  checkDeployment,
  checkStatefulSet,
} from '../validate/rules/workload';
import { KindDescriptor } from './KindDescriptor';
import { onNodes, replicas } from './madePods';
import { agentReach } from './reach/agentReach';
import { backendNamespace } from './reach/backendReach';
import { daemonSet, deployment, replicaSet, statefulSet } from './health/apps';

const shared = {
  group: 'apps',
  versions: ['v1'],
  namespaced: true,
  schema: 'core',
  reach: backendNamespace,
} as const;

/** What runs pods. */
export const apps: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'Deployment',
    plural: 'deployments',
    writer: 'tenant',
    reach: agentReach,
    watched: true,
    team: {
      may: 'write',
      writable: ['scale'],
      actions: ['restart'],
      limit: 50,
    },
    health: deployment,
    validate: { v1: checkDeployment },
    pods: replicas,
  },
  {
    ...shared,
    kind: 'StatefulSet',
    plural: 'statefulsets',
    writer: 'tenant',
    watched: true,
    team: {
      may: 'write',
      writable: ['scale'],
      actions: ['restart'],
      limit: 50,
    },
    health: statefulSet,
    validate: { v1: checkStatefulSet },
    pods: { ...replicas, claims: true },
  },
  {
    ...shared,
    kind: 'DaemonSet',
    plural: 'daemonsets',
    writer: 'controller',
    reach: agentReach,
    watched: true,
    health: daemonSet,
    validate: { v1: checkDaemonSet },
    pods: onNodes,
  },
  {
    ...shared,
    kind: 'ReplicaSet',
    plural: 'replicasets',
    writer: 'controller',
    schema: 'cluster',
    team: { may: 'read' },
    health: replicaSet,
    pods: replicas,
  },
  {
    ...shared,
    kind: 'ControllerRevision',
    plural: 'controllerrevisions',
    writer: 'controller',
    schema: 'cluster',
    team: { may: 'read' },
  },
];

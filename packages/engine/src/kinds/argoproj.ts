import {
  checkApplication,
  checkApplicationSet,
} from '../validate/rules/application';
import { checkAppProject } from '../validate/rules/appProject';
import { KindDescriptor } from './KindDescriptor';
import { replicas } from './madePods';
import { backendNamespace } from './reach/backendReach';
import { analysisRun, experiment } from './health/analysis';
import {
  applicationSet,
  cronWorkflow,
  eventBus,
  workflow,
} from './health/argo';
import { rollout } from './health/rollouts';

const shared = {
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  namespaced: true,
  opaque: true,
} as const;
const delivery = {
  ...shared,
  schema: 'bundled',
  writer: 'platform',
  reach: 'cluster',
  watched: true,
  tellsDelivery: true,
  guarded: true,
} as const;
const controlled = {
  ...shared,
  schema: 'cluster',
  writer: 'controller',
  reach: 'namespace',
} as const;

/** Argo CD, Rollouts, Workflows and Events. */
export const argoproj: readonly KindDescriptor[] = [
  {
    ...delivery,
    kind: 'Application',
    plural: 'applications',
    binding: true,
    validate: { v1alpha1: checkApplication },
  },
  {
    ...delivery,
    kind: 'ApplicationSet',
    plural: 'applicationsets',
    health: applicationSet,
    validate: { v1alpha1: checkApplicationSet },
  },
  {
    ...delivery,
    kind: 'AppProject',
    plural: 'appprojects',
    binding: true,
    validate: { v1alpha1: checkAppProject },
  },
  {
    ...shared,
    kind: 'Rollout',
    plural: 'rollouts',
    schema: 'cluster',
    writer: 'tenant',
    reach: backendNamespace,
    watched: true,
    team: {
      may: 'write',
      // A canary that waits is promoted by its status.
      writable: ['scale', 'status'],
      actions: ['abort', 'promote-full', 'restart', 'resume', 'retry'],
      limit: 50,
    },
    health: rollout,
    pods: replicas,
  },
  {
    ...shared,
    kind: 'AnalysisTemplate',
    plural: 'analysistemplates',
    schema: 'cluster',
    writer: 'tenant',
    reach: 'namespace',
    team: { may: 'write', limit: 50 },
  },
  {
    ...controlled,
    kind: 'AnalysisRun',
    plural: 'analysisruns',
    team: { may: 'read' },
    health: analysisRun,
  },
  {
    ...controlled,
    kind: 'Experiment',
    plural: 'experiments',
    team: { may: 'read' },
    health: experiment,
  },
  {
    ...controlled,
    kind: 'Workflow',
    plural: 'workflows',
    health: workflow,
  },
  {
    ...controlled,
    kind: 'CronWorkflow',
    plural: 'cronworkflows',
    health: cronWorkflow,
  },
  {
    ...controlled,
    kind: 'EventBus',
    plural: 'eventbus',
    label: { one: 'EventBus', many: 'EventBuses' },
    health: eventBus,
  },
];

import { at } from '../model/fields';
import { checkCronJob } from '../validate/rules/cronJob';
import { checkJob } from '../validate/rules/job';
import { KindDescriptor } from './KindDescriptor';
import { atOnce } from './madePods';
import { cronJob, job } from './health/batch';
import { secretsOfTemplate } from './secretUse';

const shared = {
  group: 'batch',
  versions: ['v1'],
  namespaced: true,
  schema: 'core',
  writer: 'tenant',
  reach: 'namespace',
  watched: true,
} as const;

/** What runs pods to an end. */
export const batch: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'Job',
    plural: 'jobs',
    team: { may: 'write', limit: 200 },
    health: job,
    validate: { v1: checkJob },
    pods: atOnce,
  },
  {
    ...shared,
    kind: 'CronJob',
    plural: 'cronjobs',
    team: { may: 'write', limit: 50 },
    health: cronJob,
    secretUse: {
      of: ({ spec }) => secretsOfTemplate(at(spec, 'jobTemplate', 'spec')),
    },
    validate: { v1: checkCronJob },
  },
];

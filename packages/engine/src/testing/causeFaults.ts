import { KubernetesObject } from '../model';
import {
  Fault,
  app,
  deployment,
  externalSecret,
  pod,
  readyCondition,
  waitingPod,
} from './causeWorld';
import { minutesAgo } from './cardWorld';
import { slice } from './networkWorld';
/** A Deployment with this many of its two pods ready. */
export const short = (
  ready = 0,
  conditions: object[] = [],
  name = 'web',
): KubernetesObject =>
  deployment(name, {
    readyReplicas: ready,
    availableReplicas: ready,
    conditions,
  });
export const late = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-7d9" has timed out progressing.',
};
export const refused = (message: string) => ({
  type: 'ReplicaFailure',
  status: 'True',
  reason: 'FailedCreate',
  message,
});
export const degraded = { health: { status: 'Degraded' } };
export const failedSync = (message: string, object: object) => ({
  sync: { status: 'OutOfSync', revision: 'a'.repeat(40) },
  operationState: {
    phase: 'Failed',
    message: 'one or more objects failed to apply',
    finishedAt: minutesAgo(5),
    syncResult: {
      revision: 'a'.repeat(40),
      resources: [{ ...object, status: 'SyncFailed', message }],
    },
  },
});
export const broken = (...pods: KubernetesObject[]): Fault => ({
  hub: [app(degraded)],
  spoke: [short(0, [late]), ...pods],
  without: ['Pod/web-7d9-b', ...(pods.length > 0 ? [] : ['Pod/web-7d9-a'])],
  slice: slice(false),
});
export const waits = (
  reason: string,
  message: string,
  container: object = {},
) => broken(waitingPod(reason, message, 'web-7d9-a', 'web', container));
export const pendingPod = (message: string) =>
  pod('web-7d9-a', 'web', {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message,
      },
    ],
  });

export const neverFetched = (message: string) =>
  externalSecret(readyCondition('False', 'SecretSyncedError', message));
export const folded = [
  '  Application pay-dev is degraded',
  '  pay.example.com answers 503',
];

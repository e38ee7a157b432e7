import { at, fieldsOf, numberOf, textOf } from '../../model/fields';
import { containersOf } from './containersOf';
import { endedWith } from './endedWith';
import { OnePodTrouble, trouble } from './OnePodTrouble';
import { PodCause } from './podCauses';

/** Reasons of the kubelet and of the node controller for a pod that has failed as a whole, with its message. */
const reasons: ReadonlyArray<readonly [RegExp, PodCause]> = [
  [
    /^Evicted .*((ephemeral|EmptyDir|local storage).* exceeds|exceeded its local ephemeral storage)/is,
    { why: 'it used more disk than it may', fixableBy: 'tenant' },
  ],
  [
    /^Evicted/,
    { why: 'a node that ran short evicted it', fixableBy: 'tenant' },
  ],
  [/^NodeLost/, { why: 'its node was lost', fixableBy: 'platform' }],
  [
    /^(NodeShutdown|Shutdown)|node shutdown/i,
    { why: 'its node was shut down', fixableBy: 'platform' },
  ],
  [
    /^Preempt/,
    {
      why: 'it had to make room for pods of higher priority',
      fixableBy: 'platform',
    },
  ],
  [
    /^(OutOf|NodeAffinity|UnexpectedAdmissionError|NodeName|PodOSNotSupported)/,
    { why: 'its node did not take it', fixableBy: 'platform' },
  ],
  [
    /^DeadlineExceeded/,
    { why: 'it took longer than its deadline', fixableBy: 'tenant' },
  ],
];

/** All that is told of pods that have failed. */
export const failedPodCauses = reasons.map(([, cause]) => cause);

/** Why a pod has failed, by the words for it as a whole, else by how its containers ended. */
export function failedPod(status: unknown): OnePodTrouble {
  const reason = textOf(at(status, 'reason'));
  const message = textOf(at(status, 'message')) ?? '';
  const cause = reasons.find(([pattern]) =>
    pattern.test(`${reason ?? ''} ${message}`),
  )?.[1];
  const ended = containersOf(status)
    .map(container => fieldsOf(at(container, 'state', 'terminated')))
    .find(({ exitCode }) => numberOf(exitCode) !== 0);
  return trouble(
    'Degraded',
    cause ?? {
      why: ended ? endedWith(ended) : reason ?? 'it has failed',
      fixableBy: 'tenant',
    },
    message,
  );
}

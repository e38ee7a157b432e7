import { KubernetesObject, Verdict } from '../../model';
import { Condition, conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { healthy, verdict } from '../verdict';

/** The verdict on one Job; `worst` is the worst trouble of its pods. */
export function jobVerdict(
  job: KubernetesObject,
  worst: Verdict | undefined,
): Verdict {
  const failed = failureOf(job);
  if (failed) {
    return verdict('Degraded', whyFailed(failed), {
      fixableBy: 'tenant',
      ...(failed.since === undefined ? {} : { since: failed.since }),
    });
  }
  if (conditionOf(job, 'Complete')?.status === 'True') {
    return healthy();
  }
  return worst ?? verdict('Progressing', 'it is running');
}

/** What a Job says of its failure; undefined of one that has not failed. */
export function failureOf(job: KubernetesObject): Condition | undefined {
  const failed = conditionOf(job, 'Failed');
  return failed?.status === 'True' ? failed : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  PodFailurePolicy: 'its pod failure policy gave it up',
  FailedIndexes: 'some of its indexes failed',
  MaxFailedIndexesExceeded: 'more of its indexes failed than may',
};

function whyFailed({ reason, message }: Condition): string {
  switch (reason) {
    case 'DeadlineExceeded':
      return 'it took longer than its deadline';
    case 'BackoffLimitExceeded':
    case '':
      return 'its pods failed too often';
    default: {
      const text = controllerText(message);
      const why = Object.hasOwn(reasons, reason)
        ? reasons[reason]
        : `it failed with ${reason}`;
      return text ? `${why}: ${text}` : why;
    }
  }
}

import { cronProblem } from './cron';
import { Cursor } from './Cursor';
import { checkJobSpec } from './workload';

const MACRO =
  /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every .+)$/;

/**
 * Checks a CronJob.
 */
export function checkCronJob(object: Cursor): void {
  const spec = object.get('spec');
  const schedule = spec.get('schedule');
  schedule.required();
  schedule.named(text => {
    if (text.includes('TZ=')) return 'must not name a time zone, timeZone does';
    return MACRO.test(text) ? undefined : cronProblem(text);
  });
  spec.get('startingDeadlineSeconds').within(0, Infinity);
  spec.get('successfulJobsHistoryLimit').within(0, Infinity);
  spec.get('failedJobsHistoryLimit').within(0, Infinity);
  checkJobSpec(spec.get('jobTemplate', 'spec'));
  const name = object.get('metadata', 'name');
  name.named(text =>
    text.length > 52
      ? 'must have at most 52 characters, for its jobs add 11'
      : undefined,
  );
}

import { durationNanos } from '../../units/duration';
import { cronProblem } from './cron';
import { Cursor } from './Cursor';
import { checkJobSpec } from './job';
import { timeZoneProblem } from './timeZone';

const MACROS = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/**
 * Checks a CronJob.
 */
export function checkCronJob(object: Cursor): void {
  const spec = object.get('spec');
  const schedule = spec.get('schedule');
  schedule.required();
  if (schedule.text()) {
    schedule.named(scheduleProblem);
  }
  spec.get('timeZone').named(timeZoneProblem);
  spec.get('concurrencyPolicy').oneOf(['Allow', 'Forbid', 'Replace']);
  spec.get('startingDeadlineSeconds').within(0, Infinity);
  spec.get('successfulJobsHistoryLimit').within(0, Infinity);
  spec.get('failedJobsHistoryLimit').within(0, Infinity);
  const job = spec.get('jobTemplate', 'spec');
  checkJobSpec(job);
  if (job.get('selector').exists) {
    job
      .get('selector')
      .fail('NotAllowed', 'is set by the API server', 'Remove it.');
  }
  if (job.get('manualSelector').value === true) {
    job
      .get('manualSelector')
      .fail('NotAllowed', 'must not be true here', 'Remove it.');
  }
  object
    .get('metadata', 'name')
    .named(text =>
      text.length > 52
        ? 'must have at most 52 characters, for its jobs add 11'
        : undefined,
    );
}

function scheduleProblem(text: string): string | undefined {
  if (text.includes('TZ')) {
    return 'must not name a time zone, timeZone does';
  }
  if (MACROS.test(text)) {
    return undefined;
  }
  if (!text.startsWith('@every ')) {
    return text.startsWith('@')
      ? 'must be five fields, or a word such as @daily'
      : cronProblem(text);
  }
  return durationNanos(text.slice('@every '.length)) === undefined
    ? 'must be @every with a duration such as 1h30m'
    : undefined;
}

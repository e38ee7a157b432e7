import { Cursor } from './Cursor';
import { checkSelector, isEmptySelector, selects } from './labels';
import { checkPod, checkPodTemplate } from './podTemplate';
import { plainText } from '../../snapshot/fields';

const PERCENT = /^\d+%$/;

/** Checks a Pod. */
export function checkPodObject(object: Cursor): void {
  checkPod(object.get('spec'), ['Always', 'OnFailure', 'Never']);
}

/**
 * Checks a Deployment, StatefulSet or DaemonSet.
 */
export function checkWorkload(object: Cursor): void {
  const spec = object.get('spec');
  const template = spec.get('template');
  const selector = spec.get('selector');
  checkSelector(selector);
  if (isEmptySelector(selector)) {
    selector.fail(
      'MissingField',
      'must not be empty',
      'Name the labels of the pods.',
    );
  } else if (!selects(selector, template.get('metadata', 'labels').record())) {
    template
      .get('metadata', 'labels')
      .fail(
        'Conflict',
        'must be selected by the selector',
        'Give the template the labels that spec.selector names.',
      );
  }
  checkPodTemplate(template);
  for (const count of ['replicas', 'minReadySeconds', 'revisionHistoryLimit']) {
    spec.get(count).within(0, Infinity);
  }
  checkProgress(spec);
  checkStrategy(spec.get('strategy'));
}

/** Checks a Job. */
export function checkJob(object: Cursor): void {
  checkJobSpec(object.get('spec'));
}

/** Checks the spec of a Job, alone or in a CronJob. */
export function checkJobSpec(spec: Cursor): void {
  for (const count of ['parallelism', 'completions', 'backoffLimit']) {
    spec.get(count).within(0, Infinity);
  }
  const restart = spec.get('template', 'spec', 'restartPolicy');
  if (!restart.exists) {
    restart.fail(
      'MissingField',
      'is required for jobs',
      'Choose OnFailure or Never.',
    );
  }
  checkPodTemplate(spec.get('template'), ['OnFailure', 'Never']);
}

function checkProgress(spec: Cursor): void {
  const deadline = spec.get('progressDeadlineSeconds');
  const ready = spec.get('minReadySeconds').number() ?? 0;
  if ((deadline.number() ?? Infinity) <= ready) {
    deadline.fail(
      'Conflict',
      `must be more than minReadySeconds, ${ready}; is ${plainText(
        deadline.value,
      )}`,
      'Raise it.',
    );
  }
}

function checkStrategy(strategy: Cursor): void {
  const rolling = strategy.get('rollingUpdate');
  if (!rolling.exists) return;
  if (strategy.get('type').value === 'Recreate') {
    rolling.fail('Conflict', 'must not be set with Recreate', 'Remove it.');
  }
  const parts = [rolling.get('maxSurge'), rolling.get('maxUnavailable')];
  for (const part of parts) {
    part.within(0, Infinity);
    part.named(text =>
      PERCENT.test(text) ? undefined : 'must be a number or a percentage',
    );
  }
  if (parts.every(part => part.value === 0 || part.value === '0%')) {
    rolling.fail(
      'Conflict',
      'must not have both maxSurge and maxUnavailable at 0',
      'Raise one of them.',
    );
  }
}

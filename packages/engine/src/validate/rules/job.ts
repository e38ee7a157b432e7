import { qualifiedNameProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { checkFailurePolicy, checkSuccessPolicy } from './jobPolicies';
import { checkSelector, selects } from './labels';
import { checkPodTemplate } from './pod/podTemplate';

const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
  'ttlSecondsAfterFinished',
];

/** Checks a Job. */
export function checkJob(object: Cursor): void {
  const spec = object.get('spec');
  checkJobSpec(spec);
  const selector = spec.get('selector');
  checkSelector(selector);
  if (spec.get('manualSelector').value !== true) {
    if (selector.exists) {
      selector.fail(
        'NotAllowed',
        'is set by the API server, unless manualSelector is true',
        'Remove it.',
      );
    }
    // The pods are labelled with the name of the job.
    object
      .get('metadata', 'name')
      .named(text =>
        text.length > 63
          ? 'must have at most 63 characters, for its pods have it as label'
          : undefined,
      );
    return;
  }
  selector.required();
  const labels = spec.get('template', 'metadata', 'labels');
  if (selector.exists && !selects(selector, labels.record())) {
    labels.fail(
      'Conflict',
      'must be selected by the selector',
      'Add the labels of spec.selector to the template.',
    );
  }
}

/** Checks the spec of a Job, alone or in a CronJob. */
export function checkJobSpec(spec: Cursor): void {
  COUNTS.forEach(count => spec.get(count).within(0, Infinity));
  checkPodTemplate(spec.get('template'), ['OnFailure', 'Never']);
  const mode = spec.get('completionMode');
  mode.exactlyOneOf(['NonIndexed', 'Indexed']);
  checkIndexed(spec, mode.value === 'Indexed');
  const replacement = spec.get('podReplacementPolicy');
  replacement.exactlyOneOf(['TerminatingOrFailed', 'Failed']);
  const failures = spec.get('podFailurePolicy');
  if (failures.exists) {
    checkFailurePolicy(failures, spec);
  }
  if (failures.exists && replacement.value === 'TerminatingOrFailed') {
    replacement.fail(
      'Conflict',
      'must be Failed when podFailurePolicy is set',
      'Set it to Failed.',
    );
  }
  checkSuccessPolicy(spec.get('successPolicy'), mode.value === 'Indexed');
  const manager = spec.get('managedBy');
  manager.named(text => {
    if (text.length > 63) {
      return 'must have at most 63 characters';
    }
    return text.includes('/')
      ? qualifiedNameProblem(text)
      : 'must be domain/name';
  });
}

function checkIndexed(spec: Cursor, isIndexed: boolean): void {
  if (isIndexed) {
    if (!spec.get('completions').exists) {
      spec.get('completions').required();
    }
    spec.get('parallelism').within(0, 100000);
  } else if (spec.get('backoffLimitPerIndex').exists) {
    spec
      .get('backoffLimitPerIndex')
      .fail('Conflict', 'is only allowed for indexed jobs', 'Remove it.');
  }
  const failed = spec.get('maxFailedIndexes');
  if (!failed.exists) {
    return;
  }
  if (!spec.get('backoffLimitPerIndex').exists) {
    failed.fail(
      'Conflict',
      'is only allowed for jobs with backoffLimitPerIndex',
      'Remove it.',
    );
  }
  const completions = spec.get('completions').number();
  if (completions !== undefined && (failed.number() ?? 0) > completions) {
    failed.fail('Conflict', 'must not be more than completions', 'Lower it.');
  }
}

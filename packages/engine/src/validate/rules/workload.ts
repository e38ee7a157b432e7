import { plainText } from '../../model/fields';
import { Cursor } from './Cursor';
import { checkBound, percentOf } from './bounds';
import { checkSelector, isEmptySelector, selects } from './labels';
import { checkPodSpec } from './pod/podSpec';
import {
  checkPodTemplate,
  checkRestarts,
  checkTemplateMetadata,
} from './pod/podTemplate';

const COUNTS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit'];

/** Checks a Pod. */
export function checkPodObject(object: Cursor): void {
  checkPodSpec(object.get('spec'), { isPod: true });
}

/** Checks a Deployment. */
export function checkDeployment(object: Cursor): void {
  const spec = object.get('spec');
  checkOwner(spec);
  checkPodTemplate(spec.get('template'), ['Always']);
  checkProgress(spec);
  const strategy = spec.get('strategy');
  strategy.get('type').oneOf(['RollingUpdate', 'Recreate']);
  const rolling = strategy.get('rollingUpdate');
  if (!rolling.exists) {
    return;
  }
  if (strategy.get('type').value === 'Recreate') {
    rolling.fail('Conflict', 'must not be set with Recreate', 'Remove it.');
  }
  const parts = [rolling.get('maxSurge'), rolling.get('maxUnavailable')];
  parts.forEach(part => checkBound(part));
  limitToAll(rolling.get('maxUnavailable'));
  if (parts.every(part => percentOf(part.value ?? 1) === 0)) {
    rolling.fail(
      'Conflict',
      'must not have both maxSurge and maxUnavailable at 0',
      'Raise one of them.',
    );
  }
}

/** Checks a DaemonSet. */
export function checkDaemonSet(object: Cursor): void {
  const spec = object.get('spec');
  checkOwner(spec);
  checkPodTemplate(spec.get('template'), ['Always']);
  const strategy = spec.get('updateStrategy');
  strategy.get('type').oneOf(['RollingUpdate', 'OnDelete']);
  const rolling = strategy.get('rollingUpdate');
  const surge = rolling.get('maxSurge');
  const unavailable = rolling.get('maxUnavailable');
  for (const part of [surge, unavailable]) {
    checkBound(part);
    limitToAll(part);
  }
  const moves = [
    percentOf(surge.value ?? 0) !== 0,
    percentOf(unavailable.value ?? 1) !== 0,
  ].filter(Boolean).length;
  if (rolling.exists && moves !== 1) {
    rolling.fail(
      'Conflict',
      'must have exactly one of maxSurge and maxUnavailable above 0',
      'Set the other one to 0.',
    );
  }
}

/** Checks a StatefulSet. Its pods are refused only when they are created, so what is wrong in them is a warning. */
export function checkStatefulSet(object: Cursor): void {
  const spec = object.get('spec');
  checkOwner(spec);
  const template = spec.get('template');
  checkTemplateMetadata(template);
  checkRestarts(template.get('spec'), ['Always']);
  checkPodSpec(template.get('spec').warning(), {
    addedVolumes: spec
      .get('volumeClaimTemplates')
      .items()
      .map(claim => claim.get('metadata', 'name').text() ?? ''),
  });
  spec.get('podManagementPolicy').oneOf(['OrderedReady', 'Parallel']);
  const strategy = spec.get('updateStrategy');
  strategy.get('type').oneOf(['RollingUpdate', 'OnDelete']);
  const rolling = strategy.get('rollingUpdate');
  if (rolling.exists && strategy.get('type').value === 'OnDelete') {
    rolling.fail('Conflict', 'is only allowed for RollingUpdate', 'Remove it.');
  }
  rolling.get('partition').within(0, Infinity);
  const unavailable = rolling.get('maxUnavailable');
  checkBound(unavailable);
  limitToAll(unavailable);
  if (unavailable.exists && percentOf(unavailable.value) === 0) {
    unavailable.fail('OutOfRange', 'must not be 0', 'Use 1 or more.');
  }
  for (const when of ['whenDeleted', 'whenScaled']) {
    spec
      .get('persistentVolumeClaimRetentionPolicy', when)
      .oneOf(['Retain', 'Delete']);
  }
  spec.get('ordinals', 'start').within(0, Infinity);
}

/** What all owners of pods have in common. */
function checkOwner(spec: Cursor): void {
  const selector = spec.get('selector');
  const labels = spec.get('template', 'metadata', 'labels');
  checkSelector(selector);
  if (isEmptySelector(selector)) {
    selector.fail(
      'MissingField',
      'must not be empty',
      'Name the labels of the pods.',
    );
  } else if (!selects(selector, labels.record())) {
    labels.fail(
      'Conflict',
      'must be selected by the selector',
      'Add the labels of spec.selector to the template.',
    );
  }
  const deadline = spec.get('template', 'spec', 'activeDeadlineSeconds');
  if (deadline.exists) {
    deadline.fail('NotAllowed', 'is only allowed for Jobs', 'Remove it.');
  }
  COUNTS.forEach(count => spec.get(count).within(0, Infinity));
}

function checkProgress(spec: Cursor): void {
  const deadline = spec.get('progressDeadlineSeconds');
  deadline.within(0, Infinity);
  const ready = spec.get('minReadySeconds').number() ?? 0;
  // Without one, an API server sets ten minutes.
  if ((deadline.number() ?? 600) <= ready) {
    deadline.fail(
      'Conflict',
      `must be more than minReadySeconds, ${ready}; is ${
        deadline.exists ? plainText(deadline.value) : '600 by default'
      }`,
      'Raise it.',
    );
  }
}

function limitToAll(part: Cursor): void {
  if (typeof part.value !== 'string' || (percentOf(part.value) ?? 0) <= 100) {
    return;
  }
  part.fail(
    'OutOfRange',
    `must be at most 100%, is ${part.value}`,
    'Lower it.',
  );
}

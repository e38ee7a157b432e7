import { plainText } from '../../model/fields';
import { pathSegmentProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { checkReference } from './objectReference';
import { valueOf } from './quantities';

/** The field that holds a metric of each type, and the values that its target may have. */
const SOURCES: Record<string, { field: string; values: string[] }> = {
  Resource: {
    field: 'resource',
    values: ['averageUtilization', 'averageValue'],
  },
  ContainerResource: {
    field: 'containerResource',
    values: ['averageUtilization', 'averageValue'],
  },
  Pods: { field: 'pods', values: ['averageValue'] },
  Object: { field: 'object', values: ['value', 'averageValue'] },
  External: { field: 'external', values: ['value', 'averageValue'] },
};
const FIELDS = Object.values(SOURCES).map(source => source.field);
/** Sources that must not have both of their values. */
const EITHER = ['resource', 'containerResource', 'external'];

/** Checks what a HorizontalPodAutoscaler scales by. */
export function checkMetric(metric: Cursor): void {
  const type = metric.get('type');
  type.required();
  type.oneOf(Object.keys(SOURCES));
  const source = SOURCES[type.text() ?? ''];
  if (source) {
    metric.get(source.field).required();
  }
  for (const field of FIELDS) {
    const part = metric.get(field);
    if (!part.exists) {
      continue;
    }
    if (source && field !== source.field) {
      part.fail(
        'Conflict',
        `must not be set for the type ${type.text()}`,
        'Remove it.',
      );
    } else {
      checkSource(part, field);
    }
  }
}

function checkSource(part: Cursor, field: string): void {
  if (/esource$/.test(field)) {
    part.get('name').required();
  } else {
    const name = part.get('metric', 'name');
    name.required();
    name.named(pathSegmentProblem);
  }
  if (field === 'containerResource') {
    part.get('container').required();
  }
  if (field === 'object') {
    checkReference(part.get('describedObject'));
  }
  const values = Object.values(SOURCES).find(s => s.field === field)!.values;
  checkTarget(part.get('target'), values, EITHER.includes(field));
}

function checkTarget(
  target: Cursor,
  values: readonly string[],
  either: boolean,
): void {
  const type = target.get('type');
  type.required();
  type.oneOf(['Utilization', 'Value', 'AverageValue']);
  const given = values.filter(name => target.get(name).exists);
  if (given.length === 0) {
    target
      .get(values[0])
      .fail('MissingField', 'is required', `Use ${values.join(' or ')}.`);
  }
  if (either && given.length > 1) {
    target
      .get(given[1])
      .fail(
        'Conflict',
        `must not be set together with ${given[0]}`,
        'Remove it.',
      );
  }
  target.get('averageUtilization').within(1, Infinity);
  for (const name of ['value', 'averageValue']) {
    const at = target.get(name);
    if ((valueOf(at) ?? 1n) > 0n) {
      continue;
    }
    at.fail(
      'OutOfRange',
      `must be more than 0, is ${plainText(at.value)}`,
      'Use more.',
    );
  }
}

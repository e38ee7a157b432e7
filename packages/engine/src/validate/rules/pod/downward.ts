import { plainText } from '../../../model/fields';
import { qualifiedNameProblem } from '../../nameProblems';
import { Cursor } from '../Cursor';
import { amountOf } from '../quantities';

export const ENVIRONMENT_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

export const VOLUME_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
];

/** Fields that older versions named, which are still understood. */
const FORMER = ['spec.host'];
const RESOURCE =
  /^(?:(?:limits|requests)\.(?:cpu|memory|ephemeral-storage)|(?:limits|requests)\.hugepages-.*)$/s;
const ONES = /^1(?:[kMGTPE]i?|Ki)?$/;

/** Checks a reference to a field of the pod itself. */
export function checkFieldRef(
  reference: Cursor,
  allowed: readonly string[],
): void {
  if (!reference.exists) {
    return;
  }
  const version = reference.get('apiVersion');
  version.oneOf(['v1']);
  const path = reference.get('fieldPath');
  path.required();
  const text = path.text();
  if (!text) {
    return;
  }
  const keyed = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/s.exec(text);
  if (keyed) {
    const key =
      keyed[1] === 'metadata.annotations' ? keyed[2].toLowerCase() : keyed[2];
    path.named(() => {
      const problem = qualifiedNameProblem(key);
      return problem && `has a key that ${problem}`;
    });
  } else if (!FORMER.includes(text)) {
    path.exactlyOneOf(allowed);
  }
}

/**
 * Checks a reference to what a container asks for or may use.
 *
 * @param named - whether it must say of which container
 */
export function checkResourceFieldRef(reference: Cursor, named: boolean): void {
  if (!reference.exists) {
    return;
  }
  if (named) {
    reference.get('containerName').required();
  }
  const resource = reference.get('resource');
  resource.required();
  if (resource.text()) {
    resource.named(text =>
      RESOURCE.test(text)
        ? undefined
        : 'must be requests or limits of cpu, memory, ephemeral-storage or hugepages',
    );
  }
  checkDivisor(reference.get('divisor'), resource.text() ?? '');
}

function checkDivisor(divisor: Cursor, resource: string): void {
  const nanos = amountOf(divisor);
  if (nanos === undefined || nanos === 0n) {
    return;
  }
  const isCpu = /\.cpu$/.test(resource);
  const text = plainText(divisor.value);
  if (isCpu ? ['1', '1m', '1000m'].includes(text) : ONES.test(text)) {
    return;
  }
  divisor.fail(
    'NotAllowed',
    isCpu
      ? `must be 1m or 1, is ${text}`
      : `must be one of its unit, as 1Mi is; is ${text}`,
    isCpu ? 'Choose 1m or 1.' : 'Choose 1, 1Ki, 1Mi or 1Gi.',
  );
}

import { plainText } from '../../model/fields';
import { dns1123LabelProblem, dns1123SubdomainProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { checkSelector } from './labels';
import { valueOf } from './quantities';

const MODES = [
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
];

/**
 * Checks a PersistentVolumeClaim.
 */
export function checkClaim(object: Cursor): void {
  checkClaimSpec(object.get('spec'));
}

/** Checks the spec of a claim, of its own or in a volume. */
export function checkClaimSpec(spec: Cursor): void {
  const modes = spec.get('accessModes');
  modes.required();
  modes.items().forEach(mode => mode.exactlyOneOf(MODES));
  const given = new Set(modes.items().map(mode => mode.text()));
  if (given.has('ReadWriteOncePod') && given.size > 1) {
    modes.fail(
      'Conflict',
      'must not have others beside ReadWriteOncePod',
      'Keep one.',
    );
  }
  checkSelector(spec.get('selector'));
  const storage = spec.get('resources', 'requests', 'storage');
  storage.required();
  if ((valueOf(storage) ?? 1n) <= 0n) {
    storage.fail(
      'OutOfRange',
      `must be more than 0, is ${plainText(storage.value)}`,
      'Use more.',
    );
  }
  for (const name of ['storageClassName', 'volumeAttributesClassName']) {
    const at = spec.get(name);
    if (at.value !== '') {
      at.named(dns1123SubdomainProblem);
    }
  }
  spec.get('volumeMode').exactlyOneOf(['Block', 'Filesystem']);
  checkSource(spec);
}

function checkSource(spec: Cursor): void {
  const source = spec.get('dataSource');
  const reference = spec.get('dataSourceRef');
  for (const at of [source, reference]) {
    if (!at.exists) {
      continue;
    }
    at.get('name').required();
    at.get('kind').required();
    const group = at.get('apiGroup');
    if (group.text()) {
      group.named(dns1123SubdomainProblem);
    } else if (at.get('kind').value !== 'PersistentVolumeClaim') {
      at.get('kind').fail(
        'NotAllowed',
        'must be PersistentVolumeClaim without an apiGroup',
        'Use the apiGroup.',
      );
    }
  }
  const namespace = reference.get('namespace');
  if (namespace.text()) {
    namespace.named(dns1123LabelProblem);
  }
  if (!source.exists || !reference.exists) {
    return;
  }
  const differ = ['apiGroup', 'kind', 'name'].some(
    field => source.get(field).value !== reference.get(field).value,
  );
  if (namespace.text() || differ) {
    source.fail('Conflict', 'must be the same as dataSourceRef', 'Remove it.');
  }
}

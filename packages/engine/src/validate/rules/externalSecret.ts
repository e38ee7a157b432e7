import { patternProblem } from '../foreignPattern';
import { Cursor, refuseRepeated } from './Cursor';
import { checkDuration } from './durations';
import { plainText } from '../../model/fields';

const TEMPLATE_TARGETS = ['data', 'annotations', 'labels'];
/** So many regular expressions are compiled; each takes time. */
const MOST_EXPRESSIONS = 32;
const TOKEN = 'kubernetes.io/service-account-token';
const TOKEN_ACCOUNT = 'kubernetes.io/service-account.name';

/**
 * Checks an ExternalSecret as External Secrets' own webhook does (apis/externalsecrets/v1 of release 2.9).
 */
export function checkExternalSecret(object: Cursor): void {
  const spec = object.get('spec');
  const target = spec.get('target');
  checkPolicies(target);
  checkTemplate(target);
  checkDuration(spec.get('refreshInterval'));
  const data = spec.get('data').items();
  const dataFrom = spec.get('dataFrom').items();
  if (data.length === 0 && dataFrom.length === 0) {
    spec
      .get('data')
      .fail(
        'MissingField',
        'or dataFrom is required',
        'Name the keys to fetch.',
      );
  }
  dataFrom.forEach(checkSource);
  checkExpressions([...data, ...dataFrom]);
  if ((target.get('deletionPolicy').value ?? 'Retain') === 'Retain') {
    refuseRepeated(data, d => d.get('secretKey').text(), 'the secretKey');
  }
}

/** The controller compiles regular expressions when it syncs, and then fails; its webhook takes any. */
function checkExpressions(sources: Cursor[]): void {
  const expressions = sources.flatMap(source => [
    source.get('find', 'name', 'regexp'),
    ...source
      .get('rewrite')
      .items()
      .map(rewrite => rewrite.get('regexp', 'source')),
  ]);
  for (const expression of expressions.slice(0, MOST_EXPRESSIONS)) {
    expression.warning().named(patternProblem);
  }
}

function checkPolicies(target: Cursor): void {
  const deletion = target.get('deletionPolicy');
  const creation = target.get('creationPolicy').text() ?? 'Owner';
  if (
    deletion.value === 'Delete' &&
    ['Merge', 'None', 'CreateOrMerge'].includes(creation)
  ) {
    deletion.fail(
      'Conflict',
      `must not be Delete when creationPolicy is ${creation}, since the controller does not own the secret`,
      'Set creationPolicy to Owner, or deletionPolicy to Retain.',
    );
  }
  if (deletion.value === 'Merge' && creation === 'None') {
    deletion.fail(
      'Conflict',
      'must not be Merge when creationPolicy is None: there is no Secret to merge with',
      'Set creationPolicy to Owner, or deletionPolicy to Retain.',
    );
  }
}

function checkTemplate(target: Cursor): void {
  const template = target.get('template');
  const type = template.get('type');
  const from = template.get('templateFrom').items();
  if (type.value === 'bootstrap.kubernetes.io/token') {
    type.fail(
      'NotAllowed',
      'must not be a bootstrap token',
      'Choose another type.',
    );
  }
  if (type.value === TOKEN) {
    const annotations = template.get('metadata', 'annotations').record();
    const intoAnnotations = from.some(
      f => f.get('target').text()?.toLowerCase() === 'annotations',
    );
    if (TOKEN_ACCOUNT in annotations || intoAnnotations) {
      type.fail(
        'NotAllowed',
        'must not be a token of a service account',
        'Choose another type, or remove the annotation.',
      );
    }
  }
  const manifest = target.get('manifest');
  const intoSecret =
    !manifest.exists ||
    (manifest.get('apiVersion').value === 'v1' &&
      manifest.get('kind').value === 'Secret');
  if (!intoSecret) {
    return;
  }
  for (const entry of from) {
    const into = entry.get('target');
    if (into.text() && !TEMPLATE_TARGETS.includes(into.text()!.toLowerCase())) {
      into.fail(
        'NotAllowed',
        `must be Data, Annotations or Labels, is ${plainText(into.value)}`,
        'Choose Data, Annotations or Labels.',
      );
    }
  }
}

function checkSource(source: Cursor): void {
  const reference = source.get('sourceRef');
  const generator = reference.get('generatorRef');
  const used = [source.get('find'), source.get('extract'), generator].filter(
    part => part.exists,
  );
  if (used.length > 1) {
    source.fail(
      'Conflict',
      'must have only one of extract, find and sourceRef.generatorRef',
      'Split it into several entries.',
    );
  }
  if (used.length === 0 && !reference.exists) {
    source.fail(
      'MissingField',
      'must have extract, find or sourceRef',
      'Set one of them.',
    );
  }
  if (
    reference.exists &&
    !generator.exists &&
    !reference.get('storeRef').exists
  ) {
    reference.fail(
      'MissingField',
      'must have generatorRef or storeRef',
      'Name the store or the generator.',
    );
  }
}

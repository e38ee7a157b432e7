import { configKeyProblem, dns1123SubdomainProblem } from '../../nameProblems';
import { Cursor, refuseRepeated } from '../Cursor';
import {
  checkFieldRef,
  checkResourceFieldRef,
  ENVIRONMENT_FIELDS,
} from './downward';

const SOURCES = [
  'fieldRef',
  'resourceFieldRef',
  'configMapKeyRef',
  'secretKeyRef',
  'fileKeyRef',
];

/** Checks the variables of one container, and where whole sets of them come from. */
export function checkEnvironment(container: Cursor): void {
  const variables = container.get('env').items();
  for (const variable of variables) {
    const name = variable.get('name');
    name.required();
    if (name.text()) {
      name.named(variableProblem);
    }
    checkSource(variable);
  }
  refuseRepeated(variables, v => v.get('name').text(), 'the name', 'warning');
  for (const set of container.get('envFrom').items()) {
    checkSet(set);
  }
}

/** RelaxedEnvironmentVariableValidation: everything printable but the sign that ends a name. */
function variableProblem(text: string): string | undefined {
  return /^[\x20-\x3c\x3e-\x7e]+$/.test(text)
    ? undefined
    : 'must be printable ASCII without =';
}

function checkSource(variable: Cursor): void {
  const source = variable.get('valueFrom');
  if (!source.exists) {
    return;
  }
  const given = source.atMostOne(SOURCES);
  if (given.length === 0) {
    source.fail(
      'MissingField',
      `must have one of ${SOURCES.join(', ')}`,
      'Set a source for the value.',
    );
  }
  if (variable.get('value').text()) {
    source.fail(
      'Conflict',
      'must not be set with a value',
      'Keep one of them.',
    );
  }
  checkFieldRef(source.get('fieldRef'), ENVIRONMENT_FIELDS);
  checkResourceFieldRef(source.get('resourceFieldRef'), false);
  for (const kind of ['configMapKeyRef', 'secretKeyRef']) {
    checkKeyRef(source.get(kind));
  }
  const file = source.get('fileKeyRef');
  if (file.exists) {
    for (const field of ['volumeName', 'path', 'key']) {
      file.get(field).required();
    }
  }
}

function checkKeyRef(reference: Cursor): void {
  if (!reference.exists) {
    return;
  }
  const name = reference.get('name');
  name.required();
  if (name.text()) {
    name.named(dns1123SubdomainProblem);
  }
  const key = reference.get('key');
  key.required();
  if (key.text()) {
    key.named(configKeyProblem);
  }
}

function checkSet(set: Cursor): void {
  const prefix = set.get('prefix');
  if (prefix.text()) {
    prefix.named(variableProblem);
  }
  const given = set.atMostOne(['configMapRef', 'secretRef']);
  if (given.length === 0) {
    set.fail(
      'MissingField',
      'must have configMapRef or secretRef',
      'Set one of them.',
    );
  }
  for (const kind of given) {
    const name = set.get(kind, 'name');
    name.required();
    // A name may end with a dash here, as a prefix of generated names does.
    if (name.text()) {
      name.named(text => dns1123SubdomainProblem(text.replace(/-$/, 'x')));
    }
  }
}

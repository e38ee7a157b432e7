import { parseAddress } from '../address';
import { dns1123LabelProblem, dns1123SubdomainProblem } from '../nameProblems';
import { Cursor } from './Cursor';
import { portNameProblem } from './portNames';

const ODD_PATHS = /\/\/|\/\.\/|\/\.\.\/|%2f|\/\.\.?$/i;

/**
 * Checks an Ingress.
 */
export function checkIngress(object: Cursor): void {
  const spec = object.get('spec');
  const usual = spec.get('defaultBackend');
  const rules = spec.get('rules').items();
  if (rules.length === 0 && !usual.exists) {
    spec
      .get('rules')
      .fail('MissingField', 'or defaultBackend is required', 'Set one.');
  }
  if (usual.exists) {
    checkBackend(usual);
  }
  rules.forEach(checkRule);
  for (const tls of spec.get('tls').items()) {
    tls.get('hosts').items().forEach(checkHost);
    const secret = tls.get('secretName');
    if (secret.text()) {
      secret.named(dns1123SubdomainProblem);
    }
  }
  const name = spec.get('ingressClassName');
  name.named(dns1123SubdomainProblem);
}

function checkHost(host: Cursor): void {
  host.named(text =>
    dns1123SubdomainProblem(text.startsWith('*.') ? text.slice(2) : text),
  );
}

function checkRule(rule: Cursor): void {
  const host = rule.get('host');
  if (host.text()) {
    checkHost(host);
    if (parseAddress(host.text()!)) {
      host.fail(
        'WrongFormat',
        'must be a name, not an address',
        'Name a host.',
      );
    }
  }
  const http = rule.get('http');
  if (!http.exists) {
    return;
  }
  http.get('paths').required();
  for (const path of http.get('paths').items()) {
    checkPath(path);
    checkBackend(path.get('backend'));
  }
}

function checkPath(path: Cursor): void {
  const type = path.get('pathType');
  const at = path.get('path');
  const text = at.text() ?? '';
  if (!type.exists) {
    type.required();
  }
  type.exactlyOneOf(['Exact', 'Prefix', 'ImplementationSpecific']);
  const isFree = type.value === 'ImplementationSpecific';
  if (!text.startsWith('/') && !(isFree && text === '')) {
    at.fail('WrongFormat', 'must start with /', 'Write an absolute path.');
  } else if (!isFree && ODD_PATHS.test(text)) {
    at.fail(
      'WrongFormat',
      `must not have //, /./, /../ or an escaped /, is ${text}`,
      'Write the path as it is.',
    );
  }
}

function checkBackend(backend: Cursor): void {
  const given = backend.atMostOne(['service', 'resource']);
  if (given.length === 0) {
    backend.fail(
      'MissingField',
      'must have service or resource',
      'Set a backend.',
    );
  }
  const resource = backend.get('resource');
  if (resource.exists) {
    resource.get('kind').required();
    resource.get('name').required();
  }
  const service = backend.get('service');
  if (!service.exists) {
    return;
  }
  const name = service.get('name');
  name.required();
  if (name.text()) {
    name.named(dns1123LabelProblem);
  }
  const port = service.get('port');
  const number = port.get('number');
  const portName = port.get('name');
  const isNamed = Boolean(portName.text());
  if (isNamed === Boolean(number.number())) {
    port.fail(
      isNamed ? 'Conflict' : 'MissingField',
      'must have one of name and number',
      'Set one of them.',
    );
  }
  if (isNamed) {
    portName.named(portNameProblem);
  }
  if (number.number()) {
    number.within(1, 65535);
  }
}

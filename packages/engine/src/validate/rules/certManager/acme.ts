import { dns1123SubdomainProblem } from '../../nameProblems';
import { Cursor } from '../Cursor';
import { durationNanos } from '../../../units/duration';
import { checkBundle } from './authorities';
import { checkDnsSolver, requireKey } from './dnsSolver';

/** Checks an issuer that asks an ACME server such as Let's Encrypt. */
export function checkAcme(acme: Cursor): void {
  const bundle = acme.get('caBundle');
  checkBundle(bundle);
  if (bundle.text() && acme.get('skipTLSVerify').value === true) {
    bundle
      .of(undefined)
      .fail(
        'Conflict',
        'must not be set together with skipTLSVerify',
        'Remove skipTLSVerify.',
      );
  }
  acme.get('privateKeySecretRef', 'name').required();
  acme.get('server').required();
  const binding = acme.get('externalAccountBinding');
  if (binding.exists) {
    binding.get('keyID').required();
    requireKey(binding.get('keySecretRef'));
  }
  acme.get('solvers').items().forEach(checkSolver);
}

function checkSolver(solver: Cursor): void {
  const given = solver.atMostOne(['http01', 'dns01']);
  if (given.length === 0) {
    solver.fail('MissingField', 'must have http01 or dns01', 'Set a solver.');
  }
  if (given[0] === 'http01') {
    checkHttp(solver.get('http01'));
  } else if (given[0] === 'dns01') {
    checkDnsSolver(solver.get('dns01'));
  }
  solver.get('waitInsteadOfSelfCheck').named(text => {
    const nanos = durationNanos(text);
    if (nanos === undefined) {
      return 'must be a duration such as 30s';
    }
    return nanos < 0n ? 'must not be negative' : undefined;
  });
}

function checkHttp(http: Cursor): void {
  const given = http.atMostOne(['ingress', 'gatewayHTTPRoute']);
  if (given.length === 0) {
    http.fail(
      'MissingField',
      'must have ingress or gatewayHTTPRoute',
      'Set one of them.',
    );
  }
  for (const kind of given) {
    http.get(kind, 'serviceType').oneOf(['ClusterIP', 'NodePort']);
  }
  const ingress = http.get('ingress');
  const name = ingress.get('name').value === '' ? [] : ['name'];
  ingress.atMostOne(['class', 'ingressClassName', ...name]);
  ingress.get('ingressClassName').named(dns1123SubdomainProblem);
  for (const parent of http.get('gatewayHTTPRoute', 'parentRefs').items()) {
    if (parent.get('kind').exists) {
      parent.get('name').required();
    } else if (parent.get('name').text()) {
      parent.get('kind').required();
    }
  }
}

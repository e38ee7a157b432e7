import { Cursor } from '../Cursor';
import { checkAuthorities, checkBundle } from './authorities';

const WAYS = [
  'tokenSecretRef',
  'appRole',
  'clientCertificate',
  'kubernetes',
  'aws',
];

/** Checks an issuer that asks Vault. */
export function checkVaultIssuer(vault: Cursor): void {
  vault.get('server').required();
  vault.get('path').required();
  vault.get('path').named(pathProblem);
  checkBundle(vault.get('caBundle'));
  checkAuthorities(vault);
  const certificate = vault.get('clientCertSecretRef');
  const key = vault.get('clientKeySecretRef');
  if (certificate.exists !== key.exists) {
    (certificate.exists ? key : certificate).fail(
      'MissingField',
      'is required beside the other one',
      'Use both.',
    );
  }
  checkAuth(vault.get('auth'));
}

function pathProblem(path: string): string | undefined {
  return path.split('/').includes('..') ? 'must not have ..' : undefined;
}

function checkAuth(auth: Cursor): void {
  // Several are let through; then the first one counts.
  if (!WAYS.some(way => auth.get(way).exists)) {
    auth.fail(
      'MissingField',
      `must have one of ${WAYS.join(', ')}`,
      'Say how it signs in.',
    );
  }
  const role = auth.get('appRole');
  if (role.exists) {
    role.get('roleId').required();
    role.get('secretRef', 'name').required();
    role.get('path').named(pathProblem);
  }
  for (const way of ['clientCertificate', 'kubernetes', 'aws']) {
    auth.get(way, 'mountPath').named(pathProblem);
  }
  const kubernetes = auth.get('kubernetes');
  if (kubernetes.exists) {
    checkKubernetes(kubernetes);
  }
  const aws = auth.get('aws');
  if (!aws.exists) {
    return;
  }
  aws.get('role').required();
  if (aws.get('serviceAccountRef').exists) {
    aws.get('serviceAccountRef', 'name').required();
    aws.get('iamRoleArn').required();
  }
}

function checkKubernetes(kubernetes: Cursor): void {
  kubernetes.get('role').required();
  const account = kubernetes.get('serviceAccountRef');
  const isReferred = Boolean(kubernetes.get('secretRef', 'name').text());
  if (account.exists === isReferred) {
    kubernetes.fail(
      isReferred ? 'Conflict' : 'MissingField',
      'must have one of secretRef and serviceAccountRef',
      'Set one of them.',
    );
  }
  if (account.exists) {
    account.get('name').required();
  }
}

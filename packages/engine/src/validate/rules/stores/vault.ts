import { Cursor } from '../Cursor';
import { Store } from './Store';

/** References to secrets and service accounts, by their path below `auth`. */
const REFERENCES = [
  'appRole.secretRef',
  'cert.clientCert',
  'cert.secretRef',
  'jwt.secretRef',
  'kubernetes.serviceAccountRef',
  'kubernetes.secretRef',
  'ldap.secretRef',
  'userPass.secretRef',
  'tokenSecretRef',
  'iam.jwt.serviceAccountRef',
  'iam.secretRef.accessKeyIDSecretRef',
  'iam.secretRef.secretAccessKeySecretRef',
  'iam.secretRef.sessionTokenSecretRef',
];

/** HashiCorp Vault and OpenBao. */
export const VAULTS = { vault: checkVault, openBao: checkOpenBao };

function checkVault(vault: Cursor, store: Store): void {
  const auth = vault.get('auth');
  for (const path of REFERENCES) {
    const [first, ...rest] = path.split('.');
    store.refers(auth.get(first, ...rest));
  }
  const role = auth.get('appRole');
  if (role.exists && !role.get('roleId').text()) {
    store.refers(role.get('roleRef'));
    if (!role.get('roleRef').exists) {
      role.fail(
        'MissingField',
        'must have roleId or roleRef',
        'Set one of them.',
      );
    }
  }
  const jwt = auth.get('jwt');
  const token = jwt.get('kubernetesServiceAccountToken');
  if (!jwt.get('secretRef').exists) {
    store.refers(token.get('serviceAccountRef'));
  }
  if (jwt.exists && !jwt.get('secretRef').exists && !token.exists) {
    jwt.fail(
      'MissingField',
      'must have secretRef or kubernetesServiceAccountToken',
      'Set one of them.',
    );
  }
  const tls = vault.get('tls');
  store.refers(tls.get('certSecretRef'), tls.get('keySecretRef'));
  if (tls.get('certSecretRef').exists !== tls.get('keySecretRef').exists) {
    tls.fail(
      'MissingField',
      'must have both certSecretRef and keySecretRef',
      'Set the other one too.',
    );
  }
  const checkAndSet = vault.get('checkAndSet');
  if (
    checkAndSet.get('required').value === true &&
    vault.get('version').value === 'v1'
  ) {
    checkAndSet.fail(
      'Conflict',
      'is not supported with KV version v1',
      'Remove it.',
    );
  }
}

function checkOpenBao(vault: Cursor, store: Store): void {
  const auth = vault.get('auth');
  store.refers(
    auth.get('appRole', 'roleRef'),
    auth.get('appRole', 'secretRef'),
    auth.get('tokenSecretRef'),
    auth.get('userPass', 'secretRef'),
  );
}

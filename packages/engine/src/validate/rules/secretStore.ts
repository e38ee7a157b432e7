import { Cursor } from './Cursor';
import { plainText } from '../../snapshot/fields';

const REGION = /^[a-z]{2,3}(-[a-z]+)+-\d$/;

/**
 * Checks a SecretStore or ClusterSecretStore as External Secrets' webhook does for the providers that platforms offer
 * to tenants: Vault, AWS, Azure Key Vault, Bitwarden.
 */
export function checkSecretStore(object: Cursor): void {
  const provider = object.get('spec', 'provider');
  if (object.get('kind').value === 'SecretStore') {
    checkReferences(provider, object.get('metadata', 'namespace').text());
  }
  checkVault(provider.get('vault'));
  checkAws(provider.get('aws'));
  checkBitwarden(provider.get('bitwardensecretsmanager'));
}

/** A namespaced store must not reach into another namespace. */
function checkReferences(at: Cursor, namespace: string | undefined): void {
  for (const item of at.items()) checkReferences(item, namespace);
  for (const name of Object.keys(at.record())) {
    const field = at.get(name);
    const other = field.get('namespace');
    const refers =
      /(Ref|credentials|caProvider|AccessToken|clientId|clientSecret)$/i;
    if (refers.test(name) && other.text() && other.text() !== namespace) {
      other.fail(
        'NotAllowed',
        `must be empty or the store's own namespace, is ${plainText(
          other.value,
        )}`,
        'Remove it.',
      );
    }
    checkReferences(field, namespace);
  }
}

function checkVault(vault: Cursor): void {
  if (!vault.exists) return;
  vault.get('server').required();
  const auth = vault.get('auth');
  const role = auth.get('appRole');
  if (
    role.exists &&
    !role.get('roleId').text() &&
    !role.get('roleRef').exists
  ) {
    role.fail(
      'MissingField',
      'must have roleId or roleRef',
      'Give one of them.',
    );
  }
  const jwt = auth.get('jwt');
  if (
    jwt.exists &&
    !jwt.get('secretRef').exists &&
    !jwt.get('kubernetesServiceAccountToken').exists
  ) {
    jwt.fail(
      'MissingField',
      'must have secretRef or kubernetesServiceAccountToken',
      'Say where the token comes from.',
    );
  }
  const tls = vault.get('tls');
  if (tls.get('certSecretRef').exists !== tls.get('keySecretRef').exists) {
    tls.fail(
      'MissingField',
      'must have both certSecretRef and keySecretRef',
      'Give the other one as well.',
    );
  }
  if (
    vault.get('checkAndSet', 'required').value === true &&
    vault.get('version').value === 'v1'
  ) {
    vault
      .get('checkAndSet')
      .fail('Conflict', 'is not supported with KV version v1', 'Remove it.');
  }
}

function checkAws(aws: Cursor): void {
  if (!aws.exists) return;
  aws
    .get('region')
    .named(region =>
      REGION.test(region)
        ? undefined
        : 'must be an AWS region such as eu-west-1',
    );
  const manager = aws.get('secretsManager');
  const days = manager.get('recoveryWindowInDays');
  days.within(7, 30);
  if (
    manager.get('forceDeleteWithoutRecovery').value === true &&
    (days.number() ?? 0) > 0
  ) {
    days.fail(
      'Conflict',
      'must not be set with forceDeleteWithoutRecovery',
      'Keep one of them.',
    );
  }
}

function checkBitwarden(bitwarden: Cursor): void {
  if (!bitwarden.exists) return;
  bitwarden.get('auth', 'secretRef', 'credentials', 'name').required();
  const authorities = [bitwarden.get('caBundle'), bitwarden.get('caProvider')];
  const given = authorities.filter(a => a.exists && a.value !== '').length;
  if (given !== 1) {
    bitwarden.fail(
      given === 0 ? 'MissingField' : 'Conflict',
      'must have exactly one of caBundle and caProvider',
      'Give one of them.',
    );
  }
}

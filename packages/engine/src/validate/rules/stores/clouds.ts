import { Cursor } from '../Cursor';
import { Store } from './Store';

const REGION = /^[a-z]{2,3}(-[a-z]+)+-\d+$/;
const UUID = /^(urn:uuid:)?\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

/** Secret managers of clouds. */
export const CLOUDS = {
  aws: checkAws,
  azurekv: checkAzure,
  gcpsm: checkGoogle,
  ibm: checkIbm,
  oracle: checkOracle,
  ovh: checkOvh,
  scaleway: checkScaleway,
  volcengine: checkVolcengine,
  cloudrusm: checkCloudRu,
  barbican: checkBarbican,
  yandexlockbox: checkYandex,
  yandexcertificatemanager: checkYandex,
};

function checkAws(aws: Cursor, store: Store): void {
  const region = aws.get('region');
  region.required();
  // Any host name will do for the webhook.
  if (region.text() && !REGION.test(region.text()!)) {
    region.fail(
      'WrongFormat',
      `is not a known AWS region: ${region.text()}`,
      'Name a region such as eu-west-1.',
      'warning',
    );
  }
  const secret = aws.get('auth', 'secretRef');
  store.refers(
    secret.get('accessKeyIDSecretRef'),
    secret.get('secretAccessKeySecretRef'),
    secret.get('sessionTokenSecretRef'),
    aws.get('auth', 'jwt', 'serviceAccountRef'),
  );
  const manager = aws.get('secretsManager');
  const days = manager.get('recoveryWindowInDays');
  if (!days.number()) {
    return;
  }
  days.within(7, 30);
  if (manager.get('forceDeleteWithoutRecovery').value === true) {
    days.fail(
      'Conflict',
      'must not be set with forceDeleteWithoutRecovery',
      'Keep one of them.',
    );
  }
}

function checkAzure(azure: Cursor, store: Store): void {
  const secret = azure.get('authSecretRef');
  store.refers(
    secret.get('clientId'),
    secret.get('clientSecret'),
    azure.get('serviceAccountRef'),
  );
  const custom = azure.get('customCloudConfig');
  if (custom.exists) {
    custom.get('activeDirectoryEndpoint').required();
    if (azure.get('useAzureSDK').value !== true) {
      custom.fail(
        'Conflict',
        'needs useAzureSDK to be true',
        'Set useAzureSDK to true.',
      );
    }
  } else if (azure.get('environmentType').value === 'AzureStackCloud') {
    custom.required();
  }
}

function checkGoogle(google: Cursor, store: Store): void {
  const auth = google.get('auth');
  store.refers(
    auth.get('secretRef', 'secretAccessKeySecretRef'),
    auth.get('workloadIdentity', 'serviceAccountRef'),
  );
}

function checkIbm(ibm: Cursor, store: Store): void {
  if (!ibm.get('serviceUrl').exists) {
    ibm.get('serviceUrl').required();
  }
  const auth = ibm.get('auth');
  const given = auth.atMostOne(['containerAuth', 'secretRef']);
  if (given.length === 0) {
    auth.fail(
      'MissingField',
      'must have containerAuth or secretRef',
      'Set one of them.',
    );
  }
  const container = auth.get('containerAuth');
  if (container.exists) {
    container.get('profile').required();
  }
  const secret = auth.get('secretRef');
  if (secret.exists) {
    store.selectsKey(secret.get('secretApiKeySecretRef'));
  }
}

function checkOracle(oracle: Cursor, store: Store): void {
  oracle.get('vault').required();
  oracle.get('region').required();
  const auth = oracle.get('auth');
  if (!auth.exists) {
    return;
  }
  auth.get('user').required();
  auth.get('tenancy').required();
  store.selectsKey(auth.get('secretRef', 'privatekey'));
  store.selectsKey(auth.get('secretRef', 'fingerprint'));
  store.refers(oracle.get('serviceAccountRef'));
}

function checkOvh(ovh: Cursor): void {
  ovh.get('server').required();
  ovh.get('okmsid').required();
  ovh.get('okmsTimeout').within(1, Infinity);
  const auth = ovh.get('auth');
  if (auth.atMostOne(['mtls', 'token']).length > 0) {
    return;
  }
  auth.fail('MissingField', 'must have mtls or token', 'Set one of them.');
}

function checkScaleway(scaleway: Cursor, store: Store): void {
  scaleway.get('region').required();
  scaleway
    .get('projectId')
    .named(text => (UUID.test(text) ? undefined : 'must be a UUID'));
  store.valueOrRef(scaleway.get('accessKey'), 'refers');
  store.valueOrRef(scaleway.get('secretKey'), 'refers');
}

function checkVolcengine(volcengine: Cursor, store: Store): void {
  volcengine.get('region').required();
  const auth = volcengine.get('auth');
  if (!auth.exists) {
    return;
  }
  const secret = auth.get('secretRef');
  if (!secret.exists) {
    secret.required();
  }
  store.refers(
    secret.get('accessKeyID'),
    secret.get('secretAccessKey'),
    secret.get('token'),
  );
}

function checkCloudRu(cloud: Cursor, store: Store): void {
  const project = cloud.get('projectID');
  project.required();
  if (project.text()) {
    project.named(text => (UUID.test(text) ? undefined : 'must be a UUID'));
  }
  const secret = cloud.get('auth', 'secretRef');
  if (!secret.exists) {
    secret.required();
  }
  store.refers(
    secret.get('accessKeyIDSecretRef'),
    secret.get('accessKeySecretSecretRef'),
  );
}

function checkBarbican(barbican: Cursor, store: Store): void {
  barbican.get('authURL').required();
  const user = barbican.get('auth', 'username');
  if (user.get('secretRef').exists) {
    store.selects(user.get('secretRef'));
  } else if (!user.get('value').text()) {
    user.fail(
      'MissingField',
      'must have value or secretRef',
      'Set one of them.',
    );
  }
  const password = barbican.get('auth', 'password', 'secretRef');
  if (password.exists) {
    store.selects(password);
  } else {
    password.required();
  }
}

function checkYandex(yandex: Cursor): void {
  const byName = yandex.get('fetching', 'byName');
  if (byName.exists) {
    byName.get('folderID').required();
  }
}

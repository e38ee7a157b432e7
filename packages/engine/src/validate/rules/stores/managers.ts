import { plainText } from '../../../model/fields';
import { Cursor, refuseRepeated } from '../Cursor';
import { Store } from './Store';
import { hostProblem, httpsProblem, partsOf } from './urls';

/** Secret managers that are no cloud's. */
export const MANAGERS: Record<string, (at: Cursor, store: Store) => void> = {
  akeyless: checkAkeyless,
  beyondtrust: checkBeyondTrust,
  bitwardensecretsmanager: at => at.get('bitwardenServerSDKURL').required(),
  chef: (at, store) =>
    store.selects(at.get('auth', 'secretRef', 'privateKeySecretRef')),
  conjur: checkConjur,
  delinea: (at, store) => {
    at.get('tenant').required();
    store.valueOrRef(at.get('clientId'), 'refers');
    store.valueOrRef(at.get('clientSecret'), 'refers');
  },
  doppler: checkDoppler,
  dvls: checkDevolutions,
  fake: at => {
    for (const entry of at.get('data').items()) {
      entry.get('key').required();
      entry.get('value').required();
    }
  },
  fortanix: (at, store) => {
    const key = at.get('apiKey', 'secretRef');
    key.get('name').required();
    key.get('key').required();
    store.refers(key);
  },
  gitlab: checkGitLab,
  infisical: checkInfisical,
  keepersecurity: (at, store) => {
    at.get('folderID').required();
    store.selects(at.get('authRef'));
  },
  ngrok: at => {
    if (!at.get('auth', 'apiKey').exists) {
      at.get('auth', 'apiKey').required();
    }
    at.get('vault', 'name').required();
  },
  onboardbase: (at, store) => {
    for (const field of ['apiKeyRef', 'passcodeRef']) {
      const reference = at.get('auth', field);
      reference.get('name').required();
      store.selects(reference);
    }
  },
  onepassword: (at, store) => {
    store.selectsKey(at.get('auth', 'secretRef', 'connectTokenSecretRef'));
    const vaults = at.get('vaults').entries();
    if (vaults.length === 0) {
      at.get('vaults').fail('MissingField', 'is required', 'Name a vault.');
    }
    refuseRepeated(
      vaults.map(([, vault]) => vault),
      vault => plainText(vault.value),
      'the number',
    );
  },
  onepasswordSDK: (at, store) => {
    store.selectsKey(at.get('auth', 'serviceAccountSecretRef'));
    if (
      Boolean(at.get('vault').text()) === Boolean(at.get('environment').text())
    ) {
      at.fail(
        at.get('vault').text() ? 'Conflict' : 'MissingField',
        'must have one of vault and environment',
        'Set one of them.',
      );
    }
  },
  passbolt: at => {
    for (const field of ['passwordSecretRef', 'privateKeySecretRef']) {
      at.get('auth', field, 'name').required();
      at.get('auth', field, 'key').required();
    }
    at.get('host').required();
    at.get('host').named(httpsProblem);
  },
  previder: at => {
    at.get('auth', 'secretRef', 'accessToken', 'name').required();
    at.get('auth', 'secretRef', 'accessToken', 'key').required();
  },
  pulumi: checkPulumi,
  secretserver: checkSecretServer,
  senhasegura: at => {
    at.get('url').named(text => httpsProblem(text) ?? hostProblem(text));
    at.get('auth', 'clientId').required();
  },
};

function checkAkeyless(akeyless: Cursor, store: Store): void {
  const url = akeyless.get('akeylessGWApiURL');
  if (url.text()) {
    url.named(hostProblem);
  }
  const auth = akeyless.get('authSecretRef');
  const kubernetes = auth.get('kubernetesAuth');
  if (kubernetes.exists) {
    store.refers(kubernetes.get('serviceAccountRef'));
    if (kubernetes.get('secretRef').exists) {
      store.selects(kubernetes.get('secretRef'));
    }
    kubernetes.get('accessID').required();
    kubernetes.get('k8sConfName').required();
    return;
  }
  store.selectsKey(auth.get('secretRef', 'accessID'));
  store.selects(auth.get('secretRef', 'accessType'));
  const parameter = auth.get('secretRef', 'accessTypeParam');
  if (parameter.get('name').text()) {
    store.selects(parameter);
  }
  store.refers(auth.get('serviceAccountRef'));
}

function checkBeyondTrust(trust: Cursor, store: Store): void {
  trust.get('server', 'apiUrl').named(hostProblem);
  const auth = trust.get('auth');
  const key = auth.get('apiKey');
  if (key.exists) {
    store.valueOrRef(key, 'refers');
  } else {
    for (const field of ['clientId', 'clientSecret']) {
      if (auth.get(field).exists) {
        store.valueOrRef(auth.get(field), 'refers');
      } else {
        auth.get(field).required();
      }
    }
  }
  for (const field of ['certificate', 'certificateKey']) {
    if (auth.get(field).exists) {
      store.valueOrRef(auth.get(field), 'refers');
    }
  }
}

function checkConjur(conjur: Cursor, store: Store): void {
  conjur.get('url').required();
  const auth = conjur.get('auth');
  const given = auth.atMostOne(['apikey', 'jwt', 'cert']);
  if (given.length === 0) {
    auth.fail(
      'MissingField',
      'must have one of apikey, jwt and cert',
      'Set one of them.',
    );
  }
  for (const kind of given) {
    const way = auth.get(kind);
    way.get('account').required();
    if (kind !== 'apikey') {
      way.get('serviceID').required();
    }
    store.refers(
      ...[
        'userRef',
        'apiKeyRef',
        'secretRef',
        'serviceAccountRef',
        'clientCertRef',
        'clientKeyRef',
      ].map(field => way.get(field)),
    );
  }
  const jwt = auth.get('jwt');
  if (
    jwt.exists &&
    !jwt.get('secretRef').exists &&
    !jwt.get('serviceAccountRef').exists
  ) {
    jwt.fail(
      'MissingField',
      'must have secretRef or serviceAccountRef',
      'Set one of them.',
    );
  }
  for (const field of ['clientCertRef', 'clientKeyRef']) {
    if (auth.get('cert').exists) {
      auth.get('cert', field, 'name').required();
    }
  }
}

function checkDoppler(doppler: Cursor, store: Store): void {
  const auth = doppler.get('auth');
  const secret = auth.get('secretRef');
  const oidc = auth.get('oidcConfig');
  if (secret.exists) {
    secret.get('dopplerToken', 'name').required();
    store.selects(secret.get('dopplerToken'));
  } else if (oidc.exists) {
    oidc.get('identity').required();
    oidc.get('serviceAccountRef', 'name').required();
    store.selects(oidc.get('serviceAccountRef'));
  } else {
    auth.fail(
      'MissingField',
      'must have secretRef or oidcConfig',
      'Set one of them.',
    );
  }
}

function checkDevolutions(dvls: Cursor, store: Store): void {
  dvls
    .get('vault')
    .named(text =>
      text.trim() === text ? undefined : 'must not start or end with a space',
    );
  const url = dvls.get('serverUrl');
  url.named(text => {
    const { scheme = '', host = '' } = partsOf(text) ?? {};
    if (!host || (scheme !== 'https' && scheme !== 'http')) {
      return 'must be an https URL';
    }
    return scheme === 'http' && dvls.get('insecure').value !== true
      ? 'must be an https URL unless insecure is true'
      : undefined;
  });
  store.selectsKey(dvls.get('auth', 'secretRef', 'appId'));
  store.selectsKey(dvls.get('auth', 'secretRef', 'appSecret'));
}

function checkGitLab(gitlab: Cursor, store: Store): void {
  store.selectsKey(gitlab.get('auth', 'SecretRef', 'accessToken'));
  const groups = gitlab.get('groupIDs');
  if (!gitlab.get('projectID').text() && groups.items().length === 0) {
    gitlab.fail(
      'MissingField',
      'must have projectID or groupIDs',
      'Set one of them.',
    );
  }
  if (
    groups.items().length > 0 &&
    gitlab.get('inheritFromGroups').value === true
  ) {
    groups.fail(
      'Conflict',
      'must not be set together with inheritFromGroups',
      'Keep one of them.',
    );
  }
}

function checkInfisical(infisical: Cursor, store: Store): void {
  const scope = infisical.get('secretsScope');
  scope.get('environmentSlug').required();
  scope.get('projectSlug').required();
  store.trusts(infisical.get('caProvider'));
  const credentials = infisical.get('auth', 'universalAuthCredentials');
  if (!credentials.exists) {
    return;
  }
  for (const field of ['clientId', 'clientSecret']) {
    store.refers(credentials.get(field));
    credentials.get(field, 'key').required();
  }
}

function checkPulumi(pulumi: Cursor, store: Store): void {
  for (const field of ['organization', 'environment', 'project']) {
    pulumi.get(field).required();
  }
  const ways = [
    pulumi.get('auth', 'accessToken'),
    pulumi.get('auth', 'oidcConfig'),
    pulumi.get('accessToken'),
  ].filter(way => way.exists);
  if (ways.length !== 1) {
    pulumi
      .get('auth')
      .fail(
        ways.length === 0 ? 'MissingField' : 'Conflict',
        'must have one of accessToken and oidcConfig, and no accessToken beside it',
        'Keep one of them.',
      );
  }
  for (const way of ways) {
    store.refers(way.get('secretRef'));
  }
}

function checkSecretServer(server: Cursor, store: Store): void {
  server.get('serverURL').required();
  const token = server.get('token');
  if (token.exists) {
    store.valueOrRef(token, 'refers');
    return;
  }
  for (const field of ['username', 'password']) {
    const at = server.get(field);
    if (at.exists) {
      store.valueOrRef(at, 'refers');
    } else {
      at.required();
    }
  }
}

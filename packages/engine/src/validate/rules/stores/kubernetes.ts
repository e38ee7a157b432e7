import { Cursor } from '../Cursor';
import { Store } from './Store';

/** Stores that read from another cluster, or from other objects of this one. */
export const KUBERNETES = { kubernetes: checkConnection, crd: checkCrd };

function checkConnection(provider: Cursor, store: Store): void {
  store.trusts(provider.get('server', 'caProvider'));
  const auth = provider.get('auth');
  if (auth.get('cert').exists) {
    store.selectsKey(auth.get('cert', 'clientCert'));
  }
  if (auth.get('token').exists) {
    store.selectsKey(auth.get('token', 'bearerToken'));
  }
  store.refers(auth.get('serviceAccount'));
}

function checkCrd(crd: Cursor, store: Store): void {
  checkConnection(crd, store);
  const server = crd.get('server', 'url');
  if (server.text() && !crd.get('auth').exists && !crd.get('authRef').exists) {
    server.fail('Conflict', 'needs auth or authRef', 'Add one of them.');
  }
  const resource = crd.get('resource');
  resource.get('version').required();
  resource.get('kind').required();
  if (
    !resource.get('group').text() &&
    resource.get('version').value === 'v1' &&
    resource.get('kind').text()?.toLowerCase() === 'secret'
  ) {
    resource.fail(
      'NotAllowed',
      'must not be Secret of the core group',
      'Name another kind.',
    );
  }
  if (store.isClusterWide) {
    return;
  }
  for (const rule of crd.get('whitelist', 'rules').items()) {
    const namespace = rule.get('namespace');
    if (!namespace.text()) {
      continue;
    }
    namespace.fail(
      'NotAllowed',
      'must be empty in a SecretStore, which reads its own namespace',
      'Remove it.',
    );
  }
}

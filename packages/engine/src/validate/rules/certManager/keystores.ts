import { Cursor } from '../Cursor';

/** Checks the passwords of the files that a certificate is also kept in. */
export function checkKeystores(keystores: Cursor): void {
  for (const kind of ['jks', 'pkcs12']) {
    const store = keystores.get(kind);
    if (!store.exists) {
      continue;
    }
    const password = store.get('password');
    const isReferred = Boolean(store.get('passwordSecretRef', 'name').text());
    if (password.exists === isReferred) {
      store.fail(
        isReferred ? 'Conflict' : 'MissingField',
        'must have one of password and passwordSecretRef',
        'Set one of them.',
      );
    }
    if (password.value === '') {
      password.required();
    }
  }
}

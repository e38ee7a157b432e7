import { Cursor } from '../Cursor';

const BEGIN = '-----BEGIN CERTIFICATE-----';

/** Checks whom a connection trusts: certificates, or a reference to them. */
export function checkAuthorities(at: Cursor): void {
  const bundle = at.get('caBundle');
  const reference = at.get('caBundleSecretRef');
  if (bundle.text() && reference.exists) {
    reference.fail(
      'Conflict',
      'must not be set together with caBundle',
      'Keep one of them.',
    );
  }
}

/** Fails unless there is a certificate in a text in base64. */
export function checkBundle(bundle: Cursor): void {
  const text = bundle.text();
  if (!text) {
    return;
  }
  let decoded = '';
  try {
    decoded = atob(text);
  } catch {
    // What is no base64 is told by the schema, and has no certificate.
  }
  if (decoded.includes(BEGIN)) {
    return;
  }
  bundle
    .of(undefined)
    .fail(
      'WrongFormat',
      'must hold a certificate as PEM',
      'Set the CA certificates.',
    );
}

import { Cursor } from '../Cursor';
import { checkIssuerRef } from './issuerRef';
import { checkUsages } from './usages';

/**
 * Checks a CertificateRequest as cert-manager's webhook does, but for what the signed request itself holds.
 */
export function checkCertificateRequest(object: Cursor): void {
  const spec = object.get('spec');
  checkIssuerRef(spec.get('issuerRef'));
  spec.get('request').required();
  checkUsages(spec.get('usages'));
}

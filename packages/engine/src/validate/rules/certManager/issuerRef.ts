import { Cursor } from '../Cursor';

/** Checks which issuer is meant; kinds of other groups are the business of who brings them. */
export function checkIssuerRef(reference: Cursor): void {
  reference.get('name').required();
  const group = reference.get('group').text() || 'cert-manager.io';
  if (group !== 'cert-manager.io') {
    return;
  }
  reference.get('kind').oneOf(['Issuer', 'ClusterIssuer']);
}

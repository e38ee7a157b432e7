import { Cursor } from '../Cursor';

const SIGNATURES: Record<string, string[]> = {
  RSA: ['SHA256WithRSA', 'SHA384WithRSA', 'SHA512WithRSA'],
  ECDSA: ['ECDSAWithSHA256', 'ECDSAWithSHA384', 'ECDSAWithSHA512'],
  Ed25519: ['PureEd25519'],
};
const CURVES = [256, 384, 521];

/** Checks the key of a certificate, and that it can be signed with as asked. */
export function checkPrivateKey(spec: Cursor): void {
  const algorithm = spec.get('privateKey', 'algorithm');
  const size = spec.get('privateKey', 'size');
  const bits = size.number() ?? 0;
  algorithm.oneOf(Object.keys(SIGNATURES));
  const name = algorithm.text() || 'RSA';
  if (name === 'RSA' && bits > 0) {
    size.within(2048, 8192);
  }
  if (name === 'ECDSA' && bits > 0 && !CURVES.includes(bits)) {
    size.fail(
      'NotAllowed',
      `must be 256, 384 or 521, is ${bits}`,
      'Choose 256, 384 or 521.',
    );
  }
  if (Object.hasOwn(SIGNATURES, name)) {
    spec.get('signatureAlgorithm').oneOf(SIGNATURES[name]);
  }
}

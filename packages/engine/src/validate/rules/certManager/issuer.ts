import { Cursor } from '../Cursor';
import { checkAcme } from './acme';
import { checkAuthorities } from './authorities';
import { checkVaultIssuer } from './vaultIssuer';

const KINDS = ['acme', 'ca', 'selfSigned', 'vault', 'venafi'];

/**
 * Checks an Issuer or ClusterIssuer as cert-manager's webhook does (release 1.21).
 */
export function checkIssuer(object: Cursor): void {
  const spec = object.get('spec');
  const given = spec.atMostOne(KINDS);
  if (given.length === 0) {
    spec.fail(
      'MissingField',
      `must have one of ${KINDS.join(', ')}`,
      'Say who signs.',
    );
  }
  if (given[0] === 'acme') {
    checkAcme(spec.get('acme'));
  }
  if (given[0] === 'ca') {
    checkAuthority(spec.get('ca'));
  }
  if (given[0] === 'vault') {
    checkVaultIssuer(spec.get('vault'));
  }
  if (given[0] === 'venafi') {
    checkVenafi(spec.get('venafi'));
  }
}

function checkAuthority(ca: Cursor): void {
  ca.get('secretName').required();
  for (const list of ['ocspServers', 'issuingCertificateURLs']) {
    ca.get(list)
      .items()
      .forEach(url => url.required());
  }
}

function checkVenafi(venafi: Cursor): void {
  venafi.get('zone').required();
  const given = venafi.atMostOne(['tpp', 'cloud', 'ngts']);
  if (given.length === 0) {
    venafi.fail(
      'MissingField',
      'must have one of tpp, cloud and ngts',
      'Set one of them.',
    );
  }
  const tpp = venafi.get('tpp');
  if (tpp.exists) {
    tpp.get('url').required();
    checkAuthorities(tpp);
  }
  const ngts = venafi.get('ngts');
  if (ngts.exists) {
    ngts.get('tsgID').required();
    ngts.get('credentialsRef', 'name').required();
  }
}

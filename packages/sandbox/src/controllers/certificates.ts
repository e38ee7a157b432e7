import { Cluster } from './Cluster';
import { KubeObject, Manifest, ownedBy } from './KubeObject';
import { at } from './playStatuses';

const api = 'cert-manager.io/v1';
const acme = 'acme.cert-manager.io/v1';

type Certificate = KubeObject<{ dnsNames?: string[]; issuerRef?: object }>;

/** Plays cert-manager as far as it asks an ACME server: a certificate that is not ready has a request, an order and challenges. What becomes of them is written down. */
export async function reconcileCertificates(cluster: Cluster): Promise<void> {
  const requests = await cluster.list(api, 'CertificateRequest');
  for (const certificate of await cluster.list<Certificate>(
    api,
    'Certificate',
  )) {
    const { namespace, name } = certificate.metadata;
    const isReady = at(certificate.status, 'conditions.0.status') !== 'False';
    const isAsked = requests.some(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name === `${name}-1`,
    );
    if (isReady || isAsked || certificate.metadata.deletionTimestamp) {
      continue;
    }
    const make =
      (apiVersion: string, kind: string, suffix: string) =>
      (owner: Manifest, spec: object) =>
        cluster.create({
          apiVersion,
          kind,
          metadata: {
            name: `${name}-${suffix}`,
            namespace,
            ownerReferences: ownedBy(owner),
          },
          spec,
        } as Manifest);
    const { dnsNames = [], issuerRef = {} } = certificate.spec;
    const request = await make(
      api,
      'CertificateRequest',
      '1',
    )(certificate, {
      issuerRef,
    });
    const order = await make(acme, 'Order', '1-1')(request, { dnsNames });
    for (const [i, dnsName] of dnsNames.entries()) {
      await make(
        acme,
        'Challenge',
        `1-1-${i}`,
      )(order, {
        type: 'HTTP-01',
        dnsName,
      });
    }
  }
}

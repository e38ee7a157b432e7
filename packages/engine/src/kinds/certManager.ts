import { KubernetesObject } from '../model';
import { at, fieldsOf, textOf } from '../model/fields';
import { checkCertificate } from '../validate/rules/certManager/certificate';
import { checkCertificateRequest } from '../validate/rules/certManager/certificateRequest';
import { checkIssuer } from '../validate/rules/certManager/issuer';
import { KindDescriptor } from './KindDescriptor';
import { Health, health } from './health/health';
import { readyCondition } from './health/readyCondition';
import { conditionsIn, field } from './health/scriptFields';

/** Requests and what was issued are long, and nobody reads them; keys of challenges are for who answers them. */
const unread = ['request', 'certificate', 'ca', 'finalizeURL', 'key', 'token'];

function withoutCertificates(object: KubernetesObject): KubernetesObject {
  const without = (part: unknown) =>
    Object.fromEntries(
      Object.entries(fieldsOf(part)).filter(([key]) => !unread.includes(key)),
    );
  return {
    ...object,
    spec: without(object.spec),
    status: without(object.status),
  };
}

const ready = readyCondition('Waiting for certificate');

/** Certificate of cert-manager: while it is being issued, the old Ready does not count. */
function certificate(object: KubernetesObject): Health | undefined {
  for (const condition of conditionsIn(object.status)) {
    if (
      field(condition, 'type') === 'Issuing' &&
      field(condition, 'status') === 'True'
    ) {
      return health('Progressing', field(condition, 'message'));
    }
  }
  return ready(object);
}

const shared = {
  group: 'cert-manager.io',
  versions: ['v1'],
  namespaced: true,
  reach: 'namespace',
  schema: 'cluster',
} as const;

const acme = {
  ...shared,
  group: 'acme.cert-manager.io',
  writer: 'controller',
  watched: true,
  keep: withoutCertificates,
} as const;

/** Certificates, who issues them, and what is on its way for one. */
export const certManager: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'Certificate',
    plural: 'certificates',
    writer: 'tenant',
    watched: true,
    team: { may: 'write', limit: 20 },
    health: certificate,
    validate: { v1: checkCertificate },
    makes: ({ spec }) => {
      const name = textOf(at(spec, 'secretName'));
      return name === undefined ? [] : [`Secret/${name}`];
    },
    leavesWhatItMakes: true,
  },
  {
    ...shared,
    kind: 'CertificateRequest',
    plural: 'certificaterequests',
    writer: 'controller',
    watched: true,
    keep: withoutCertificates,
    validate: { v1: checkCertificateRequest },
  },
  {
    ...shared,
    kind: 'Issuer',
    plural: 'issuers',
    writer: 'platform',
    watched: true,
    health: readyCondition('Initializing issuer'),
    validate: { v1: checkIssuer },
  },
  {
    ...shared,
    kind: 'ClusterIssuer',
    plural: 'clusterissuers',
    namespaced: false,
    writer: 'platform',
    // Only who has a certificate that is not ready looks at it, and asks again soon.
    reach: 'nobody',
    watched: true,
    health: readyCondition('Initializing ClusterIssuer'),
    validate: { v1: checkIssuer },
  },
  {
    ...acme,
    kind: 'Order',
    plural: 'orders',
  },
  {
    ...acme,
    kind: 'Challenge',
    plural: 'challenges',
  },
];

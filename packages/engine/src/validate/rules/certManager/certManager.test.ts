import { wrongFields } from '../../__fixtures__/wrongFields';

const wrong = (kind: string, spec: object) =>
  wrongFields(`cert-manager.io/v1/${kind}`, { spec }).filter(
    text => text !== 'NotChecked apiVersion',
  );

describe('Certificate', () => {
  const base = {
    secretName: 'a-tls',
    issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer' },
    dnsNames: ['a.example.com'],
  };
  it.each<[string, object, string[]]>([
    ['as people write it', {}, []],
    ['without names', { dnsNames: [] }, ['MissingField spec']],
    ['by its subject', { dnsNames: [], literalSubject: 'CN=a,O=b' }, []],
    [
      'with two subjects',
      { commonName: 'a', literalSubject: 'CN=a' },
      ['Conflict spec.commonName'],
    ],
    [
      'with a long common name',
      { commonName: 'a'.repeat(65) },
      ['TooLong spec.commonName'],
    ],
    ['without a secret', { secretName: '' }, ['MissingField spec.secretName']],
    [
      'with a secret of no name',
      { secretName: 'A_b' },
      ['WrongFormat spec.secretName'],
    ],
    [
      'of a kind of no issuer',
      { issuerRef: { name: 'a', kind: 'AWSPCAIssuer' } },
      ['NotAllowed spec.issuerRef.kind'],
    ],
    [
      'of the kind of another group',
      {
        issuerRef: { name: 'a', kind: 'AWSPCAIssuer', group: 'awspca.io' },
      },
      [],
    ],
    ['of half an hour', { duration: '30m' }, ['OutOfRange spec.duration']],
    ['of days', { duration: '90d' }, ['WrongFormat spec.duration']],
    [
      'renewed after its end',
      { duration: '24h', renewBefore: '48h' },
      ['Conflict spec.renewBefore'],
    ],
    [
      'renewed at its end',
      { renewBefore: '1m' },
      ['OutOfRange spec.renewBefore'],
    ],
    [
      'renewed in two ways',
      { renewBefore: '24h', renewBeforePercentage: 50 },
      ['Conflict spec.renewBeforePercentage'],
    ],
    [
      'with a weak key',
      { privateKey: { algorithm: 'RSA', size: 1024 } },
      ['OutOfRange spec.privateKey.size'],
    ],
    [
      'with a curve of no size',
      { privateKey: { algorithm: 'ECDSA', size: 2048 } },
      ['NotAllowed spec.privateKey.size'],
    ],
    [
      'signed with another key',
      { signatureAlgorithm: 'PureEd25519' },
      ['NotAllowed spec.signatureAlgorithm'],
    ],
    [
      'for tea',
      { usages: ['server auth', 'tea'] },
      ['NotAllowed spec.usages[1]'],
    ],
    [
      'of addresses',
      { ipAddresses: ['10.0.0.1', '::1', '10.0.0.256'] },
      ['WrongFormat spec.ipAddresses[2]'],
    ],
    [
      'of people',
      { emailAddresses: ['a@example.com', 'A <a@example.com>'] },
      ['WrongFormat spec.emailAddresses[1]'],
    ],
    [
      'with an annotation of its own',
      { secretTemplate: { annotations: { 'cert-manager.io/x': '' } } },
      ['NotAllowed spec.secretTemplate.annotations[cert-manager.io/x]'],
    ],
    [
      'with a keystore of no password',
      { keystores: { jks: { create: true } } },
      ['MissingField spec.keystores.jks'],
    ],
    [
      'with limits for no authority',
      { nameConstraints: { permitted: { ipRanges: ['10.0.0.0'] } } },
      [
        'Conflict spec.nameConstraints',
        'WrongFormat spec.nameConstraints.permitted.ipRanges[0]',
      ],
    ],
    [
      'renewed at night, somewhere',
      {
        renewal: {
          policy: 'RenewBefore',
          windows: [
            { cron: '0 2 * *', windowDuration: '1h', timezone: 'Moon' },
          ],
        },
      },
      [
        'WrongFormat spec.renewal.windows[0].timezone',
        'WrongFormat spec.renewal.windows[0].cron',
      ],
    ],
  ])('%s', (_, parts, expected) => {
    expect(wrong('Certificate', { ...base, ...parts })).toEqual(expected);
  });
});

describe('Issuer', () => {
  const acme = (solver: object) => ({
    acme: {
      server: 'https://acme.example.com',
      privateKeySecretRef: { name: 'key' },
      solvers: [solver],
    },
  });
  const dns = (provider: object) => acme({ dns01: provider });
  const at = 'spec.acme.solvers[0]';
  it.each<[string, object, string[]]>([
    ['of nobody', {}, ['MissingField spec']],
    ['of two', { selfSigned: {}, ca: { secretName: 'a' } }, ['Conflict spec']],
    ['of itself', { selfSigned: {} }, []],
    [
      'of an authority without a secret',
      { ca: { secretName: '' } },
      ['MissingField spec.ca.secretName'],
    ],
    [
      'of an ACME server nowhere',
      { acme: {} },
      [
        'MissingField spec.acme.privateKeySecretRef.name',
        'MissingField spec.acme.server',
      ],
    ],
    ['by HTTP', acme({ http01: { ingress: { class: 'nginx' } } }), []],
    [
      'by HTTP of two classes',
      acme({ http01: { ingress: { class: 'a', ingressClassName: 'a' } } }),
      [`Conflict ${at}.http01.ingress`],
    ],
    [
      'by HTTP of a balancer',
      acme({ http01: { ingress: { serviceType: 'LoadBalancer' } } }),
      [`NotAllowed ${at}.http01.ingress.serviceType`],
    ],
    ['by nothing', acme({}), [`MissingField ${at}`]],
    [
      'by DNS of two',
      dns({ route53: {}, webhook: { solverName: 'a' } }),
      [`Conflict ${at}.dns01`],
    ],
    ['by Route 53', dns({ route53: { region: 'eu-west-1' } }), []],
    [
      'by Cloudflare with a key of nobody',
      dns({ cloudflare: { apiKeySecretRef: { name: 'a', key: 'b' } } }),
      [`MissingField ${at}.dns01.cloudflare.email`],
    ],
    [
      'by Azure with half of a secret',
      dns({
        azureDNS: {
          subscriptionID: 'a',
          resourceGroupName: 'b',
          tenantID: 'c',
        },
      }),
      [
        `MissingField ${at}.dns01.azureDNS.clientSecretSecretRef`,
        `MissingField ${at}.dns01.azureDNS.clientID`,
      ],
    ],
    [
      'by a server of many colons',
      dns({ rfc2136: { nameserver: '2001:db8::1:53' } }),
      [`WrongFormat ${at}.dns01.rfc2136.nameserver`],
    ],
    [
      'of Vault',
      {
        vault: {
          server: 'https://vault',
          path: 'pki/sign/a',
          auth: { kubernetes: { role: 'a', serviceAccountRef: { name: 'b' } } },
        },
      },
      [],
    ],
    [
      'of Vault beside its path',
      { vault: { server: 'https://vault', path: 'pki/../a', auth: {} } },
      ['WrongFormat spec.vault.path', 'MissingField spec.vault.auth'],
    ],
    ['of Venafi', { venafi: { zone: 'a' } }, ['MissingField spec.venafi']],
  ])('%s', (_, spec, expected) => {
    expect(wrong('ClusterIssuer', spec)).toEqual(expected);
  });
});

it('CertificateRequest names its issuer and its request', () => {
  expect(
    wrong('CertificateRequest', { issuerRef: { name: '' }, usages: ['tea'] }),
  ).toEqual([
    'MissingField spec.issuerRef.name',
    'MissingField spec.request',
    'NotAllowed spec.usages[0]',
  ]);
});

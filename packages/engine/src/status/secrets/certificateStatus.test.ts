import { KubernetesObject } from '../../model';
import {
  cardPlatform,
  cardWorld,
  inPay,
  minutesAgo,
  now,
} from '../../testing/cardWorld';
import { secretsStatus } from './secretsStatus';

const api = 'cert-manager.io/v1';
const acme = 'acme.cert-manager.io/v1';
const day = 24 * 60;

const certificate = (status: object, spec: object = {}) =>
  inPay(api, 'Certificate', 'web', {
    spec: {
      secretName: 'web-tls',
      dnsNames: ['pay.example.com'],
      issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      ...spec,
    },
    status,
  });
const ready = (status: string, reason = 'Ready', message = '') => ({
  type: 'Ready',
  status,
  reason,
  message,
  lastTransitionTime: minutesAgo(30),
});
const owned = (owner: KubernetesObject) => ({
  ownerReferences: [
    {
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.metadata.name,
      uid: owner.metadata.uid ?? '',
    },
  ],
});

function certificateOf(...objects: KubernetesObject[]) {
  return secretsStatus('pay', cardWorld(objects), {
    platform: cardPlatform(),
    now,
  }).certificates[0];
}

function chain(challenge: object, order: object = { state: 'pending' }) {
  const top = certificate({
    conditions: [
      ready(
        'False',
        'DoesNotExist',
        'Issuing certificate as Secret does not exist',
      ),
    ],
  });
  const request = inPay(api, 'CertificateRequest', 'web-1', {
    metadata: {
      ...owned(top),
      annotations: { 'cert-manager.io/certificate-revision': '1' },
    },
    status: { conditions: [ready('False', 'Pending', 'Waiting on order')] },
  });
  const made = inPay(acme, 'Order', 'web-1-2', {
    metadata: owned(request),
    status: order,
  });
  const asked = inPay(acme, 'Challenge', 'web-1-2-3', {
    metadata: owned(made),
    spec: { type: 'HTTP-01', dnsName: 'pay.example.com', key: 'c4n4ry' },
    status: challenge,
  });
  return [top, request, made, asked];
}

describe('certificateStatus', () => {
  it('tells names, issuer and days of one that is well', () => {
    expect(
      certificateOf(
        certificate({
          notBefore: minutesAgo(30 * day),
          notAfter: minutesAgo(-60 * day),
          renewalTime: minutesAgo(-30 * day),
          conditions: [ready('True')],
        }),
      ),
    ).toMatchObject({
      state: 'Healthy',
      names: ['pay.example.com'],
      secret: 'web-tls',
      issuer: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      expiresAt: Date.parse(minutesAgo(-60 * day)),
      renewsAt: Date.parse(minutesAgo(-30 * day)),
      steps: [],
    });
  });

  it.each<[string, object, string]>([
    ['expired', { notAfter: minutesAgo(1) }, 'Degraded'],
    [
      'due and not renewed',
      { notAfter: minutesAgo(-10 * day), renewalTime: minutesAgo(5 * day) },
      'Degraded',
    ],
    [
      'short-lived and not due',
      {
        notBefore: minutesAgo(day),
        notAfter: minutesAgo(-5 * day),
        renewalTime: minutesAgo(-3 * day),
      },
      'Healthy',
    ],
    [
      'without a time of renewal',
      { notBefore: minutesAgo(80 * day), notAfter: minutesAgo(-10 * day) },
      'Degraded',
    ],
    ['far from its end', { notAfter: minutesAgo(-15 * day) }, 'Healthy'],
  ])('judges one that is %s', (_, status, state) => {
    expect(
      certificateOf(certificate({ ...status, conditions: [ready('True')] }))
        .state,
    ).toBe(state);
  });

  it('follows one that waits down to its challenge', () => {
    const found = certificateOf(
      ...chain({
        state: 'pending',
        reason:
          "Waiting for HTTP-01 challenge propagation: wrong status code '404', expected '200'",
      }),
    );

    expect(found).toMatchObject({
      state: 'Progressing',
      why: 'the HTTP challenge is not answered at this name',
      fixableBy: 'platform',
    });
    expect(found.steps.map(({ ref, state }) => `${ref.kind} ${state}`)).toEqual(
      ['CertificateRequest Pending', 'Order pending', 'Challenge pending'],
    );
    expect(JSON.stringify(found)).not.toContain('c4n4ry');
  });

  it.each([
    [
      'acme: authorization error for pay.example.com: 400 urn:ietf:params:acme:error:dns: DNS problem: NXDOMAIN looking up A',
      'the name does not resolve',
    ],
    [
      '429 urn:ietf:params:acme:error:rateLimited: too many certificates already issued',
      'the issuer takes no more requests for now',
    ],
    [
      '403 urn:ietf:params:acme:error:unauthorized: Incorrect TXT record "a" found at _acme-challenge.pay.example.com',
      'the DNS record of the challenge is not to be seen yet',
    ],
    [
      'failed to determine Route 53 hosted zone ID: api error AccessDenied: User x is not authorized',
      'the challenge cannot be set up',
    ],
    [
      'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host is taken',
      'the challenge cannot be set up',
    ],
    [
      'Failed to register ACME account: Get "https://acme.example.com/directory": dial tcp: lookup acme.example.com: no such host',
      'the issuer cannot be reached',
    ],
    [
      'Vault failed to sign certificate: Code: 403. Errors: * permission denied',
      'the issuer cannot sign',
    ],
    ['nobody has seen this message', 'Challenge of pay.example.com is invalid'],
  ])('has failed with %s', (reason, why) => {
    expect(
      certificateOf(
        ...chain({ state: 'invalid', reason }, { state: 'invalid' }),
      ),
    ).toMatchObject({ state: 'Degraded', why });
  });

  it('has failed where it says so, and nothing of its request is left', () => {
    const failed = (message: string) =>
      certificateOf(
        certificate({
          conditions: [
            { ...ready('False'), reason: 'DoesNotExist' },
            { type: 'Issuing', status: 'False', reason: 'Failed', message },
          ],
        }),
      );
    expect(
      failed('The request has failed: acme:error:caa: CAA record forbids it'),
    ).toMatchObject({
      state: 'Degraded',
      why: 'a CAA record of the domain does not allow this issuer',
    });
    expect(failed('nobody has seen this message')).toMatchObject({
      state: 'Degraded',
      why: 'it could not be issued, and will be tried again',
    });
  });

  it('blames an issuer that says itself that it is not ready', () => {
    const [top] = chain({});
    const issuer = {
      apiVersion: api,
      kind: 'ClusterIssuer',
      metadata: { name: 'letsencrypt' },
      status: { conditions: [ready('False')] },
    };

    expect(certificateOf(top, issuer)).toMatchObject({
      state: 'Degraded',
      why: 'ClusterIssuer letsencrypt is not ready',
      fixableBy: 'platform',
    });
  });
});

describe('a certificate that is not issued, and nothing says why', () => {
  const untold = (age: number) => ({
    ...certificate({}),
    metadata: {
      ...certificate({}).metadata,
      creationTimestamp: minutesAgo(age),
    },
  });
  const waiting = (minutes: number) => {
    const message = 'Existing issued Secret is not up to date';
    return certificate({
      conditions: [
        {
          ...ready('False', 'SecretMismatch', message),
          lastTransitionTime: minutesAgo(minutes),
        },
      ],
    });
  };

  it('has some minutes, and is not known where no controller tells of it', () => {
    expect(certificateOf(untold(3))).toMatchObject({
      state: 'Progressing',
      why: 'it is being issued',
    });
    expect(certificateOf(untold(30))).toMatchObject({
      state: 'Unknown',
      why: 'no controller of cert-manager tells anything',
      fixableBy: 'platform',
    });
  });

  it('is late by the words of its condition', () => {
    expect(certificateOf(waiting(3)).state).toBe('Progressing');
    expect(certificateOf(waiting(30))).toMatchObject({
      state: 'Degraded',
      why: 'it was not issued in time: Existing issued Secret is not up to date',
      fixableBy: 'platform',
    });
  });
});

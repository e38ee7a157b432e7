import type { KubernetesObject } from '../../model';
import {
  codesOf,
  type FixCase,
  object,
  outcomeOf,
  route,
  wantedOf,
  workload,
} from '../../testing/fixLive';
import { fixesOf } from '../../testing/fixWorld';
import { agent } from '../../testing/networkAgent';

/** The external gateway of dev, whose listeners take names below one domain only. */
function gatewayFor(domain: string) {
  return object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'external',
    {
      spec: {
        gatewayClassName: 'cilium',
        listeners: ['http', 'https'].map((name, i) => ({
          name,
          port: [80, 443][i],
          protocol: name.toUpperCase(),
          hostname: `*.${domain}`,
          allowedRoutes: { namespaces: { from: 'All' } },
        })),
      },
    },
    'gateways',
  );
}

const cases: Record<string, FixCase> = {
  'a route to a Service that is mistyped': {
    code: 'BackendNotFound',
    world: {
      requests: [
        workload(),
        route({ rules: [{ backends: [{ service: 'wbe', port: 8080 }] }] }),
      ],
    },
    titles: ['Use Service web:8080'],
  },
  'a route to a port that the Service has not': {
    code: 'BackendNotFound',
    world: {
      requests: [
        workload(),
        route({ rules: [{ backends: [{ service: 'web', port: 80 }] }] }),
      ],
    },
    titles: ['Use port 8080 of Service web'],
  },
  'a destination that no policy lets through': {
    code: 'EgressBlocked',
    world: {
      requests: [
        workload({
          environments: ['dev'],
          env: { DATABASE_URL: 'postgres://me:word@10.2.0.5/shop' },
        }),
      ],
    },
    titles: ['Allow egress to 10.2.0.5:5432 in dev'],
  },
  'one of two hostnames that no listener takes': {
    code: 'HostnameNotServed',
    world: {
      tenant: {
        domains: { dev: ['pay.old.dev.example.com', 'pay.dev.example.com'] },
      },
      requests: [
        workload(),
        route({
          environments: ['dev'],
          hostnames: [
            'shop.pay.dev.example.com',
            'til.pay.old.dev.example.com',
          ],
        }),
      ],
      live: { 'spoke-dev': [gatewayFor('pay.dev.example.com')] },
    },
    titles: [
      'Use til.pay.dev.example.com',
      'Leave til.pay.old.dev.example.com out',
    ],
  },
  'two hostnames that no listener takes': {
    code: 'RouteNotAdmitted',
    world: {
      tenant: {
        domains: { dev: ['pay.old.dev.example.com', 'pay.dev.example.com'] },
      },
      requests: [
        workload(),
        route({
          environments: ['dev'],
          hostnames: [
            'shop.pay.old.dev.example.com',
            'til.pay.old.dev.example.com',
          ],
        }),
      ],
      live: { 'spoke-dev': [gatewayFor('pay.dev.example.com')] },
    },
    titles: ['Use shop.pay.dev.example.com, til.pay.dev.example.com'],
  },
  'a hostname that no listener takes, where another domain has one': {
    code: 'RouteNotAdmitted',
    world: {
      tenant: {
        domains: { dev: ['pay.old.dev.example.com', 'pay.dev.example.com'] },
      },
      requests: [
        workload(),
        route({
          environments: ['dev'],
          hostnames: ['shop.pay.old.dev.example.com'],
        }),
      ],
      live: { 'spoke-dev': [gatewayFor('pay.dev.example.com')] },
    },
    titles: ['Use shop.pay.dev.example.com'],
  },
};

describe('fixes of what is reached', () => {
  it.each(Object.entries(cases))('mends %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });

  it.each([
    'postgres://169.254.169.254/latest',
    'not a url',
    '10.2.0.5',
    'kafka-0:9092,kafka-1:9092',
    'https://api.example.com',
    'http://web.payments.svc:8080',
  ])('opens nothing for %s', value => {
    expect(
      codesOf({
        requests: [
          workload({ environments: ['dev'], env: { ADDRESS: value } }),
        ],
      }),
    ).toEqual([]);
  });

  it('opens nothing that is open already', () => {
    expect(
      codesOf({
        tenant: {
          egress: [
            {
              name: 'db',
              cidr: '10.2.0.0/16',
              ports: [{ port: 5432, protocol: 'TCP' }],
            },
          ],
        },
        requests: [
          workload({
            environments: ['dev'],
            env: { DATABASE_URL: 'postgres://10.2.0.5/shop' },
          }),
        ],
      }),
    ).toEqual([]);
  });

  it('offers nothing where nobody enforces policies', () => {
    const offered = (...live: KubernetesObject[]) =>
      fixesOf({
        requests: [
          workload({
            environments: ['dev'],
            env: { DATABASE_URL: 'postgres://10.2.0.5/shop' },
          }),
        ],
        live: { 'spoke-dev': live },
      }).length;
    expect(offered()).toBe(1);
    expect(offered(agent('kube-flannel-ds', [{ name: 'kube-flannel' }]))).toBe(
      0,
    );
  });

  it('tells no value of a variable', () => {
    const text = JSON.stringify(
      fixesOf({
        requests: [
          workload({
            environments: ['dev'],
            env: { DATABASE_URL: 'postgres://me:canary@10.2.0.5/shop' },
          }),
        ],
      }),
    );
    expect(text).toContain('10.2.0.5:5432');
    expect(text).not.toContain('canary');
  });
});

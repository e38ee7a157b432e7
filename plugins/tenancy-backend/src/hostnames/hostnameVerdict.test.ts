import {
  arraySnapshot,
  type KubernetesObject,
  parsePlatform,
  parseRequest,
  type UnknownEntry,
} from '@groundwork/engine';
import { tenancyConfig } from '../__testUtils__/startPortal';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { hostnameVerdict } from './hostnameVerdict';

const { git: _, ...config } = tenancyConfig;
const platform = parsePlatform(config);
const label = 'tenancy.groundwork.dev/tenant';

function tenant(name: string, domains?: string[]): TenantEntry {
  const request = parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name },
    spec: {
      owner: 'group:default/payments',
      environments: ['dev'],
      tier: 'small',
      ...(domains ? { domains: { dev: domains } } : {}),
    },
  });
  if (request.kind !== 'Tenant') {
    throw new TypeError('not a tenant');
  }
  return {
    name,
    environments: [{ name: 'dev', cluster: 'one', namespace: name }],
    request,
  };
}

function route(namespace: string, ...hostnames: string[]): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: {
      name: 'web',
      namespace,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: { hostnames },
  };
}

function verdict(
  hostname: string,
  options: { environment?: string; unknowns?: UnknownEntry[] } = {},
) {
  const objects: KubernetesObject[] = [
    ...['pay', 'web'].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { [label]: name } },
    })),
    route('pay', 'mine.shared.dev.example.com'),
    route(
      'web',
      'Theirs.shared.dev.example.com',
      '*.wild.shared.dev.example.com',
    ),
  ];
  const snapshot = arraySnapshot(
    [{ cluster: 'one', objects, asOf: Date.now() }],
    options.unknowns,
  );
  return hostnameVerdict(
    { platform, snapshot },
    tenant('pay', ['shared.dev.example.com']),
    options.environment ?? 'dev',
    hostname,
  );
}

describe('hostnameVerdict', () => {
  it.each([
    ['new.shared.dev.example.com', 'free'],
    [' NEW.shared.dev.example.com ', 'free'],
    ['mine.shared.dev.example.com', 'yours'],
    ['theirs.shared.dev.example.com', 'taken'],
    ['a.wild.shared.dev.example.com', 'taken'],
    ['pay.other.example.com', 'notOffered'],
    ['evilshared.dev.example.com', 'notOffered'],
    ['', 'invalid'],
    ['localhost', 'invalid'],
    ['-a.shared.dev.example.com', 'invalid'],
    ['a..shared.dev.example.com', 'invalid'],
    ['a.*.shared.dev.example.com', 'invalid'],
    [`${'a'.repeat(64)}.shared.dev.example.com`, 'invalid'],
    ['http://a.shared.dev.example.com', 'invalid'],
  ])('says that "%s" is %s', (hostname, expected) => {
    expect(verdict(hostname).verdict).toBe(expected);
  });

  it('never names the holder', () => {
    expect(verdict('theirs.shared.dev.example.com').message).not.toMatch(
      /web|shop/,
    );
  });

  it('says that the tenant is not in an environment', () => {
    expect(
      verdict('new.shared.dev.example.com', { environment: 'prod' }).verdict,
    ).toBe('notOffered');
  });

  it('does not call free what nobody could look up', () => {
    const unknowns: UnknownEntry[] = [
      {
        cluster: 'one',
        group: 'gateway.networking.k8s.io',
        kind: 'HTTPRoute',
        unknown: 'forbidden',
      },
    ];
    expect(verdict('new.shared.dev.example.com', { unknowns }).verdict).toBe(
      'unknown',
    );
  });
});

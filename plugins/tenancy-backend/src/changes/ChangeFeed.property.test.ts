import {
  defaultKinds,
  type KubernetesObject,
  networkStatus,
  parsePlatform,
} from '@groundwork/engine';
import fc from 'fast-check';
import { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';
import { TenantDirectory } from '../tenants/TenantDirectory';
import { ChangeFeed } from './ChangeFeed';

const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
jest.setTimeout(60_000);

const platform = parsePlatform({
  repository: { url: 'https://git.example.com/platform/estate.git' },
  groups: { template: 'oidc:${{ group }}' },
  tiers: {
    small: {
      description: 'Small',
      quota: { requests: amounts, limits: amounts, storage: '1Gi', pods: 3 },
      container: { defaultRequest: amounts, default: amounts, max: amounts },
    },
  },
  environments: [
    {
      name: 'dev',
      cluster: 'one',
      argocd: { cluster: 'one', destination: { name: 'one' } },
      domains: ['dev.example.com'],
      gateways: [
        {
          name: 'gw',
          namespace: 'infra',
          listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
        },
      ],
    },
  ],
});
const [{ name: environment, cluster }] = platform.environments;
const tenants = ['pay', 'shop', 'blog'];
const homes = [...tenants, 'infra'];
const group = 'gateway.networking.k8s.io';

const home = fc.constantFrom(...homes);
const name = fc.constantFrom('a', 'b');
const hostnames = fc.subarray(
  ['a.dev.example.com', 'b.dev.example.com', '*.dev.example.com'],
  { maxLength: 2 },
);
const meta = (namespace: string, called: string, more: object = {}) => ({
  namespace,
  name: called,
  ...more,
});
const created = fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
const parent = fc.oneof(
  home.map(namespace => ({ name: 'gw', namespace })),
  home.map(namespace => ({ kind: 'ListenerSet', name: 'set', namespace })),
);
const from = fc.constantFrom('All', 'Same');
const listeners = fc.constantFrom(
  [{ name: 'http', port: 80, protocol: 'HTTP' }],
  [{ name: 'http', port: 80, protocol: 'HTTP', hostname: 'a.dev.example.com' }],
  [{ name: 'other', port: 81, protocol: 'HTTP' }],
);
const withAllowed = fc
  .tuple(listeners, fc.constantFrom('All', 'Same', 'Selector'))
  .map(([all, which]) =>
    all.map(each => ({
      ...each,
      allowedRoutes: {
        namespaces: {
          from: which,
          ...(which === 'Selector'
            ? { selector: { matchLabels: { open: 'yes' } } }
            : {}),
        },
      },
    })),
  );

const objects: fc.Arbitrary<KubernetesObject> = fc.oneof(
  fc.tuple(home, fc.boolean()).map(([each, open]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: each,
      labels: {
        ...(open ? { open: 'yes' } : {}),
        ...(tenants.includes(each)
          ? {
              'tenancy.groundwork.dev/tenant': each,
              'tenancy.groundwork.dev/environment': environment,
            }
          : {}),
      },
    },
  })),
  fc.constantFrom('one', 'two').map(controllerName => ({
    apiVersion: `${group}/v1`,
    kind: 'GatewayClass',
    metadata: { name: 'class' },
    spec: { controllerName },
  })),
  fc
    .tuple(home, withAllowed, from, fc.constantFrom('class', 'none'))
    .map(([each, all, sets, gatewayClassName]) => ({
      apiVersion: `${group}/v1`,
      kind: 'Gateway',
      metadata: meta(each, 'gw'),
      spec: {
        gatewayClassName,
        listeners: all,
        allowedListeners: { namespaces: { from: sets } },
      },
    })),
  fc.tuple(home, home, withAllowed, created).map(([each, of, all, at]) => ({
    apiVersion: `${group}/v1`,
    kind: 'ListenerSet',
    metadata: meta(each, 'set', { creationTimestamp: at }),
    spec: { parentRef: { name: 'gw', namespace: of }, listeners: all },
  })),
  fc
    .tuple(
      fc.constantFrom('HTTPRoute', 'GRPCRoute'),
      home,
      name,
      fc.array(parent, { minLength: 1, maxLength: 2 }),
      hostnames,
      home,
      created,
    )
    .map(([kind, each, called, parentRefs, names, backend, at]) => ({
      apiVersion: `${group}/v1`,
      kind,
      metadata: meta(each, called, { creationTimestamp: at }),
      spec: {
        parentRefs,
        hostnames: names,
        rules: [
          { backendRefs: [{ name: 'web', namespace: backend, port: 80 }] },
        ],
      },
    })),
  fc.tuple(home, home).map(([each, of]) => ({
    apiVersion: `${group}/v1`,
    kind: 'ReferenceGrant',
    metadata: meta(each, 'grant'),
    spec: {
      from: [
        { group, kind: 'HTTPRoute', namespace: of },
        { group, kind: 'GRPCRoute', namespace: of },
      ],
      to: [{ group: '', kind: 'Service' }],
    },
  })),
  fc.tuple(home, fc.constantFrom(80, 81)).map(([each, port]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta(each, 'web'),
    spec: { selector: { app: 'web' }, ports: [{ port, targetPort: 80 }] },
  })),
  fc.tuple(home, fc.boolean()).map(([each, ready]) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: meta(each, 'web-1', {
      labels: { 'kubernetes.io/service-name': 'web' },
    }),
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
    ports: [{ port: 80 }],
  })),
  fc.tuple(home, fc.constantFrom('web', 'db')).map(([each, app]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: meta(each, 'web-1', { labels: { app } }),
    spec: { containers: [{ name: 'web', ports: [{ containerPort: 80 }] }] },
  })),
  fc.tuple(home, fc.boolean()).map(([each, open]) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: meta(each, 'policy'),
    spec: { podSelector: {}, ingress: open ? [{}] : [] },
  })),
);

/** The tenants whose cards differ. */
function differing(before: string[], after: string[]): string[] {
  return tenants.filter((_, i) => before[i] !== after[i]);
}

async function world() {
  const snapshot = new LiveSnapshot({
    labels: ['tenancy.groundwork.dev/tenant'],
    now: () => 1,
  });
  snapshot.addCluster(cluster);
  for (const { group: of, kind } of defaultKinds.watched) {
    snapshot.addKind(cluster, { group: of, kind });
    await snapshot.replace(cluster, { group: of, kind }, []);
  }
  const requests = {
    tenants: () => [],
    own: () => ({}),
    knows: () => true,
  } as unknown as RequestIndex;
  const directory = new TenantDirectory({ platform, snapshot, requests });
  const trees = { subscribe: () => () => {} } as unknown as GitTrees;
  const feed = new ChangeFeed({ platform, snapshot, trees, directory });
  return { snapshot, feed };
}

describe('the tenants that are told of a change', () => {
  it('are never fewer than those whose network card changed', async () => {
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ object: objects, goes: fc.boolean() }), {
          minLength: 25,
          maxLength: 60,
        }),
        async steps => {
          const { snapshot, feed } = await world();
          const told = new Set<string>();
          feed.onChange(names => names.forEach(each => told.add(each)));
          const cards = () =>
            tenants.map(each =>
              JSON.stringify(
                networkStatus(each, snapshot, { platform, now: 1 }),
              ),
            );
          let before = cards();
          for (const { object, goes } of steps) {
            told.clear();
            if (goes && object.kind !== 'Namespace') {
              snapshot.remove(cluster, object);
            } else {
              snapshot.put(cluster, object);
            }
            const after = cards();
            const changed = differing(before, after);
            changes += changed.length;
            expect([...told]).toEqual(expect.arrayContaining(changed));
            before = after;
          }
          feed.stop();
        },
      ),
      { numRuns: 40 },
    );
    expect(changes).toBeGreaterThan(50);
  });
});

import { check } from '../check';
import { KubernetesObject, ManifestSet } from '../model';
import { parsePlatform } from '../platform';
import { previewChange } from '../preview';
import { arraySnapshot, overlaySnapshot } from '../snapshot';
import {
  quotasStatus,
  secretsStatus,
  syncStatus,
  workloadsStatus,
} from '../status';
import { object } from '../testing/checkWorld';
import { cardPlatform, cardWorld, inPay, now } from '../testing/cardWorld';
import { smallPlatform } from '../testUtils/smallPlatform';
import { application, namespace } from '../testing/syncWorld';
import { writeYamlStream } from '../yaml';
import { KindDescriptor } from './KindDescriptor';
import { defaultKinds } from './defaultKinds';
import { withKinds } from './withKinds';

/** As a module of a platform would bring it; in a group that Argo CD takes for one of Kubernetes' own. */
const widget: KindDescriptor = {
  group: 'things.k8s.io',
  kind: 'Widget',
  plural: 'widgets',
  versions: ['v1'],
  namespaced: true,
  schema: 'cluster',
  writer: 'tenant',
  reach: 'namespace',
  watched: true,
  label: { one: 'fancy widget', many: 'fancy widgets' },
  team: { may: 'write', limit: 10 },
  health: ({ status }) => ({
    status: status === 'up' ? 'Healthy' : 'Degraded',
    message: 'is not up',
  }),
  validate: { v1: widgetObject => widgetObject.get('spec').required() },
  makes: ({ metadata }) => [`Secret/${metadata.name}`],
};

const plain = parsePlatform(smallPlatform());
const extended = parsePlatform(smallPlatform(), {
  kinds: withKinds(defaultKinds, [widget]),
});
const { cluster } = extended.environments[0];

const needy = object(
  'apps/v1',
  'Deployment',
  'api',
  'pay',
  {
    spec: {
      template: {
        spec: {
          containers: [
            { name: 'api', envFrom: [{ secretRef: { name: 'w' } }] },
          ],
        },
      },
    },
  },
  { labels: { 'app.kubernetes.io/managed-by': 'groundwork' } },
);
const live = (rest: Record<string, unknown> = {}): KubernetesObject =>
  object('things.k8s.io/v1', 'Widget', 'w', 'pay', rest);

function set(...objects: KubernetesObject[]): ManifestSet {
  const file = {
    tree: 'tenants' as const,
    path: 'tenants/pay/dev/objects.yaml',
    target: { layer: 'tenant' as const, cluster, environment: 'dev' },
    objects,
    content: writeYamlStream(objects),
  };
  return { files: objects.length > 0 ? [file] : [] };
}

describe('a kind that the platform brings', () => {
  it('counts with what it makes in checks', () => {
    const codes = (platform: typeof plain) =>
      check(
        overlaySnapshot(
          arraySnapshot([
            { cluster, objects: [namespace('pay', 'dev'), live()], asOf: 1 },
          ]),
          [{ cluster, objects: [needy], judged: true }],
        ),
        { platform, now: 1 },
      ).map(({ code }) => code);
    expect(codes(plain)).toContain('SecretNotFound');
    expect(codes(extended)).not.toContain('SecretNotFound');
  });

  it('is named by its label in changes, and its Secret goes with it', () => {
    const preview = (platform: typeof plain) => {
      const before = set(live(), needy);
      const next = set(needy);
      return previewChange({
        layout: platform.layout,
        present: new Map(before.files.map(each => [each.path, each.content])),
        before,
        next,
        subject: { cluster: 'git', group: '', kind: 'Tenant', name: 'pay' },
        ...(platform.kinds ? { kinds: platform.kinds } : {}),
      });
    };
    expect(preview(extended)).toMatchObject({
      changes: ['- fancy widget w in dev'],
      removals: [{ dependents: ['Deployment api'] }],
    });
    expect(preview(plain)).toMatchObject({
      changes: ['- Widget w in dev'],
      removals: [{ dependents: [] }],
    });
  });

  it('has health in statuses, and is not known where it cannot be read', () => {
    const app = application({
      sync: { status: 'Synced', revision: 'a'.repeat(40) },
      health: { status: 'Degraded' },
      reconciledAt: '1970-01-01T00:00:00Z',
      resources: [
        {
          group: 'things.k8s.io',
          kind: 'Widget',
          version: 'v1',
          namespace: 'pay',
          name: 'w',
          status: 'Synced',
        },
      ],
    });
    const troubled = (platform: typeof plain, isRead: boolean) => {
      const snapshot = arraySnapshot(
        [
          { cluster: 'hub', objects: [app], asOf: 1 },
          {
            cluster,
            objects: [namespace('pay', 'dev'), ...(isRead ? [live()] : [])],
            asOf: 1,
          },
        ],
        isRead
          ? []
          : [
              {
                cluster,
                group: 'things.k8s.io',
                kind: 'Widget',
                unknown: 'forbidden',
                message: 'no',
              },
            ],
      );
      return syncStatus({ name: 'pay', environments: ['dev'] }, snapshot, {
        platform,
        now: 1,
      }).environments[0].applications[0].troubled;
    };
    expect(troubled(extended, true)).toMatchObject([
      { ref: { kind: 'Widget' }, health: 'Degraded', message: 'is not up' },
    ]);
    expect(troubled(extended, false)).toMatchObject([{ health: 'Unknown' }]);
    expect(troubled(plain, true)).toEqual([]);
    expect(troubled(plain, false)).toEqual([]);
  });

  it('is on the cards with its pods, and with the Secrets that it uses', () => {
    const fleet: KindDescriptor = {
      ...widget,
      kind: 'Fleet',
      plural: 'fleets',
      pods: { count: () => 3 },
    };
    const platform = {
      ...cardPlatform(),
      kinds: withKinds(defaultKinds, [fleet]),
    };
    const world = cardWorld([
      inPay('things.k8s.io/v1', 'Fleet', 'f', {
        spec: {
          replicas: 3,
          template: { spec: { imagePullSecrets: [{ name: 'registry' }] } },
        },
        status: {
          readyReplicas: 1,
          updatedReplicas: 3,
          conditions: [
            {
              type: 'ReplicaFailure',
              status: 'True',
              message: 'exceeded quota: small, requested: pods=1',
            },
          ],
        },
      }),
      inPay('v1', 'ResourceQuota', 'small', {
        spec: { hard: { pods: '1' } },
        status: { used: { pods: '1' } },
      }),
    ]);
    const options = { platform, now };

    expect(workloadsStatus('pay', world, options).workloads).toMatchObject([
      {
        ref: { kind: 'Fleet', name: 'f' },
        counts: { desired: 3, ready: 1, updated: 3 },
      },
    ]);
    expect(secretsStatus('pay', world, options).unknown).toMatchObject([
      { name: 'registry', usedBy: [{ kind: 'Fleet', name: 'f' }] },
    ]);
    expect(quotasStatus('pay', world, options).quotas[0].why).toContain(
      'Fleet/f',
    );
  });
});

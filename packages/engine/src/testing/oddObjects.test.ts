import fc from 'fast-check';
import { check } from '../check';
import { KubernetesObject, Snapshot } from '../model';
import { platformSchema } from '../platform';
import { arraySnapshot, compile, overlaySnapshot } from '../snapshot';
import { healthOf, WatchedKind, watchedKinds } from '../kinds';
import { changesBetween, observe } from '../changes';
import {
  accessStatus,
  causesOf,
  quotasStatus,
  recentEvents,
  secretsStatus,
  tenantsOf,
  tenantStatusOf,
  versionStatus,
  workloadFinder,
  workloadsStatus,
} from '../status';
import { estate } from './networkWorld';
import { kindsWithoutSchema, oddObject, randomOf } from './oddObjects';
import { validate } from '../kinds';
import { schemaSet } from '../validate';
import { bundledSchemas } from '../validate/bundled';
import { smallPlatform } from '../testUtils/smallPlatform';
import { cases } from './cases';

const [environment] = smallPlatform().environments;
const platform = platformSchema.parse({
  ...smallPlatform(),
  environments: [
    {
      ...environment,
      cluster: 'spoke',
      argocd: { ...environment.argocd, cluster: 'spoke' },
      cni: 'cilium',
      gateways: [
        {
          name: 'external',
          namespace: 'gateways',
          listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }],
          dataPlane: { namespace: 'gateways', podLabels: { app: 'envoy' } },
        },
      ],
    },
  ],
});
const { name: env } = environment;
const schemas = schemaSet({ bundled: bundledSchemas() });

const namespace = (name: string, tenant?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: tenant
      ? {
          'tenancy.groundwork.dev/tenant': tenant,
          'tenancy.groundwork.dev/environment': env,
        }
      : {},
  },
});

const application: KubernetesObject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: `pay-${env}`, namespace: 'argocd' },
  spec: {
    project: `pay-${env}`,
    destination: { name: 'spoke', namespace: 'pay' },
    source: { repoURL: 'https://git.example.com/acme/estate.git', path: 'x' },
  },
  status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
};

const calm = [
  namespace('pay', 'pay'),
  namespace('odd', 'odd'),
  namespace('gateways'),
  namespace('kube-system'),
  ...estate({}),
  application,
];

const now = Date.UTC(2026, 10, 28);

/** All that is told of one tenant. */
function toldOf(name: string, index: Snapshot) {
  const options = { platform, now };
  const { sync, network, ...whole } = tenantStatusOf(name, index, options);
  const secrets = secretsStatus({ name }, index, options);
  const workloads = workloadsStatus({ name }, index, options);
  const quota = quotasStatus({ name }, index, options);
  const cards = { sync, network, secrets, workloads, quota };
  return {
    whole,
    ...cards,
    observed: observe(
      { name, environments: [{ name: env, namespace: name }] },
      index,
      { platform, sync, network, isSilent: () => false },
    ),
    access: accessStatus(name, index, options),
    causes: causesOf({ ...cards, sources: [] }, index),
    versions: ['web', 'odd'].map(each =>
      versionStatus({ name }, index, options, {
        environment: env,
        name: each,
        image: 'web',
      }),
    ),
  };
}

/** Everything that is ever asked of a cluster, about both tenants. */
function answersOf(objects: readonly KubernetesObject[]) {
  const index = compile(
    arraySnapshot([
      { cluster: 'spoke', objects: [...calm, ...objects], asOf: now },
    ]),
    { clusters: ['spoke'], labels: ['tenancy.groundwork.dev/tenant'] },
  );
  // The same objects may come from a file, where nobody has looked at them before.
  validate(objects, schemas);
  tenantsOf(index, platform);
  const odd = toldOf('odd', index);
  const times = { since: now - 1, at: now, now, oldest: 0 };
  changesBetween(undefined, odd.observed, times);
  changesBetween({}, odd.observed, times);
  recentEvents(objects, {
    now,
    workloadOf: workloadFinder(index, 'spoke', 'odd'),
  });
  const findings = check(index, { platform, now });
  return {
    pay: toldOf('pay', index),
    // Nets that keep an answer up are not what holds here: nothing falls.
    fallen: [
      ...findings
        .map(({ message }) => message)
        .filter(message => message.includes('could not be finished')),
      ...objects
        .map(object => healthOf(object)?.message ?? '')
        .filter(message => message.includes('cannot be read: it is invalid')),
    ],
    planned: check(
      overlaySnapshot(index, [{ cluster: 'spoke', objects: calm.slice(4) }]),
      { platform, now, scope: { tenants: ['pay'] } },
    ),
  };
}

/** What is there for all, and what a namespace says about itself to others. */
function mayChangeOthers({ kind, namespaced }: WatchedKind): boolean {
  return !namespaced || kind === 'ReferenceGrant';
}

describe('odd and broken objects of a cluster', () => {
  it('are made of every watched kind', () => {
    expect(kindsWithoutSchema()).toEqual([]);
  });

  const before = answersOf([]);

  describe.each(
    watchedKinds.map(kind => [`${kind.group}/${kind.kind}`, kind] as const),
  )('%s', (_, kind) => {
    it.each([0, 0.03, 0.15, 0.6])(
      'never stop an answer, with %s of their values odd',
      oddity => {
        fc.assert(
          fc.property(fc.integer(), seed => {
            const random = randomOf(seed);
            const objects = [1, 2, 3].flatMap(
              () => oddObject(kind, random, oddity) ?? [],
            );
            const { pay, fallen } = answersOf(objects);
            expect(fallen).toEqual([]);
            expect(mayChangeOthers(kind) ? before.pay : pay).toEqual(
              before.pay,
            );
          }),
          { numRuns: cases(2) },
        );
      },
    );
  });

  it('of all kinds at once stop nothing', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const random = randomOf(seed);
        const objects = watchedKinds.flatMap(
          kind => oddObject(kind, random, 0.1) ?? [],
        );
        expect(answersOf(objects).fallen).toEqual([]);
      }),
      { numRuns: cases(8) },
    );
  });
});

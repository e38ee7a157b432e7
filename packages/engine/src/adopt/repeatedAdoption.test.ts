import type { KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { parseRequestText } from '../parse/parseRequest';
import { defaultLayout, isRequestPath } from '../request';
import type { RequestEnvelope } from '../request';
import { smallPlatform } from '../testUtils';
import { adopt } from './adopt';
import type { Adoption, OwnerRule } from './Adoption';

const platform = parsePlatform(smallPlatform());
const teams = ['pay', 'shop', 'web'];
const rules: OwnerRule[] = [
  { namespace: '*', owner: 'group:default/${{ tenant }}' },
];

/** Three namespaces that somebody set up by hand. */
const byHand = teams.flatMap((namespace): KubernetesObject[] => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace },
    spec: { hard: { pods: '20' } },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace },
    data: { LEVEL: 'info' },
  },
]);

const run = (
  objects: readonly KubernetesObject[],
  more: { rules?: OwnerRule[]; present?: RequestEnvelope[] } = {},
) =>
  adopt({
    platform,
    rules,
    objects: objects.map(object => ({ object, cluster: 'spoke-dev' })),
    ...more,
  });

/** The requests of some tenants, as they are in Git after a run. */
const requestsOf = ({ files }: Adoption, ...tenants: string[]) =>
  files
    .filter(
      ({ path }) =>
        isRequestPath(path, defaultLayout) &&
        tenants.some(each => path === `platform/tenants/${each}.yaml`),
    )
    .map(({ content }) => parseRequestText(content));

const changed = (before: Adoption, after: Adoption) =>
  after.files
    .filter(
      ({ path, content }) =>
        !before.files.some(
          each => each.path === path && each.content === content,
        ),
    )
    .map(({ path }) => path);

describe('what is adopted again', () => {
  const first = run(byHand);

  it('comes to the same files, whatever part of it is in Git', () => {
    for (const there of [[], ['pay'], ['pay', 'shop'], teams]) {
      const again = run(byHand, { present: requestsOf(first, ...there) });
      expect(changed(first, again)).toEqual([]);
      expect(again.objects).toEqual(first.objects);
    }
  });

  it('tells of the rest where only a part has an owner', () => {
    const some = run(byHand, {
      rules: [{ namespace: 'pay', owner: 'group:default/pay' }],
    });
    expect(some.tenants.map(({ tenant }) => tenant)).toEqual(['pay']);
    expect(some.leftOut).toEqual([
      expect.objectContaining({ namespace: 'shop', objects: 3 }),
      expect.objectContaining({ namespace: 'web', objects: 3 }),
    ]);
  });

  it('leaves the owner that Git has, and says that the rules name another', () => {
    const again = run(byHand, {
      rules: [{ namespace: 'pay', owner: 'group:default/mallory' }, ...rules],
      present: requestsOf(first, ...teams),
    });
    const [pay, shop] = again.tenants;
    expect(pay.refused).toEqual([
      expect.stringMatching(/group:default\/pay, .*group:default\/mallory/),
    ]);
    expect(shop.refused).toBeUndefined();
    expect(again.files.map(({ path }) => path)).not.toContain(
      'platform/tenants/pay.yaml',
    );
  });

  it('tells of a tenant that is reported only what its guard rails would refuse', () => {
    const route: KubernetesObject = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'theirs', namespace: 'pay' },
      spec: {
        parentRefs: [{ name: 'external', namespace: 'gateways' }],
        hostnames: ['shop.dev.example.com'],
        rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
      },
    };
    const { objects } = adopt({
      platform: parsePlatform({ ...smallPlatform(), reportOnly: ['pay'] }),
      rules,
      objects: [...byHand, route].map(object => ({
        object,
        cluster: 'spoke-dev',
      })),
    });
    expect(objects.find(({ name }) => name === 'theirs')).toMatchObject({
      fate: 'listed',
      why: expect.stringContaining('a guard rail refuses it'),
    });
  });
});

import { KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { parseRequestText } from '../parse/parseRequest';
import { isRequestPath } from '../request';
import { smallPlatform } from '../testUtils';
import { adopt } from './adopt';
import type { AdoptOptions } from './Adoption';

const owner = 'group:default/payments';
const platform = parsePlatform(smallPlatform());

const object = (
  kind: string,
  name: string,
  rest: Record<string, unknown> = {},
  namespace: string | undefined = 'pay',
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...(kind === 'Namespace' ? {} : { namespace }) },
  ...rest,
});

const adopted = (
  objects: readonly KubernetesObject[],
  more: Partial<AdoptOptions> = {},
) =>
  adopt({
    platform,
    rules: [{ namespace: 'pay', owner }],
    objects: objects.map(each => ({ object: each, cluster: 'spoke-dev' })),
    ...more,
  });

const told = (adoption: ReturnType<typeof adopt>, name: string) =>
  adoption.objects.filter(each => each.name === name);

describe('what is there', () => {
  const namespace = object('Namespace', 'pay');

  it.each([
    ['Pod', {}],
    ['Endpoints', {}],
  ])('is told where somebody wrote a %s by hand', (kind, rest) => {
    const { objects, made } = adopted([namespace, object(kind, 'db', rest)]);
    expect(objects.find(({ name }) => name === 'db')).toMatchObject({
      fate: 'listed',
    });
    expect(made).toBe(0);
  });

  it('is counted where controllers made it', () => {
    const pod = object('Pod', 'web-1');
    const made = {
      ...pod,
      metadata: {
        ...pod.metadata,
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'u' },
        ],
      },
    };
    const adoption = adopted([
      namespace,
      made,
      object('ConfigMap', 'kube-root-ca.crt'),
    ]);
    expect(adoption.made).toBe(2);
    expect(told(adoption, 'web-1')).toEqual([]);
  });

  it('is told twice where it was found twice with other content', () => {
    const config = (level: string) =>
      object('ConfigMap', 'settings', { data: { LEVEL: level } });
    expect(
      told(
        adopted([namespace, config('a'), config('a'), config('b')]),
        'settings',
      ).map(({ fate }) => fate),
    ).toEqual(['kept', 'listed']);
  });

  it('is told of a tenant that is refused, its Namespace too', () => {
    const adoption = adopted(
      [
        object('Namespace', 'platform-pay'),
        object('ConfigMap', 'settings', {}, 'platform-pay'),
      ],
      { rules: [{ namespace: '*', owner }] },
    );
    expect(adoption.tenants[0].refused).toHaveLength(1);
    expect(adoption.objects.map(({ kind, fate }) => [kind, fate])).toEqual([
      ['Namespace', 'listed'],
      ['ConfigMap', 'listed'],
    ]);
  });

  it("is told where Argo CD keeps what is no adopted tenant's", () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'other', namespace: 'argocd' },
      spec: { destination: { namespace: 'other', name: 'spoke-dev' } },
    };
    const adoption = adopt({
      platform,
      rules: [{ namespace: 'pay', owner }],
      objects: [
        { object: namespace, cluster: 'spoke-dev' },
        { object: application, cluster: 'hub' },
      ],
    });
    expect(told(adoption, 'other')).toMatchObject([{ fate: 'listed' }]);
  });
});

/** Argo CD takes all of these for the cluster that it runs on, however the platform names that. */
it.each([
  { server: 'https://kubernetes.default.svc' },
  { server: 'https://kubernetes.default.svc/' },
  { name: 'in-cluster' },
  { name: 'here' },
])('takes an Application that goes to %j for its tenant', destination => {
  const { environments, ...rest } = smallPlatform();
  const argocd = { cluster: 'spoke-dev', destination: { name: 'here' } };
  const adoption = adopt({
    platform: parsePlatform({
      ...rest,
      environments: [{ ...environments[0], argocd }],
    }),
    rules: [{ namespace: 'pay', owner }],
    objects: [
      object('Namespace', 'pay'),
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'web', namespace: 'argocd' },
        spec: {
          project: 'default',
          destination: { namespace: 'pay', ...destination },
          source: { repoURL: 'https://git.example.com/web.git', path: '.' },
        },
      },
    ].map(each => ({ object: each, cluster: 'spoke-dev' })),
  });
  expect(told(adoption, 'web')).toMatchObject([
    { tenant: 'pay', environment: 'dev' },
  ]);
});

describe('what could not be read', () => {
  it('is not said to be new without a word', () => {
    const { objects } = adopted([object('Namespace', 'pay')], {
      notRead: [{ cluster: 'spoke-dev', group: '', kind: 'LimitRange' }],
    });
    const why = (kind: string) =>
      objects.find(each => each.kind === kind)?.why ?? '';
    expect(why('LimitRange')).toContain('could not be read');
    expect(why('ResourceQuota')).toBe('');
  });

  it.each([
    [{ kind: 'LimitRange' }, true],
    [{ kind: 'LimitRange', namespace: 'pay' }, true],
    [{ kind: 'LimitRange', namespace: 'shop' }, false],
    [{}, true],
  ])('refuses the tenants that %j concerns, if asked to', (missed, refused) => {
    const { tenants, files } = adopted([object('Namespace', 'pay')], {
      notRead: [{ cluster: 'spoke-dev', group: '', ...missed }],
      wholeOnly: true,
    });
    expect(tenants[0].refused !== undefined).toBe(refused);
    expect(files.length > 0).toBe(!refused);
  });

  it('refuses no tenant for another cluster', () => {
    const { tenants } = adopted([object('Namespace', 'pay')], {
      notRead: [{ cluster: 'prod' }],
      wholeOnly: true,
    });
    expect(tenants[0].refused).toBeUndefined();
  });
});

describe('a namespace whose name is too long for a tenant', () => {
  const long = `a-namespace-with-a-name-of-its-own-that-goes-on-for-long-end`;

  it('is adopted under a shorter name, and keeps its own', () => {
    const { tenants, existing } = adopted([object('Namespace', long)], {
      rules: [{ namespace: '*', owner: 'group:default/${{ namespace }}' }],
    });
    const [{ tenant, refused, owner: given }] = tenants;
    expect(refused).toBeUndefined();
    expect(tenant).toMatch(/^a-namespace-with-a-.*-[0-9a-f]{6}$/);
    expect(given).toBe(`group:default/${long}`);
    expect(existing).toEqual([{ tenant, environment: 'dev', namespace: long }]);
  });
});

describe('a second part of an estate', () => {
  const there = (cluster: string) => ({
    object: object('Namespace', 'pay'),
    cluster,
  });
  const first = adopt({
    platform,
    rules: [{ namespace: 'pay', environment: 'dev', owner }],
    objects: [there('spoke-dev')],
  });
  const present = first.files
    .filter(({ path }) => isRequestPath(path, platform.layout))
    .map(({ content }) => parseRequestText(content));
  const rules = [{ namespace: 'pay', environment: 'prod', owner }];

  it('is added to what Git has of the tenant already', () => {
    const { tenants, files } = adopt({
      platform,
      rules,
      present,
      objects: [there('spoke-dev'), there('prod')],
    });
    expect(tenants[0].namespaces.map(({ environment }) => environment)).toEqual(
      ['dev', 'prod'],
    );
    expect(
      files.find(({ path }) => path === 'platform/tenants/pay.yaml')?.content,
    ).toMatch(/- dev\n\s+- prod/);
  });

  it('takes nothing from Git where the first part was not read', () => {
    const { tenants, files } = adopt({
      platform,
      rules,
      present,
      objects: [there('prod')],
    });
    expect(tenants[0].refused).toEqual([
      expect.stringContaining('for dev too'),
    ]);
    expect(files).toEqual([]);
  });

  it('is refused where rules name another owner for it', () => {
    const { tenants } = adopt({
      platform,
      rules: [
        { namespace: 'pay', environment: 'dev', owner },
        { namespace: 'pay', environment: 'prod', owner: 'group:default/shop' },
      ],
      objects: [there('spoke-dev'), there('prod')],
    });
    expect(tenants[0].refused).toEqual([
      expect.stringContaining('several owners'),
    ]);
  });

  it('says where else rules say that a tenant is, and nothing was read', () => {
    const { tenants } = adopt({
      platform,
      rules: ['dev', 'prod'].map(environment => ({
        namespace: 'pay',
        environment,
        owner,
      })),
      notRead: [{ cluster: 'prod' }],
      objects: [there('spoke-dev')],
    });
    expect(tenants[0].left).toEqual([
      'environments: prod, since cluster prod could not be read',
    ]);
  });

  it('leaves tenants alone that no rule names', () => {
    const { tenants } = adopt({
      platform,
      rules: [{ namespace: 'shop', owner }],
      present,
      objects: [there('spoke-dev'), there('prod')],
    });
    expect(tenants).toEqual([]);
  });
});

import { parsePlatform } from '../platform';
import { smallPlatform } from '../testUtils';
import { adopt } from './adopt';

const names = Array.from({ length: 12 }, (_, i) => `team${i}`);
const policy = (namespace: string, name: string, spec: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace, uid: namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec },
});
const fromOwn = (namespace: string) => ({
  ingress: [
    {
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': namespace },
          },
        },
      ],
    },
  ],
});

function adoptAll(
  objects: Array<ReturnType<typeof policy>>,
  manifests: object = {},
) {
  return adopt({
    platform: parsePlatform({ ...smallPlatform(), manifests }),
    rules: [{ namespace: '*', owner: 'group:default/${{ namespace }}' }],
    objects: objects.map(object => ({ object, environment: 'prod' })),
  });
}

describe('objects of the platform that most namespaces have alike', () => {
  const objects = names.flatMap((name, index) => [
    policy(name, 'default'),
    policy(name, `${name}-own`, fromOwn(name)),
    policy(name, 'of-few', { policyTypes: index < 5 ? ['Egress'] : [name] }),
    policy(name, 'odd', { note: '${{ tenant.name }}' }),
  ]);

  it('are told as templates', () => {
    const { common } = adoptAll(objects);
    expect(
      common.map(({ environments, object }) => [environments, object.metadata]),
    ).toEqual([
      [[{ name: 'prod', namespaces: 12, of: 12 }], { name: 'default' }],
      [
        [{ name: 'prod', namespaces: 12, of: 12 }],
        { name: '${{ namespace }}-own' },
      ],
    ]);
    expect(common[1].object.spec).toMatchObject(fromOwn('${{ namespace }}'));
  });

  it('are rendered for each tenant once the configuration has them', () => {
    const { common } = adoptAll(objects);
    const { objects: told, common: left } = adoptAll(objects, {
      objects: common.map(({ object }, index) => ({
        name: `n${index}`,
        object,
      })),
    });
    const own = told.filter(
      ({ kind, name }) =>
        kind === 'NetworkPolicy' &&
        /default$|-own$/.test(name) &&
        name !== 'default-deny',
    );
    expect(own).toHaveLength(24);
    for (const { fate, differences = [] } of own) {
      expect(fate).toBe('changed');
      // Only who manages them is new.
      expect(
        differences.filter(({ path }) => !path.startsWith('metadata.')),
      ).toEqual([]);
    }
    expect(left).toEqual([]);
  });

  it("are nobody's rule where few have them", () => {
    expect(
      adoptAll(names.slice(0, 9).map(name => policy(name, 'default'))).common,
    ).toEqual([]);
  });

  it('are told once for all environments', () => {
    const { common } = adopt({
      platform: parsePlatform(smallPlatform()),
      rules: [{ namespace: '*', owner: 'group:default/${{ namespace }}' }],
      objects: ['dev', 'prod'].flatMap(environment =>
        names.map(name => ({ object: policy(name, 'default'), environment })),
      ),
    });
    expect(common.map(({ environments }) => environments)).toEqual([
      [
        { name: 'dev', namespaces: 12, of: 12 },
        { name: 'prod', namespaces: 12, of: 12 },
      ],
    ]);
  });

  it('never hold a credential', () => {
    const { common, credentials } = adoptAll(
      names.map(name => ({
        ...policy(name, 'default'),
        metadata: {
          name: 'default',
          namespace: name,
          uid: name,
          annotations: { 'acme.example/password': 'correct-horse-battery' },
        },
      })),
    );
    expect(credentials).toHaveLength(12);
    expect(common).toEqual([]);
  });
});

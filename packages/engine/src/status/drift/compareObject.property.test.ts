import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import { compareObject } from './compareObject';
import { pathText } from './fieldPath';

type Container = Record<string, unknown> & { name: string };

const name = fc.constantFrom('web', 'api', 'sidecar', 'metrics');
const container = fc.record({
  image: fc.constantFrom('a:1', 'b:2'),
  env: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('A', 'B', 'C'),
      value: fc.constantFrom('1', '1000m', '60s', ''),
    }),
    { selector: each => each.name },
  ),
  ports: fc.uniqueArray(
    fc.record({ containerPort: fc.constantFrom(80, 81, 8080) }),
    { selector: each => each.containerPort },
  ),
  resources: fc.record({
    requests: fc.record({
      cpu: fc.constantFrom('1', '0.5', '1500m'),
      memory: fc.constantFrom('1Gi', '1024Mi'),
    }),
  }),
  args: fc.array(fc.constantFrom('-v', '--all')),
  tty: fc.constant(false),
});
const deployment = fc
  .record({
    replicas: fc.nat(5),
    labels: fc.dictionary(
      fc.constantFrom('a', 'b', 'c/d'),
      fc.constantFrom('x', '1'),
    ),
    containers: fc.uniqueArray(
      fc
        .tuple(name, container)
        .map(([is, rest]): Container => ({ ...rest, name: is })),
      { selector: each => each.name, minLength: 1 },
    ),
  })
  .map(
    ({ replicas, labels, containers }): KubernetesObject => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' }, creationTimestamp: null },
          spec: { containers, volumes: [{ name: 'tmp', emptyDir: {} }] },
        },
      },
    }),
  );

/** As an API server and what runs behind it leave an object: defaults, other orders, other writings, what others add. */
function settled(git: KubernetesObject): KubernetesObject {
  const live = structuredClone(git);
  const spec = live.spec as {
    template: {
      metadata: Record<string, unknown>;
      spec: Record<string, unknown>;
    };
    strategy?: object;
  };
  delete spec.template.metadata.creationTimestamp;
  spec.strategy = { type: 'RollingUpdate' };
  const pod = spec.template.spec;
  pod.dnsPolicy = 'ClusterFirst';
  pod.containers = (pod.containers as Container[])
    .map(each => {
      const { tty: _, args, ...rest } = each;
      const { cpu } = (each.resources as { requests: { cpu: string } })
        .requests;
      return {
        ...rest,
        ...(Array.isArray(args) && args.length > 0 ? { args } : {}),
        ...((each.env as unknown[]).length > 0
          ? {
              env: [...(each.env as Array<{ value: string }>)]
                .reverse()
                .map(({ value, ...one }) =>
                  value === '' ? one : { ...one, value },
                ),
            }
          : {}),
        ports: (each.ports as object[]).map(port => ({
          ...port,
          protocol: 'TCP',
        })),
        resources: {
          requests: {
            cpu: cpu === '0.5' ? '500m' : cpu,
            memory: '1Gi',
          },
        },
        imagePullPolicy: 'IfNotPresent',
      };
    })
    .reverse();
  (pod.containers as object[]).push({ name: 'injected', image: 'mesh:1' });
  live.metadata = {
    ...live.metadata,
    uid: 'u',
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    labels: { ...live.metadata.labels, added: 'by somebody' },
  };
  live.status = { replicas: 1 };
  return live;
}

describe('comparing an object with what Git says', () => {
  it('finds nothing in what an API server made of it', () => {
    fc.assert(
      fc.property(deployment, git => {
        expect(compareObject(git, settled(git))).toEqual({
          differences: [],
          further: 0,
          notCompared: [],
        });
      }),
    );
  });

  it('finds one changed field, and that one only', () => {
    const changes: Array<
      [string, (live: KubernetesObject, first: Container) => void]
    > = [
      [
        'spec.replicas',
        live => Object.assign(live.spec as object, { replicas: 9 }),
      ],
      [
        'spec.template.spec.containers[name=%].image',
        (_, first) => {
          first.image = 'c:3';
        },
      ],
      [
        'spec.template.spec.containers[name=%].args',
        (_, first) => {
          first.args = ['--changed'];
        },
      ],
      [
        'spec.template.spec.containers[name=%].resources.requests.cpu',
        (_, first) => {
          first.resources = { requests: { cpu: '7', memory: '1024Mi' } };
        },
      ],
      [
        'spec.template.spec.containers[name=%].resources',
        (_, first) => {
          delete first.resources;
        },
      ],
      [
        'spec.selector.matchLabels.app',
        live =>
          Object.assign(live.spec as object, {
            selector: { matchLabels: { app: 'other' } },
          }),
      ],
      [
        'spec.template.spec.volumes[name=tmp]',
        live => {
          const { template } = live.spec as {
            template: { spec: { volumes: unknown[] } };
          };
          template.spec.volumes = [];
        },
      ],
    ];
    fc.assert(
      fc.property(
        deployment,
        fc.constantFrom(...changes),
        (git, [path, change]) => {
          const live = settled(git);
          const wanted = (
            git.spec as { template: { spec: { containers: Container[] } } }
          ).template.spec.containers[0].name;
          const first = (
            live.spec as { template: { spec: { containers: Container[] } } }
          ).template.spec.containers.find(each => each.name === wanted);
          change(live, first as Container);
          expect(
            compareObject(git, live).differences.map(each =>
              pathText(each.path),
            ),
          ).toEqual([path.replace('%', wanted)]);
        },
      ),
    );
  });

  it('throws at nothing that is an object', () => {
    const odd = fc.dictionary(fc.string(), fc.anything());
    const object = odd.map(
      (rest): KubernetesObject => ({
        ...rest,
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
      }),
    );
    fc.assert(
      fc.property(object, object, (git, live) => {
        expect(() => compareObject(git, live)).not.toThrow();
      }),
    );
  });
});
